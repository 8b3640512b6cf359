//! Plain tables of time and power: CSV in any dialect, with or without titles.

use super::columns::{TimeSource, meaning, time_source};
use super::error::{ReadError, shown};
use super::layout::{Kind, Sample, Table};
use super::options::{DateOrder, ReadOptions};
use super::records::Records;
use super::refuse;
use super::rows::Rows;
use super::scan::Scan;
use super::settle;
use super::text::row_at;
use super::values;
use super::words::thousands;

/// Columns of numbers from which on a row of one date is a day's worth of intervals.
const WIDE: usize = 20;

/// What is known of a table before its rows are read.
pub(crate) struct Plan<'t> {
    /// The whole text.
    pub text: &'t str,
    /// The first rows.
    pub sample: Sample,
    /// Titles and first data row.
    pub table: Table,
    /// Where the time stands.
    pub source: TimeSource,
    /// The column of the load.
    pub column: usize,
}

impl<'t> Plan<'t> {
    /// The records from the first data row on.
    pub fn records(&self) -> Records<'t> {
        let from = self.sample.at.get(self.table.data).copied().unwrap_or(0);
        Records::new(self.text, self.sample.delimiter, from)
    }
}

/// The rows of a plain table.
pub(crate) fn rows(text: &str, options: &ReadOptions) -> Result<Rows, ReadError> {
    if refuse::is_no_table(text) {
        return Err(refuse::text(text));
    }
    let sample = Sample::of(text);
    let Some((source, table)) = time_source(&sample) else {
        return Err(refuse_or_no_values(text, &sample));
    };
    if is_wide(&sample, &table, source) {
        return Err(ReadError::NotALoad {
            found: "a table with one row a day".to_owned(),
            mend: "Ask for the same load as one row per interval, with time and kWh.",
        });
    }
    if let TimeSource::Order { .. } = source {
        refuse_unknown_times(text, &sample, &table)?;
    }
    let (column, column_note) = values::column(&sample, &table, source, options)?;
    let (unit, unit_note) = values::unit(&sample, &table, column, options)?;
    let plan = Plan {
        text,
        sample,
        table,
        source,
        column,
    };
    let (decimal, decimal_note) = settle::decimal(&plan, options)?;
    let scan = |order: Option<DateOrder>| Scan::new(&plan, unit, decimal, order, options)?.run();
    let mut rows = match settle::date_order(&plan, options)? {
        settle::Order::Known(order) => scan(order)?,
        settle::Order::Open(example) => settle::steadier(
            scan(Some(DateOrder::DayMonth))?,
            scan(Some(DateOrder::MonthDay))?,
            &example,
        )?,
    };
    rows.column = plan.table.title(column).to_owned();
    rows.meaning = rows.meaning.or(meaning(source, &plan.table));
    rows.hint = hint(&plan);
    rows.warnings.extend(column_note);
    rows.warnings.extend(unit_note);
    rows.warnings.extend(decimal_note);
    Ok(rows)
}

/// Titles and times without a single number are an empty load; anything else is none.
fn refuse_or_no_values(text: &str, sample: &Sample) -> ReadError {
    let timed = sample
        .kinds
        .iter()
        .flatten()
        .any(|kind| matches!(kind, Kind::Stamp | Kind::Time));
    if timed {
        ReadError::NoValues
    } else {
        refuse::text(text)
    }
}

/// Words with digits and colons or slashes are times of a kind not known here:
/// better said than passed over.
fn refuse_unknown_times(text: &str, sample: &Sample, table: &Table) -> Result<(), ReadError> {
    for c in 0..sample.width() {
        let cell = sample.cell(table.data, c);
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let unknown = sample.kind(table.data, c) == Kind::Text
            && digits >= 3
            && cell.contains([':', '/', '-']);
        if unknown {
            let at = sample.at.get(table.data).copied().unwrap_or(0);
            return Err(ReadError::Cell {
                row: row_at(text, at),
                column: table.name(c),
                text: shown(cell),
                wanted: "a time of a known form, such as “2025-01-31 23:45”",
            });
        }
    }
    Ok(())
}

fn is_wide(sample: &Sample, table: &Table, source: TimeSource) -> bool {
    let TimeSource::Stamps { date, time: None } = source else {
        return false;
    };
    let kinds = sample.kinds.get(table.data).map_or(&[][..], Vec::as_slice);
    sample.kind(table.data, date) == Kind::Date
        && kinds.iter().filter(|kind| **kind == Kind::Number).count() >= WIDE
}

/// A column of words that may tell channels apart, for the message about repeated times.
fn hint(plan: &Plan<'_>) -> String {
    let sample = &plan.sample;
    let rows = plan.table.data..sample.rows.len();
    for c in 0..sample.width() {
        let mut words: Vec<&str> = Vec::new();
        for r in rows.clone().filter(|&r| sample.kind(r, c) == Kind::Text) {
            let cell = sample.cell(r, c);
            if !words.contains(&cell) {
                words.push(cell);
            }
            if words.len() > 6 {
                break;
            }
        }
        if (2..=6).contains(&words.len()) {
            let words = shown(&words.join(", "));
            return format!(" (column {} holds {words})", plan.table.name(c));
        }
    }
    String::new()
}

/// The sentence about lines behind the table.
pub(crate) fn footer_note(lines: usize) -> String {
    match lines {
        1 => "One line behind the table was left out.".to_owned(),
        n => format!("{} lines behind the table were left out.", thousands(n)),
    }
}
