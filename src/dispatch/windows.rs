//! Least peaks over several demand windows (the months of a year), chained.
//!
//! Each window alone, entered with a full store and left as it likes, gives a
//! threshold that nothing can beat. If a walk through the whole chain under
//! those thresholds never runs dry, they are optimal. Otherwise every stretch
//! that ran dry gives one linear inequality in the thresholds that any feasible
//! choice satisfies; the cheapest thresholds under all of them are tried next,
//! until nothing runs dry. Raising only the cheaper neighbour would not do.

use super::chain::{Chain, Demanded};
use super::exact::{self, ExactPeak};
use super::limit::{Binding, Critical, Infeasible};
use super::simplex::{self, Cut};
use super::steps::Steps;
use crate::fleet::Battery;
use crate::scenario::EndCondition;
use std::ops::Range;

/// A stretch of time whose highest grid draw is billed by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// The steps; windows are consecutive and cover the load.
    pub range: Range<usize>,
    /// What one kW of this window's peak costs, in any unit of money; above 0.
    pub rate_per_kw: f64,
    /// A grid draw below which a lower one is worth nothing, kW; minus infinity for none.
    pub floor_kw: f64,
}

impl Window {
    /// A window of rate 1 without a floor.
    pub fn plain(range: Range<usize>) -> Self {
        Self {
            range,
            rate_per_kw: 1.0,
            floor_kw: f64::NEG_INFINITY,
        }
    }
}

/// The thresholds of all windows.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowPeaks {
    /// The grid draw that need never be exceeded in each window, with what keeps it from being lower.
    pub peaks: Vec<ExactPeak>,
    /// Inequalities that chaining the windows made necessary; 0 when each window stands alone.
    pub cuts: usize,
    /// Walks over any part of the load that were needed.
    pub passes: u32,
}

impl WindowPeaks {
    /// The highest of the thresholds, kW.
    pub fn highest_kw(&self) -> f64 {
        self.peaks
            .iter()
            .fold(f64::NEG_INFINITY, |a, p| a.max(p.peak_kw))
    }
}

/// The thresholds with the least `Σ rate · peak`, none above `cap_kw` if that is given.
///
/// The cap must be feasible for all windows at once, as the answer of
/// [`exact_peak`](super::exact_peak) is: then the highest of the peaks is the
/// least possible, and the others are the cheapest that go with it.
///
/// # Errors
/// [`Infeasible`] as for [`exact_peak`](super::exact_peak).
///
/// ```
/// use peakpack::dispatch::{EndCondition, Steps, Window, least_peaks};
/// use peakpack::fleet::{Battery, BatterySpec};
/// let battery = Battery::new(BatterySpec {
///     e_min_kwh: 0.0, e_max_kwh: 10.0, p_charge_kw: 99.0, p_discharge_kw: 99.0,
///     eta_c: 1.0, eta_d: 1.0, e0_kwh: 10.0, self_discharge_per_h: 0.0, aux_kw: 0.0,
/// }).unwrap();
/// let mut load = [2.0; 18];
/// for hour in [5, 6, 11, 12] { load[hour] = 12.0; }
/// let mut months = [Window::plain(0..6), Window::plain(6..12), Window::plain(12..18)];
/// months[1].rate_per_kw = 1.1;
/// let best = least_peaks(&Steps::new(&load, 1.0), &battery, EndCondition::Free, &months, None).unwrap();
/// let kw: Vec<f64> = best.peaks.iter().map(|p| p.peak_kw).collect();
/// assert_eq!(kw, [2.0, 12.0, 2.0]); // 2 + 1.1 · 12 + 2 = 17.2
/// ```
pub fn least_peaks(
    steps: &Steps,
    battery: &Battery,
    end: EndCondition,
    windows: &[Window],
    cap_kw: Option<f64>,
) -> Result<WindowPeaks, Infeasible> {
    let chain = Chain::new(steps, battery.spec(), end, windows);
    let mut passes = 0;
    let mut peaks = Vec::with_capacity(windows.len());
    for window in windows {
        let alone = exact::from_full(&steps.slice(window.range.clone()), battery.spec())?;
        passes += alone.passes;
        peaks.push(settle_alone(alone, window, cap_kw));
    }
    let least: Vec<f64> = peaks.iter().map(|p| p.peak_kw).collect();
    let cost: Vec<f64> = windows.iter().map(|w| w.rate_per_kw.max(1e-9)).collect();
    let mut thresholds = least.clone();
    let mut demands: Vec<Demanded> = Vec::new();
    let mut inside: Option<Vec<f64>> = None;
    for _ in 0..MOST_ROUNDS {
        let mut fresh = Vec::new();
        if let Some(feasible) = &mut inside {
            let tried = between(feasible, &thresholds);
            fresh = chain.check(&tried, &mut passes)?;
            if fresh.is_empty() {
                *feasible = tried;
            }
            fresh.retain(|demanded| demanded.is_broken(&thresholds));
        }
        if fresh.is_empty() {
            fresh = chain.check(&thresholds, &mut passes)?;
        }
        if fresh.is_empty() {
            break;
        }
        // One unknown is Newton's method already.
        if inside.is_none() && windows.len() > 1 {
            let top = match cap_kw {
                Some(cap) => cap,
                None => {
                    let single = exact::exact_peak(steps, battery, end)?;
                    passes += single.passes;
                    single.peak_kw
                }
            };
            inside = Some(least.iter().map(|kw| kw.max(top)).collect());
        }
        demands.extend(fresh);
        let next = cheapest(&cost, &least, cap_kw, &demands);
        if next == thresholds {
            break; // what is still missing is rounding
        }
        thresholds = next;
    }
    for (w, peak) in peaks.iter_mut().enumerate() {
        if thresholds[w] > peak.peak_kw {
            peak.peak_kw = thresholds[w];
            let why = demands
                .iter()
                .filter(|d| d.is_tight(&thresholds) && d.cut.weights[w] > 0.0)
                .max_by(|a, b| a.cut.weights[w].total_cmp(&b.cut.weights[w]));
            peak.binding = match why {
                Some(demanded) if demanded.from_full => Binding::Energy,
                _ => Binding::Recharge,
            };
            peak.critical = why.map(|d| d.critical);
            peak.kw_per_kwh = 0.0;
        }
    }
    Ok(WindowPeaks {
        peaks,
        cuts: demands.len(),
        passes,
    })
}

