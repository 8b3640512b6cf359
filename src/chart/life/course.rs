//! The numbers of a prospect that a chart shows.

use super::LifeChart;
use crate::decimal::fixed;
use crate::life::{MOST_YEARS, Prospect, Year};
use crate::outcome::{PowerScale, group};

/// What the values of a chart are, and how they are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Unit {
    /// Shares of 1.
    Percent,
    /// kW.
    Power(PowerScale),
}

impl Unit {
    pub fn of(chart: LifeChart, main: &Prospect) -> Self {
        match chart {
            LifeChart::Health => Self::Percent,
            LifeChart::Cut => Self::Power(main.scale()),
        }
    }

    /// Without its unit.
    pub fn number(self, value: f64) -> String {
        match self {
            Self::Percent => fixed(100.0 * value, 0),
            Self::Power(scale) => scale.number(value),
        }
    }

    /// With its unit.
    pub fn text(self, value: f64) -> String {
        self.with(self.number(value))
    }

    /// A number and the unit.
    pub fn with(self, number: String) -> String {
        let unit = match self {
            Self::Percent => "%",
            Self::Power(scale) => scale.unit(),
        };
        number + " " + unit
    }
}

/// From the lowest to the highest, year by year.
pub(super) type Band = Vec<(f64, f64)>;

/// What a chart shows of a prospect, year by year as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Course {
    /// The usual case.
    pub line: Vec<f64>,
    /// P10 to P90 of the draws.
    pub usual: Band,
    /// The worst to the best of the models that fit.
    pub bounds: Band,
    /// The worst to the best pack of the usual case; only where they differ.
    pub packs: Band,
    /// What is to hold, or where life ends.
    pub limit: Option<f64>,
    /// Years after which packs are replaced or added.
    pub events: Vec<Event>,
}

/// Packs that come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub year: usize,
    pub packs: u32,
    /// In the place of others, and not beside them.
    pub replaces: bool,
}

impl Event {
    fn of(year: &Year) -> Option<Self> {
        let replaces = year.replaced > 0;
        let packs = if replaces { year.replaced } else { year.added };
        (packs > 0).then_some(Self {
            year: year.year as usize,
            packs,
            replaces,
        })
    }

    /// `640 replaced`, `+32 packs`.
    pub fn text(&self) -> String {
        let packs = group(&self.packs.to_string());
        match (self.replaces, self.packs) {
            (true, _) => packs + " replaced",
            (false, 1) => "+1 pack".to_owned(),
            (false, _) => format!("+{packs} packs"),
        }
    }
}

/// How many years a chart shows; at least one.
pub(super) fn horizon(main: &Prospect) -> usize {
    main.plan.years.clamp(1, MOST_YEARS) as usize
}

/// The value of a year.
pub(super) fn value(chart: LifeChart, year: &Year) -> f64 {
    match chart {
        LifeChart::Health => year.soh_mean,
        LifeChart::Cut => year.cut_kw,
    }
}

/// P10, P50 and P90, or the worst and the best: of health or of the cut.
pub(super) fn pick<T>(chart: LifeChart, health: T, cut_kw: T) -> T {
    match chart {
        LifeChart::Health => health,
        LifeChart::Cut => cut_kw,
    }
}

impl Course {
    pub fn of(chart: LifeChart, prospect: &Prospect, horizon: usize) -> Self {
        let is_health = chart == LifeChart::Health;
        let lived = prospect.base.years.len().min(horizon + 1);
        let mut years = &prospect.base.years[..lived];
        // No packs have no health.
        if is_health && years.iter().all(|year| year.packs == 0) {
            years = &[];
        }
        let known = |len: usize| len.min(horizon + 1);
        let usual = prospect.spread[..known(prospect.spread.len())].iter();
        let bounds = prospect.low.iter().zip(&prospect.high).take(horizon + 1);
        let differ = is_health && years.iter().any(|year| year.soh_max > year.soh_min);
        let limit = pick(chart, prospect.plan.end_health.get(), prospect.target_kw);
        Self {
            line: years.iter().map(|year| value(chart, year)).collect(),
            usual: usual
                .map(|at| pick(chart, at.health, at.cut_kw))
                .map(|[low, _, high]| (low, high))
                .collect(),
            bounds: bounds
                .map(|(low, high)| {
                    (
                        pick(chart, low.health, low.cut_kw),
                        pick(chart, high.health, high.cut_kw),
                    )
                })
                .collect(),
            packs: match differ {
                true => years.iter().map(|y| (y.soh_min, y.soh_max)).collect(),
                false => Vec::new(),
            },
            limit: (limit > 0.0 && limit.is_finite()).then_some(limit),
            events: years.iter().filter_map(Event::of).collect(),
        }
    }

    /// From the lowest to the highest of a year: of the line and of all bands.
    pub fn over(&self, year: usize) -> (f64, f64) {
        let line = self.line.get(year).map(|&value| (value, value));
        let bands = [&self.usual, &self.bounds, &self.packs];
        let bands = bands.into_iter().filter_map(|band| band.get(year).copied());
        bands.chain(line).fold(NOWHERE, |all, (low, high)| {
            (low.min(all.0), high.max(all.1))
        })
    }

    /// The lowest and the highest value to be shown; zero is always shown.
    pub fn extent(&self, horizon: usize) -> (f64, f64) {
        let years = (0..=horizon).map(|year| self.over(year));
        let limit = self.limit.map(|value| (value, value));
        let finite = |value: f64| if value.is_finite() { value } else { 0.0 };
        years.chain(limit).fold((0.0, 0.0), |all, (low, high)| {
            (finite(low).min(all.0), finite(high).max(all.1))
        })
    }
}

/// The range of no values.
const NOWHERE: (f64, f64) = (f64::INFINITY, f64::NEG_INFINITY);
