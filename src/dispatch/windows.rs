//! Least peaks over several demand windows (the months of a year), chained.
//!
//! Each window alone, entered with a full store and left as it likes, gives a
//! threshold that nothing can beat. If a walk through the whole chain under
//! those thresholds never runs dry, they are optimal. Otherwise every stretch
//! that ran dry gives one linear inequality in the thresholds that any feasible
//! choice satisfies; the cheapest thresholds under all of them are tried next,
//! until nothing runs dry. Raising only the cheaper neighbour would not do.

use super::blocks::{BLOCK, Doing};
use super::exact::{self, ExactPeak};
use super::limit::{Binding, Critical, Infeasible};
use super::simplex::{self, Cut};
use super::steps::{Route, Steps};
use super::walk::{self, Shortfall, Walk, gain_and_highest};
use crate::fleet::{Battery, BatterySpec};
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

/// An inequality and where it came from.
struct Demanded {
    cut: Cut,
    from_full: bool,
    critical: Critical,
}

impl Demanded {
    /// How far the thresholds are above what is demanded, and the size of the terms, for rounding.
    fn slack(&self, thresholds: &[f64]) -> (f64, f64) {
        let terms = self.cut.weights.iter().zip(thresholds).map(|(w, p)| w * p);
        let (value, size) = terms.fold((0.0, 0.0), |(v, s), term| (v + term, s + term.abs()));
        (value - self.cut.least, size)
    }

    fn is_broken(&self, thresholds: &[f64]) -> bool {
        let (slack, size) = self.slack(thresholds);
        slack < -1e-12 * size
    }

    fn is_tight(&self, thresholds: &[f64]) -> bool {
        let (slack, size) = self.slack(thresholds);
        slack <= 1e-9 * size
    }
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

/// The whole load under one threshold per window.
struct Chain<'a> {
    steps: &'a Steps<'a>,
    battery: &'a BatterySpec,
    end: EndCondition,
    ranges: Vec<Range<usize>>,
    tolerance_kwh: f64,
}

/// What came before the first step of a walk.
enum Before {
    /// A given level that no threshold changes.
    Given,
    /// The same period, since its last clip, at this position.
    SinceClip(usize),
    /// The same period for ever, without a clip.
    Always,
}

impl<'a> Chain<'a> {
    fn new(
        steps: &'a Steps<'a>,
        battery: &'a BatterySpec,
        end: EndCondition,
        windows: &[Window],
    ) -> Self {
        Self {
            steps,
            battery,
            end,
            ranges: windows.iter().map(|w| w.range.clone()).collect(),
            // Looser than for one threshold: a cut passes through a linear program.
            tolerance_kwh: 10.0 * exact::tolerance_kwh(battery, steps),
        }
    }

    fn route(&self, origin: usize) -> Route {
        Route::new(self.steps, self.battery, &self.ranges, origin)
    }

    /// The inequalities that these thresholds break; none when they are feasible.
    fn check(&self, thresholds: &[f64], passes: &mut u32) -> Result<Vec<Demanded>, Infeasible> {
        match self.end {
            EndCondition::Free => self.given_start(thresholds, None, passes),
            EndCondition::SameAsStart => {
                self.given_start(thresholds, Some(self.battery.e0_kwh), passes)
            }
            EndCondition::Steady if self.battery.self_discharge_per_h == 0.0 => {
                self.steady_lossless(thresholds, passes)
            }
            EndCondition::Steady => self.steady_leaking(thresholds, passes),
        }
    }

