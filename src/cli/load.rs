//! A load from a file.

use super::failure::{Failure, Result};
use super::input;
use super::reader_options::{ReaderArgs, ask};
use peakpack::load::meter::{self, MAX_BYTES, ReadError, Reading};
use std::path::Path;

/// Reads a load of any format.
pub fn read(path: &Path, reader: &ReaderArgs) -> Result<Reading> {
    let bytes = input::bytes(path, MAX_BYTES)?;
    meter::read(&bytes, &reader.options()).map_err(|why| {
        let name = input::name(path);
        Failure::input(match why {
            ReadError::NeedsChoice(question) => format!("{name}: {}", ask(&question)),
            why => format!("{name}: {why}"),
        })
    })
}
