//! The read-back: what the reader understood, before anything is replaced.

use super::flow::Flow;
use super::list::listed;
use super::options::Stamps;
use super::rows::Zone;
use super::unit::Unit;
use super::words::{count, days, powers, span, thousands};
use crate::load::{Clock, LocalTime, Series, Step};
use crate::text::Joined;
use std::ops::Range;

/// What was understood of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The format, for example "Green Button XML".
    pub format: &'static str,
    /// The column or channel that was read; empty when the file has but one without a title.
    pub column: String,
    /// Intervals of the load, filled ones included.
    pub rows: usize,
    /// The length of one interval.
    pub step: Step,
    /// Local time at which the first interval begins, ISO 8601.
    pub start: String,
    /// Local time at which the last interval ends, ISO 8601.
    pub end: String,
    /// The flows that could be read instead; empty where the file has but one.
    pub flows: Vec<Flow>,
    /// The unit of the values in the file.
    pub unit: Unit,
    /// Which clock the stamps follow.
    pub zone: Zone,
    /// Which moment of its interval a stamp names.
    pub stamps: Stamps,
    /// Lowest mean power of a measured interval, kW.
    pub min_kw: f64,
    /// Mean power of the measured intervals, kW.
    pub mean_kw: f64,
    /// Highest mean power of a measured interval, kW.
    pub max_kw: f64,
    /// Gaps that were filled; one may span many intervals.
    pub gaps_filled: usize,
    /// The length of the longest gap in ms; 0 without gaps.
    pub longest_gap_ms: i64,
    /// The intervals that were filled, for marking on charts, rising.
    pub filled_steps: Vec<Range<usize>>,
    /// Intervals far above all others, rising; all are kept.
    pub spikes: Vec<usize>,
    /// Rows that repeated an interval and were left out.
    pub duplicates: usize,
    /// Rows whose local stamp stands twice because the clock was put back; all are kept.
    pub repeated_clock_stamps: usize,
    /// What the person should know, one sentence each.
    pub warnings: Vec<String>,
}

impl Report {
    /// The length of one interval in seconds.
    pub fn step_s(&self) -> f64 {
        self.step.seconds()
    }

    /// The report of a load that comes from no file.
    pub(super) fn of_series(series: &Series, format: &'static str) -> Self {
        let figures = figures(series, &[]);
        Self {
            format,
            column: String::new(),
            rows: series.len(),
            step: series.step(),
            start: series.time(0).to_string(),
            end: series.time(series.len()).to_string(),
            flows: Vec::new(),
            unit: Unit::Kilowatts,
            zone: if series.clock().dated {
                Zone::Local
            } else {
                Zone::Undated
            },
            stamps: Stamps::Start,
            min_kw: figures.min_kw,
            mean_kw: figures.mean_kw,
            max_kw: figures.max_kw,
            gaps_filled: 0,
            longest_gap_ms: 0,
            filled_steps: Vec::new(),
            spikes: Vec::new(),
            duplicates: 0,
            repeated_clock_stamps: repeated_stamps(series.clock(), series.step()),
            warnings: Vec::new(),
        }
    }

    /// The report of a part of the load.
    pub(crate) fn part(&self, part: &Series, range: &Range<usize>) -> Self {
        let inside = |at: usize| at.clamp(range.start, range.end) - range.start;
        let gaps = self.filled_steps.iter();
        let filled = listed(
            gaps.map(|gap| inside(gap.start)..inside(gap.end))
                .filter(|gap| !gap.is_empty()),
        );
        let spikes = self.spikes.iter().filter(|step| range.contains(step));
        let figures = figures(part, &filled);
        Self {
            rows: part.len(),
            start: part.time(0).to_string(),
            end: part.time(part.len()).to_string(),
            min_kw: figures.min_kw,
            mean_kw: figures.mean_kw,
            max_kw: figures.max_kw,
            gaps_filled: filled.len(),
            longest_gap_ms: longest_ms(&filled, self.step),
            filled_steps: filled,
            spikes: listed(spikes.map(|step| step - range.start)),
            repeated_clock_stamps: repeated_stamps(part.clock(), self.step),
            ..self.clone()
        }
    }