    fn walk(
        &self,
        route: &Route,
        start_kwh: f64,
        thresholds: &[f64],
        passes: &mut u32,
    ) -> Walk<'_> {
        *passes += 1;
        let alarm = self.battery.e_min_kwh - self.tolerance_kwh;
        let mut walk = Walk::start(self.steps, self.battery, alarm, 0, start_kwh);
        walk.along(route, 0..route.len, thresholds);
        walk
    }

    fn given_start(
        &self,
        thresholds: &[f64],
        end_kwh: Option<f64>,
        passes: &mut u32,
    ) -> Result<Vec<Demanded>, Infeasible> {
        let route = self.route(0);
        let mut walk = self.walk(&route, self.battery.e0_kwh, thresholds, passes);
        let shortfalls = std::mem::take(&mut walk.shortfalls);
        let mut demands = self.demands(&route, thresholds, &shortfalls, &Before::Given)?;
        if let Some(end_kwh) = end_kwh.filter(|kwh| kwh - walk.stored_kwh > self.tolerance_kwh) {
            let last = Shortfall {
                stretch: walk.since..route.len,
                lowest_at: route.len - 1,
                lowest_kwh: walk.stored_kwh,
                from_full: walk.since_full,
            };
            demands.push(self.demand(&route, thresholds, &last, end_kwh, &Before::Given)?);
        }
        Ok(demands)
    }

    fn steady_lossless(
        &self,
        thresholds: &[f64],
        passes: &mut u32,
    ) -> Result<Vec<Demanded>, Infeasible> {
        let route = self.route(0);
        if let Some(origin) = walk::where_full(self.steps, self.battery, &route, thresholds) {
            return self.full_after(origin, thresholds, passes);
        }
        *passes += 1;
        let (net_kwh, origin) = gain_and_highest(self.steps, self.battery, &route, thresholds);
        if net_kwh < -self.tolerance_kwh {
            let year = Shortfall {
                stretch: 0..route.len,
                lowest_at: route.len - 1,
                lowest_kwh: net_kwh,
                from_full: false,
            };
            let demand = self.demand(&route, thresholds, &year, 0.0, &Before::Given)?;
            return Ok(vec![demand]);
        }
        self.full_after(origin, thresholds, passes)
    }

    /// A period that repeats, from the step after which the store is full.
    fn full_after(
        &self,
        origin: usize,
        thresholds: &[f64],
        passes: &mut u32,
    ) -> Result<Vec<Demanded>, Infeasible> {
        let route = self.route(origin);
        let walk = self.walk(&route, self.battery.e_max_kwh, thresholds, passes);
        self.demands(&route, thresholds, &walk.shortfalls, &Before::Given)
    }

    fn steady_leaking(
        &self,
        thresholds: &[f64],
        passes: &mut u32,
    ) -> Result<Vec<Demanded>, Infeasible> {
        let route = self.route(0);
        if let Some(origin) = walk::where_full(self.steps, self.battery, &route, thresholds) {
            return self.full_after(origin, thresholds, passes);
        }
        let from_full = self.walk(&route, self.battery.e_max_kwh, thresholds, passes);
        let bottomless = BatterySpec {
            e_max_kwh: f64::INFINITY,
            ..*self.battery
        };
        let mut from_empty = Walk::start(self.steps, &bottomless, f64::NEG_INFINITY, 0, 0.0);
        *passes += 1;
        from_empty.along(&route, 0..route.len, thresholds);
        let unclipped = from_empty.stored_kwh / (1.0 - self.decay_of_period());
        let (start, before) = if from_full.since > 0 && from_full.stored_kwh <= unclipped {
            (from_full.stored_kwh, Before::SinceClip(from_full.since))
        } else {
            (unclipped, Before::Always)
        };
        let walk = self.walk(&route, start, thresholds, passes);
        self.demands(&route, thresholds, &walk.shortfalls, &before)
    }

    fn decay_of_period(&self) -> f64 {
        libm::pow(
            1.0 - self.battery.self_discharge_per_h,
            self.steps.total_hours(),
        )
    }

    fn demands(
        &self,
        route: &Route,
        thresholds: &[f64],
        shortfalls: &[Shortfall],
        before: &Before,
    ) -> Result<Vec<Demanded>, Infeasible> {
        shortfalls
            .iter()
            .map(|s| self.demand(route, thresholds, s, self.battery.e_min_kwh, before))
            .collect()
    }

    /// The tangent of the lowest level: `level + Σ weight · (P − P̂) ≥ needed`.
    fn demand(
        &self,
        route: &Route,
        thresholds: &[f64],
        shortfall: &Shortfall,
        needed_kwh: f64,
        before: &Before,
    ) -> Result<Demanded, Infeasible> {
        let mut weights = vec![0.0; thresholds.len()];
        let critical = shortfall.critical();
        let mut steps = critical.len();
        let mut first = critical.start;
        let factor = self.weigh(route, thresholds, critical.clone(), 1.0, &mut weights);
        if critical.start == 0 && !shortfall.from_full {
            match before {
                Before::Given => {}
                Before::SinceClip(at) => {
                    self.weigh(route, thresholds, *at..route.len, factor, &mut weights);
                    steps += route.len - at;
                    first = at % route.len;
                }
                Before::Always => {
                    self.weigh(
                        route,
                        thresholds,
                        critical.end..route.len,
                        factor,
                        &mut weights,
                    );
                    let for_ever = 1.0 / (1.0 - self.decay_of_period());
                    weights.iter_mut().for_each(|w| *w *= for_ever);
                    steps = route.len;
                    first = critical.end % route.len;
                }
            }
        }
        if weights.iter().all(|&w| w == 0.0) {
            return Err(Infeasible::CannotHoldCharge);
        }
        let here: f64 = weights.iter().zip(thresholds).map(|(w, p)| w * p).sum();
        Ok(Demanded {
            cut: Cut {
                least: needed_kwh - shortfall.lowest_kwh + here,
                weights,
            },
            from_full: shortfall.from_full || matches!(before, Before::SinceClip(_)),
            critical: Critical {
                first: route.step_at(first),
                steps: steps.min(route.len),
            },
        })
    }

    /// Adds what one kW more of each threshold would have left in the store after positions `range`,
    /// times `factor`; returns the factor for what came before.
    fn weigh(
        &self,
        route: &Route,
        thresholds: &[f64],
        range: Range<usize>,
        factor: f64,
        weights: &mut [f64],
    ) -> f64 {
        let pieces: Vec<_> = route.within(range).collect();
        let mut factor = factor;
        for piece in pieces.iter().rev() {
            let site_kw = thresholds[piece.window] - self.battery.aux_kw;
            let mut sum = 0.0;
            if piece.gain.decay == 1.0 {
                let charge_kw = self.battery.p_charge_kw;
                let slope = |n: f64, doing: Doing| doing.line(n, 0.0, charge_kw, piece.gain).1;
                self.steps.moves(
                    piece.steps.clone(),
                    site_kw,
                    charge_kw,
                    |doing, _| slope(BLOCK as f64, doing),
                    |kw| slope(1.0, Doing::at(kw - site_kw, charge_kw)),
                    |last, slope| {
                        sum += slope;
                        last + 1
                    },
                );
                weights[piece.window] += sum * factor;
                continue;
            }
            for &load in self.steps.kw()[piece.steps.clone()].iter().rev() {
                let room = site_kw - load;
                if room < 0.0 {
                    sum += piece.gain.discharge * factor;
                } else if room < self.battery.p_charge_kw {
                    sum += piece.gain.charge * factor;
                }
                factor *= piece.gain.decay;
            }
            weights[piece.window] += sum;
        }
        factor
    }
}
