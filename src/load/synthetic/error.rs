//! Why a specification gives no load, and what to change.

use super::super::series::{MAX_KW, MAX_STEPS, SeriesError};
use super::super::time::Step;
use super::{MAX_DAYS, MAX_PUE};
use crate::decimal::short;
use std::fmt;

/// Why a specification gives no load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ProfileError {
    /// More steps than a series may have.
    TooManySteps {
        /// How many it would be.
        steps: usize,
        /// The step asked for.
        step: Step,
        /// The days asked for.
        days: u16,
    },
    /// A peak that is no power of a site.
    Peak {
        /// The peak asked for, kW.
        kw: f64,
    },
    /// A load factor outside 0 … 1.
    LoadFactor {
        /// The one asked for.
        load_factor: f64,
    },
    /// A PUE outside 1 … [`MAX_PUE`].
    Pue {
        /// The one asked for.
        pue: f64,
    },
    /// No day, or more than [`MAX_DAYS`].
    Days {
        /// How many were asked for.
        days: u16,
    },
    /// The values are no series.
    Series(SeriesError),
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TooManySteps { steps, step, days } => {
                let period_ms = u64::from(days) * 86_400_000;
                let shortest_ms = period_ms.div_ceil(MAX_STEPS as u64).next_multiple_of(100);
                let longest_days = MAX_STEPS as i64 * step.ms() / 86_400_000;
                write!(
                    f,
                    "{days} days at {} s are {steps} steps; at most {MAX_STEPS} can be drawn: use a longer step (from {} s) or fewer days (up to {longest_days})",
                    short(step.seconds()),
                    short(shortest_ms as f64 / 1000.0),
                )
            }
            Self::Peak { kw } => write!(
                f,
                "the peak is {} kW; it must be between 0 and {} kW",
                short(kw),
                short(MAX_KW)
            ),
            Self::LoadFactor { load_factor } => write!(
                f,
                "the load factor is {}; it must be between 0 and 1 (mean over peak)",
                short(load_factor)
            ),
            Self::Pue { pue } => write!(
                f,
                "the PUE is {}; it must be between 1 and {} (the site's energy over the computers')",
                short(pue),
                short(MAX_PUE)
            ),
            Self::Days { days } => {
                write!(f, "the load has {days} days; it must have 1 to {MAX_DAYS}")
            }
            Self::Series(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ProfileError {}
