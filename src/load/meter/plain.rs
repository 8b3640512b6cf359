//! Plain tables of time and power: CSV in any dialect, with or without titles.

use super::columns::{TimeSource, meaning, time_source};
use super::day_rows;
use super::error::{Fault, ReadError, shown};
use super::exports;
use super::flow::Flow;
use super::keys::{Keys, Kinds};
use super::layout::{Kind, Sample, Table};
use super::options::{DateOrder, DecimalMark, ReadOptions};
use super::phase::{Next, Phase};
use super::records::Records;
use super::refuse::{self, cell};
use super::rows::Rows;
use super::scan::Scan;
use super::settle::{self, Order, Settle};
use super::streams::{Stream, load_of};
use super::unit::Unit;
use super::values;
use super::words::thousands;
use crate::text::Joined;

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

/// The first walk over a plain table.
pub(crate) fn begin<'t>(text: &'t str, options: &ReadOptions) -> Result<Next<'t>, Fault> {
    if refuse::is_no_table(text) {
        return Err(refuse::text(text));
    }
    let sample = Sample::of(text);
    let Some((source, table)) = time_source(&sample) else {
        return Err(refuse_or_no_values(text, &sample));
    };
    let day = day_of_wide_row(&sample, &table, source);
    let mut plan = Box::new(Plan {
        text,
        sample,
        table,
        source,
        column: 0,
    });
    if let Some(date) = day {
        return day_rows::begin(plan, date, options);
    }
    refuse_split_numbers(&plan)?;
    let export = exports::of(&plan.table);
    let options = export.map_or_else(|| options.clone(), |export| export.options(options));
    if let TimeSource::Order { .. } = source {
        refuse_unknown_times(&plan)?;
    }
    let keys = Keys::of(&plan.sample, &plan.table, source);
    let columns = values::columns(&plan.sample, &plan.table, source, keys, &options)?;
    plan.column = columns.read.first().map_or(0, |&(column, _)| column);
    Box::new(Tables {
        options,
        format: export.map(|export| export.name),
        keys,
        columns,
        at: 0,
        streams: Vec::new(),
    })
    .column(plan)
}

/// The columns that are read, one after the other, and what was read of them.
struct Tables {
    options: ReadOptions,
    /// The name of a known export.
    format: Option<&'static str>,
    keys: Keys,
    columns: values::Columns,
    /// How many columns have been read.
    at: usize,
    streams: Vec<Stream>,
}

impl Tables {
    /// The walk over the next column; the load when there is none.
    fn column<'t>(self: Box<Self>, mut plan: Box<Plan<'t>>) -> Result<Next<'t>, Fault> {
        let Some(&(column, _)) = self.columns.read.get(self.at) else {
            return self.load(&plan).map(Next::Rows);
        };
        plan.column = column;
        let (unit, note) = values::unit(&plan.sample, &plan.table, column, &self.options)?;
        let options = self.options.clone();
        Ok(Next::walk(Settle::new(
            plan,
            &options,
            Box::new(move |plan, settled| {
                let (order, example) = match settled.order {
                    Order::Known(order) => (order, None),
                    Order::Open(example) => (DateOrder::DayMonth, Some(example)),
                };
                let (keys, step) = (self.keys, self.options.step);
                Ok(Next::walk(Column {
                    scan: Scan::new(plan, keys, unit, settled.decimal, order, step)?,
                    notes: [note, settled.note],
                    unit,
                    decimal: settled.decimal,
                    example,
                    day_first: None,
                    tables: self,
                }))
            }),
        )))
    }

    #[allow(clippy::boxed_local, reason = "a move would copy it")]
    fn load(self: Box<Self>, plan: &Plan<'_>) -> Result<Box<Rows>, Fault> {
        let mut streams = self.streams;
        let has_no_choice = self.options.channel.is_none() || !self.keys.tell_channels();
        let mut rows = match self.columns.read[..] {
            // A difference is asked for, or meters and channels stand in one column.
            [_] if streams.len() == 1 && has_no_choice => streams.remove(0).rows,
            _ => load_of(streams, &self.options)?,
        };
        if !self.columns.flows.is_empty() {
            rows.flows = self.columns.flows;
        }
        if let Some(format) = self.format {
            rows.format = format;
        }
        rows.hint = hint(plan);
        rows.warnings.extend(self.columns.note);
        Ok(rows)
    }
}

