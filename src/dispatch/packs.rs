//! The least peak of packs that differ, each behind a converter of its own.
//!
//! Energies of such packs do not add up: an empty pack gives no power however full the others
//! are. A rule says which packs give and which are recharged first (see `rule`); under one
//! threshold one pass tells whether the rule keeps it. The result is the least threshold found
//! that the rule keeps, so it can be reached, and no dispatch of the packs can do better than
//! the bound that comes with it (see `bound`).
//!
//! * Packs that differ only in size are one battery, and its exact peak is the answer.
//! * Otherwise the search begins at the bound. A stretch between two moments at which all packs
//!   are full depends on nothing before it: where one runs dry, the threshold rises to what that
//!   stretch alone needs, by bisection, and the walk goes on. A last pass from the start to the
//!   end confirms the threshold, so the result does not lean on the rule being monotone.
//! * Two ways of recharging are tried, and the better is taken.

mod fill;
mod rule;
mod stores;

use super::exact::{ExactPeak, exact_peak};
use super::limit::{Binding, Infeasible};
use super::steps::Steps;
use crate::fleet::Battery;
use crate::scenario::EndCondition;
use rule::{Dry, Kept, Walk};
use stores::Stores;

/// The least peak found for packs that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct PacksPeak {
    /// A grid draw that the packs can keep, auxiliaries included, kW.
    pub peak_kw: f64,
    /// What no dispatch of the packs can stay below, kW.
    pub lower_bound_kw: f64,
    /// What keeps the peak from being lower, where that is known: where the peak is exact.
    pub limited_by: Option<Binding>,
    /// How many kinds of packs there are, those that differ only in size counted once.
    pub kinds: usize,
}

impl PacksPeak {
    /// How far the peak may lie above the least there is, at most, kW.
    pub fn gap_kw(&self) -> f64 {
        self.peak_kw - self.lower_bound_kw
    }

    /// Whether the peak is the least there is, to a part in a thousand million.
    pub fn is_exact(&self) -> bool {
        self.gap_kw() <= 1e-9 * self.peak_kw.abs()
    }
}

/// How packs are recharged where there is too little for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refill {
    /// Toward equal times to go, as far as the run allows.
    Level,
    /// Toward full.
    Full,
}

/// The least peak that a rule finds for packs behind converters of their own.
///
/// All end conditions hold for each pack by itself. A steady start is found by repeating the
/// load from full packs until no pack ends with less than it began with.
///
/// # Errors
/// [`Infeasible`] when the end condition or self-discharge cannot be met at any grid draw.
///
/// ```
/// use peakpack::dispatch::{EndCondition, Steps, packs_peak};
/// use peakpack::fleet::{Battery, BatterySpec};
/// let long = BatterySpec {
///     e_min_kwh: 0.0, e_max_kwh: 4.0, p_charge_kw: 1.0, p_discharge_kw: 1.0,
///     eta_c: 1.0, eta_d: 1.0, e0_kwh: 4.0, self_discharge_per_h: 0.0, aux_kw: 0.0,
/// };
/// let short = BatterySpec { e_max_kwh: 1.0, e0_kwh: 1.0, ..long };
/// let packs = [long, short].map(|spec| Battery::new(spec).unwrap());
/// let load = Steps::new(&[7.0, 6.0, 6.0, 6.0, 4.0, 3.0, 7.0, 6.0], 1.0);
/// let best = packs_peak(&load, &packs, EndCondition::Free).unwrap();
/// assert!((best.peak_kw - 5.0).abs() < 1e-9);
/// assert!(best.is_exact());
/// ```
pub fn packs_peak(
    steps: &Steps,
    packs: &[Battery],
    end: EndCondition,
) -> Result<PacksPeak, Infeasible> {
    let stores = Stores::new(packs);
    let together = exact_peak(steps, &Battery::together(packs), end)?;
    if stores.each.len() <= 1 || steps.is_empty() {
        return Ok(exact(&together, &stores));
    }
    let bound_kw = together.peak_kw;
    let forward = Search::new(steps, &stores, end);
    let mut peak_kw = forward.least(Refill::Level, bound_kw)?;
    let backward_kw: Vec<f64> = steps.kw().iter().rev().copied().collect();
    let (first_h, last_h) = (steps.hours_of(0), steps.hours_of(steps.len() - 1));
    let backward = Steps::with_partial_ends(&backward_kw, steps.dt_h(), last_h, first_h);
    let backward = Search::backward(&backward, &stores, end);
    for (search, refill) in [
        (&forward, Refill::Full),
        (&backward, Refill::Level),
        (&backward, Refill::Full),
    ] {
        if peak_kw <= bound_kw || stores.leaks && std::ptr::eq(search, &raw const backward) {
            break;
        }
        let better_kw = (peak_kw - search.precision_kw()).max(bound_kw);
        if search.keeps(refill, better_kw).is_ok() {
            peak_kw = peak_kw.min(search.least(refill, bound_kw)?);
        }
    }
    if !stores.leaks && stores.each.len() * steps.len() <= 200_000 {
        for (a, b) in [(&forward, &backward), (&backward, &forward)] {
            for refill in [Refill::Level, Refill::Full] {
                let mut high_kw = peak_kw;
                let keeps = |kw: f64| a.keeps_heeding(b, refill, kw);
                let better_kw = (peak_kw - forward.precision_kw()).max(bound_kw);
                if better_kw < peak_kw && keeps(better_kw) {
                    high_kw = if keeps(bound_kw) { bound_kw } else { forward.bisect(bound_kw, peak_kw, keeps) };
                }
                peak_kw = peak_kw.min(high_kw);
            }
        }
    }
    let lower_bound_kw = together.peak_kw;
    let found = PacksPeak {
        peak_kw,
        lower_bound_kw,
        limited_by: None,
        kinds: stores.each.len(),
    };
    Ok(PacksPeak {
        limited_by: found.is_exact().then_some(together.binding),
        ..found
    })
}

