//! What later steps need of each pack, and how earlier ones heed it.
//!
//! A pack's room, from the end of the load to its start, obeys the same law as its energy from
//! the start to the end: what exceeds the threshold takes of it, recharging gives it back. So
//! the rule, walked backward, says how much each pack must hold before every step for some
//! dispatch to follow. Walked forward again, packs that hold more than that give first, and
//! also to those that hold less: this is where energy moves from pack to pack.

use super::fill::spread;
use super::rule::Walk;

/// What packs hold, or must hold, after runs of steps.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    /// Before which step, in rising or falling order; only where it is not nothing.
    pub(super) at: Vec<usize>,
    /// kWh of each pack, one after the other.
    pub(super) kwh: Vec<f64>,
}

impl Needs {
    /// The needs before step `at`; none where nothing is needed.
    pub(super) fn before(&self, at: usize) -> Option<&[f64]> {
        let place = self.at.binary_search_by(|other| at.cmp(other)).ok()?;
        let packs = self.kwh.len() / self.at.len();
        self.kwh.get(place * packs..(place + 1) * packs)
    }
}

impl<'a> Walk<'a> {
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

    /// Notes what is needed before a step, unless that is nothing.
    pub(super) fn note(&mut self, at: usize) {
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

    /// A step of a run after which `needed` is to be left: packs that hold more give first, and
    /// also to those that hold less.
    pub(super) fn toward(&mut self, needed: &[f64], k: usize, site_kw: f64) {
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
}
