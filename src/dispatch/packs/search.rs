//! The search for the least threshold that the packs keep.

use super::Refill;
use super::rule::{Dry, Kept, Walk};
use super::stores::Stores;
use crate::dispatch::limit::Infeasible;
use crate::dispatch::steps::Steps;
use crate::scenario::EndCondition;

/// The search for the least threshold that the rule keeps.
pub(super) struct Search<'a> {
    steps: &'a Steps<'a>,
    stores: &'a Stores,
    /// What each pack holds at the start; unknown where the load repeats.
    start_kwh: Option<Vec<f64>>,
    /// What each must hold at the end.
    end_kwh: Option<Vec<f64>>,
}

impl<'a> Search<'a> {
    pub fn new(steps: &'a Steps<'a>, stores: &'a Stores, end: EndCondition) -> Self {
        let start_kwh = (end != EndCondition::Steady).then(|| stores.start());
        let end_kwh = (end == EndCondition::SameAsStart).then(|| stores.start());
        Self {
            steps,
            stores,
            start_kwh,
            end_kwh,
        }
    }

    /// The same with time turned round. What packs must hold obeys the same law as what they
    /// hold: their room, from the end to the start, is a store of the same kind.
    pub fn backward(steps: &'a Steps<'a>, stores: &'a Stores, end: EndCondition) -> Self {
        let room = |kwh: Vec<f64>| -> Vec<f64> {
            let pairs = stores.each.iter().zip(kwh);
            pairs.map(|(store, kwh)| store.full_kwh - kwh).collect()
        };
        let forward = Self::new(steps, stores, end);
        let last = forward.end_kwh.map_or_else(|| stores.full(), room);
        Self {
            start_kwh: forward.start_kwh.is_some().then_some(last),
            end_kwh: forward.start_kwh.map(room),
            ..forward
        }
    }
}

/// How often needs are sought anew from the other end.
const MOST_TURNS: u32 = 2;
/// Halvings after which rounding stands in the way of the precision.
const MOST_HALVINGS: u32 = 60;
/// Repetitions of a steady load after which a start counts as not found.
const MOST_ROUNDS: u32 = 8;

