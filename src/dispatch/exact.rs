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
use super::walk::{Period, Shortfall, Walk, line};
use super::windows;
use crate::fleet::{Battery, BatterySpec};
use crate::scenario::EndCondition;
use crate::sort::{ascending, key_of};
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

/// A stretch between two clips in which the store lacks energy under some threshold.
#[derive(Clone)]
struct Lack {
    /// The stretch, in walking order.
    stretch: Range<usize>,
    /// Whether it begins with a full store.
    from_full: bool,
    /// The part of it that decides: up to where most is lacking.
    critical: Range<usize>,
    /// What the store must hold there, kWh.
    needed_kwh: f64,
    /// How much of that is lacking, kWh.
    lacking_kwh: f64,
    /// The threshold, kW. Under a higher one less is lacking.
    under_kw: f64,
}

/// The lacks in the order of what is lacking, the worst last.
fn worst_last(lacks: &[Lack]) -> Vec<Lack> {
    let keys = lacks.iter().map(|lack| key_of(lack.lacking_kwh));
    let mut order: Vec<(i64, u32)> = keys.zip(0..).collect();
    ascending(&mut order);
    order
        .iter()
        .map(|&(_, place)| lacks[place as usize].clone())
        .collect()
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
        let everything = Critical {
            first: 0,
            steps: self.steps.len(),
        };
        // Nobody draws less than the mean load; just below it, so that the sum has the last word.
        let mean_kw = self.steps.mean_kw() + self.battery.aux_kw;
        let unseen_kw = 2.0 * self.tolerance_kwh / self.steps.total_hours();
        let start_kw = mean_kw - (1e-9 * mean_kw.abs()).max(unseen_kw);
        if start_kw > self.threshold_kw {
            self.raise(start_kw, Binding::Recharge, Some(everything), 0.0);
        }
        loop {
            self.passes += 1;
            let gained = line(
                self.steps,
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
            self.raise(needed, Binding::Recharge, Some(everything), 0.0);
        }
    }

    /// The step after which a steady year without self-discharge is certainly full, with a
    /// threshold at which it can be.
    fn where_full(&mut self) -> Result<usize, Infeasible> {
        let route = self.route(0);
        let now = Period::of(self.steps, self.battery, &route, &[self.threshold_kw]);
        if let Period::FullAfter(origin) = now {
            return Ok(origin);
        }
        self.passes += 1;
        self.energy_balance(&route)?;
        self.passes += 1;
        let (Period::FullAfter(origin)
        | Period::Unfilled {
            highest_after: origin,
            ..
        }) = Period::of(self.steps, self.battery, &route, &[self.threshold_kw]);
        Ok(origin)
    }

    /// Raises the threshold until a walk from `origin` never runs dry and ends with `end_kwh`, if given.
    fn from(
        &mut self,
        origin: usize,
        start_kwh: f64,
        end_kwh: Option<f64>,
    ) -> Result<(), Infeasible> {
        let route = self.route(origin);
        let mut open = worst_last(&self.lacks(&route, 0..route.len, start_kwh, end_kwh));
        // The worst first: what it needs usually covers the others, each of which is then
        // looked at once more.
        while let Some(worst) = open.pop() {
            if worst.under_kw < self.threshold_kw {
                // Seen under a lower threshold: less is lacking now, or nothing.
                let start_kwh = self.start_of(&worst, start_kwh);
                open.extend(self.lacks(&route, worst.stretch, start_kwh, end_kwh));
            } else if self.meet(&route, &worst, start_kwh)? {
                open.push(worst);
            }
        }
        Ok(())
    }

    /// What the store holds before a stretch, kWh.
    fn start_of(&self, lack: &Lack, start_kwh: f64) -> f64 {
        if lack.from_full {
            self.battery.e_max_kwh
        } else {
            start_kwh
        }
    }

    /// What is lacking in the positions `range` under the present threshold: the most of each stretch.
    fn lacks(
        &mut self,
        route: &Route,
        range: Range<usize>,
        start_kwh: f64,
        end_kwh: Option<f64>,
    ) -> Vec<Lack> {
        self.passes += 1;
        let end = range.end;
        let least_kwh = self.battery.e_min_kwh;
        let alarm_kwh = least_kwh - self.tolerance_kwh;
        let mut walk = Walk::start(self.steps, self.battery, alarm_kwh, range.start, start_kwh);
        walk.along(route, range, &[self.threshold_kw]);
        let under_kw = self.threshold_kw;
        let of = |s: &Shortfall| Lack {
            stretch: s.stretch.clone(),
            from_full: s.from_full,
            critical: s.critical(),
            needed_kwh: least_kwh,
            lacking_kwh: least_kwh - s.lowest_kwh,
            under_kw,
        };
        let mut lacks: Vec<Lack> = walk.shortfalls.iter().map(of).collect();
        let lacking_at_end = end_kwh.map_or(0.0, |kwh| kwh - walk.stored_kwh);
        if end == route.len && lacking_at_end > self.tolerance_kwh {
            let last = lacks.pop_if(|lack| lack.stretch.start == walk.since);
            lacks.push(match last {
                Some(last) if last.lacking_kwh >= lacking_at_end => last,
                _ => Lack {
                    stretch: walk.since..end,
                    from_full: walk.since_full,
                    critical: walk.since..end,
                    needed_kwh: least_kwh.max(end_kwh.unwrap_or(least_kwh)),
                    lacking_kwh: lacking_at_end,
                    under_kw,
                },
            });
        }
        lacks
    }

    /// Raises the threshold to where the critical part alone would no longer lack anything.
    /// False when what lacks is rounding.
    fn meet(&mut self, route: &Route, lack: &Lack, start_kwh: f64) -> Result<bool, Infeasible> {
        let level = line(
            self.steps,
            self.battery,
            route,
            lack.critical.clone(),
            self.start_of(lack, start_kwh),
            self.threshold_kw,
        );
        let needed_kw = level
            .threshold_for(lack.needed_kwh)
            .ok_or(Infeasible::CannotHoldCharge)?;
        if needed_kw <= self.threshold_kw {
            return Ok(false);
        }
        let by_energy = lack.from_full && lack.needed_kwh == self.battery.e_min_kwh;
        let (binding, kw_per_kwh) = if by_energy {
            (Binding::Energy, 1.0 / level.slope_h)
        } else {
            (Binding::Recharge, 0.0)
        };
        let critical = Critical {
            first: route.step_at(lack.critical.start),
            steps: lack.critical.len(),
        };
        self.raise(needed_kw, binding, Some(critical), kw_per_kwh);
        Ok(true)
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
