//! The charts in words and numbers: text summaries, the rows of a data table, CSV.

use super::trace::clip;
use super::view::Chart;
use super::words;
use crate::load::{LocalTime, Site};
use crate::outcome::Outcome;
use std::ops::Range;

/// One window in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// When it begins, on the meter's clock.
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
/// Generated loads have seasons but no year, other loads without dates have neither.
pub fn time_label(site: &Site, time: LocalTime) -> String {
    let c = time.civil();
    let clock = if site.demand.window().ms() % 60_000 == 0 && c.second == 0 {
        format!("{:02}:{:02}", c.hour, c.minute)
    } else {
        format!("{:02}:{:02}:{:02}", c.hour, c.minute, c.second)
    };
    if site.demand.dated() {
        format!("{:04}-{:02}-{:02} {clock}", c.year, c.month, c.day)
    } else {
        format!(
            "{} {} {clock}",
            words::weekday(time),
            words::date(site, time)
        )
    }
}

/// What a chart shows, in a few sentences.
pub fn summary(_panel: Chart, outcome: &Outcome, _span: Range<usize>) -> String {
    format!("{} {}", outcome.finding(), outcome.reason())
}