fn exact(together: &ExactPeak, stores: &Stores) -> PacksPeak {
    PacksPeak {
        peak_kw: together.peak_kw,
        lower_bound_kw: together.peak_kw,
        limited_by: Some(together.binding),
        kinds: stores.each.len(),
    }
}

/// The search for the least threshold that the rule keeps.
struct Search<'a> {
    steps: &'a Steps<'a>,
    stores: &'a Stores,
    /// What each pack holds at the start; unknown where the load repeats.
    start_kwh: Option<Vec<f64>>,
    /// What each must hold at the end.
    end_kwh: Option<Vec<f64>>,
}

impl<'a> Search<'a> {
    fn new(steps: &'a Steps<'a>, stores: &'a Stores, end: EndCondition) -> Self {
        let start_kwh = (end != EndCondition::Steady).then(|| stores.start());
        let end_kwh = (end == EndCondition::SameAsStart).then(|| stores.start());
        Self {
            steps,
            stores,
            start_kwh,
            end_kwh,
        }
    }

    fn backward(steps: &'a Steps<'a>, stores: &'a Stores, end: EndCondition) -> Self {
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

const MOST_TURNS: u32 = 12;
/// Repetitions of a steady load after which a start counts as not found.
const MOST_ROUNDS: u32 = 8;

impl Search<'_> {
    /// How close the search comes to the least threshold, kW.
    fn precision_kw(&self) -> f64 {
        let highest = self.steps.kw().iter().fold(0.0, |a: f64, b| a.max(b.abs()));
        2e-10 * (highest + self.stores.aux_kw)
    }

    /// The least threshold from `low_kw` on that the rule keeps over the whole load.
    fn least(&self, refill: Refill, low_kw: f64) -> Result<f64, Infeasible> {
        let highest_kw = self.steps.peak_kw() + self.stores.aux_kw + self.stores.charge_kw;
        let most_kw = highest_kw.max(low_kw);
        let mut threshold_kw = low_kw;
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
    fn bisect(&self, low_kw: f64, most_kw: f64, keeps: impl Fn(f64) -> bool) -> f64 {
        let precision_kw = self.precision_kw();
        let mut low_kw = low_kw;
        // What is needed mostly lies close above the bound.
        let mut step_kw = 4096.0 * precision_kw;
        let mut high_kw = low_kw + step_kw;
        while high_kw < most_kw && !keeps(high_kw) {
            low_kw = high_kw;
            step_kw *= 8.0;
            high_kw += step_kw;
        }
        high_kw = high_kw.min(most_kw);
        while high_kw - low_kw > precision_kw {
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
    fn keeps_part(&self, refill: Refill, threshold_kw: f64, dry: &Dry) -> bool {
        if !dry.from_full {
            return self.keeps(refill, threshold_kw).is_ok();
        }
        let mut walk = Walk::new(self.steps, self.stores, refill);
        walk.keep(threshold_kw, dry.since, true, self.end_kwh.as_deref()).is_ok()
    }

    /// Whether the packs keep a threshold where each heeds what the other direction needs.
    fn keeps_heeding(&self, other: &Self, refill: Refill, threshold_kw: f64) -> bool {
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
    fn keeps(&self, refill: Refill, threshold_kw: f64) -> Result<Kept, Dry> {
        self.follow(&mut Walk::new(self.steps, self.stores, refill), threshold_kw)
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
