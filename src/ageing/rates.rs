//! The rates of one day, computed once and used as often as the day repeats.

use super::rate::{PowerStep, SigmoidStep};
use super::simple::Knee;

/// What one day costs, for any state: prepared by [`Ageing::rates`](super::Ageing::rates).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    pub(super) calendar: PowerStep,
    pub(super) cycle: PowerStep,
    /// Loss of active material, where the model has it.
    pub(super) material: Option<SigmoidStep>,
    pub(super) knee: Option<Knee>,
    pub(super) coefficients: Coefficients,
}

/// The fitted rates of a model at the conditions of one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficients {
    /// Calendar rate, averaged over the day: per day to the model's own power.
    pub calendar: f64,
    /// Cycle rate: per equivalent full cycle to the model's own power.
    pub cycle: f64,
    /// Equivalent full cycles that cost half the active material, where the model has it.
    pub material_cycles: Option<f64>,
    /// Days.
    pub days: f64,
    /// Equivalent full cycles.
    pub full_cycles: f64,
}

impl Rates {
    /// The fitted rates behind it.
    pub fn coefficients(&self) -> &Coefficients {
        &self.coefficients
    }
}

/// A power law of a model: its rate, its power, and in what unit its variable counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Law {
    pub k: f64,
    pub p: f64,
    /// The variable is days, or cycles, over this.
    pub per: f64,
}

impl Law {
    pub fn new(k: f64, p: f64) -> Self {
        Self { k, p, per: 1.0 }
    }

    pub fn step(&self, amount: f64, severity: f64) -> PowerStep {
        PowerStep::new(self.k, self.p, amount / self.per, severity)
    }
}
