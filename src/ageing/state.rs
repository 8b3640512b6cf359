//! What a cell has lost so far.

use super::rate::SigmoidStep;
use super::rates::Rates;

/// The losses of a cell, carried from day to day whatever the days are like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    pub(super) calendar: f64,
    pub(super) cycle: f64,
    /// Active material.
    pub(super) material: f64,
    /// Relative capacity where its second life began.
    start: f64,
}

impl State {
    /// Nothing lost yet: a new cell, or the start of second life of a model measured from there.
    pub const FRESH: Self = Self {
        calendar: 0.0,
        cycle: 0.0,
        material: SigmoidStep::START,
        start: 1.0,
    };

    /// Capacity relative to the cell that was fresh, 0 to 1.
    pub fn q(&self) -> f64 {
        // Before material limits it, a cell has 1 % more of it than it needs.
        (1.0 - self.calendar - self.cycle)
            .min(1.01 - self.material)
            .max(0.0)
    }

    /// Capacity relative to the start of second life, 0 to 1: times the state of health
    /// at that start it is the state of health now.
    pub fn retained(&self) -> f64 {
        self.q() / self.start
    }

    /// Lives through one day and returns [`State::q`] after it, which is never more than before.
    pub fn advance(&mut self, rates: &Rates) -> f64 {
        self.advance_by(1.0, rates)
    }

    /// Lives through a share of a day. Each step is linear in it.
    fn advance_by(&mut self, share: f64, rates: &Rates) -> f64 {
        let faster = match rates.knee {
            Some(knee) if self.q() <= knee.below => share * knee.times,
            _ => share,
        };
        let add = |lost: &mut f64, loss: f64| *lost = (*lost + faster * loss).min(1.0);
        let (calendar, cycle) = (
            rates.calendar.loss(self.calendar),
            rates.cycle.loss(self.cycle),
        );
        if let Some(material) = &rates.material {
            let loss = material.loss(self.material);
            add(&mut self.material, loss);
        }
        add(&mut self.calendar, calendar);
        add(&mut self.cycle, cycle);
        self.q()
    }

    /// Lives through so much of a day that `q` is left, and begins its second life
    /// there; `None` if the day does not get there.
    pub(super) fn begin_at(&self, q: f64, rates: &Rates) -> Option<Self> {
        let before = self.q();
        let mut whole = *self;
        let after = whole.advance(rates);
        if after > q {
            return None;
        }
        let mut there = *self;
        let share = (before - q) / (before - after);
        if share > 0.0 {
            there.advance_by(share.min(1.0), rates);
        }
        there.start = there.q();
        (there.start > 0.0).then_some(there)
    }
}
