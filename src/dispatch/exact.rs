//! The exact minimum peak of one stretch of time, with perfect foresight.
//!
//! The level that the canonical trajectory (see `walk`) lacks is a convex,
//! falling, piecewise linear function of the threshold, so Newton's method from
//! below never overshoots and ends exactly after finitely many steps. Three
//! facts make it cheap:
//!
//! * The day around the highest load, entered with a full store, already gives a
//!   threshold that no dispatch can beat, usually the final one.
//! * A stretch that is clean at a threshold stays clean at every higher one, so
//!   after one walk only the stretches that ran dry are looked at again.
//! * A steady year can be cut where even an empty store would have filled up: there
//!   the store is full in every year, and the rest is a walk from a full store.
//!
//! The value itself is computed in closed form from the critical window alone,
//! in a fixed order: equal inputs give equal bits whatever was computed before.

use super::limit::{Binding, Critical, Infeasible};
use super::steps::{Route, Steps};
use super::walk::{self, Shortfall, Walk, gain_and_highest, line};
use super::windows;
use crate::fleet::{Battery, BatterySpec};
use crate::scenario::EndCondition;
use std::ops::Range;

/// The least highest grid draw, and what keeps it from being lower.
#[derive(Clone, Debug, PartialEq)]
pub struct ExactPeak {
    /// The grid draw that need never be exceeded, kW.
    pub peak_kw: f64,
    /// What keeps it from being lower.
    pub binding: Binding,
    /// The steps that decide, where there are such.
    pub critical: Option<Critical>,
    /// kW by which one more usable kWh would lower the peak; 0 where energy does not decide.
    pub kw_per_kwh: f64,
    /// Walks over any part of the load that were needed.
    pub passes: u32,
}

/// Which shortfalls count, kWh: rounding on a year stays below it, and the
/// threshold's error below a millionth.
pub(super) fn tolerance_kwh(battery: &BatterySpec, steps: &Steps) -> f64 {
    1e-10 * battery.e_max_kwh + 1e-13 * steps.peak_kw().abs() * steps.dt_h()
}

/// The least peak that the battery allows for this load.
///
/// `steps` is the load as metered; the auxiliaries of the battery are added to
/// it. Source of the method: model description, "The exact minimum peak".
///
/// # Errors
/// [`Infeasible`] when the end condition or self-discharge cannot be met at any
/// grid draw.
///
/// ```
/// use peakpack::dispatch::{EndCondition, Steps, exact_peak};
/// use peakpack::fleet::{Battery, BatterySpec};
/// let battery = Battery::new(BatterySpec {
///     e_min_kwh: 0.0, e_max_kwh: 4.0, p_charge_kw: 10.0, p_discharge_kw: 10.0,
///     eta_c: 0.9, eta_d: 0.9, e0_kwh: 4.0, self_discharge_per_h: 0.0, aux_kw: 0.0,
/// }).unwrap();
/// let load = Steps::new(&[8.0, 8.0, 10.0, 12.0, 8.0, 8.0], 1.0);
/// let best = exact_peak(&load, &battery, EndCondition::Free).unwrap();
/// assert!((best.peak_kw - 9.2).abs() < 1e-12); // (10 + 12 − 2 P) / 0.9 = 4
/// ```
pub fn exact_peak(
    steps: &Steps,
    battery: &Battery,
    end: EndCondition,
) -> Result<ExactPeak, Infeasible> {
    let spec = battery.spec();
    if steps.is_empty() {
        return Ok(Search::new(steps, spec).finish());
    }
    if end == EndCondition::Steady && spec.self_discharge_per_h > 0.0 {
        return windows::steady_with_self_discharge(steps, battery);
    }
    let mut search = Search::new(steps, spec);
    search.day_around_peak()?;
    match end {
        EndCondition::Free => search.from(0, spec.e0_kwh, None)?,
        EndCondition::SameAsStart => search.from(0, spec.e0_kwh, Some(spec.e0_kwh))?,
        EndCondition::Steady => {
            let origin = search.where_full()?;
            search.from(origin, spec.e_max_kwh, None)?;
        }
    }
    Ok(search.finish())
}

/// The least peak from a full store with no condition on the end: a bound from below for any part of a longer load.
pub(super) fn from_full(steps: &Steps, battery: &BatterySpec) -> Result<ExactPeak, Infeasible> {
    let mut search = Search::new(steps, battery);
    if !steps.is_empty() {
        search.day_around_peak()?;
        search.from(0, battery.e_max_kwh, None)?;
    }
    Ok(search.finish())
}

/// A part of the walk between two clips that may run dry.
struct Stretch {
    range: Range<usize>,
    from_full: bool,
    lowest_kwh: f64,
}

impl Stretch {
    fn of(shortfall: &Shortfall) -> Self {
        Self {
            range: shortfall.stretch.clone(),
            from_full: shortfall.from_full,
            lowest_kwh: shortfall.lowest_kwh,
        }
    }