impl Search<'_> {
    /// How close the search comes to the least threshold, kW.
    pub fn precision_kw(&self) -> f64 {
        let highest = self.steps.kw().iter().fold(0.0, |a: f64, b| a.max(b.abs()));
        2e-10 * (highest + self.stores.aux_kw + 1e-3 * self.stores.charge_kw)
    }

    /// The least threshold from `low_kw` on that the rule keeps over the whole load. `first` is
    /// a stretch to look at before all others.
    pub fn least(
        &self,
        refill: Refill,
        low_kw: f64,
        first: Option<Dry>,
    ) -> Result<f64, Infeasible> {
        let highest_kw = self.steps.peak_kw() + self.stores.aux_kw + self.stores.charge_kw;
        let most_kw = highest_kw.max(low_kw);
        let mut threshold_kw = low_kw;
        if let Some(first) = first {
            let part = |kw: f64| self.keeps_part(refill, kw, &first);
            if !part(threshold_kw) {
                threshold_kw = self.bisect(threshold_kw, most_kw, part);
            }
        }
        while let Err(dry) = self.keeps(refill, threshold_kw) {
            if threshold_kw >= most_kw {
                return Err(Infeasible::LosesMoreThanItGains);
            }
            let part = |kw: f64| self.keeps_part(refill, kw, &dry);
            threshold_kw = self.bisect(threshold_kw, most_kw, part);
        }
        Ok(threshold_kw)
    }

    /// The least threshold above `low_kw`, which is too low, that keeps something.
    pub fn bisect(&self, low_kw: f64, most_kw: f64, keeps: impl Fn(f64) -> bool) -> f64 {
        let precision_kw = self.precision_kw();
        let mut low_kw = low_kw;
        // What is needed mostly lies close above the bound.
        let mut step_kw = 65_536.0 * precision_kw;
        let mut high_kw = low_kw + step_kw;
        while high_kw < most_kw && !keeps(high_kw) {
            low_kw = high_kw;
            step_kw *= 8.0;
            high_kw += step_kw;
        }
        high_kw = high_kw.min(most_kw);
        for _ in 0..MOST_HALVINGS {
            if high_kw - low_kw <= precision_kw {
                break;
            }
            let middle_kw = 0.5 * (low_kw + high_kw);
            if keeps(middle_kw) {
                high_kw = middle_kw;
            } else {
                low_kw = middle_kw;
            }
        }
        high_kw
    }

    /// Whether the rule keeps a threshold over the stretch that ran dry under a lower one.
    pub fn keeps_part(&self, refill: Refill, threshold_kw: f64, dry: &Dry) -> bool {
        if !dry.from_full {
            return self.keeps(refill, threshold_kw).is_ok();
        }
        let mut walk = Walk::new(self.steps, self.stores, refill);
        walk.keep(threshold_kw, dry.since, true, self.end_kwh.as_deref())
            .is_ok()
    }

    /// Whether the packs keep a threshold where each heeds what the other direction needs.
    pub fn keeps_heeding(&self, other: &Self, refill: Refill, threshold_kw: f64) -> bool {
        if self.start_kwh.is_none() {
            // Where the load repeats: from what is left of full packs after two laps,
            // from what two laps need, and from what lies between.
            let room = |kwh: &[f64]| -> Vec<f64> {
                let pairs = self.stores.each.iter().zip(kwh);
                pairs.map(|(store, kwh)| store.full_kwh - kwh).collect()
            };
            let left = self.walk(refill).laps(threshold_kw);
            let needed = room(&other.walk(refill).laps(threshold_kw));
            let pairs = left.iter().zip(&needed);
            let between = pairs.map(|(a, b)| 0.5 * (a + b)).collect();
            return [left, needed, between].into_iter().any(|start| {
                let fixed = |search: &Self, kwh: Vec<f64>| Self {
                    start_kwh: Some(kwh.clone()),
                    end_kwh: Some(kwh),
                    ..*search
                };
                let back = fixed(other, room(&start));
                fixed(self, start).keeps_heeding(&back, refill, threshold_kw)
            });
        }
        let mut needs = other.walk(refill).needs(threshold_kw);
        let (mut this, mut that) = (self, other);
        for _ in 0..MOST_TURNS {
            let mut walk = Walk::new(this.steps, this.stores, refill).heeding(&needs);
            if this.follow(&mut walk, threshold_kw).is_ok() {
                return true;
            }
            let turned = this.walk(refill).heeding(&needs).needs(threshold_kw);
            needs = turned;
            (this, that) = (that, this);
        }
        false
    }

    /// A walk that begins with what the packs hold at the start.
    fn walk(&self, refill: Refill) -> Walk<'_> {
        let mut walk = Walk::new(self.steps, self.stores, refill);
        if let Some(start) = &self.start_kwh {
            walk.kwh.clone_from(start);
        }
        walk
    }

    /// Whether the rule keeps a threshold over the whole load, with the end condition.
    pub fn keeps(&self, refill: Refill, threshold_kw: f64) -> Result<Kept, Dry> {
        self.follow(
            &mut Walk::new(self.steps, self.stores, refill),
            threshold_kw,
        )
    }

    fn follow(&self, walk: &mut Walk, threshold_kw: f64) -> Result<Kept, Dry> {
        if let Some(start) = &self.start_kwh {
            walk.kwh.clone_from(start);
            return walk.keep(threshold_kw, 0, false, self.end_kwh.as_deref());
        }
        // What the first round begins with is more than can be asked for at the end.
        for _ in 0..MOST_ROUNDS {
            let start = walk.kwh.clone();
            walk.keep(threshold_kw, 0, false, None)?;
            let pairs = start.iter().zip(&walk.kwh);
            let lost: f64 = pairs.map(|(before, after)| (before - after).max(0.0)).sum();
            if lost <= self.stores.tolerance_kwh(self.steps) {
                return Ok(Kept::ToTheEnd);
            }
        }
        Err(Dry {
            since: 0,
            from_full: false,
        })
    }
}
