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
    steps: &'a Steps<'a>,
    stores: &'a Stores,
    refill: Refill,
    tolerance_kwh: f64,
    /// kWh in each pack, as what reaches the meter.
    pub kwh: Vec<f64>,
    /// kWh that each pack is recharged to first.
    goal_kwh: Vec<f64>,
    /// Packs that were charged in this step to keep their lowest level.
    kept_alive: Vec<bool>,
    levels: Levels,
    /// Packs that hold less than they are to.
    behind: Levels,
    lacking_kwh: f64,
    /// What later steps need, where that is to be heeded.
    needs: Option<&'a Needs>,
    /// What to note down, in a walk that goes on where something is lacking.
    notes: Option<Needs>,
}

/// What packs hold, or must hold, after runs of steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// Before which step, in rising or falling order; only where it is not nothing.
    at: Vec<usize>,
    /// kWh of each pack, one after the other.
    kwh: Vec<f64>,
}

impl Needs {
    /// The needs before step `at`; none where nothing is needed.
    fn before(&self, at: usize) -> Option<&[f64]> {
        let place = self.at.binary_search_by(|other| at.cmp(other)).ok()?;
        let packs = self.kwh.len() / self.at.len();
        self.kwh.get(place * packs..(place + 1) * packs)
    }
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

    /// Heeds what later steps need.
    pub fn heeding(mut self, needs: &'a Needs) -> Self {
        self.needs = Some(needs);
        self
    }

    /// Walks backward and notes what all earlier steps must leave in the packs.
    pub fn needs(mut self, threshold_kw: f64) -> Needs {
        // Nothing can be lacking where the tolerance is without end.
        self.tolerance_kwh = f64::INFINITY;
        self.notes = Some(Needs::default());
        self.note(self.steps.len());
        let _ = self.keep(threshold_kw, 0, false, None);
        self.notes.unwrap_or_default()
    }

    /// What is in the packs after the load came twice, whatever was lacking.
    pub fn laps(mut self, threshold_kw: f64) -> Vec<f64> {
        self.tolerance_kwh = f64::INFINITY;
        for _ in 0..2 {
            let _ = self.keep(threshold_kw, 0, false, None);
        }
        self.kwh
    }

