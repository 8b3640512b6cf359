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
mod exports;
mod fill;
mod flow;
mod green_button;
mod green_button_feed;
mod grid;
mod host;
mod keys;
mod layout;
mod list;
mod long_gaps;
mod nem;
mod nem_versions;
mod notes;
mod number;
mod options;
mod phase;
mod plain;
mod records;
mod refuse;
mod report;
mod rows;
mod scan;
mod settle;
mod sheet;
mod spikes;
mod stamp;
mod streams;
mod text;
mod uneven;
mod unit;
mod values;
mod words;
mod xlsx;
mod xml;
mod zip;

use error::Fault;
pub use error::ReadError;
pub use flow::Flow;
pub use host::{Host, Later, Straight};
pub use options::{
    Answer, Choice, DateOrder, DecimalMark, MeterChoice, Question, ReadOptions, Stamps,
};
pub use report::Report;
pub use rows::Zone;
pub use unit::Unit;

use crate::load::{Period, Series};
use assemble::Assembly;
use phase::Next;

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

impl Reading {
    /// A load that comes from no file; `format` names where it comes from.
    pub fn of_series(series: Series, format: &'static str) -> Self {
        let report = Report::of_series(&series, format);
        Self { series, report }
    }

    /// The part of the load in a period, with the report of that part; `None` when the load has
    /// nothing in it.
    ///
    /// ```
    /// use peakpack::load::Period;
    /// use peakpack::load::meter::{read, ReadOptions};
    /// let file = b"time,kW\n2025-01-31 22:00,1\n2025-01-31 23:00,2\n2025-02-01 00:00,3\n";
    /// let reading = read(file, &ReadOptions::default()).unwrap();
    /// let january = reading.part(Period::Month(2025, 1)).unwrap();
    /// assert_eq!(january.series.kw(), [1.0, 2.0]);
    /// assert_eq!(january.report.max_kw, 2.0);
    /// ```
    pub fn part(&self, period: Period) -> Option<Self> {
        let range = period.range(&self.series)?;
        let series = self.series.part(range.clone())?;
        let report = self.report.part(&series, &range);
        Some(Self { series, report })
    }
}

/// One format of meter files.
struct Format {
    /// Whether a text is of this format, from its first lines.
    recognises: fn(&str) -> bool,
    /// The first walk over a text.
    begin: for<'t> fn(&'t str, &ReadOptions) -> Result<phase::Next<'t>, Fault>,
}

/// The formats, the narrowest first: the first that recognises a text reads it.
const FORMATS: [Format; 3] = [
    Format {
        recognises: green_button::recognises,
        begin: green_button::begin,
    },
    Format {
        recognises: nem::recognises,
        begin: nem::begin,
    },
    Format {
        recognises: |_| true,
        begin: plain::begin,
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
    host::at_once(read_with(bytes, options, &Straight))
}

/// [`read`] for a program that stays alive meanwhile: every few thousand rows `host` may pause
/// the reading, or stop it.
///
/// # Errors
/// Those of [`read`], and [`ReadError::Stopped`].
///
/// ```
/// use peakpack::load::meter::{ReadOptions, Straight, read, read_with};
/// use std::task::{Context, Poll, Waker};
/// let file = b"time;kW\n2025-01-01 00:00;10\n2025-01-01 01:00;12\n";
/// let options = ReadOptions::default();
/// let mut reading = std::pin::pin!(read_with(file, &options, &Straight));
/// // A host that never pauses has the answer at once.
/// let Poll::Ready(answer) = reading.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
///     panic!("nothing to wait for")
/// };
/// assert_eq!(answer, read(file, &options));
/// ```
pub async fn read_with(
    bytes: &[u8],
    options: &ReadOptions,
    host: &dyn Host,
) -> Result<Reading, ReadError> {
    read_bytes(bytes, options, host)
        .await
        .map_err(|fault| *fault)
}

async fn read_bytes(
    bytes: &[u8],
    options: &ReadOptions,
    host: &dyn Host,
) -> Result<Reading, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(refuse::too_large("The file", bytes.len()));
    }
    if xlsx::recognises(bytes) {
        let (text, note) = xlsx::text(bytes, host).await?;
        let mut reading = read_text(&text, options, host)
            .await
            .map_err(xlsx::explained)?;
        reading.report.format = xlsx::FORMAT;
        reading.report.warnings.extend(note);
        return Ok(reading);
    }
    if let Some(refusal) = refuse::binary(bytes) {
        return Err(refusal);
    }
    read_text(&text::decode(bytes), options, host).await
}

/// Reads the text of a meter file.
async fn read_text(text: &str, options: &ReadOptions, host: &dyn Host) -> Result<Reading, Fault> {
    for format in &FORMATS {
        if (format.recognises)(text) {
            let mut next = (format.begin)(text, options)?;
            let mut done = 0.0;
            let rows = loop {
                match next {
                    Next::Rows(rows) => break rows,
                    Next::Phase(mut phase) => {
                        let mut step = || phase.step();
                        done = host::walk(host, done, text.len(), &mut step).await?;
                        next = phase.next()?;
                    }
                }
            };
            let mut assembly = Assembly::of(rows, options)?;
            host::pause(host, done).await?;
            assembly.straighten()?;
            host::pause(host, done).await?;
            return assembly.finish(options);
        }
    }
    Err(Box::new(ReadError::NoValues))
}
