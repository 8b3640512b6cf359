//! The walk over all rows of a plain table.

use super::columns::TimeSource;
use super::error::{ReadError, shown};
use super::host::Pace;
use super::keys::{Keys, Kinds};
use super::number;
use super::options::{Answer, Choice, DateOrder, DecimalMark, Question, ReadOptions};
use super::plain::{Plan, footer_note};
use super::records::Records;
use super::rows::{Rows, Zone};
use super::stamp;
use super::text::row_at;
use super::unit::Unit;
use crate::load::Step;

const FORMAT: &str = "table of time and power";

/// Times further than this from their origin are no times (3,000 years in ms).
const FARTHEST: f64 = 1e14;

/// One walk, under one reading of decimal marks and dates.
pub(crate) struct Scan<'p, 't> {
    plan: &'p Plan<'t>,
    unit: Unit,
    decimal: DecimalMark,
    order: Option<DateOrder>,
    /// Whether stamps state an offset; the first one tells.
    offset: Option<bool>,
    /// The step in ms when only the order of rows counts.
    order_step_ms: i64,
    /// Midnights passed, for times of day.
    days: i64,
    hour_24: bool,
    rows: Rows,
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

impl<'p, 't> Scan<'p, 't> {
    /// A walk that has not begun.
    pub fn new(
        plan: &'p Plan<'t>,
        unit: Unit,
        decimal: DecimalMark,
        order: Option<DateOrder>,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        let (zone, order_step_ms) = match plan.source {
            TimeSource::Stamps { .. } => (Zone::Local, 0),
            TimeSource::Epoch { .. } => (Zone::Utc { offset_minutes: 0 }, 0),
            TimeSource::TimeOfDay(_) | TimeSource::Elapsed { .. } => (Zone::Undated, 0),
            TimeSource::Order { .. } => match options.step {
                Some(step) => (Zone::Undated, step.ms()),
                None => return Err(ask_step()),
            },
        };
        let mut rows = Rows::new(FORMAT, zone, unit);
        rows.step_ms = options.step.map(Step::ms);
        Ok(Self {
            plan,
            unit,
            decimal,
            order,
            offset: None,
            order_step_ms,
            days: 0,
            hour_24: false,
            rows,
        })
    }

    /// The rows of the table.
    pub async fn run(
        mut self,
        keys: &Keys,
        mut pace: Pace<'_>,
    ) -> Result<(Rows, Kinds), ReadError> {
        let mut kinds = Kinds::default();
        let mut records = self.plan.records();
        // The first line without a time, and how many there were since the last row.
        let mut stray: Option<(ReadError, usize)> = None;
        while records.advance() {
            if pace.is_due() {
                pace.rest(records.at).await?;
            }
            if records.is_unclosed() {
                return Err(self.unclosed(&records));
            }
            match self.time(&records) {
                Time::At(stamp) => {
                    if let Some((error, _)) = stray {
                        return Err(error);
                    }
                    let value = self.value(&records)?;
                    self.rows.push(stamp, value, records.at);
                    kinds.add(keys, &records);
                }
                Time::None => {
                    if records.fields().all(str::is_empty) || self.is_title(&records) {
                        continue;
                    }
                    let column = self.plan.source.columns()[0].unwrap_or(self.plan.column);
                    let error = |this: &Self| this.cell(&records, column, "a time");
                    match &mut stray {
                        Some((_, n)) => *n += 1,
                        None => stray = Some((error(&self), 1)),
                    }
                }
                Time::Wrong { column, wanted } => {
                    return Err(self.cell(&records, column, wanted));
                }
            }
        }
        if let Some((_, lines)) = stray {
            self.rows.warnings.push(footer_note(lines));
        }
        Ok((self.finish(), kinds))
    }

    fn finish(self) -> Rows {
        let mut rows = self.rows;
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
        rows
    }

    #[cold]
    #[inline(never)]
    fn cell(&self, records: &Records<'_>, column: usize, wanted: &'static str) -> ReadError {
        ReadError::Cell {
            row: row_at(self.plan.text, records.at),
            column: self.plan.table.name(column),
            text: shown(records.field(column)),
            wanted,
        }
    }

    #[cold]
    #[inline(never)]
    fn unclosed(&self, records: &Records<'_>) -> ReadError {
        let quoted = |field: &&str| field.contains('\n');
        let cell = records.fields().find(quoted).unwrap_or_default();
        ReadError::Cell {
            row: row_at(self.plan.text, records.at),
            column: (records.fields().take_while(|f| !quoted(f)).count() + 1).to_string(),
            text: shown(cell),
            wanted: "closed: a quotation mark opens there and its fellow is missing",
        }
    }

    fn is_title(&self, records: &Records<'_>) -> bool {
        let titles = &self.plan.table.titles;
        !titles.is_empty() && records.fields().eq(titles.iter().map(String::as_str))
    }

    fn value(&self, records: &Records<'_>) -> Result<f64, ReadError> {
        let column = self.plan.column;
        let field = records.field(column);
        match number::parse(field, self.decimal) {
            Some(number) => {
                let unit = number.unit.unwrap_or(self.unit);
                if unit.is_energy() != self.unit.is_energy() {
                    return Err(self.cell(records, column, "in the unit of the other values"));
                }
                Ok(unit.kilo(number.value))
            }
            None if number::is_blank(field) => Ok(f64::NAN),
            None => Err(self.cell(records, column, "a number")),
        }
    }

    fn time(&mut self, records: &Records<'_>) -> Time {
        match self.plan.source {
            TimeSource::Stamps { date, time } => self.stamp(records, date, time),
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

    fn stamp(&mut self, records: &Records<'_>, date: usize, time: Option<usize>) -> Time {
        let Some(mut stamp) = stamp::parse(records.field(date)) else {
            return Time::None;
        };
        if let Some(column) = time {
            let Some(clock) = stamp::parse(records.field(column)).filter(|s| s.date.is_none())
            else {
                return Time::None;
            };
            stamp.ms = clock.ms;
            stamp.offset = clock.offset;
        }
        let Some(day) = stamp.date else {
            return Time::None;
        };
        // A date that can be read in two ways among others that cannot is taken day first.
        let order = self.order.unwrap_or(DateOrder::DayMonth);
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

fn ask_step() -> ReadError {
    const STEPS: [(&str, i64); 7] = [
        ("15 minutes", 900_000),
        ("1 hour", 3_600_000),
        ("30 minutes", 1_800_000),
        ("10 minutes", 600_000),
        ("5 minutes", 300_000),
        ("1 minute", 60_000),
        ("1 second", 1_000),
    ];
    let choices = STEPS
        .into_iter()
        .filter_map(|(label, ms)| Some(Choice::new(label, Answer::Step(Step::from_ms(ms)?))))
        .collect();
    ReadError::NeedsChoice(Question::new(
        "The file has no times. How long is each row:".to_owned(),
        choices,
    ))
}