    /// The read-back in one line.
    ///
    /// ```
    /// use peakpack::load::meter::{read, ReadOptions};
    /// let file = b"Time,Power (kW)\n2025-01-01 00:00,10\n2025-01-01 00:15,\n2025-01-01 00:30,14.5\n";
    /// assert_eq!(
    ///     read(file, &ReadOptions::default()).unwrap().report.sentence(),
    ///     "3 rows · 15 min · kW · 1 Jan 2025 00:00–00:45 · 10.0–14.5 kW · 1 gap filled (longest 15 min)"
    /// );
    /// ```
    pub fn sentence(&self) -> String {
        let mut parts = vec![
            count(self.rows, "row", "rows"),
            span(self.step.ms()),
            self.unit.symbol().to_owned(),
            self.period(),
            powers(self.min_kw, self.max_kw),
        ];
        if self.gaps_filled > 0 {
            parts.push(format!(
                "{} filled (longest {})",
                count(self.gaps_filled, "gap", "gaps"),
                span(self.longest_gap_ms)
            ));
        }
        if self.duplicates > 0 {
            parts.push(format!(
                "{} left out",
                count(self.duplicates, "repeated row", "repeated rows")
            ));
        }
        if self.repeated_clock_stamps > 0 {
            parts.push(format!(
                "{} (clock change) kept",
                count(
                    self.repeated_clock_stamps,
                    "repeated stamp",
                    "repeated stamps"
                )
            ));
        }
        match self.zone {
            Zone::Utc { offset_minutes } => parts.push(utc(offset_minutes)),
            Zone::Local | Zone::Offsets | Zone::Undated => {}
        }
        parts.joined(" · ")
    }

    fn period(&self) -> String {
        let long = self.step.ms().saturating_mul(self.rows as i64);
        match (self.zone, parse(&self.start), parse(&self.end)) {
            (Zone::Undated, ..) | (_, None, _) | (_, _, None) => {
                format!("{}, no dates", span(long))
            }
            (_, Some(start), Some(end)) => {
                let midnight = end.ms_of_day() == 0;
                let last = if midnight { end.plus_ms(-1) } else { end };
                days(start, last)
            }
        }
    }
}

fn parse(text: &str) -> Option<LocalTime> {
    let stamp = super::stamp::parse(text)?;
    match stamp.date? {
        super::stamp::Date::Sure(day) => Some(LocalTime(day + stamp.ms.unwrap_or(0))),
        super::stamp::Date::Open(..) => None,
    }
}

/// `UTC`, `UTC+05:30`.
pub(crate) fn utc(offset_minutes: i32) -> String {
    if offset_minutes == 0 {
        return "UTC".to_owned();
    }
    let sign = if offset_minutes < 0 { '−' } else { '+' };
    let m = offset_minutes.unsigned_abs();
    format!("UTC{sign}{:02}:{:02}", m / 60, m % 60)
}

/// The length of the longest gap in ms; 0 without any.
pub(crate) fn longest_ms(filled: &[Range<usize>], step: Step) -> i64 {
    filled.iter().map(Range::len).max().unwrap_or(0) as i64 * step.ms()
}

/// Steps whose label stands twice because the clock was put back.
pub(crate) fn repeated_stamps(clock: &Clock, step: Step) -> usize {
    let back = clock.changes.iter().filter(|change| change.shift_ms < 0);
    back.map(|change| (i64::from(-change.shift_ms) / step.ms()) as usize)
        .sum()
}

/// The figures of a report that come from the finished series.
pub(crate) struct Figures {
    pub min_kw: f64,
    pub mean_kw: f64,
    pub max_kw: f64,
}

/// Lowest, mean and highest of the intervals that were measured.
pub(crate) fn figures(series: &Series, filled: &[Range<usize>]) -> Figures {
    let (mut min_kw, mut max_kw, mut sum, mut n) = (f64::INFINITY, f64::NEG_INFINITY, 0.0, 0_usize);
    let mut from = 0;
    for to in filled
        .iter()
        .cloned()
        .chain(std::iter::once(series.len()..series.len()))
    {
        for &kw in series.kw().get(from..to.start).unwrap_or_default() {
            min_kw = min_kw.min(kw);
            max_kw = max_kw.max(kw);
            sum += kw;
        }
        n += to.start.saturating_sub(from);
        from = to.end;
    }
    Figures {
        min_kw,
        mean_kw: sum / n.max(1) as f64,
        max_kw,
    }
}

/// `3 of 35,040` for warnings.
pub(crate) fn of(n: usize, all: usize) -> String {
    format!("{} of {}", thousands(n), thousands(all))
}
