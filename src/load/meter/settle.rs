//! What the whole column must decide: decimal mark, order of day and month.

use super::columns::TimeSource;
use super::error::Fault;
use super::grid::commonest_step;
use super::list::listed;
use super::number::{Evidence, evidence};
use super::options::{Answer, Choice, DateOrder, DecimalMark, ReadOptions};
use super::phase::{Next, Phase};
use super::plain::Plan;
use super::records::Records;
use super::refuse;
use super::rows::Rows;
use super::stamp::{self, Date};

/// What was settled.
pub(crate) struct Settled {
    pub decimal: DecimalMark,
    /// A sentence when the mark was inferred from little.
    pub note: Option<String>,
    pub order: Order,
}

/// What is known of the order of day and month.
pub(crate) enum Order {
    /// Settled, or no date leaves it open.
    Known(DateOrder),
    /// No date tells; the text is an example.
    Open(String),
}

/// What follows when both are settled.
pub(crate) type Then<'t> = Box<dyn FnOnce(Box<Plan<'t>>, Settled) -> Result<Next<'t>, Fault> + 't>;

/// The walk that looks for a number and for a date that leave no doubt.
pub(crate) struct Settle<'t> {
    plan: Box<Plan<'t>>,
    records: Records<'t>,
    decimal: Option<DecimalMark>,
    /// The first number that could be read in two ways, with a point and with a comma.
    open: [Option<String>; 2],
    /// The column of the dates, if they can be in doubt.
    dates: Option<usize>,
    order: Option<DateOrder>,
    /// The first date that could be read in two ways.
    example: Option<String>,
    then: Then<'t>,
}

impl<'t> Settle<'t> {
    /// A walk over the rows of a plan.
    pub fn new(plan: Box<Plan<'t>>, options: &ReadOptions, then: Then<'t>) -> Self {
        let dates = match plan.source {
            TimeSource::Stamps { date, .. } => Some(date),
            _ => None,
        };
        Self {
            records: plan.records(),
            decimal: options.decimal,
            open: [None, None],
            dates: dates.filter(|_| options.date_order.is_none()),
            order: options.date_order,
            example: None,
            then,
            plan,
        }
    }

    fn look_at_number(&mut self, column: usize) {
        let field = self.records.field(column);
        match evidence(field) {
            Evidence::None => {}
            Evidence::Sure(mark) => self.decimal = Some(mark),
            Evidence::Open(mark) => {
                let slot = &mut self.open[usize::from(mark == DecimalMark::Comma)];
                slot.get_or_insert_with(|| super::error::shown(field));
            }
        }
    }

    fn look_at_date(&mut self, column: usize) {
        let field = self.records.field(column);
        match stamp::parse(field).and_then(|stamp| stamp.date) {
            // Year, month and day are certain, and in all rows alike.
            Some(Date::Sure(_)) if self.example.is_none() => self.dates = None,
            Some(date @ Date::Open(..)) => {
                if let Some(order) = date.only_order() {
                    (self.order, self.dates) = (Some(order), None);
                }
                self.example.get_or_insert_with(|| field.to_owned());
            }
            _ => {}
        }
    }

    /// The mark, and a sentence where it was inferred from little.
    fn mark(&mut self) -> Result<(DecimalMark, Option<String>), Fault> {
        if let Some(mark) = self.decimal {
            return Ok((mark, None));
        }
        let plan = &self.plan;
        let example = match std::mem::take(&mut self.open) {
            [None, None] => return Ok((DecimalMark::Point, None)),
            // 1.234 is 1,234 only where dates are dotted too.
            [Some(point), None] if !dotted_dates(plan) => {
                let note = format!("Values such as {point} were read with a decimal point.");
                // A point inside comma-separated fields is nothing unusual.
                let note = (plan.sample.delimiter != b',').then_some(note);
                return Ok((DecimalMark::Point, note));
            }
            [_, Some(comma)] => comma,
            [Some(point), None] => point,
        };
        let choice = |label: &str, mark| Choice::new(label, Answer::Decimal(mark));
        let mut choices = vec![
            choice("a decimal comma", DecimalMark::Comma),
            choice("a decimal point", DecimalMark::Point),
        ];
        if plan.sample.delimiter == b',' {
            choices.reverse();
        }
        Err(refuse::ask(
            format!("“{example}” can be read in two ways. Do the values have"),
            choices,
        ))
    }
}

impl<'t> Phase<'t> for Settle<'t> {
    fn step(&mut self) -> Result<Option<usize>, Fault> {
        let is_settled = self.decimal.is_some() && self.dates.is_none();
        if is_settled || !self.records.advance() {
            return Ok(None);
        }
        if self.decimal.is_none() {
            self.look_at_number(self.plan.column);
        }
        // Time passed is written with the same mark as the values.
        if let (TimeSource::Elapsed { column, .. }, None) = (self.plan.source, self.decimal) {
            self.look_at_number(column);
        }
        if let Some(column) = self.dates {
            self.look_at_date(column);
        }
        Ok(Some(self.records.at))
    }

    fn next(mut self: Box<Self>) -> Result<Next<'t>, Fault> {
        let (decimal, note) = self.mark()?;
        let Self {
            plan,
            order,
            example,
            then,
            ..
        } = *self;
        let settled = Settled {
            decimal,
            note,
            order: match (order, example) {
                (None, Some(example)) => Order::Open(example),
                // A date that can be read in two ways among others that cannot is taken day first.
                (order, _) => Order::Known(order.unwrap_or(DateOrder::DayMonth)),
            },
        };
        then(plan, settled)
    }
}

fn dotted_dates(plan: &Plan<'_>) -> bool {
    let TimeSource::Stamps { date, .. } = plan.source else {
        return false;
    };
    let cell = plan.sample.cell(plan.table.data, date);
    cell.split([' ', ':'])
        .next()
        .is_some_and(|d| d.as_bytes().contains(&b'.'))
}

/// Of two readings the one whose days follow each other; a question when both do.
pub(crate) fn steadier(
    day_first: Box<Rows>,
    month_first: Box<Rows>,
    example: &str,
) -> Result<Box<Rows>, Fault> {
    let (a, b) = (breaks(&day_first), breaks(&month_first));
    if a * 2 < b || (a == 0 && b > 0) {
        return Ok(day_first);
    }
    if b * 2 < a || (b == 0 && a > 0) {
        return Ok(month_first);
    }
    let choice = |label: &str, order| Choice::new(label, Answer::DateOrder(order));
    Err(refuse::ask(
        format!(
            "“{}” can be read in two ways. Does the date begin with",
            super::error::shown(example)
        ),
        vec![
            choice("the day", DateOrder::DayMonth),
            choice("the month", DateOrder::MonthDay),
        ],
    ))
}

/// How many rows do not follow the one before by the commonest step, either way.
fn breaks(rows: &Rows) -> usize {
    let forward = commonest_step(&rows.stamps).unwrap_or(0);
    let turned = listed(rows.stamps.iter().rev().copied());
    let backward = commonest_step(&turned).unwrap_or(0);
    let count = |step: i64| {
        rows.stamps
            .windows(2)
            .filter(|pair| pair[1] != pair[0] && pair[1] - pair[0] != step)
            .count()
    };
    count(forward).min(count(-backward))
}
