//! The least peak of packs that differ, each behind a converter of its own.
//!
//! Energies of such packs do not add up: an empty pack gives no power however full the others
//! are. A rule says which packs give and which are recharged first (see `rule`); under one
//! threshold one pass tells whether the rule keeps it. The result is the least threshold found
//! that the rule keeps, so it can be reached, and no dispatch of the packs can do better than
//! the bound that comes with it.
//!
//! * Packs that differ only in size are one battery, and its exact peak is the answer.
//! * Otherwise the search begins at the bound. A stretch between two moments at which all packs
//!   are full depends on nothing before it: where one runs dry, the threshold rises to what that
//!   stretch alone needs, by bisection, and the walk goes on. A last pass from the start to the
//!   end confirms the threshold, so the result does not lean on the rule being monotone.
//! * Several ways are tried and the best is taken: recharging toward equal times to go or toward
//!   full packs, and, where packs times steps are few enough to be quick, the best round trips
//!   first, the same with time turned round, and packs that heed what later steps need of each
//!   (see `heed`).
//!
//! The bound is the exact peak of one battery with the energies and powers of all packs, the
//! best round trip and the least self-discharge among them: the sum of what the packs hold never
//! exceeds what it can hold.

mod fill;
mod heed;
mod leak;
mod recharge;
mod rule;
mod search;
mod stores;

use super::exact::{ExactPeak, exact_peak};
use super::limit::{Binding, Infeasible};
use super::steps::Steps;
use crate::fleet::Battery;
use crate::scenario::EndCondition;
pub(super) use fill::level_at;
use rule::Dry;
use search::Search;
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
    /// The best round trips first.
    Efficient,
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
    let peak_kw = least(steps, &stores, end, &together)?;
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

/// Packs times steps up to which packs are made to heed what later steps need of each: what
/// takes a fraction of a second.
const MOST_HEEDING: usize = 100_000;

/// The least threshold that any way of using the packs keeps.
fn least(
    steps: &Steps,
    stores: &Stores,
    end: EndCondition,
    together: &ExactPeak,
) -> Result<f64, Infeasible> {
    let bound_kw = together.peak_kw;
    let forward = Search::new(steps, stores, end);
    // What decides for one battery mostly decides for the packs.
    let full_first = together.binding == Binding::Energy;
    let critical = together.critical.filter(|_| full_first);
    let first = critical.map(|critical| Dry::from_full(critical.first));
    let mut peak_kw = forward.least(Refill::Level, bound_kw, first)?;
    let better_kw = |peak_kw: f64| (peak_kw - forward.precision_kw()).max(bound_kw);
    let hopeless = |kw: f64| first.is_some_and(|part| !forward.keeps_part(Refill::Full, kw, &part));
    if peak_kw > bound_kw
        && !hopeless(better_kw(peak_kw))
        && forward.keeps(Refill::Full, better_kw(peak_kw)).is_ok()
    {
        peak_kw = peak_kw.min(forward.least(Refill::Full, bound_kw, first)?);
    }
    if peak_kw <= bound_kw || stores.leaks || stores.each.len() * steps.len() > MOST_HEEDING {
        return Ok(peak_kw);
    }
    let backward_kw: Vec<f64> = steps.kw().iter().rev().copied().collect();
    let (first_h, last_h) = (steps.hours_of(0), steps.hours_of(steps.len() - 1));
    let backward = Steps::with_partial_ends(&backward_kw, steps.dt_h(), last_h, first_h);
    let backward = Search::backward(&backward, stores, end);
    for refill in [Refill::Level, Refill::Full, Refill::Efficient] {
        if peak_kw > bound_kw && backward.keeps(refill, better_kw(peak_kw)).is_ok() {
            peak_kw = peak_kw.min(backward.least(refill, bound_kw, None)?);
        }
    }
    for (this, other) in [(&forward, &backward), (&backward, &forward)] {
        for refill in [Refill::Level, Refill::Full, Refill::Efficient] {
            let keeps = |kw: f64| this.keeps_heeding(other, refill, kw);
            if peak_kw > bound_kw && keeps(better_kw(peak_kw)) {
                peak_kw = if keeps(bound_kw) {
                    bound_kw
                } else {
                    forward.bisect(bound_kw, better_kw(peak_kw), keeps)
                };
            }
        }
    }
    Ok(peak_kw)
}
