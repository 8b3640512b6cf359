//! Why a file could not be read: where, what stood there, and how to mend it.

use super::options::Question;
use crate::load::SeriesError;
use std::fmt;

/// Why a file could not be read. Its text is one or two sentences for the person who has the file.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// The file is something else than a table of times and power.
    NotALoad {
        /// What was found, for example "a PNG picture".
        found: String,
        /// What to do instead.
        mend: &'static str,
    },
    /// A cell that cannot be understood.
    Cell {
        /// The row, from 1, as in a spreadsheet or text editor.
        row: usize,
        /// The column's title, or its number.
        column: String,
        /// What stood there, shortened.
        text: String,
        /// What is wanted there, for example "a number".
        wanted: &'static str,
    },
    /// A step shorter than 0.1 s or longer than 1 h.
    StepOutOfRange {
        /// The step found.
        step: String,
    },
    /// Many rows have the time of another row and a different value.
    SeveralSeries {
        /// How many rows repeat a time.
        repeated: usize,
        /// Out of how many.
        rows: usize,
        /// A column that may tell them apart, empty when none was found.
        hint: String,
    },
    /// Nothing to read: no row, or no value in any row.
    NoValues,
    /// One row alone does not say how long its interval is.
    OneRow,
    /// The option `column` names none.
    NoSuchColumn {
        /// What was asked for.
        asked: String,
        /// The columns there are.
        columns: String,
    },
    /// The file or the time it covers is too large.
    TooLarge {
        /// What is too large and what the limit is.
        what: String,
    },
    /// The values do not make a load.
    Series(SeriesError),
    /// The file leaves something open that only a person can say.
    NeedsChoice(Question),
    /// The host has stopped the reading.
    Stopped,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALoad { found, mend } => {
                write!(f, "This is {found}, not a load. {mend}")
            }
            Self::Cell {
                row,
                column,
                text,
                wanted,
            } => write!(
                f,
                "Row {row}, column {column}: “{text}” is not {wanted}. Correct the cell, or empty it to have it treated as a gap."
            ),
            Self::StepOutOfRange { step } => write!(
                f,
                "The rows are {step} apart; a load needs steps of 0.1 s to 1 h. Export it with a step of, for example, 15 minutes."
            ),
            Self::SeveralSeries {
                repeated,
                rows,
                hint,
            } => write!(
                f,
                "{repeated} of {rows} rows have the time of another row and a different value, as if several meters or channels stood in one file{hint}. Keep the rows of one of them."
            ),
            Self::NoValues => f.write_str(
                "The file has no row with a time and a value. It needs at least two, for example “2025-01-01 00:00,512.5”.",
            ),
            Self::OneRow => f.write_str(
                "The file has a single row with a time, which does not say how long its interval is. It needs at least two rows.",
            ),
            Self::NoSuchColumn { asked, columns } => write!(
                f,
                "The file has no “{asked}”. To choose from: {columns}."
            ),
            Self::TooLarge { what } => write!(f, "{what}. Use a longer step or a shorter period."),
            Self::Series(error) => write!(f, "{error}"),
            Self::NeedsChoice(question) => write!(f, "{question}"),
            Self::Stopped => f.write_str("The reading was stopped."),
        }
    }
}

/// An error on its way out. Boxed, because it passes through many hands and would be copied in
/// each.
pub(crate) type Fault = Box<ReadError>;

impl std::error::Error for ReadError {}

impl From<SeriesError> for ReadError {
    fn from(error: SeriesError) -> Self {
        Self::Series(error)
    }
}

/// A cell's text as it is shown in a message: at most 40 characters, on one line.
#[inline(never)]
pub(crate) fn shown(text: &str) -> String {
    let mut out: String = text
        .trim()
        .chars()
        .take(40)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if out.len() < text.trim().len() {
        out.push('…');
    }
    out
}

impl From<SeriesError> for Fault {
    fn from(error: SeriesError) -> Self {
        Self::new(error.into())
    }
}
