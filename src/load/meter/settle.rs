//! What the whole column must decide: decimal mark, order of day and month.

use super::columns::TimeSource;
use super::error::ReadError;
use super::grid::commonest_step;
use super::host::{Host, Pace};
use super::number::{Evidence, evidence};
use super::options::{Answer, Choice, DateOrder, DecimalMark, Question, ReadOptions};
use super::plain::Plan;
use super::rows::Rows;
use super::stamp::{self, Date};

/// The decimal mark of the values, and a sentence when it was inferred from little.
pub(crate) async fn decimal(
    plan: &Plan<'_>,
    options: &ReadOptions,
    host: &dyn Host,
) -> Result<(DecimalMark, Option<String>), ReadError> {
    if let Some(mark) = options.decimal {
        return Ok((mark, None));
    }
    let mut open: [Option<String>; 2] = [None, None];
    let mut records = plan.records();
    // Time passed is written with the same mark as the values.
    let time = match plan.source {
        TimeSource::Elapsed { column, .. } => Some(column),
        _ => None,
    };
    let mut pace = Pace::new(host, plan.text, 0.0, 0.2);
    while records.advance() {
        if pace.is_due() {
            pace.rest(records.at).await?;
        }
        for column in [Some(plan.column), time].into_iter().flatten() {
            let field = records.field(column);
            match evidence(field) {
                Evidence::None => {}
                Evidence::Sure(mark) => return Ok((mark, None)),
                Evidence::Open(mark) => {
                    let slot = &mut open[usize::from(mark == DecimalMark::Comma)];
                    slot.get_or_insert_with(|| super::error::shown(field));
                }
            }
        }
    }
    let example = match open {
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
    Err(ReadError::NeedsChoice(Question::new(
        format!("“{example}” can be read in two ways. Do the values have"),
        choices,
    )))
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

/// What is known of the order of day and month.
pub(crate) enum Order {
    /// Settled, or no date leaves it open.
    Known(Option<DateOrder>),
    /// No date tells; the text is an example.
    Open(String),
}

/// Looks for a day above 12.
pub(crate) async fn date_order(
    plan: &Plan<'_>,
    options: &ReadOptions,
    host: &dyn Host,
) -> Result<Order, ReadError> {
    let TimeSource::Stamps { date: column, .. } = plan.source else {
        return Ok(Order::Known(None));
    };
    if options.date_order.is_some() {
        return Ok(Order::Known(options.date_order));
    }
    let mut example = None;
    let mut records = plan.records();
    let mut pace = Pace::new(host, plan.text, 0.2, 0.3);
    while records.advance() {
        if pace.is_due() {
            pace.rest(records.at).await?;
        }
        let field = records.field(column);
        match stamp::parse(field).and_then(|stamp| stamp.date) {
            Some(Date::Sure(_)) if example.is_none() => return Ok(Order::Known(None)),
            Some(date @ Date::Open(..)) => {
                if let Some(order) = date.only_order() {
                    return Ok(Order::Known(Some(order)));
                }
                example.get_or_insert_with(|| field.to_owned());
            }
            _ => {}
        }
    }
    Ok(example.map_or(Order::Known(None), Order::Open))
}

/// Of two readings the one whose days follow each other; a question when both do.
pub(crate) fn steadier(
    day_first: Rows,
    month_first: Rows,
    example: &str,
) -> Result<Rows, ReadError> {
    let (a, b) = (breaks(&day_first), breaks(&month_first));
    if a * 2 < b || (a == 0 && b > 0) {
        return Ok(day_first);
    }
    if b * 2 < a || (b == 0 && a > 0) {
        return Ok(month_first);
    }
    let choice = |label: &str, order| Choice::new(label, Answer::DateOrder(order));
    Err(ReadError::NeedsChoice(Question::new(
        format!(
            "“{}” can be read in two ways. Does the date begin with",
            super::error::shown(example)
        ),
        vec![
            choice("the day", DateOrder::DayMonth),
            choice("the month", DateOrder::MonthDay),
        ],
    )))
}

/// How many rows do not follow the one before by the commonest step, either way.
fn breaks(rows: &Rows) -> usize {
    let forward = commonest_step(&rows.stamps).unwrap_or(0);
    let backward = {
        let mut turned = rows.stamps.clone();
        turned.reverse();
        commonest_step(&turned).unwrap_or(0)
    };
    let count = |step: i64| {
        rows.stamps
            .windows(2)
            .filter(|pair| pair[1] != pair[0] && pair[1] - pair[0] != step)
            .count()
    };
    count(forward).min(count(-backward))
}
