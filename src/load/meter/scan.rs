//! The walk over all rows of a plain table.

use super::columns::TimeSource;
use super::error::Fault;
use super::keys::{Keys, Kinds, names_part};
use super::list::listed;
use super::number;
use super::options::{Answer, Choice, DateOrder, DecimalMark};
use super::plain::{Plan, footer_note};
use super::records::Records;
use super::refuse::{self, cell};
use super::rows::{Rows, Zone};
use super::stamp;
use super::unit::Unit;
use crate::load::Step;

const FORMAT: &str = "table of time and power";

/// Times further than this from their origin are no times (3,000 years in ms).
const FARTHEST: f64 = 1e14;

/// One walk, under one reading of decimal marks and dates.
pub(crate) struct Scan<'t> {
    plan: Box<Plan<'t>>,
    records: Records<'t>,
    keys: Keys,
    kinds: Kinds,
    unit: Unit,
    decimal: DecimalMark,
    order: DateOrder,
    /// Whether stamps state an offset; the first one tells.
    offset: Option<bool>,
    /// The step in ms when only the order of rows counts.
    order_step_ms: i64,
    /// Midnights passed, for times of day.
    days: i64,
    hour_24: bool,
    /// The title of the part of the table that is read, where it has several.
    section: String,
    /// The first line without a time, and how many there were since the last row.
    stray: Option<(Fault, usize)>,
    rows: Box<Rows>,
}

/// What a row says about its time.
enum Time {
    At(i64),
    /// No time at all: a footer, a repeated title row.
    None,
    Wrong {
        column: usize,
        wanted: &'static str,
    },
}

impl<'t> Scan<'t> {
    /// A walk that has not begun.
    pub fn new(
        plan: Box<Plan<'t>>,
        keys: Keys,
        unit: Unit,
        decimal: DecimalMark,
        order: DateOrder,
        step: Option<Step>,
    ) -> Result<Box<Self>, Fault> {
        let (zone, order_step_ms) = match plan.source {
            TimeSource::Stamps { .. } => (Zone::Local, 0),
            TimeSource::Epoch { .. } => (Zone::Utc { offset_minutes: 0 }, 0),
            TimeSource::TimeOfDay(_) | TimeSource::Elapsed { .. } => (Zone::Undated, 0),
            TimeSource::Order { .. } => match step {
                Some(step) => (Zone::Undated, step.ms()),
                None => return Err(ask_step()),
            },
        };
        let mut rows = Box::new(Rows::new(FORMAT, zone, unit));
        rows.step_ms = step.map(Step::ms);
        let first = plan.table.title(plan.source.columns()[0].unwrap_or(0));
        let section = if keys.parts { first } else { "" }.to_owned();
        Ok(Box::new(Self {
            records: plan.records(),
            plan,
            keys,
            kinds: Kinds::default(),
            unit,
            decimal,
            order,
            offset: None,
            order_step_ms,
            days: 0,
            hour_24: false,
            section,
            stray: None,
            rows,
        }))
    }

    /// Reads the next record; where it stands, `None` at the end.
    pub fn step(&mut self) -> Result<Option<usize>, Fault> {
        if !self.records.advance() {
            return Ok(None);
        }
        if self.records.is_unclosed() {
            return Err(self.unclosed());
        }
        match self.time() {
            Time::At(stamp) => {
                if let Some((error, _)) = self.stray.take() {
                    return Err(error);
                }
                let value = self.value()?;
                self.rows.push(stamp, value, self.records.at);
                self.kinds.add(&self.keys, &self.records, &self.section);
            }
            Time::None if self.begins_section() => {}
            Time::None => {
                let is_blank = self.records.fields().all(str::is_empty);
                if !is_blank && !self.is_title() {
                    let column = self.plan.source.columns()[0].unwrap_or(self.plan.column);
                    match &mut self.stray {
                        Some((_, n)) => *n += 1,
                        None => self.stray = Some((self.cell(column, "a time"), 1)),
                    }
                }
            }
            Time::Wrong { column, wanted } => return Err(self.cell(column, wanted)),
        }
        Ok(Some(self.records.at))
    }

    /// The plan again, the rows of the table, and what they belong to.
    #[allow(clippy::boxed_local, reason = "a move would copy it")]
    pub fn finish(self: Box<Self>) -> (Box<Plan<'t>>, Box<Rows>, Kinds) {
        let mut rows = self.rows;
        if let Some((_, lines)) = self.stray {
            rows.warnings.push(footer_note(lines));
        }
        if self.offset == Some(true) {
            let utc = rows.offsets.iter().all(|&minutes| minutes == 0);
            rows.zone = if utc {
                rows.offsets.clear();
                Zone::Utc { offset_minutes: 0 }
            } else {
                Zone::Offsets
            };
        }
        if self.hour_24 {
            // Only the end of an interval can be 24:00.
            rows.meaning = Some(super::Stamps::End);
        }
        (self.plan, rows, self.kinds)
    }

    /// Whether a title row begins another part of the table: Southern California Edison lists
    /// what is delivered and what is received one below the other.
    fn begins_section(&mut self) -> bool {
        let column = self.plan.source.columns()[0].unwrap_or(0);
        let title = self.records.field(column);
        let begins = names_part(title);
        if begins {
            self.section = title.to_owned();
            self.stray = None;
        }
        begins
    }

