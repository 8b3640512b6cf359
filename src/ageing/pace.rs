//! Many days in one step.
//!
//! Along a power law `y = k·x^p` the amount `y^(1/p)` grows by `k^(1/p)·Δx`, whatever was lost
//! before; along the sigmoid `k·x` grows by `k·Δx`. So days of any kind add up:
//!
//! ```text
//! y′ = (y^(1/p) + s·Σ k^(1/p)·Δx)^p
//! ```
//!
//! [`Ageing::advance`](super::Ageing::advance) takes a step of finite length along the slope of
//! each day; this is its limit for short steps. Over a year they differ by less than 0.1 points
//! of capacity. It serves draws by the hundred.

use super::rate::SigmoidStep;
use super::{Ageing, Model, Prepared, State};

/// What a stretch of days costs a cell, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pace {
    /// Σ k^(1/p)·Δx of the calendar, and p.
    calendar: (f64, f64),
    /// Σ k^(1/p)·Δx of the cycles by full capacity, and p.
    cycle: (f64, f64),
    /// Σ k·Δx of the active material by full capacity.
    material: f64,
}

impl Pace {
    /// Between two paces: `share` of the way from this to the other.
    #[must_use]
    pub fn toward(&self, other: &Self, share: f64) -> Self {
        let between = |a: f64, b: f64| a + (b - a) * share;
        Self {
            calendar: (between(self.calendar.0, other.calendar.0), other.calendar.1),
            cycle: (between(self.cycle.0, other.cycle.0), other.cycle.1),
            material: between(self.material, other.material),
        }
    }
}

impl Ageing {
    /// Adds a day, lived by a cell whose capacity is `q` of what it was.
    pub fn add_to(&self, pace: &mut Pace, day: &Prepared, q: f64) {
        let stretch = |k: f64, p: f64, amount: f64| {
            if k > 0.0 && amount > 0.0 {
                libm::pow(k, 1.0 / p) * amount
            } else {
                0.0
            }
        };
        let (calendar, cycle) = (day.calendar, self.model.cycle(day.day, q));
        let full_cycles = day.day.full_cycles();
        pace.calendar.0 += stretch(calendar.k, calendar.p, day.day.days() / calendar.per);
        pace.calendar.1 = calendar.p;
        pace.cycle.0 += stretch(cycle.k, cycle.p, full_cycles / cycle.per);
        pace.cycle.1 = cycle.p;
        if let Some(cycles) = day.material_cycles {
            pace.material += full_cycles / cycles;
        }
    }

    /// Lives through what a pace adds up.
    ///
    /// ```
    /// use peakpack::ageing::{Ageing, Day, Model, Pace, State};
    /// let day = Day::new(&[0.9, 0.4, 0.9], 12.0, 25.0)?;
    /// let ageing = Ageing::of(Model::Lfp);
    /// let (mut slowly, mut pace) = (State::FRESH, Pace::default());
    /// for _ in 0..365 {
    ///     ageing.advance(&mut slowly, &day);
    ///     ageing.add_to(&mut pace, &ageing.prepare(&day), 1.0);
    /// }
    /// let mut at_once = State::FRESH;
    /// ageing.jump(&mut at_once, &pace);
    /// assert!((at_once.q() - slowly.q()).abs() < 1e-3);
    /// # Ok::<(), peakpack::ageing::Refused>(())
    /// ```
    pub fn jump(&self, state: &mut State, pace: &Pace) {
        let q = state.q();
        let along = |lost: f64, (amount, p): (f64, f64)| {
            if amount > 0.0 {
                let so_far = libm::pow(lost.max(0.0), 1.0 / p);
                libm::pow(so_far + self.severity * amount, p).min(1.0)
            } else {
                lost
            }
        };
        // Throughput goes by the capacity that is left.
        let cycles = (pace.cycle.0 * q, pace.cycle.1);
        let (mut calendar, mut cycle) = (
            along(state.calendar, pace.calendar),
            along(state.cycle, cycles),
        );
        if let Model::Simple(simple) = &self.model
            && let Some(knee) = simple.knee()
        {
            // Linear, so the part behind the knee is simply longer.
            let lost = calendar - state.calendar + cycle - state.cycle;
            let before = (q - knee.below).max(0.0).min(lost);
            let stretched = if lost > 0.0 {
                (before + (lost - before) * knee.times) / lost
            } else {
                1.0
            };
            calendar = state.calendar + (calendar - state.calendar) * stretched;
            cycle = state.cycle + (cycle - state.cycle) * stretched;
        }
        if pace.material > 0.0 {
            state.material = SigmoidStep::along(state.material, self.severity * pace.material * q);
        }
        (state.calendar, state.cycle) = (calendar.min(1.0), cycle.min(1.0));
    }
}
