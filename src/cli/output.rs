//! Writing results.

use super::failure::{Failure, Result};
use super::input::is_dash;
use serde_json::Value;
use std::io::{ErrorKind, Write, stdout};
use std::path::Path;

/// Writes to standard output.
///
/// A reader that has seen enough (`peakpack … | head`) is no failure.
pub fn print(text: &str) -> Result<()> {
    let mut out = stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => Err(Failure::output(format!(
            "the result cannot be written: {why}"
        ))),
        _ => Ok(()),
    }
}

/// Writes a JSON value to standard output, indented, with a line end.
pub fn print_json(value: &Value) -> Result<()> {
    print(&format!("{value:#}\n"))
}

/// Writes to a file, or to standard output for `-`.
pub fn write(path: &Path, text: &str) -> Result<()> {
    if is_dash(path) {
        return print(text);
    }
    std::fs::write(path, text)
        .map_err(|why| Failure::output(format!("{} cannot be written: {why}", path.display())))
}
