//! Why a number cannot be used.

use std::fmt;

/// Which number cannot be, and what it must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Refused {
    /// What the number is.
    pub what: &'static str,
    /// What it was.
    pub value: f64,
    /// What it must be.
    pub must: &'static str,
}

impl Refused {
    /// The error, unless the number is in its range; NaN never is.
    pub(super) fn unless(
        ok: bool,
        what: &'static str,
        value: f64,
        must: &'static str,
    ) -> Result<(), Self> {
        if ok {
            Ok(())
        } else {
            Err(Self { what, value, must })
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = crate::decimal::short(self.value);
        write!(f, "the {} is {value}; it must be {}", self.what, self.must)
    }
}

impl std::error::Error for Refused {}
