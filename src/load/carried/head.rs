//! What stands before the values: when, how long, how many, how large.

use super::Damaged;
use crate::checksum::checksum;
use crate::decimal::{plain, short};
use crate::load::series::{MAX_KW, MAX_STEPS};
use crate::load::{Clock, ClockChange, LocalTime, Series, Step};

/// The name of this way of packing.
const NAME: &str = "d1";
/// No calendar of a load reaches further from 1970, s: some 8,000 years.
const MOST_S: f64 = 2.5e11;

/// The head of a load in a link: everything but its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    pub(super) clock: Clock,
    pub(super) step: Step,
    /// How many values there are.
    pub(super) steps: usize,
    /// The largest power, kW, as the link says it.
    pub(super) peak_kw: f64,
    checksum: u32,
}

impl Head {
    /// The head for a load, with the checksum of the bytes that follow.
    pub(super) fn of(series: &Series, peak_kw: f64, bytes: &[u8]) -> Self {
        let mut head = Self {
            clock: series.clock().clone(),
            step: series.step(),
            steps: series.len(),
            peak_kw,
            checksum: 0,
        };
        head.checksum = sum(&head.before_checksum(), bytes);
        head
    }

    /// Reads a head; what follows it, after a further point, is left to others.
    ///
    /// # Errors
    /// When it is not one of ours, or damaged.
    pub fn parse(text: &str) -> Result<Self, Damaged> {
        let mut parts = text.split('.');
        match parts.next() {
            Some(NAME) => {}
            Some("") | None => return Err(Damaged::Head),
            Some(_) => return Err(Damaged::Unknown),
        }
        let mut part = || parts.next().ok_or(Damaged::Head);
        let clock = clock(part()?)?;
        let step_ms = (number(part()?)? * 1_000.0).round();
        let steps = number(part()?)?;
        let peak_kw = number(part()?)?;
        let checksum = u32::from_str_radix(part()?, 16).map_err(|_| Damaged::Head)?;
        let step = Step::from_ms(step_ms as i64).ok_or(Damaged::Head)?;
        let possible = steps >= 1.0 && steps <= MAX_STEPS as f64 && steps.fract() == 0.0;
        if !possible || !(0.0..=MAX_KW).contains(&peak_kw) {
            return Err(Damaged::Head);
        }
        Ok(Self {
            clock,
            step,
            steps: steps as usize,
            peak_kw,
            checksum,
        })
    }

    /// The bytes that the unpacked values have at most.
    pub fn most_bytes(&self) -> usize {
        // A difference of two values is at most twice 200: two times seven bits hold it.
        2 * self.steps
    }

    /// The head as links carry it.
    pub(super) fn text(&self) -> String {
        let mut text = self.before_checksum();
        text.push('.');
        for place in (0..8).rev() {
            let digit = self.checksum >> (4 * place) & 15;
            text.push(char::from_digit(digit, 16).unwrap_or('0'));
        }
        text
    }

    /// Whether these are the bytes that the head was written for.
    pub(super) fn is_of(&self, bytes: &[u8]) -> bool {
        sum(&self.before_checksum(), bytes) == self.checksum
    }

    fn before_checksum(&self) -> String {
        let mut text = NAME.to_owned();
        let mut push = |between: &str, number: f64| {
            text.push_str(between);
            text.push_str(&short(number).replace('.', "_"));
        };
        let start = self.clock.start.0;
        if self.clock.dated {
            push(".", start as f64 / 1_000.0);
        } else {
            push(".u", (start - LocalTime::UNDATED.0) as f64 / 1_000.0);
        }
        for change in &self.clock.changes {
            push("*", change.at_step as f64);
            push("*", f64::from(change.shift_ms) / 1_000.0);
        }
        push(".", self.step.seconds());
        push(".", self.steps as f64);
        push(".", self.peak_kw);
        text
    }
}

fn sum(head: &str, bytes: &[u8]) -> u32 {
    let mut all = head.as_bytes().to_vec();
    all.extend_from_slice(bytes);
    checksum(&all)
}

fn number(text: &str) -> Result<f64, Damaged> {
    plain(&text.replace('_', ".")).ok_or(Damaged::Head)
}

fn ms(text: &str) -> Result<i64, Damaged> {
    let seconds = number(text)?;
    if seconds.abs() > MOST_S {
        return Err(Damaged::Head);
    }
    Ok((seconds * 1_000.0).round() as i64)
}

/// Reads when a load begins and how its clock was changed.
fn clock(text: &str) -> Result<Clock, Damaged> {
    let mut parts = text.split('*');
    let start = parts.next().unwrap_or_default();
    let (start, dated) = match start.strip_prefix('u') {
        Some(later) => (LocalTime::UNDATED.plus_ms(ms(later)?), false),
        None => (LocalTime(ms(start)?), true),
    };
    let mut changes: Vec<ClockChange> = Vec::new();
    while let Some(at) = parts.next() {
        let at = number(at)?;
        let shift = ms(parts.next().ok_or(Damaged::Head)?)?;
        let after = changes.last().map_or(0, |change| change.at_step + 1);
        let is_step = at >= after as f64 && at < MAX_STEPS as f64 && at.fract() == 0.0;
        let is_shift = shift.abs() <= 86_400_000;
        if !is_step || !is_shift {
            return Err(Damaged::Head);
        }
        changes.push(ClockChange {
            at_step: at as usize,
            shift_ms: shift as i32,
        });
    }
    Ok(Clock {
        start,
        dated,
        changes,
    })
}