/// The walk over one column.
struct Column<'t> {
    scan: Box<Scan<'t>>,
    tables: Box<Tables>,
    unit: Unit,
    decimal: DecimalMark,
    notes: [Option<String>; 2],
    /// A date that can be read in two ways: the column is then read in both.
    example: Option<String>,
    /// The reading with the day first, while that with the month first goes on.
    day_first: Option<(Box<Rows>, Kinds)>,
}

impl<'t> Phase<'t> for Column<'t> {
    fn step(&mut self) -> Result<Option<usize>, Fault> {
        self.scan.step()
    }

    fn next(self: Box<Self>) -> Result<Next<'t>, Fault> {
        let this = *self;
        let (plan, rows, kinds) = this.scan.finish();
        let mut tables = this.tables;
        let (mut rows, kinds) = match (this.example, this.day_first) {
            (None, _) => (rows, kinds),
            (Some(example), Some((day_first, kinds))) => {
                (settle::steadier(day_first, rows, &example)?, kinds)
            }
            (example, None) => {
                let (keys, order, step) = (tables.keys, DateOrder::MonthDay, tables.options.step);
                return Ok(Next::walk(Self {
                    scan: Scan::new(plan, keys, this.unit, this.decimal, order, step)?,
                    day_first: Some((rows, kinds)),
                    example,
                    tables,
                    ..this
                }));
            }
        };
        rows.column = plan.table.title(plan.column).to_owned();
        rows.meaning = rows.meaning.or(meaning(plan.source, &plan.table));
        for note in this.notes {
            rows.warnings.extend(note);
        }
        let flow = tables
            .columns
            .read
            .get(tables.at)
            .map_or(Flow::Import, |read| read.1);
        tables.streams.extend(kinds.split(rows, flow)?);
        tables.at += 1;
        tables.column(plan)
    }
}

/// Titles and times without a single number are an empty load; anything else is none.
fn refuse_or_no_values(text: &str, sample: &Sample) -> Fault {
    let timed = sample
        .kinds
        .iter()
        .flatten()
        .any(|kind| matches!(kind, Kind::Stamp | Kind::Time));
    if timed {
        Box::new(ReadError::NoValues)
    } else {
        refuse::text(text)
    }
}

/// Rows with more numbers than titles, between commas: decimal commas have cut them.
fn refuse_split_numbers(plan: &Plan<'_>) -> Result<(), Fault> {
    let (sample, titles) = (&plan.sample, plan.table.titles.len());
    let rows = plan.table.data..sample.rows.len();
    // What a cut leaves are a few bare digits.
    let is_longer = |row: &usize| {
        let cell = sample.cell(*row, titles);
        let whole = cell.split_once('.').map_or(cell, |(whole, _)| whole);
        (1..=3).contains(&whole.len()) && whole.bytes().all(|b| b.is_ascii_digit())
    };
    let longer = rows.clone().filter(is_longer).count();
    let has_units = plan
        .table
        .titles
        .iter()
        .any(|title| Unit::in_title(title).is_some());
    if !has_units || sample.delimiter != b',' || 2 * longer < rows.len() {
        return Ok(());
    }
    let row = rows.clone().find(is_longer).unwrap_or(plan.table.data);
    let at = sample.at.get(row).copied().unwrap_or(0);
    Err(cell(
        plan.text,
        at,
        (titles + 1).to_string(),
        sample.cell(row, titles),
        "under a title: a decimal comma may have cut a number in two (write decimal points, or semicolons between the cells)",
    ))
}

/// Words with digits and colons or slashes are times of a kind not known here:
/// better said than passed over.
fn refuse_unknown_times(plan: &Plan<'_>) -> Result<(), Fault> {
    let (text, sample, table) = (plan.text, &plan.sample, &plan.table);
    for c in 0..sample.width() {
        let found = sample.cell(table.data, c);
        let digits = found.bytes().filter(u8::is_ascii_digit).count();
        let unknown = sample.kind(table.data, c) == Kind::Text
            && digits >= 3
            && found.contains([':', '/', '-']);
        if unknown {
            let at = sample.at.get(table.data).copied().unwrap_or(0);
            return Err(cell(
                text,
                at,
                table.name(c),
                found,
                "a time of a known form, such as “2025-01-31 23:45”",
            ));
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
            let words = shown(&words.joined(", "));
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
