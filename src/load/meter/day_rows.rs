//! Tables with a row a day: a date, then 24, 48, 96 or 288 values from midnight to midnight.
//!
//! Files that keep summer time have an hour more of columns: a day of 25 hours fills
//! them, and a day of 23 hours leaves its last hour empty.

use super::clock::{Change, change_on};
use super::error::Fault;
use super::flow::{Flow, is_another_quantity};
use super::keys::meter_column;
use super::layout::Kind;
use super::number;
use super::options::{DateOrder, DecimalMark, ReadOptions, Stamps};
use super::phase::{Next, Phase};
use super::plain::{Plan, footer_note};
use super::records::Records;
use super::refuse::{self, cell};
use super::rows::{Rows, Zone};
use super::settle::{self, Order, Settle};
use super::stamp;
use super::streams::{Stream, load_of, place_of};
use super::text::{is_one_of, says};
use super::unit::Unit;
use super::words::{count, days as days_of, note_count};
use crate::load::LocalTime;
use crate::text::Joined;
use std::ops::Range;

const FORMAT: &str = "table with a row a day";
const MINUTE: i64 = 60_000;
/// How many values a day may have, the likeliest first.
const A_DAY: [usize; 5] = [48, 96, 24, 288, 1440];

/// The walk over such a table.
struct Days<'t> {
    plan: Box<Plan<'t>>,
    records: Records<'t>,
    options: ReadOptions,
    date: usize,
    /// The column of the meter's number, if there is one.
    meter: Option<usize>,
    values: Range<usize>,
    /// Values of an ordinary day.
    a_day: usize,
    unit: Unit,
    decimal: DecimalMark,
    order: DateOrder,
    note: Option<String>,
    /// A date that can be read in two ways: the table is then read in both.
    example: Option<String>,
    /// The load with the day first, while that with the month first is read.
    day_first: Option<Box<Rows>>,
    /// The readings by meter and channel, as the cells beside the values tell them apart.
    streams: Vec<Stream>,
    /// Rows of other quantities, and lines without a date.
    other: usize,
    stray: usize,
    /// Days with more hours than they can have, and the first of them.
    longer: Option<(LocalTime, usize)>,
}

/// The first walk over a table whose date stands in column `date`.
pub(crate) fn begin<'t>(
    mut plan: Box<Plan<'t>>,
    date: usize,
    options: &ReadOptions,
) -> Result<Next<'t>, Fault> {
    let (values, a_day) = value_columns(&plan, date)?;
    plan.column = values.start;
    let unit = unit(&plan, &values, options)?;
    let chosen = options.clone();
    Ok(Next::walk(Settle::new(
        plan,
        options,
        Box::new(move |plan, settled| {
            let (order, example) = match settled.order {
                Order::Known(order) => (order, None),
                Order::Open(example) => (DateOrder::DayMonth, Some(example)),
            };
            Ok(Next::walk(Days {
                records: plan.records(),
                options: chosen,
                date,
                meter: meter_column(&plan.sample, &plan.table, &values),
                values,
                a_day,
                unit,
                decimal: settled.decimal,
                order,
                note: settled.note,
                example,
                day_first: None,
                streams: Vec::new(),
                other: 0,
                stray: 0,
                longer: None,
                plan,
            }))
        }),
    )))
}

impl<'t> Phase<'t> for Days<'t> {
    fn step(&mut self) -> Result<Option<usize>, Fault> {
        if !self.records.advance() {
            return Ok(None);
        }
        self.row()?;
        Ok(Some(self.records.at))
    }

    fn next(self: Box<Self>) -> Result<Next<'t>, Fault> {
        let mut this = *self;
        let streams = this.noted_streams();
        let rows = load_of(streams, &this.options)?;
        let mut rows = match (&this.example, this.day_first.take()) {
            (Some(example), Some(day_first)) => settle::steadier(day_first, rows, example)?,
            (Some(_), None) => {
                return Ok(Next::walk(Self {
                    records: this.plan.records(),
                    order: DateOrder::MonthDay,
                    day_first: Some(rows),
                    other: 0,
                    stray: 0,
                    longer: None,
                    ..this
                }));
            }
            (None, _) => rows,
        };
        rows.warnings.extend(this.note);
        Ok(Next::Rows(rows))
    }
}