/// Each round adds at least one new face of a convex polyhedron. Ordinary fleets
/// need none or one; one that holds three hours of the peak about 25.
const MOST_ROUNDS: usize = 400;

/// A point most of the way from feasible thresholds to the cheapest not yet excluded.
///
/// A tangent there lies deeper than one at the cheapest point itself: a store of
/// three hours needed 24 rounds instead of 175.
fn between(feasible: &[f64], cheapest: &[f64]) -> Vec<f64> {
    const TOWARDS_CHEAPEST: f64 = 0.8;
    let pairs = feasible.iter().zip(cheapest);
    pairs.map(|(f, c)| f + TOWARDS_CHEAPEST * (c - f)).collect()
}

fn settle_alone(alone: ExactPeak, window: &Window, cap_kw: Option<f64>) -> ExactPeak {
    let mut peak = alone;
    peak.critical = peak.critical.map(|c| Critical {
        first: c.first + window.range.start,
        ..c
    });
    if window.floor_kw > peak.peak_kw {
        peak.peak_kw = window.floor_kw;
        peak.binding = Binding::Floor;
        peak.kw_per_kwh = 0.0;
    }
    if let Some(cap) = cap_kw {
        // Never above in exact arithmetic; a last bit may differ.
        peak.peak_kw = peak.peak_kw.min(cap.max(window.floor_kw));
    }
    peak
}

/// The single threshold of a steady period with self-discharge, whose start energy depends on the threshold.
pub(super) fn steady_with_self_discharge(
    steps: &Steps,
    battery: &Battery,
) -> Result<ExactPeak, Infeasible> {
    let whole = [Window::plain(0..steps.len())];
    let mut found = least_peaks(steps, battery, EndCondition::Steady, &whole, None)?;
    let passes = found.passes;
    found.peaks.truncate(1);
    found
        .peaks
        .pop()
        .map(|peak| ExactPeak { passes, ..peak })
        .ok_or(Infeasible::CannotHoldCharge)
}

/// Whether the battery can keep the grid draw at or below one threshold throughout.
///
/// One walk over the load: cheaper than [`exact_peak`](super::exact_peak) when only this is asked.
///
/// ```
/// use peakpack::dispatch::{EndCondition, Steps, is_feasible};
/// use peakpack::fleet::Battery;
/// let load = Steps::new(&[8.0, 12.0], 1.0);
/// assert!(is_feasible(&load, &Battery::NONE, EndCondition::Steady, 12.0));
/// assert!(!is_feasible(&load, &Battery::NONE, EndCondition::Steady, 11.9));
/// ```
pub fn is_feasible(steps: &Steps, battery: &Battery, end: EndCondition, threshold_kw: f64) -> bool {
    let spec = battery.spec();
    let whole = [Window::plain(0..steps.len())];
    let site_peak = steps.peak_kw() + spec.aux_kw;
    threshold_kw >= site_peak - spec.p_discharge_kw
        && threshold_kw >= site_peak.min(0.0)
        && Chain::new(steps, spec, end, &whole)
            .check(&[threshold_kw], &mut 0)
            .is_ok_and(|broken| broken.is_empty())
}

fn cheapest(cost: &[f64], least: &[f64], cap_kw: Option<f64>, demands: &[Demanded]) -> Vec<f64> {
    // Unknown: how far each threshold lies above its own least value.
    let above_least = |cut: &Cut| {
        let at_least: f64 = cut.weights.iter().zip(least).map(|(w, p)| w * p).sum();
        Cut {
            weights: cut.weights.clone(),
            least: cut.least - at_least,
        }
    };
    let mut cuts: Vec<Cut> = demands.iter().map(|d| above_least(&d.cut)).collect();
    if let Some(cap) = cap_kw {
        // A hair above, so that a cut through the cap itself does not contradict it by rounding.
        let cap = cap + 1e-11 * cap.abs();
        cuts.extend((0..least.len()).map(|m| {
            let mut weights = vec![0.0; least.len()];
            weights[m] = -1.0;
            Cut {
                weights,
                least: (least[m] - cap).min(0.0),
            }
        }));
    }
    match simplex::minimise(cost, &cuts) {
        Some(above) => {
            let kw = least.iter().zip(above).map(|(l, x)| l + x);
            kw.map(|kw| cap_kw.map_or(kw, |cap| kw.min(cap))).collect()
        }
        // Rounding only: the cap satisfies every cut.
        None => cap_kw.map_or(least.to_vec(), |cap| vec![cap; least.len()]),
    }
}
