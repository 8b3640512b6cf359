//! A load from a file.

use super::failure::{Failure, Result};
use super::input;
use super::reader_options::{ReaderArgs, ask};
use peakpack::load::Period;
use peakpack::load::meter::{self, MAX_BYTES, ReadError, Reading};
use std::path::Path;

/// Reads a load of any format.
pub fn read(path: &Path, reader: &ReaderArgs) -> Result<Reading> {
    let bytes = input::bytes(path, MAX_BYTES)?;
    let name = input::name(path);
    let reading = meter::read(&bytes, &reader.options()).map_err(|why| {
        Failure::input(match why {
            ReadError::NeedsChoice(question) => format!("{name}: {}", ask(&question)),
            why => format!("{name}: {why}"),
        })
    })?;
    let period = reader.period();
    if period == Period::All {
        return Ok(reading);
    }
    reading.part(period).ok_or_else(|| {
        let periods = Period::of(&reading.series);
        let periods: Vec<String> = periods.iter().map(Period::to_string).collect();
        Failure::input(format!(
            "{name}: the load has nothing in {period}. The periods to choose from: {}.",
            periods.join(", ")
        ))
    })
}