    fn start_kwh(&self, battery: &BatterySpec, otherwise_kwh: f64) -> f64 {
        if self.from_full {
            battery.e_max_kwh
        } else {
            otherwise_kwh
        }
    }
}

fn take_worst(open: &mut Vec<Stretch>) -> Option<Stretch> {
    let lowest =
        |a: &(usize, &Stretch), b: &(usize, &Stretch)| a.1.lowest_kwh.total_cmp(&b.1.lowest_kwh);
    let (place, _) = open.iter().enumerate().min_by(lowest)?;
    Some(open.remove(place))
}

/// A threshold that rises until nothing runs dry.
struct Search<'a> {
    steps: &'a Steps<'a>,
    battery: &'a BatterySpec,
    threshold_kw: f64,
    binding: Binding,
    critical: Option<Critical>,
    kw_per_kwh: f64,
    passes: u32,
    tolerance_kwh: f64,
}

impl<'a> Search<'a> {
    fn new(steps: &'a Steps<'a>, battery: &'a BatterySpec) -> Self {
        let site_peak = steps.peak_kw() + battery.aux_kw;
        // The packs never export, so no threshold below 0 helps a site that imports.
        let floor_kw = site_peak.min(0.0);
        let by_power = site_peak - battery.p_discharge_kw;
        let power_decides = by_power >= floor_kw;
        Self {
            steps,
            battery,
            threshold_kw: if power_decides { by_power } else { floor_kw },
            binding: if power_decides {
                Binding::Power
            } else {
                Binding::Nothing
            },
            critical: power_decides.then(|| Critical {
                first: steps.peak_index(),
                steps: 1,
            }),
            kw_per_kwh: 0.0,
            passes: 1, // the look for the highest step
            tolerance_kwh: tolerance_kwh(battery, steps),
        }
    }

    fn finish(self) -> ExactPeak {
        ExactPeak {
            peak_kw: self.threshold_kw,
            binding: self.binding,
            critical: self.critical,
            kw_per_kwh: self.kw_per_kwh,
            passes: self.passes,
        }
    }

    fn route(&self, origin: usize) -> Route {
        let whole = 0..self.steps.len();
        Route::new(
            self.steps,
            self.battery,
            std::slice::from_ref(&whole),
            origin,
        )
    }

    /// Raises the threshold to what the day before and after the peak needs from a full store.
    fn day_around_peak(&mut self) -> Result<(), Infeasible> {
        let n = self.steps.len();
        let day = (24.0 / self.steps.dt_h()).ceil() as usize + 1;
        if n <= 4 * day {
            return Ok(());
        }
        let at = self.steps.peak_index();
        let near = at.saturating_sub(day)..(at + day).min(n);
        let part = self.steps.slice(near.clone());
        let mut search = Search {
            steps: &part,
            critical: None,
            ..*self
        };
        search.from(0, self.battery.e_max_kwh, None)?;
        let raised = search.threshold_kw > self.threshold_kw;
        let (threshold_kw, binding, kw_per_kwh, critical) = (
            search.threshold_kw,
            search.binding,
            search.kw_per_kwh,
            search.critical,
        );
        self.passes = search.passes;
        if raised {
            self.threshold_kw = threshold_kw;
            self.binding = binding;
            self.kw_per_kwh = kw_per_kwh;
            self.critical = critical.map(|c| Critical {
                first: c.first + near.start,
                ..c
            });
        }
        Ok(())
    }

    /// Raises the threshold until a repeated period gains at least what it loses.
    fn energy_balance(&mut self, route: &Route) -> Result<(), Infeasible> {
        let whole = 0..self.steps.len();
        loop {
            self.passes += 1;
            let gained = line(
                self.steps.kw(),
                self.battery,
                route,
                whole.clone(),
                0.0,
                self.threshold_kw,
            );
            let net = gained.constant_kwh + gained.slope_h * self.threshold_kw;
            if net >= -self.tolerance_kwh {
                return Ok(());
            }
            let needed = gained
                .threshold_for(0.0)
                .ok_or(Infeasible::LosesMoreThanItGains)?;
            if needed <= self.threshold_kw {
                return Ok(());
            }
            self.raise(
                needed,
                Binding::Recharge,
                Some(Critical {
                    first: 0,
                    steps: self.steps.len(),
                }),
                0.0,
            );
        }
    }

    /// The step after which a steady year without self-discharge is certainly full, with a
    /// threshold at which it can be.
    fn where_full(&mut self) -> Result<usize, Infeasible> {
        let route = self.route(0);
        let at_once = walk::where_full(self.steps.kw(), self.battery, &route, &[self.threshold_kw]);
        if let Some(origin) = at_once {
            return Ok(origin);
        }
        self.passes += 1;
        self.energy_balance(&route)?;
        self.passes += 1;
        let gains = gain_and_highest(self.steps.kw(), self.battery, &route, &[self.threshold_kw]);
        Ok(gains.1)
    }