/// The columns of the values, and how many of them an ordinary day fills.
fn value_columns(plan: &Plan<'_>, date: usize) -> Result<(Range<usize>, usize), Fault> {
    let sample = &plan.sample;
    let data = plan.table.data..sample.rows.len();
    let is_value = |c: usize| {
        let is = |kind| data.clone().any(|r| sample.kind(r, c) == kind);
        !is(Kind::Text) && !is(Kind::Date) && !is(Kind::Stamp)
    };
    // Where the columns of the intervals are numbered or have times, others are none of them.
    let has_digit = |c: usize| plan.table.title(c).bytes().any(|b| b.is_ascii_digit());
    let labelled = (0..sample.width()).filter(|&c| has_digit(c)).count() >= A_DAY[2] - 1;
    let mut run = date + 1..date + 1;
    for c in date + 1..sample.width() {
        let is_named = !plan.table.title(c).is_empty();
        if !is_value(c) || (labelled && is_named && !has_digit(c)) {
            if run.len() >= A_DAY[2] {
                break;
            }
            run = c + 1..c + 1;
        } else {
            run.end = c + 1;
        }
    }
    // Empty columns behind delimiters that end the lines.
    let any = |c: usize| data.clone().any(|r| sample.kind(r, c) == Kind::Number);
    while run.len() > A_DAY[2] && !any(run.end - 1) && plan.table.title(run.end - 1).is_empty() {
        run.end -= 1;
    }
    // A day's total stands before or behind its values.
    let number = |r: usize, c: usize| {
        let cell = sample.cell(r, c);
        let number = number::parse(cell, DecimalMark::Point)
            .or_else(|| number::parse(cell, DecimalMark::Comma));
        number.map_or(0.0, |number| number.value)
    };
    let is_total = |c: usize, run: &Range<usize>| {
        let named = says(plan.table.title(c), "total|sum|gesamt");
        let sums = || {
            data.clone().all(|r| {
                let others: f64 = run.clone().filter(|&o| o != c).map(|o| number(r, o)).sum();
                others != 0.0 && (number(r, c) - others).abs() <= 1e-3 * others.abs()
            })
        };
        named || sums()
    };
    while run.len() > A_DAY[2] {
        if is_total(run.start, &run) {
            run.start += 1;
        } else if is_total(run.end - 1, &run) {
            run.end -= 1;
        } else {
            break;
        }
    }
    let fits = |n: usize| {
        let ordinary = A_DAY.into_iter().find(|&day| day == n);
        ordinary.or_else(|| A_DAY.into_iter().find(|&day| day + day / 24 == n))
    };
    // A day's total, a channel's number: what stands before or behind the values.
    for (before, behind) in [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (3, 0)] {
        let kept = run.start + before..run.end.saturating_sub(behind);
        if let Some(a_day) = fits(kept.len()) {
            return Ok((kept, a_day));
        }
    }
    Err(refuse::not_such_a_load(
        format!("a table with a row a day and {} values in each", run.len()),
        "A day has 24, 48, 96 or 288 values, or an hour more where the clock is put back.",
    ))
}

/// The unit: from the titles or the cells beside the values; asked for where neither tells.
fn unit(plan: &Plan<'_>, values: &Range<usize>, options: &ReadOptions) -> Result<Unit, Fault> {
    let sample = &plan.sample;
    let mut found = options.unit;
    let beside = sample.rows.get(plan.table.data).into_iter().flatten();
    for (c, cell) in beside.enumerate() {
        if found.is_none() && !values.contains(&c) {
            found = Unit::named(cell).or_else(|| Unit::in_title(cell));
        }
    }
    for row in sample.rows.iter().take(plan.table.data).rev() {
        for cell in row.iter().rev() {
            found = found.or_else(|| Unit::in_title(cell));
        }
    }
    found.ok_or_else(|| refuse::ask_unit("The table"))
}

