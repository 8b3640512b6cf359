//! Meter files: from what a stranger's file says to a validated load.
//!
//! [`read`] detects the format, reads the rows, sets them on one clock and step,
//! fills short gaps, and reports what it understood. It never guesses in
//! silence: what the file leaves open becomes a [`Question`], what was assumed
//! stands in [`Report::warnings`], and what cannot be read is refused with the
//! place and the mend.
//!
//! A format is one row in `FORMATS`: how to recognise it and how to turn its
//! text into `Rows`. Clock, step, gaps and report are the same for all.

mod assemble;
mod cell_format;
mod clock;
mod columns;
mod day_rows;
mod dst_rule;
mod error;
mod fill;
mod flow;
mod green_button;
mod green_button_feed;
mod grid;
mod host;
mod keys;
mod layout;
mod nem;
mod number;
mod options;
mod plain;
mod records;
mod refuse;
mod report;
mod rows;
mod scan;
mod settle;
mod sheet;
mod stamp;
mod streams;
mod text;
mod unit;
mod values;
mod words;
mod xlsx;
mod xml;
mod zip;

pub use error::ReadError;
pub use flow::Flow;
pub use host::{Host, Later, Straight};
pub use options::{
    Answer, Choice, DateOrder, DecimalMark, MeterChoice, Question, ReadOptions, Stamps,
};
pub use report::Report;
pub use rows::Zone;
pub use unit::Unit;

use crate::load::Series;

/// The longest gap that is filled unasked, in days.
pub const MAX_GAP_DAYS: i64 = 7;
/// The largest share of missing intervals that is filled unasked; up to one day in all it may be half.
pub const MAX_GAP_SHARE: f64 = 0.1;
/// The largest file, in bytes.
pub const MAX_BYTES: usize = 512 << 20;

/// A file that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The load.
    pub series: Series,
    /// What was understood, and what was done to it.
    pub report: Report,
}

/// One format of meter files.
struct Format {
    /// Whether a text is of this format, from its first lines.
    recognises: fn(&str) -> bool,
    /// The rows in the text.
    rows: fn(&str, &ReadOptions) -> Result<rows::Rows, ReadError>,
}

/// The formats, the narrowest first: the first that recognises a text reads it.
const FORMATS: [Format; 3] = [
    Format {
        recognises: green_button::recognises,
        rows: green_button::rows,
    },
    Format {
        recognises: nem::recognises,
        rows: nem::rows,
    },
    Format {
        recognises: |_| true,
        rows: plain::rows,
    },
];

/// Reads a meter file of any supported format.
///
/// # Errors
/// When the file is no load, a cell cannot be understood, the times do not make
/// equal steps, or the file leaves open what only a person can say
/// ([`ReadError::NeedsChoice`]).
///
/// ```
/// use peakpack::load::meter::{read, ReadOptions, Unit};
/// let file = "Datum;Von;Bis;Leistung [kW]\r\n\
///             13.01.2025;00:00;00:15;1.008,5\r\n\
///             13.01.2025;00:15;00:30;995,5\r\n";
/// let reading = read(file.as_bytes(), &ReadOptions::default()).unwrap();
/// assert_eq!(reading.series.kw(), [1008.5, 995.5]);
/// assert_eq!(reading.report.unit, Unit::Kilowatts);
/// assert_eq!(reading.report.end, "2025-01-13T00:30:00");
/// ```
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(refuse::too_large("The file", bytes.len()));
    }
    if xlsx::recognises(bytes) {
        let text = host::at_once(xlsx::text(bytes, &Straight))?;
        let mut reading = read_text(&text, options).map_err(xlsx::explained)?;
        reading.report.format = xlsx::FORMAT;
        return Ok(reading);
    }
    if let Some(refusal) = refuse::binary(bytes) {
        return Err(refusal);
    }
    read_text(&text::decode(bytes), options)
}

/// Reads the text of a meter file.
fn read_text(text: &str, options: &ReadOptions) -> Result<Reading, ReadError> {
    for format in &FORMATS {
        if (format.recognises)(text) {
            let rows = (format.rows)(text, options)?;
            return assemble::assemble(rows, options, text);
        }
    }
    Err(ReadError::NoValues)
}