    /// Notes what is needed before a step, unless that is nothing.
    fn note(&mut self, at: usize) {
        let full = self.all_full();
        if let Some(notes) = &mut self.notes
            && !full
        {
            notes.at.push(at);
            let each = self.stores.each.iter().zip(&self.kwh);
            notes
                .kwh
                .extend(each.map(|(store, kwh)| store.full_kwh - kwh));
        }
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

    fn all_full(&self) -> bool {
        let each = self.stores.each.iter().zip(&self.kwh);
        { each }.all(|(store, &kwh)| kwh >= store.full_kwh)
    }

    /// Gives what exceeds the threshold; the step that cannot be served is an error.
    fn discharge(&mut self, range: Range<usize>, site_kw: f64) -> Result<(), usize> {
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

    /// A step of a run after which `needed` is to be left: packs that hold more give first, and
    /// also to those that hold less.
    fn toward(&mut self, needed: &[f64], k: usize, site_kw: f64) {
        let stores = &self.stores.each;
        let dt_h = self.steps.hours_of(k);
        let over_kwh = (self.steps.kw()[k] - site_kw) * dt_h;
        let kwh = &mut self.kwh;
        self.levels.gather(stores.len(), |i| {
            (
                stores[i].hours_at(kwh[i] - needed[i]),
                stores[i].discharge_kw,
            )
        });
        self.behind.gather(stores.len(), |i| {
            (
                stores[i].hours_to_add(needed[i] - kwh[i]),
                stores[i].charge_kw,
            )
        });
        let spare_kwh = self.levels.most_kwh(dt_h);
        let wanted_kwh = self.behind.most_kwh(dt_h);
        let mut free_h = vec![dt_h; stores.len()];
        let given_kwh = (over_kwh + wanted_kwh).clamp(0.0, spare_kwh);
        self.levels.take(given_kwh, dt_h);
        self.levels.each(|i, hours| {
            let before = kwh[i];
            kwh[i] = (needed[i] + hours * stores[i].discharge_kw).min(before);
            free_h[i] -= stores[i].hours_at(before - kwh[i]);
        });
        let taken_kwh = (spare_kwh - over_kwh).clamp(0.0, wanted_kwh);
        self.behind.take(taken_kwh, dt_h);
        self.behind.each(|i, hours| {
            let before = kwh[i];
            kwh[i] = (needed[i] - hours * stores[i].charge_kw * stores[i].gain).max(before);
            free_h[i] -= stores[i].hours_to_add(kwh[i] - before);
        });
        let left_kwh = over_kwh - given_kwh + taken_kwh;
        if left_kwh > 0.0 {
            let to_go: Vec<f64> = stores
                .iter()
                .zip(&*kwh)
                .map(|(s, &kwh)| s.hours_at(kwh))
                .collect();
            let given = spread(&to_go, &free_h, |i| stores[i].discharge_kw, left_kwh);
            let mut sum = 0.0;
            for (i, hours) in given.into_iter().enumerate() {
                sum += hours * stores[i].discharge_kw;
                kwh[i] = (kwh[i] - hours * stores[i].discharge_kw).max(0.0);
            }
            self.lacking_kwh += (left_kwh - sum).max(0.0);
        } else if left_kwh < 0.0 {
            self.charge_more(&free_h, -left_kwh);
        }
    }

    fn gather_to_go(&mut self) {
        let (stores, kwh) = (&self.stores.each, &self.kwh);
        self.levels.gather(stores.len(), |i| {
            (stores[i].hours_at(kwh[i]), stores[i].discharge_kw)
        });
    }

    fn keep_time_to_go(&mut self) {
        let (stores, kwh) = (&self.stores.each, &mut self.kwh);
        self.levels
            .each(|i, hours| kwh[i] = (hours * stores[i].discharge_kw).min(kwh[i]));
    }

    /// Recharges the packs in a run of steps below the threshold.
    fn charge(
        &mut self,
        range: Range<usize>,
        run_end: usize,
        site_kw: f64,
        end_kwh: Option<&[f64]>,
    ) {
        if let Some(needs) = self.needs
            && let Some(needed) = needs.before(range.end)
        {
            for k in range {
                self.toward(needed, k, site_kw);
            }
            return;
        }
        if self.refill == Refill::Efficient {
            for k in range {
                let hours = self.steps.hours_of(k);
                let room_kwh = (site_kw - self.steps.kw()[k]) * hours;
                self.charge_more(&vec![hours; self.kwh.len()], room_kwh);
            }
            return;
        }
        let mut k = range.start;
        while k < range.end {
            let to_full = self.aim(k..run_end, site_kw, end_kwh);
            self.gather_to_goal();
            loop {
                let hours = self.steps.hours_of(k);
                let room_kwh = (site_kw - self.steps.kw()[k]) * hours;
                let most_kwh = self.levels.most_kwh(hours);
                k += 1;
                if room_kwh <= most_kwh {
                    self.levels.take(room_kwh, hours);
                } else if to_full {
                    self.levels.take_most(hours);
                } else {
                    self.beyond(hours, room_kwh - most_kwh);
                    break; // and aim anew
                }
                let idle = to_full && self.levels.is_empty();
                if idle || k == range.end {
                    self.keep_time_to_goal();
                    k = if idle { range.end } else { k };
                    break;
                }
            }
        }
    }

    fn gather_to_goal(&mut self) {
        let (stores, kwh, goal) = (&self.stores.each, &self.kwh, &self.goal_kwh);
        self.levels.gather(stores.len(), |i| {
            (
                stores[i].hours_to_add(goal[i] - kwh[i]),
                stores[i].charge_kw,
            )
        });
    }

    fn keep_time_to_goal(&mut self) {
        let (stores, goal, kwh) = (&self.stores.each, &self.goal_kwh, &mut self.kwh);
        self.levels.each(|i, hours| {
            kwh[i] = goal[i] - hours * stores[i].charge_kw * stores[i].gain;
        });
    }

    /// Sets what each pack is recharged to first in a run of steps. True where that is full.
    fn aim(&mut self, range: Range<usize>, site_kw: f64, end_kwh: Option<&[f64]>) -> bool {
        let stores = &self.stores.each;
        for (goal, store) in self.goal_kwh.iter_mut().zip(stores) {
            *goal = store.full_kwh;
        }
        if self.refill == Refill::Full {
            return true;
        }
        let power_kw = self.stores.charge_kw;
        let (mut room_kwh, mut run_h) = (0.0, 0.0);
        let to_fill: f64 = stores
            .iter()
            .zip(&self.kwh)
            .map(|(store, kwh)| store.hours_to_add(store.full_kwh - kwh) * store.charge_kw)
            .sum();
        for k in range {
            let hours = self.steps.hours_of(k);
            room_kwh += (site_kw - self.steps.kw()[k]).min(power_kw) * hours;
            run_h += hours;
            if to_fill <= room_kwh {
                return true;
            }
        }
        // What full packs would draw, each with the power it has in the time.
        let reach = |i: usize| {
            let store = &stores[i];
            let most = run_h * store.charge_kw * store.gain;
            (store.full_kwh - self.kwh[i]).min(most)
        };
        let kwh = &self.kwh;
        if let Some(end) = end_kwh {
            // The last run: what each must hold comes first.
            for (goal, (end, kwh)) in self.goal_kwh.iter_mut().zip(end.iter().zip(kwh)) {
                *goal = end.max(*kwh);
            }
            return false;
        }
        // The level of equal times to go that takes all there is room for.
        let added = |i: usize, level_h: f64| {
            (level_h * stores[i].discharge_kw - kwh[i])
                .max(0.0)
                .min(reach(i))
        };
        let drawn = |level_h: f64| -> f64 {
            let each = (0..stores.len()).map(|i| added(i, level_h) / stores[i].gain);
            each.sum()
        };
        let longest = stores.iter().map(|store| store.hours_at(store.full_kwh));
        let high = level_at(longest.fold(0.0, f64::max), room_kwh, drawn);
        for (i, goal) in self.goal_kwh.iter_mut().enumerate() {
            *goal = kwh[i] + added(i, high);
        }
        false
    }

    /// Brings every pack as near to its goal as a step allows, and uses the room beyond that
    /// for the packs that are longest from being full.
    fn beyond(&mut self, dt_h: f64, room_kwh: f64) {
        let stores = &self.stores.each;
        let spare = |&kept: &bool| if kept { 0.0 } else { dt_h };
        let mut spare_h: Vec<f64> = self.kept_alive.iter().map(spare).collect();
        let (goal, kwh) = (&self.goal_kwh, &mut self.kwh);
        self.levels.each(|i, hours| {
            let used = hours.min(dt_h);
            spare_h[i] = dt_h - used;
            kwh[i] = goal[i] - (hours - used) * stores[i].charge_kw * stores[i].gain;
        });
        self.charge_more(&spare_h, room_kwh);
    }

    /// Uses room for the packs that are longest from being full, each with so many hours to spare.
    fn charge_more(&mut self, spare_h: &[f64], room_kwh: f64) {
        let (stores, kwh) = (&self.stores.each, &mut self.kwh);
        if self.refill == Refill::Efficient {
            let mut left_kwh = room_kwh;
            for &i in &self.stores.best_first {
                let store = &stores[i];
                let to_full_h = store.hours_to_add(store.full_kwh - kwh[i]);
                if to_full_h <= 0.0 || left_kwh <= 0.0 {
                    continue;
                }
                let hours = to_full_h.min(spare_h[i]).min(left_kwh / store.charge_kw);
                left_kwh -= hours * store.charge_kw;
                kwh[i] = if hours == to_full_h {
                    store.full_kwh
                } else {
                    (kwh[i] + hours * store.charge_kw * store.gain).min(store.full_kwh)
                };
            }
            return;
        }
        let to_full: Vec<f64> = stores
            .iter()
            .zip(&*kwh)
            .map(|(store, kwh)| store.hours_to_add(store.full_kwh - kwh))
            .collect();
        let given = spread(&to_full, spare_h, |i| stores[i].charge_kw, room_kwh);
        for (i, store) in stores.iter().enumerate() {
            kwh[i] = if given[i] == to_full[i] && store.charge_kw > 0.0 {
                store.full_kwh
            } else {
                (kwh[i] + given[i] * store.charge_kw * store.gain).min(store.full_kwh)
            };
        }
    }

    /// A run of steps with packs that lose energy by themselves: step by step, because their
    /// order changes.
    fn leak_along(&mut self, range: Range<usize>, site_kw: f64) -> Result<(), usize> {
        self.aim(range.clone(), site_kw, None);
        for k in range {
            let hours = self.steps.hours_of(k);
            let room_kwh = (site_kw - self.steps.kw()[k]) * hours;
            let (to_keep_kwh, to_fill_kwh) = self.leak(hours);
            if room_kwh >= to_fill_kwh {
                self.fill_all(hours);
            } else {
                self.keep_alive(hours);
                let spare_kwh = room_kwh - to_keep_kwh;
                if spare_kwh > 0.0 {
                    self.charge_some(spare_kwh, hours);
                } else {
                    self.gather_to_go();
                    self.lacking_kwh += self.levels.take(-spare_kwh, hours);
                    self.keep_time_to_go();
                }
            }
            if self.lacking_kwh > self.tolerance_kwh {
                return Err(k);
            }
        }
        Ok(())
    }

    /// What a step takes from the packs by itself. What must be drawn to keep the lowest levels,
    /// and what all packs could draw, kWh.
    fn leak(&mut self, dt_h: f64) -> (f64, f64) {
        let (mut to_keep, mut to_fill) = (0.0, 0.0);
        for (store, kwh) in self.stores.each.iter().zip(&mut self.kwh) {
            let decay = libm::pow(1.0 - store.self_discharge_per_h, dt_h);
            *kwh = *kwh * decay - (1.0 - decay) * store.below_kwh;
            to_keep += store.hours_to_add((-*kwh).max(0.0)) * store.charge_kw;
            to_fill += store.hours_to_add(store.full_kwh - *kwh).min(dt_h) * store.charge_kw;
        }
        (to_keep, to_fill)
    }

    /// Charges every pack as hard as it may.
    fn fill_all(&mut self, dt_h: f64) {
        for (store, kwh) in self.stores.each.iter().zip(&mut self.kwh) {
            let more = *kwh + dt_h * store.charge_kw * store.gain;
            *kwh = more.min(store.full_kwh);
            if *kwh < 0.0 {
                self.lacking_kwh -= *kwh;
                *kwh = 0.0;
            }
        }
    }

    /// Charges the packs that would fall below their lowest level up to it.
    fn keep_alive(&mut self, dt_h: f64) {
        let each = self.stores.each.iter().zip(&mut self.kwh);
        for ((store, kwh), kept) in each.zip(&mut self.kept_alive) {
            *kept = *kwh < 0.0;
            if *kept {
                let reached = *kwh + dt_h * store.charge_kw * store.gain;
                self.lacking_kwh += (-reached).max(0.0);
                *kwh = 0.0;
            }
        }
    }

    /// Charges the other packs toward their goals, and then toward full.
    fn charge_some(&mut self, room_kwh: f64, dt_h: f64) {
        let (stores, kwh) = (&self.stores.each, &self.kwh);
        let (goal, kept) = (&self.goal_kwh, &self.kept_alive);
        self.levels.gather(stores.len(), |i| {
            let room = if kept[i] { 0.0 } else { goal[i] - kwh[i] };
            (stores[i].hours_to_add(room), stores[i].charge_kw)
        });
        let most_kwh = self.levels.most_kwh(dt_h);
        if room_kwh <= most_kwh {
            self.levels.take(room_kwh, dt_h);
            self.keep_time_to_goal();
        } else {
            self.beyond(dt_h, room_kwh - most_kwh);
        }
    }
}

/// How many hours each pack gives or takes of `kwh`, the longest first, none more than it has to
/// spare: all there is to spare where that is too little.
fn spread(to_go_h: &[f64], spare_h: &[f64], kw: impl Fn(usize) -> f64, kwh: f64) -> Vec<f64> {
    let hours = |i: usize, level_h: f64| (to_go_h[i] - level_h).max(0.0).min(spare_h[i]);
    let given = |level_h: f64| -> f64 {
        let each = (0..to_go_h.len()).map(|i| hours(i, level_h) * kw(i));
        each.sum()
    };
    let (mut low, mut high) = (0.0, to_go_h.iter().copied().fold(0.0, f64::max));
    if given(0.0) <= kwh {
        high = 0.0;
    } else {
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if given(middle) > kwh {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Rather a trifle more than a step that lacks it.
        high = low;
    }
    (0..to_go_h.len()).map(|i| hours(i, high)).collect()
}

/// The level from 0 to `most_h` at which a sum that never falls as the level rises comes to
/// `kwh`; `most_h` where it never does. By chords, with the end that stays behind let down.
fn level_at(most_h: f64, kwh: f64, sum_kwh: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = ((0.0, -kwh), (most_h, sum_kwh(most_h) - kwh));
    if high.1 <= 0.0 {
        return most_h;
    }
    let mut last_moved_low = None;
    for _ in 0..60 {
        if high.0 - low.0 <= 1e-12 * most_h {
            break;
        }
        let at = low.0 + (high.0 - low.0) * (-low.1 / (high.1 - low.1));
        let off = sum_kwh(at) - kwh;
        if off.abs() <= 1e-13 * kwh {
            return at;
        }
        let moves_low = off < 0.0;
        if moves_low {
            low = (at, off);
        } else {
            high = (at, off);
        }
        if last_moved_low == Some(moves_low) {
            let behind = if moves_low { &mut high } else { &mut low };
            behind.1 *= 0.5;
        }
        last_moved_low = Some(moves_low);
    }
    high.0
}
