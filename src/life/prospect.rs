//! What is known of a fleet's years so far: the base life, its bounds, and the spread of draws.

use super::{Life, Plan};
use crate::outcome::PowerScale;
use crate::scenario::Units;

/// The years of a fleet, with how certain they are. It grows while it is being found out
///: first the base life, then its bounds, then the draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Prospect {
    /// What is planned: the horizon, the end of life, what is done about it.
    pub plan: Plan,
    /// The cut that is to hold, kW.
    pub target_kw: f64,
    /// The usual case, exactly: now and after each year that has been lived through so far.
    pub base: Life,
    /// The worst of each year over the models that fit and severities of ± 15 %; empty until
    /// all of them are known.
    pub low: Vec<Reach>,
    /// The best of each year; as long as `low`.
    pub high: Vec<Reach>,
    /// P10, P50 and P90 of each year over the draws; empty until there are some.
    pub spread: Vec<Quantiles>,
    /// How many draws that is.
    pub draws: u32,
    /// P10, P50 and P90 of the years until the first packs reach the end of their life on
    /// average; `None` beyond the horizon.
    pub lasts: [Option<f64>; 3],
    /// The unit of powers in words and charts.
    pub units: Units,
}

/// What a fleet comes to in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// Mean state of health of the packs, 0 to 1.
    pub health: f64,
    /// How far the peak falls, kW.
    pub cut_kw: f64,
}

/// The draws of a year: what 10, 50 and 90 % of them stay below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantiles {
    /// Mean state of health of the packs, 0 to 1.
    pub health: [f64; 3],
    /// How far the peak falls, kW.
    pub cut_kw: [f64; 3],
}

impl Prospect {
    /// The unit and the decimals of powers: those of the peak before.
    pub fn scale(&self) -> PowerScale {
        PowerScale::shown_in(self.units, self.base.peak_before_kw)
    }

    /// Whether the base life has been lived to its horizon.
    pub fn is_whole(&self) -> bool {
        self.base.years.len() > self.plan.years.min(super::MOST_YEARS) as usize
    }
}
