//! What keeps a peak from being lower, and why there may be no answer.

use std::fmt;
use std::ops::Range;

/// What keeps the grid draw from being lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Nothing: all that can be shaved is shaved, or there is nothing to shave.
    Nothing,
    /// The discharging power of the packs.
    Power,
    /// The energy in a full store.
    Energy,
    /// The time or the power to recharge before the next peak.
    Recharge,
    /// A floor below which a lower grid draw is worth nothing.
    Floor,
}

impl Binding {
    /// The word used in results: `nothing`, `power`, `energy`, `recharge`, `floor`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Power => "power",
            Self::Energy => "energy",
            Self::Recharge => "recharge",
            Self::Floor => "floor",
        }
    }
}

/// The steps that decide the peak. In a steady year they may run past its end into its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Critical {
    /// The first step.
    pub first: usize,
    /// How many steps.
    pub steps: usize,
}

impl Critical {
    /// The step behind the last, in a load of `len` steps; before the first where they wrap round.
    pub fn end(&self, len: usize) -> usize {
        let past = self.first + self.steps;
        if past > len { past - len } else { past }
    }

    /// The steps inside a load of `len` steps: one range, or two where they wrap round.
    pub fn ranges(&self, len: usize) -> [Range<usize>; 2] {
        let end = self.first + self.steps;
        [
            self.first.min(len)..end.min(len),
            0..end.saturating_sub(len).min(len),
        ]
    }
}

/// Why no grid draw at all lets the battery do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Infeasible {
    /// Self-discharge takes more than the charger can bring.
    CannotHoldCharge,
    /// Over a period that repeats, the store loses more than it can gain.
    LosesMoreThanItGains,
}

impl fmt::Display for Infeasible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CannotHoldCharge => {
                "no grid draw lets the battery keep its charge: self-discharge takes more than it can be charged with; raise the charging power, or lower the self-discharge or the energy required"
            }
            Self::LosesMoreThanItGains => {
                "the battery loses more in each period than it can be charged with; raise the charging power or lower the self-discharge"
            }
        })
    }
}

impl std::error::Error for Infeasible {}
