//! One pass of the rule under one threshold, with the energy of every pack.
//!
//! What exceeds the threshold is taken from the packs with the longest time to go: that keeps
//! as many packs as can be able to give power later, and from full packs nothing serves more
//! (Evans, Tindemans, Angeli, 10.1109/TSG.2019.2922840).
//!
//! What the threshold leaves free recharges the packs toward a goal, those with the longest
//! time to their goal first: the same theorem with time turned round says that no other order
//! brings more packs to their goals. The goal is where the energy of the whole run does most
//! good: full packs where it suffices, and otherwise equal times to go. Room beyond the goals
//! is used too, for the packs that are longest from being full.

use super::Refill;
use super::fill::Levels;
use super::heed::Needs;
use super::stores::Stores;
use crate::dispatch::steps::Steps;
use std::ops::Range;

/// Where the packs could not keep a threshold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dry {
    /// The last step before which all packs were full, or where the walk began.
    pub since: usize,
    /// Whether all packs were full there.
    pub from_full: bool,
}

impl Dry {
    /// A stretch that begins with full packs.
    pub fn from_full(since: usize) -> Self {
        Self {
            since,
            from_full: true,
        }
    }
}

/// How a walk ended that kept the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// All packs were full before the end, and the walk was to stop there.
    UntilFull,
    /// The walk went to the end.
    ToTheEnd,
}

/// The packs on their way through a load.
pub(super) struct Walk<'a> {
    pub(super) steps: &'a Steps<'a>,
    pub(super) stores: &'a Stores,
    pub(super) refill: Refill,
    pub(super) tolerance_kwh: f64,
    /// kWh in each pack, as what reaches the meter.
    pub kwh: Vec<f64>,
    /// kWh that each pack is recharged to first.
    pub(super) goal_kwh: Vec<f64>,
    /// Packs that were charged in this step to keep their lowest level.
    pub(super) kept_alive: Vec<bool>,
    pub(super) levels: Levels,
    /// Packs that hold less than they are to.
    pub(super) behind: Levels,
    pub(super) lacking_kwh: f64,
    /// What later steps need, where that is to be heeded.
    pub(super) needs: Option<&'a Needs>,
    /// What to note down, in a walk that goes on where something is lacking.
    pub(super) notes: Option<Needs>,
}

impl<'a> Walk<'a> {
    pub fn new(steps: &'a Steps<'a>, stores: &'a Stores, refill: Refill) -> Self {
        Self {
            steps,
            stores,
            refill,
            tolerance_kwh: stores.tolerance_kwh(steps),
            kwh: stores.full(),
            goal_kwh: stores.full(),
            kept_alive: vec![false; stores.each.len()],
            levels: Levels::default(),
            behind: Levels::default(),
            lacking_kwh: 0.0,
            needs: None,
            notes: None,
        }
    }

    /// What is in the packs after the load came twice, whatever was lacking.
    pub fn laps(mut self, threshold_kw: f64) -> Vec<f64> {
        self.tolerance_kwh = f64::INFINITY;
        for _ in 0..2 {
            let _ = self.keep(threshold_kw, 0, false, None);
        }
        self.kwh
    }

    /// Walks from step `from` to the end, or until all packs are full if `until_full`, with what
    /// the packs hold now. `end_kwh` is what each must hold at the end.
    pub fn keep(
        &mut self,
        threshold_kw: f64,
        from: usize,
        until_full: bool,
        end_kwh: Option<&[f64]>,
    ) -> Result<Kept, Dry> {
        let steps = self.steps;
        let n = steps.len();
        let site_kw = threshold_kw - self.stores.aux_kw;
        let mut since = from;
        let mut from_full = self.all_full();
        self.lacking_kwh = 0.0;
        let mut k = from;
        while k < n {
            let high = steps.kw()[k] > site_kw;
            let run_end = if high {
                let low = steps.kw()[k..n].iter().position(|&kw| kw <= site_kw);
                low.map_or(n, |low| k + low)
            } else {
                steps.first_above(k..n, site_kw)
            };
            let dry = Dry { since, from_full };
            // Where needs are noted or heeded, those of every step.
            let stepwise = self.notes.is_some() || self.needs.is_some();
            let end = if stepwise { k + 1 } else { run_end };
            if self.stores.leaks {
                self.leak_along(k..end, site_kw).map_err(|_| dry)?;
            } else if high {
                self.discharge(k..end, site_kw).map_err(|_| dry)?;
            } else if !self.all_full() {
                let to_end = (run_end == n).then_some(end_kwh).flatten();
                self.charge(k..end, run_end, site_kw, to_end);
            }
            k = end;
            self.note(n - k);
            if !high && self.all_full() {
                (since, from_full) = (k, true);
                self.lacking_kwh = 0.0;
                if until_full {
                    return Ok(Kept::UntilFull);
                }
            }
        }
        let lacking = |end: &[f64]| -> f64 {
            let pairs = end.iter().zip(&self.kwh);
            pairs.map(|(end, now)| (end - now).max(0.0)).sum()
        };
        if end_kwh.is_some_and(|end| lacking(end) > self.tolerance_kwh) {
            return Err(Dry { since, from_full });
        }
        Ok(Kept::ToTheEnd)
    }

    pub(super) fn all_full(&self) -> bool {
        let each = self.stores.each.iter().zip(&self.kwh);
        { each }.all(|(store, &kwh)| kwh >= store.full_kwh)
    }

    /// Gives what exceeds the threshold; the step that cannot be served is an error.
    pub(super) fn discharge(&mut self, range: Range<usize>, site_kw: f64) -> Result<(), usize> {
        if let Some(needs) = self.needs
            && let Some(needed) = needs.before(range.end)
        {
            for k in range {
                self.toward(needed, k, site_kw);
                if self.lacking_kwh > self.tolerance_kwh {
                    return Err(k);
                }
            }
            return Ok(());
        }
        self.gather_to_go();
        for k in range {
            let hours = self.steps.hours_of(k);
            let over_kwh = (self.steps.kw()[k] - site_kw) * hours;
            self.lacking_kwh += self.levels.take(over_kwh, hours);
            if self.lacking_kwh > self.tolerance_kwh {
                return Err(k);
            }
        }
        self.keep_time_to_go();
        Ok(())
    }

    pub(super) fn gather_to_go(&mut self) {
        let (stores, kwh) = (&self.stores.each, &self.kwh);
        self.levels.gather(stores.len(), |i| {
            (stores[i].hours_at(kwh[i]), stores[i].discharge_kw)
        });
    }

    pub(super) fn keep_time_to_go(&mut self) {
        let (stores, kwh) = (&self.stores.each, &mut self.kwh);
        self.levels
            .each(|i, hours| kwh[i] = (hours * stores[i].discharge_kw).min(kwh[i]));
    }
}