    #[cold]
    #[inline(never)]
    fn cell(&self, column: usize, wanted: &'static str) -> Fault {
        cell(
            self.plan.text,
            self.records.at,
            self.plan.table.name(column),
            self.records.field(column),
            wanted,
        )
    }

    #[cold]
    #[inline(never)]
    fn unclosed(&self) -> Fault {
        let records = &self.records;
        let quoted = |field: &&str| field.contains('\n');
        let quote = records.fields().find(quoted).unwrap_or_default();
        cell(
            self.plan.text,
            records.at,
            (records.fields().take_while(|f| !quoted(f)).count() + 1).to_string(),
            quote,
            "closed: a quotation mark opens there and its fellow is missing",
        )
    }

    fn is_title(&self) -> bool {
        let titles = &self.plan.table.titles;
        !titles.is_empty() && self.records.fields().eq(titles.iter().map(String::as_str))
    }

    fn value(&self) -> Result<f64, Fault> {
        let column = self.plan.column;
        let field = self.records.field(column);
        match number::parse(field, self.decimal) {
            Some(number) => {
                let unit = number.unit.unwrap_or(self.unit);
                if unit.is_energy() != self.unit.is_energy() {
                    return Err(self.cell(column, "in the unit of the other values"));
                }
                Ok(unit.kilo(number.value))
            }
            None if number::is_blank(field) => Ok(f64::NAN),
            None => Err(self.cell(column, "a number")),
        }
    }

    fn time(&mut self) -> Time {
        let records = &self.records;
        match self.plan.source {
            TimeSource::Stamps { date, time } => self.stamp(date, time),
            TimeSource::TimeOfDay(column) => {
                let stamp = stamp::parse(records.field(column));
                let Some(ms) = stamp.filter(|s| s.date.is_none()).and_then(|s| s.ms) else {
                    return Time::None;
                };
                let before = self.rows.stamps.last().copied().unwrap_or(0);
                if self.days * stamp::DAY + ms < before {
                    self.days += 1;
                }
                Time::At(self.days * stamp::DAY + ms)
            }
            TimeSource::Epoch { column, unit_ms } | TimeSource::Elapsed { column, unit_ms } => {
                let number = number::parse(records.field(column), self.decimal)
                    .or_else(|| number::parse(records.field(column), DecimalMark::Point));
                match number.map(|n| (n.value * unit_ms).round()) {
                    Some(ms) if ms.abs() <= FARTHEST => Time::At(ms as i64),
                    Some(_) => Time::Wrong {
                        column,
                        wanted: "a time that can be",
                    },
                    None => Time::None,
                }
            }
            TimeSource::Order { .. } => {
                let field = records.field(self.plan.column);
                if number::parse(field, self.decimal).is_none() && !number::is_blank(field) {
                    return Time::None;
                }
                let rows = self.rows.stamps.len() as i64;
                Time::At(rows.saturating_mul(self.order_step_ms))
            }
        }
    }

    fn stamp(&mut self, date: usize, time: Option<usize>) -> Time {
        let records = &self.records;
        let Some(mut stamp) = stamp::parse(records.field(date)) else {
            return Time::None;
        };
        if let Some(column) = time {
            let field = records.field(column);
            let clock = stamp::parse(field).filter(|s| s.date.is_none());
            (stamp.ms, stamp.offset) = match (clock, stamp::hour(field)) {
                (Some(clock), _) => (clock.ms, clock.offset),
                (None, Some(ms)) => (Some(ms), None),
                (None, None) => return Time::None,
            };
        }
        let Some(day) = stamp.date else {
            return Time::None;
        };
        let order = self.order;
        let Some(midnight) = day.midnight(order) else {
            return Time::Wrong {
                column: date,
                wanted: match order {
                    DateOrder::DayMonth => "a date with the day before the month",
                    DateOrder::MonthDay => "a date with the month before the day",
                },
            };
        };
        if *self.offset.get_or_insert(stamp.offset.is_some()) != stamp.offset.is_some() {
            return Time::Wrong {
                column: time.unwrap_or(date),
                wanted: "a time with an offset from UTC exactly when the other rows have one",
            };
        }
        let ms = stamp.ms.unwrap_or(0);
        self.hour_24 |= ms == stamp::DAY;
        let minutes = stamp.offset.unwrap_or(0);
        if stamp.offset.is_some() {
            self.rows.offsets.push(minutes);
        }
        Time::At(midnight + ms - i64::from(minutes) * 60_000)
    }
}

fn ask_step() -> Fault {
    const STEPS: [(&str, i64); 7] = [
        ("15 minutes", 900_000),
        ("1 hour", 3_600_000),
        ("30 minutes", 1_800_000),
        ("10 minutes", 600_000),
        ("5 minutes", 300_000),
        ("1 minute", 60_000),
        ("1 second", 1_000),
    ];
    let choices = listed(
        STEPS
            .iter()
            .filter_map(|&(label, ms)| Some(Choice::new(label, Answer::Step(Step::from_ms(ms)?)))),
    );
    refuse::ask(
        "The file has no times. How long is each row:".to_owned(),
        choices,
    )
}
