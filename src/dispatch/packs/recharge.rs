//! How packs are recharged in a run of steps below the threshold.

use super::Refill;
use super::fill::{level_at, spread};
use super::rule::Walk;
use std::ops::Range;

impl Walk<'_> {
    /// Recharges the packs in a run of steps below the threshold.
    pub(super) fn charge(
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

    pub(super) fn gather_to_goal(&mut self) {
        let (stores, kwh, goal) = (&self.stores.each, &self.kwh, &self.goal_kwh);
        self.levels.gather(stores.len(), |i| {
            (
                stores[i].hours_to_add(goal[i] - kwh[i]),
                stores[i].charge_kw,
            )
        });
    }

    pub(super) fn keep_time_to_goal(&mut self) {
        let (stores, goal, kwh) = (&self.stores.each, &self.goal_kwh, &mut self.kwh);
        self.levels.each(|i, hours| {
            kwh[i] = goal[i] - hours * stores[i].charge_kw * stores[i].gain;
        });
    }

    /// Sets what each pack is recharged to first in a run of steps. True where that is full.
    pub(super) fn aim(
        &mut self,
        range: Range<usize>,
        site_kw: f64,
        end_kwh: Option<&[f64]>,
    ) -> bool {
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
    pub(super) fn beyond(&mut self, dt_h: f64, room_kwh: f64) {
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
    pub(super) fn charge_more(&mut self, spare_h: &[f64], room_kwh: f64) {
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
}
