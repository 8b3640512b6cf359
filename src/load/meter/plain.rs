//! Plain tables of time and power: CSV in any dialect, with or without titles.

use super::columns::{TimeSource, meaning, time_source};
use super::day_rows;
use super::error::{ReadError, shown};
use super::exports;
use super::flow::Flow;
use super::host::{Host, Pace};
use super::keys::Keys;
use super::layout::{Kind, Sample, Table};
use super::options::{DateOrder, ReadOptions};
use super::records::Records;
use super::refuse;
use super::rows::Rows;
use super::scan::Scan;
use super::settle;
use super::streams::{Stream, load_of};
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
pub(crate) async fn rows(
    text: &str,
    options: &ReadOptions,
    host: &dyn Host,
) -> Result<Rows, ReadError> {
    if refuse::is_no_table(text) {
        return Err(refuse::text(text));
    }
    let sample = Sample::of(text);
    let Some((source, table)) = time_source(&sample) else {
        return Err(refuse_or_no_values(text, &sample));
    };
    if let Some(date) = day_of_wide_row(&sample, &table, source) {
        let plan = Plan {
            text,
            sample,
            table,
            source,
            column: date,
        };
        return day_rows::rows(plan, date, options, host).await;
    }
    let export = exports::of(&table);
    let known = export.map(|export| export.options(options));
    let options = known.as_ref().unwrap_or(options);
    if let TimeSource::Order { .. } = source {
        refuse_unknown_times(text, &sample, &table)?;
    }
    let keys = Keys::of(&sample, &table, source);
    let columns = values::columns(&sample, &table, source, keys, options)?;
    let mut plan = Plan {
        text,
        sample,
        table,
        source,
        column: 0,
    };
    let mut streams = Vec::new();
    for &(column, flow) in &columns.read {
        plan.column = column;
        streams.extend(column_rows(&plan, &keys, flow, options, host).await?);
    }
    let mut rows = match columns.read[..] {
        // A difference is asked for, or meters and channels stand in one column.
        [_] if streams.len() == 1 && (options.channel.is_none() || !keys.tell_channels()) => {
            streams.remove(0).rows
        }
        _ => load_of(streams, options)?,
    };
    if !columns.flows.is_empty() {
        rows.flows = columns.flows;
    }
    if let Some(export) = export {
        rows.format = export.name;
    }
    rows.hint = hint(&plan);
    rows.warnings.extend(columns.note);
    Ok(rows)
}

/// The rows of one column, by meter and channel.
async fn column_rows(
    plan: &Plan<'_>,
    keys: &Keys,
    flow: Flow,
    options: &ReadOptions,
    host: &dyn Host,
) -> Result<Vec<Stream>, ReadError> {
    let (unit, unit_note) = values::unit(&plan.sample, &plan.table, plan.column, options)?;
    let (decimal, decimal_note) = settle::decimal(plan, options, host).await?;
    let scan = async |order: Option<DateOrder>| {
        let pace = Pace::new(host, plan.text, 0.3, 0.9);
        Scan::new(plan, unit, decimal, order, options)?
            .run(keys, pace)
            .await
    };
    let (mut rows, kinds) = match settle::date_order(plan, options, host).await? {
        settle::Order::Known(order) => scan(order).await?,
        settle::Order::Open(example) => {
            let (day_first, kinds) = scan(Some(DateOrder::DayMonth)).await?;
            let (month_first, _) = scan(Some(DateOrder::MonthDay)).await?;
            (settle::steadier(day_first, month_first, &example)?, kinds)
        }
    };
    rows.column = plan.table.title(plan.column).to_owned();
    rows.meaning = rows.meaning.or(meaning(plan.source, &plan.table));
    rows.warnings.extend(unit_note);
    rows.warnings.extend(decimal_note);
    kinds.split(rows, flow)
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

/// The column of the date where a row holds a day's worth of values.
fn day_of_wide_row(sample: &Sample, table: &Table, source: TimeSource) -> Option<usize> {
    let TimeSource::Stamps { date, time: None } = source else {
        return None;
    };
    let kinds = sample.kinds.get(table.data).map_or(&[][..], Vec::as_slice);
    let numbers = kinds.iter().filter(|kind| **kind == Kind::Number).count();
    // Midnight may be written behind the date.
    let midnights = (table.data..sample.rows.len())
        .filter_map(|row| super::stamp::parse(sample.cell(row, date)))
        .all(|stamp| stamp.ms.unwrap_or(0) == 0);
    (numbers >= WIDE && midnights).then_some(date)
}

/// A column of words that may tell channels apart, for the message about repeated times.
fn hint(plan: &Plan<'_>) -> String {
    let sample = &plan.sample;
    let rows = plan.table.data..sample.rows.len();
    for c in 0..sample.width() {
        let mut words: Vec<String> = Vec::new();
        for r in rows.clone().filter(|&r| sample.kind(r, c) == Kind::Text) {
            let cell = sample.cell(r, c);
            if !words.iter().any(|word| word == cell) {
                words.push(cell.to_owned());
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
