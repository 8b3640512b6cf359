//! The charts in words and numbers: text summaries, the rows of a data table.

use super::trace::clip;
use super::view::Chart;
use super::words;
use crate::decimal::fixed;
use crate::load::{LocalTime, Site};
use crate::outcome::{Outcome, duration, energy};
use crate::text::Joined;
use std::ops::Range;

/// One window in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// When it begins, as [`time_label`] writes it.
    pub time: String,
    /// Mean grid draw without the packs, kW.
    pub before_kw: f64,
    /// Mean grid draw with them, kW.
    pub after_kw: f64,
    /// What the packs give, kW at the meter; negative when they charge.
    pub battery_kw: f64,
    /// State of charge at the end, %.
    pub charge_percent: f64,
}

/// The windows of a span in numbers, in order.
///
/// ```
/// use peakpack::chart::{View, rows, span};
/// use peakpack::{load::Site, scenario::Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// let day: Vec<_> = rows(&outcome, span(&outcome, View::PeakDay)).collect();
/// assert_eq!(day.len(), 96);
/// assert!(day[1].time.ends_with(" 00:15"));
/// assert!(day.iter().any(|row| row.before_kw == outcome.peak_before_kw));
/// ```
pub fn rows(outcome: &Outcome, span: Range<usize>) -> impl Iterator<Item = Row> + '_ {
    let demand = &outcome.site.demand;
    clip(&span, demand.len()).map(move |k| Row {
        time: time_label(&outcome.site, demand.time(k)),
        before_kw: demand.kw()[k],
        after_kw: outcome.schedule.grid_kw[k],
        battery_kw: outcome.schedule.battery_kw[k],
        charge_percent: 100.0 * outcome.state_of_charge(k),
    })
}

/// When, on the meter's clock: `2026-07-05 15:30`; without dates `Thu 5 Jul 15:30`, or `Thu day 186 15:30`.
///
/// Generated loads have seasons but no year; other loads without dates have neither.
pub fn time_label(site: &Site, time: LocalTime) -> String {
    let c = time.civil();
    let clock = clock(site, time);
    if site.demand.dated() {
        format!("{:04}-{:02}-{:02} {clock}", c.year, c.month, c.day)
    } else {
        [&words::day(site, time), " ", &clock].joined("")
    }
}

/// `15:30`, with seconds where the windows have them.
fn clock(site: &Site, time: LocalTime) -> String {
    let whole_minutes = site.demand.window().ms() % 60_000 == 0 && time.civil().second == 0;
    crate::outcome::clock(time, !whole_minutes)
}

/// What a chart shows, in a few sentences for those who cannot see it.
///
/// ```
/// use peakpack::chart::{Chart, View, span, summary};
/// use peakpack::{load::Site, scenario::Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// let text = summary(Chart::Grid, &outcome, span(&outcome, View::PeakDay));
/// assert!(text.contains("Before: from"));
/// ```
pub fn summary(chart: Chart, outcome: &Outcome, span: Range<usize>) -> String {
    let span = clip(&span, outcome.site.demand.len());
    if span.is_empty() {
        return String::new();
    }
    match chart {
        Chart::Grid => grid_summary(outcome, span),
        Chart::Charge => charge_summary(outcome, span),
        Chart::Duration => duration_summary(outcome),
    }
}

fn grid_summary(outcome: &Outcome, span: Range<usize>) -> String {
    let scale = outcome.scale();
    let describe = |kw: &[f64]| {
        let (low, high) = (lowest(kw), highest(kw));
        format!(
            "from {} to {}, highest at {}",
            scale.number(kw[low]),
            scale.with_unit(kw[high]),
            when(outcome, span.start + high)
        )
    };
    let (mut given, mut taken) = (0.0, 0.0);
    for k in span.clone() {
        let kwh = outcome.schedule.battery_kw[k] * outcome.site.demand.hours_of(k);
        if kwh > 0.0 {
            given += kwh;
        } else {
            taken -= kwh;
        }
    }
    format!(
        "Grid draw, {}. Before: {}. After: {}. The packs supply {} and recharge {}.",
        period(outcome, &span),
        describe(&outcome.site.demand.kw()[span.clone()]),
        describe(&outcome.schedule.grid_kw[span.clone()]),
        energy(given),
        energy(taken)
    )
}

fn charge_summary(outcome: &Outcome, span: Range<usize>) -> String {
    let stored = &outcome.schedule.stored_kwh[span.clone()];
    let (low, high) = (lowest(stored), highest(stored));
    let percent = |at: usize| fixed(100.0 * outcome.state_of_charge(span.start + at), 0);
    format!(
        "State of charge, {}: from {} % to {} %, lowest at {}.",
        period(outcome, &span),
        percent(low),
        percent(high),
        when(outcome, span.start + low)
    )
}

fn duration_summary(outcome: &Outcome) -> String {
    let scale = outcome.scale();
    let demand = &outcome.site.demand;
    let limit = outcome.peak_after_kw;
    // A last bit above is not above.
    let above = (0..demand.len()).filter(|&k| demand.kw()[k] > limit + 1e-9 * limit.abs());
    let hours: f64 = above.map(|k| demand.hours_of(k)).sum();
    format!(
        "Grid draw sorted from the highest to the lowest, over {}. Before, it begins at {}; after, at {}. Before, it lies above the peak after for {}.",
        duration(demand.total_hours()),
        scale.with_unit(outcome.peak_before_kw),
        scale.with_unit(limit),
        duration(hours)
    )
}

fn lowest(values: &[f64]) -> usize {
    highest_times(values, -1.0)
}

fn highest(values: &[f64]) -> usize {
    highest_times(values, 1.0)
}

/// The first place of the value that is highest once all have been given a sign.
fn highest_times(values: &[f64], sign: f64) -> usize {
    let mut at = 0;
    for (k, value) in values.iter().enumerate() {
        if value * sign > values[at] * sign {
            at = k;
        }
    }
    at
}

fn when(outcome: &Outcome, k: usize) -> String {
    let time = outcome.site.demand.time(k);
    format!(
        "{} on {}",
        clock(&outcome.site, time),
        day(&outcome.site, time)
    )
}

fn day(site: &Site, time: LocalTime) -> String {
    let day = words::day(site, time);
    if site.demand.dated() {
        format!("{day} {}", time.civil().year)
    } else {
        day
    }
}

/// The days of a span.
fn period(outcome: &Outcome, span: &Range<usize>) -> String {
    let demand = &outcome.site.demand;
    let name = |k: usize| day(&outcome.site, demand.time(k));
    let (first, last) = (name(span.start), name(span.end - 1));
    if first == last {
        first
    } else {
        format!("{first} to {last}")
    }
}
