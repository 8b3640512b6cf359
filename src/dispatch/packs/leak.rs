//! Packs that lose energy by themselves: step by step, because that changes their order.

use super::rule::Walk;
use std::ops::Range;

impl Walk<'_> {
    /// A run of steps with packs that lose energy by themselves: step by step, because their
    /// order changes.
    pub(super) fn leak_along(&mut self, range: Range<usize>, site_kw: f64) -> Result<(), usize> {
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
