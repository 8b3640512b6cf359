//! Which part of the load is shown.

use crate::load::calendar::days_around;
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
