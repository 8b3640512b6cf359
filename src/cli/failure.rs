//! Why a command ends without a result.

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

/// The result of a command, or of a part of it.
pub type Result<T> = std::result::Result<T, Failure>;

/// A message for the person, and the exit code for the script.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    /// The result could not be written.
    pub fn output(message: impl Display) -> Self {
        Self::new(1, message)
    }

    /// An option or a file cannot be used.
    pub fn input(message: impl Display) -> Self {
        Self::new(2, message)
    }

    /// The battery cannot do what was asked.
    pub fn infeasible(message: impl Display) -> Self {
        Self::new(3, message)
    }

    fn new(code: u8, message: impl Display) -> Self {
        Self {
            code,
            message: message.to_string(),
        }
    }

    /// Says why on standard error.
    pub fn report(&self) -> ExitCode {
        // Nobody is left to tell when standard error is closed.
        let _ = writeln!(std::io::stderr(), "error: {}", self.message);
        ExitCode::from(self.code)
    }
}