    /// Raises the threshold until a walk from `origin` never runs dry and ends with `end_kwh`, if given.
    fn from(
        &mut self,
        origin: usize,
        start_kwh: f64,
        end_kwh: Option<f64>,
    ) -> Result<(), Infeasible> {
        let route = self.route(origin);
        let n = self.steps.len();
        self.passes += 1;
        let walk = self.walk(&route, 0..n, start_kwh);
        let mut open: Vec<Stretch> = walk.shortfalls.iter().map(Stretch::of).collect();
        if end_kwh.is_some() {
            // The last stretch must be looked at even when it never ran dry.
            open.retain(|stretch| stretch.range.start != walk.since);
            open.push(Stretch {
                range: walk.since..n,
                from_full: walk.since_full,
                lowest_kwh: walk.stored_kwh,
            });
        }
        // The worst first: what it needs usually covers the others.
        while let Some(worst) = take_worst(&mut open) {
            self.clear(&route, &worst, start_kwh, end_kwh)?;
            if open.is_empty() {
                break;
            }
            self.passes += 1;
            open.retain_mut(|stretch| {
                let ends_it = end_kwh.is_some() && stretch.range.end == n;
                match self.lowest(&route, stretch, start_kwh) {
                    Some(lowest_kwh) => stretch.lowest_kwh = lowest_kwh,
                    None => return ends_it,
                }
                true
            });
        }
        Ok(())
    }

    /// The lowest level of a stretch that runs dry.
    fn lowest(&self, route: &Route, stretch: &Stretch, start_kwh: f64) -> Option<f64> {
        let from_kwh = stretch.start_kwh(self.battery, start_kwh);
        let walk = self.walk(route, stretch.range.clone(), from_kwh);
        let levels = walk.shortfalls.iter().map(|s| s.lowest_kwh);
        levels.reduce(f64::min)
    }

    fn walk(&self, route: &Route, range: Range<usize>, start_kwh: f64) -> Walk<'a> {
        let alarm = self.battery.e_min_kwh - self.tolerance_kwh;
        let kw = self.steps.kw();
        let mut walk = Walk::start(kw, self.battery, alarm, range.start, start_kwh);
        walk.along(route, range, &[self.threshold_kw]);
        walk
    }

    /// Raises the threshold until one stretch never runs dry.
    fn clear(
        &mut self,
        route: &Route,
        stretch: &Stretch,
        start_kwh: f64,
        end_kwh: Option<f64>,
    ) -> Result<(), Infeasible> {
        let full = self.battery.e_max_kwh;
        let end_kwh = end_kwh.filter(|_| stretch.range.end == self.steps.len());
        let from_kwh = stretch.start_kwh(self.battery, start_kwh);
        loop {
            self.passes += 1;
            let walk = self.walk(route, stretch.range.clone(), from_kwh);
            let worst = walk
                .shortfalls
                .iter()
                .min_by(|a, b| a.lowest_kwh.total_cmp(&b.lowest_kwh));
            let mut next = worst.map(|s| (s.critical(), s.from_full, self.battery.e_min_kwh));
            if let Some(end_kwh) = end_kwh {
                let lacks_at_end = end_kwh - walk.stored_kwh;
                let lacks = worst.map_or(0.0, |s| self.battery.e_min_kwh - s.lowest_kwh);
                if lacks_at_end > self.tolerance_kwh && lacks_at_end > lacks {
                    next = Some((walk.since..stretch.range.end, walk.since_full, end_kwh));
                }
            }
            let Some((critical, from_full, needed_kwh)) = next else {
                return Ok(());
            };
            let level = line(
                self.steps.kw(),
                self.battery,
                route,
                critical.clone(),
                if from_full { full } else { from_kwh },
                self.threshold_kw,
            );
            let needed = level
                .threshold_for(needed_kwh)
                .ok_or(Infeasible::CannotHoldCharge)?;
            if needed <= self.threshold_kw {
                return Ok(()); // what is left is rounding
            }
            let by_energy = from_full && needed_kwh == self.battery.e_min_kwh;
            self.raise(
                needed,
                if by_energy {
                    Binding::Energy
                } else {
                    Binding::Recharge
                },
                Some(Critical {
                    first: route.step_at(critical.start),
                    steps: critical.len(),
                }),
                if by_energy { 1.0 / level.slope_h } else { 0.0 },
            );
        }
    }

    fn raise(
        &mut self,
        threshold_kw: f64,
        binding: Binding,
        critical: Option<Critical>,
        kw_per_kwh: f64,
    ) {
        self.threshold_kw = threshold_kw;
        self.binding = binding;
        self.critical = critical;
        self.kw_per_kwh = kw_per_kwh;
    }
}
