//! Under which conditions the cells behind a model were tested, and how far a day is from them.

use super::stress::Day;
use crate::decimal::short;
use std::fmt;

/// The range of the tests that a model was fitted to, as given by its authors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Lowest and highest temperature of the cells, °C.
    pub temperature_c: (f64, f64),
    /// Least and greatest depth of discharge.
    pub depth: (f64, f64),
    /// The fastest charge, per hour.
    pub charge_c: f64,
    /// The fastest discharge, per hour.
    pub discharge_c: f64,
}

/// Why a model's answer for a day is an extrapolation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outside {
    /// A stressor is outside the tested range.
    Range {
        /// What it is.
        what: &'static str,
        /// Its unit, with a space before it, or nothing.
        unit: &'static str,
        /// What it is on that day.
        value: f64,
        /// The least that was tested.
        lowest: f64,
        /// The most that was tested.
        highest: f64,
    },
    /// The throughput at which the active material gives out fell so low that it was bounded.
    Material {
        /// What the fit says, equivalent full cycles; at or below 0 it means nothing.
        fitted_cycles: f64,
        /// What was used.
        used_cycles: f64,
    },
}

impl Fit {
    /// What of a day lies outside. On a day of rest, cycling has no depth to be outside.
    pub fn outside(&self, day: &Day) -> Vec<Outside> {
        let (coldest, hottest) = self.temperature_c;
        let (least, most) = self.depth;
        let cycled = day.full_cycles() > 0.0;
        let depth = if cycled { day.depth() } else { least };
        let charge = (day.fastest_charge_c(), 0.0, self.charge_c);
        let discharge = (day.fastest_discharge_c(), 0.0, self.discharge_c);
        [
            (
                "temperature",
                " °C",
                (day.temperature_c(), coldest, hottest),
            ),
            ("depth of discharge", "", (depth, least, most)),
            ("fastest charge", " C", charge),
            ("fastest discharge", " C", discharge),
        ]
        .into_iter()
        .filter_map(|(what, unit, (value, lowest, highest))| {
            /// A depth of 0.9 − 0.1 is no less than 0.8.
            const ROUNDING: f64 = 1e-9;
            let inside = (lowest - ROUNDING..=highest + ROUNDING).contains(&value);
            (!inside).then_some(Outside::Range {
                what,
                unit,
                value,
                lowest,
                highest,
            })
        })
        .collect()
    }
}

impl fmt::Display for Fit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((coldest, hottest), (least, most)) = (self.temperature_c, self.depth);
        write!(
            f,
            "{}–{} °C, depth of discharge {}–{}, charged at up to {} C, discharged at up to {} C",
            short(coldest),
            short(hottest),
            short(least),
            short(most),
            short(self.charge_c),
            short(self.discharge_c)
        )
    }
}

impl Outside {
    /// By how much a stressor is below or above the tested range, in its own unit.
    pub fn distance(&self) -> f64 {
        match *self {
            Self::Range {
                value,
                lowest,
                highest,
                ..
            } => (lowest - value).max(value - highest),
            Self::Material {
                fitted_cycles,
                used_cycles,
            } => used_cycles - fitted_cycles,
        }
    }
}

impl fmt::Display for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let far = short(self.distance());
        match *self {
            Self::Range {
                what,
                unit,
                value,
                lowest,
                highest,
            } => {
                let side = if value < lowest { "below" } else { "above" };
                let (value, lowest, highest) = (short(value), short(lowest), short(highest));
                write!(
                    f,
                    "{what} {value}{unit} is {far}{unit} {side} the fitted range of {lowest} to {highest}{unit}"
                )
            }
            Self::Material {
                fitted_cycles,
                used_cycles,
            } => write!(
                f,
                "the fit has the active material give out after {} full cycles, too few to be meant; {} are used",
                short(fitted_cycles.round()),
                short(used_cycles)
            ),
        }
    }
}