impl Days<'_> {
    /// Reads the current record.
    fn row(&mut self) -> Result<(), Fault> {
        let records = &self.records;
        let date = stamp::parse(records.field(self.date)).and_then(|stamp| stamp.date);
        let Some(date) = date else {
            self.stray += usize::from(!records.fields().all(str::is_empty));
            return Ok(());
        };
        let Some(midnight) = date.midnight(self.order) else {
            return Err(self.wrong(
                self.date,
                records.field(self.date),
                match self.order {
                    DateOrder::DayMonth => "a date with the day before the month",
                    DateOrder::MonthDay => "a date with the month before the day",
                },
            ));
        };
        let meter = self.meter.map_or("", |c| records.field(c));
        let mut register = Vec::new();
        for (c, cell) in records.fields().enumerate() {
            let is_other = c != self.date && Some(c) != self.meter && !self.values.contains(&c);
            if is_other && cell.bytes().any(|b| b.is_ascii_alphabetic()) && !is_weekday(cell) {
                register.push(cell.to_owned());
            }
        }
        let register = register.joined(" ");
        if is_another_quantity(&register) {
            self.other += 1;
            return Ok(());
        }
        let flow = Flow::named(&register);
        let at = place_of(&mut self.streams, meter, &register, flow, &|| {
            let mut rows = Rows::new(FORMAT, Zone::Local, self.unit);
            rows.meaning = Some(Stamps::Start);
            rows.step_ms = Some(1440 / self.a_day as i64 * MINUTE);
            rows
        })?;
        let (day, has_more) = self.day(midnight)?;
        for (stamp, value) in day {
            self.streams[at].rows.push(stamp, value, self.records.at);
        }
        if has_more {
            self.longer.get_or_insert((LocalTime(midnight), 0)).1 += 1;
        }
        Ok(())
    }

    /// The readings, with what is to be said of all rows.
    fn noted_streams(&mut self) -> Vec<Stream> {
        let mut streams = std::mem::take(&mut self.streams);
        if let Some(first) = streams.first_mut() {
            let notes = &mut first.rows.warnings;
            let said = " of reactive or other energy left out.";
            note_count(notes, self.other, "row", "rows", said);
            if let Some((day, n)) = self.longer {
                notes.push(format!(
                    "{} in a 25th hour though no clock is put back then, {} first: that hour was left out.",
                    count(n, "day has values", "days have values"),
                    days_of(day, day.plus_ms(1440 * MINUTE - 1))
                ));
            }
            if self.stray > 0 {
                notes.push(footer_note(self.stray));
            }
        }
        streams
    }

    /// The stamps and values of the current day; true where some had to be left out, as the day
    /// has no such hour.
    fn day(&self, midnight: i64) -> Result<(Vec<(i64, f64)>, bool), Fault> {
        let mut values = Vec::with_capacity(self.values.len());
        for c in self.values.clone() {
            let cell = self.records.field(c);
            values.push(match number::parse(cell, self.decimal) {
                Some(number) => self.unit.kilo(number.value),
                None if number::is_blank(cell) => f64::NAN,
                None => return Err(self.wrong(c, cell, "a number")),
            });
        }
        let an_hour = self.a_day / 24;
        // Some write 0 into the hour that a day does not have.
        let counts = |k: usize, value: f64| !value.is_nan() && (k < self.a_day || value != 0.0);
        let measured = (0..values.len()).rfind(|&k| counts(k, values[k]));
        let len = measured.map_or(0, |last| last + 1);
        // Only a table with the hour's columns counts its days' own hours.
        let counts_hours = values.len() > self.a_day;
        let change = change_on(midnight);
        let mut rows = Vec::with_capacity(values.len());
        // Nothing is known before the first value: a short line must not become a long day.
        let first = values.iter().position(|value| !value.is_nan());
        let first = first.unwrap_or(values.len());
        for (k, &value) in values.iter().enumerate().take(len).skip(first) {
            let label = match change {
                Some(Change::Back(hour))
                    if len > self.a_day && k >= (usize::from(hour) + 1) * an_hour =>
                {
                    k - an_hour
                }
                Some(Change::Forward(hour))
                    if counts_hours
                        && len == self.a_day - an_hour
                        && k >= usize::from(hour) * an_hour =>
                {
                    if k >= len {
                        break;
                    }
                    k + an_hour
                }
                _ if k >= self.a_day => break,
                _ => k,
            };
            let step = 1440 / self.a_day as i64 * MINUTE;
            rows.push((midnight + label as i64 * step, value));
        }
        let has_more = len > self.a_day && !matches!(change, Some(Change::Back(_)));
        Ok((rows, has_more))
    }

    fn wrong(&self, column: usize, text: &str, wanted: &'static str) -> Fault {
        cell(
            self.plan.text,
            self.records.at,
            self.plan.table.name(column),
            text,
            wanted,
        )
    }
}

fn is_weekday(cell: &str) -> bool {
    is_one_of(cell.get(..3).unwrap_or(""), "mon|tue|wed|thu|fri|sat|sun")
}
