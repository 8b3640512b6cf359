//! Which part of the load is shown.

use super::calendar::elapsed_at;
use crate::load::{Demand, LocalTime};
use crate::outcome::Outcome;
use std::ops::Range;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Grid draw before and after, over time.
    Grid,
    /// State of charge, over time.
    Charge,
    /// Grid draw before and after, the highest first.
    Duration,
}

/// How much of the load the hero chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The local calendar day of the highest draw before.
    PeakDay,
    /// The seven days around it.
    Week,
    /// The whole load.
    Year,
    /// The whole load, the highest draw first.
    Duration,
}

impl View {
    /// In the order of the page.
    pub const ALL: [Self; 4] = [Self::PeakDay, Self::Week, Self::Year, Self::Duration];

    /// The name on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::PeakDay => "Peak day",
            Self::Week => "Week",
            Self::Year => "Year",
            Self::Duration => "Duration",
        }
    }

    /// The chart that shows it.
    pub fn chart(self) -> Chart {
        match self {
            Self::Duration => Chart::Duration,
            _ => Chart::Grid,
        }
    }
}

const DAY_MS: i64 = 86_400_000;

/// The windows a view shows. Never empty.
///
/// Days are local calendar days, so one with a clock change has 23 or 25 hours.
/// A load no longer than a day (or a week) is shown whole.
///
/// ```
/// use peakpack::chart::{View, span};
/// use peakpack::{load::Site, scenario::Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// assert_eq!(span(&outcome, View::PeakDay).len(), 96);
/// assert_eq!(span(&outcome, View::Week).len(), 7 * 96);
/// assert_eq!(span(&outcome, View::Year), 0..35_040);
/// ```
pub fn span(outcome: &Outcome, view: View) -> Range<usize> {
    let demand = &outcome.site.demand;
    match view {
        View::PeakDay => days_around(demand, 1),
        View::Week => days_around(demand, 7),
        View::Year | View::Duration => 0..demand.len(),
    }
}

/// So many whole days with the highest draw in the middle, as far as the load reaches.
fn days_around(demand: &Demand, days: i64) -> Range<usize> {
    let all = 0..demand.len();
    let length_ms = days * DAY_MS;
    if demand.elapsed_ms(demand.len()) <= length_ms {
        return all;
    }
    let peak_day = demand.time(demand.peak_index()).midnight();
    let first_day = demand.time(0).midnight();
    let last_day = demand.time(demand.len() - 1).midnight();
    let from = (peak_day.0 - days / 2 * DAY_MS)
        .min(last_day.0 - (days - 1) * DAY_MS)
        .max(first_day.0);
    let start = window_at(demand, LocalTime(from));
    let end = window_at(demand, LocalTime(from + length_ms));
    if start < end { start..end } else { all }
}

/// The first window that begins at or after a local time.
fn window_at(demand: &Demand, local: LocalTime) -> usize {
    let elapsed = elapsed_at(demand, local);
    let first = demand.elapsed_ms(1);
    if elapsed <= 0 {
        0
    } else if elapsed <= first {
        1.min(demand.len())
    } else {
        let behind = elapsed - first;
        let window = demand.window().ms();
        let whole = behind / window + i64::from(behind % window > 0);
        (1 + whole as usize).min(demand.len())
    }
}
