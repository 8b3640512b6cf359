//! The final dispatch: what the packs do in every step, once the thresholds are known.
//!
//! The optimum fixes the thresholds, not the trajectory, and the state of
//! charge, the cycles and the ageing hang on the trajectory. This one discharges
//! only what exceeds the threshold, returns to a resting level after use, and
//! fills up beyond it as late as every later need allows: a full store ages
//! fastest. With a free end nothing is recharged after the last need.

use super::steps::{Route, Steps};
use crate::fleet::{Battery, BatterySpec};
use crate::scenario::EndCondition;
use std::ops::Range;

/// What the packs do, step by step.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// kW at the meter in each step; positive discharges.
    pub battery_kw: Vec<f64>,
    /// kWh in the store after each step.
    pub stored_kwh: Vec<f64>,
    /// kWh in the store before the first step.
    pub start_kwh: f64,
    /// kW drawn from the grid in each step: load + auxiliaries − battery.
    pub grid_kw: Vec<f64>,
    /// kWh taken from the store by discharging.
    pub discharged_kwh: f64,
    /// kWh taken from the grid for charging, at the meter.
    pub charged_kwh: f64,
}

impl Schedule {
    /// The highest grid draw, kW; minus infinity for no step.
    pub fn peak_kw(&self) -> f64 {
        self.grid_kw
            .iter()
            .fold(f64::NEG_INFINITY, |a, &b| a.max(b))
    }

    /// A schedule in which the packs rest at `stored_kwh` (they lose nothing) and draw their auxiliaries.
    pub fn idle(steps: &Steps, battery: &Battery, stored_kwh: f64) -> Self {
        let aux = battery.spec().aux_kw;
        Self {
            battery_kw: vec![0.0; steps.len()],
            stored_kwh: vec![stored_kwh; steps.len()],
            start_kwh: stored_kwh,
            grid_kw: steps.kw().iter().map(|kw| kw + aux).collect(),
            discharged_kwh: 0.0,
            charged_kwh: 0.0,
        }
    }
}

/// Dispatches the battery so that no window exceeds its threshold.
///
/// `ranges` partition the steps, one threshold (kW) each, and the thresholds
/// must be feasible, as those of [`exact_peak`](super::exact_peak) and
/// [`least_peaks`](super::least_peaks) are. `rest_kwh` is the level to which the
/// store returns after each use and below which it does not rest (the parking
/// level); it is brought into the battery's limits.
///
/// ```
/// use peakpack::dispatch::{EndCondition, Steps, schedule};
/// use peakpack::fleet::{Battery, BatterySpec};
/// let battery = Battery::new(BatterySpec {
///     e_min_kwh: 0.0, e_max_kwh: 4.0, p_charge_kw: 1.0, p_discharge_kw: 4.0,
///     eta_c: 1.0, eta_d: 1.0, e0_kwh: 0.0, self_discharge_per_h: 0.0, aux_kw: 0.0,
/// }).unwrap();
/// let load = Steps::new(&[1.0, 1.0, 1.0, 6.0], 1.0);
/// let done = schedule(&load, &battery, EndCondition::Free, &[0..4], &[4.0], 0.0);
/// assert_eq!(done.battery_kw, [0.0, -1.0, -1.0, 2.0]); // as late as the charger allows
/// assert_eq!(done.peak_kw(), 4.0);
/// ```
pub fn schedule(
    steps: &Steps,
    battery: &Battery,
    end: EndCondition,
    ranges: &[Range<usize>],
    thresholds_kw: &[f64],
    rest_kwh: f64,
) -> Schedule {
    let spec = battery.spec();
    let route = Route::new(steps, spec, ranges, 0);
    let plan = Plan::new(steps, spec, &route, end, thresholds_kw, rest_kwh);
    let start_kwh = plan.start_kwh(end);
    let n = steps.len();
    let mut done = Schedule {
        battery_kw: Vec::with_capacity(n),
        stored_kwh: Vec::with_capacity(n),
        start_kwh,
        grid_kw: Vec::with_capacity(n),
        discharged_kwh: 0.0,
        charged_kwh: 0.0,
    };
    let (mut discharged, mut charged) = (0.0, 0.0);
    plan.forward(start_kwh, |load, battery_kw, gain, stored| {
        if battery_kw > 0.0 {
            discharged += battery_kw * gain.discharge;
        } else {
            charged -= battery_kw * gain.dt_h;
        }
        done.battery_kw.push(battery_kw);
        done.stored_kwh.push(stored);
        done.grid_kw.push(load + spec.aux_kw - battery_kw);
    });
    done.discharged_kwh = discharged;
    done.charged_kwh = charged;
    done
}

struct Plan<'a> {
    steps: &'a Steps<'a>,
    battery: &'a BatterySpec,
    route: &'a Route,
    thresholds_kw: &'a [f64],
    /// kWh that must be in the store before each step (and after the last) to meet every later need.
    required_kwh: Vec<f64>,
    rest_kwh: f64,
    /// Steps before this one may recharge to the resting level.
    rests_until: usize,
}

impl<'a> Plan<'a> {
    fn new(
        steps: &'a Steps<'a>,
        battery: &'a BatterySpec,
        route: &'a Route,
        end: EndCondition,
        thresholds_kw: &'a [f64],
        rest_kwh: f64,
    ) -> Self {
        let rest_kwh = rest_kwh.max(battery.e_min_kwh).min(battery.e_max_kwh);
        let mut plan = Self {
            steps,
            battery,
            route,
            thresholds_kw,
            required_kwh: vec![battery.e_min_kwh; steps.len() + 1],
            // A store that must end as it began may not gather more on the way.
            rest_kwh: match end {
                EndCondition::SameAsStart => rest_kwh.min(battery.e0_kwh),
                _ => rest_kwh,
            },
            rests_until: steps.len(),
        };
        match end {
            EndCondition::Free => {
                plan.rests_until = plan.last_need();
                plan.require(battery.e_min_kwh);
            }
            EndCondition::SameAsStart => {
                plan.require(battery.e0_kwh);
            }
            EndCondition::Steady => {
                let mut at_end = battery.e_min_kwh;
                // The end of one period is the start of the next; two rounds settle it.
                for _ in 0..4 {
                    let at_start = plan.require(at_end);
                    if at_start <= at_end {
                        break;
                    }
                    at_end = at_start;
                }
            }
        }
        plan
    }

    /// The step after the last one that needs the battery.
    fn last_need(&self) -> usize {
        let needs = |piece: &super::steps::Piece| {
            let site_kw = self.thresholds_kw[piece.window] - self.battery.aux_kw;
            let kw = &self.steps.kw()[piece.steps.clone()];
            let last = kw.iter().rposition(|&load| load > site_kw);
            last.map(|offset| piece.steps.start + offset + 1)
        };
        self.route.pieces.iter().rev().find_map(needs).unwrap_or(0)
    }

    /// Walks backwards: what must be in the store before each step. Returns what the first step needs.
    fn require(&mut self, at_end_kwh: f64) -> f64 {
        let (least, most) = (self.battery.e_min_kwh, self.battery.e_max_kwh);
        let charge_kw = self.battery.p_charge_kw;
        let mut required = at_end_kwh;
        self.required_kwh[self.steps.len()] = required;
        for piece in self.route.pieces.iter().rev() {
            let site_kw = self.thresholds_kw[piece.window] - self.battery.aux_kw;
            let keeps = 1.0 / piece.gain.decay;
            let kw = &self.steps.kw()[piece.steps.clone()];
            let out = &mut self.required_kwh[piece.steps.clone()];
            for (&load, out) in kw.iter().zip(out).rev() {
                let over = load - site_kw;
                let room = -over;
                let change = if over > 0.0 {
                    over * piece.gain.discharge
                } else {
                    -(if room < charge_kw { room } else { charge_kw }) * piece.gain.charge
                };
                required = (required + change) * keeps;
                required = if required > least { required } else { least };
                required = if required < most { required } else { most };
                *out = required;
            }
        }
        required
    }

    fn start_kwh(&self, end: EndCondition) -> f64 {
        if end != EndCondition::Steady {
            return self.battery.e0_kwh;
        }
        // The level after a period grows with the level before it, in straight
        // pieces: follow the chord of the last two tries to where both are equal.
        let least = self.required_kwh[0];
        let walk = |from: f64| self.forward(from, |_, _, _, _| {});
        // Where the store leaks, what the first step needs is known backwards only, and a last
        // bit at the end grows to anything on the way; the way forwards forgets it instead.
        let lowest = match self.battery.self_discharge_per_h {
            0.0 => least,
            _ => self.battery.e_min_kwh,
        };
        let mut start = least.max(self.rest_kwh);
        let mut end = walk(start);
        for _ in 0..16 {
            // Thresholds are exact to rounding over a whole year, and no level can be more so.
            if (end - start).abs() <= 1e-8 * self.battery.e_max_kwh {
                break;
            }
            let again = walk(end);
            let slope = (again - end) / (end - start);
            let next = if slope < 1.0 {
                end + (again - end) / (1.0 - slope)
            } else {
                again
            };
            start = next.max(lowest).min(self.battery.e_max_kwh);
            end = walk(start);
        }
        start
    }

    /// Walks forwards and shows each step: load (kW), battery (kW), gain, stored energy (kWh). Returns the last level.
    fn forward(
        &self,
        start_kwh: f64,
        mut show: impl FnMut(f64, f64, &super::steps::StepGain, f64),
    ) -> f64 {
        let (least, most) = (self.battery.e_min_kwh, self.battery.e_max_kwh);
        let charge_kw = self.battery.p_charge_kw;
        let mut stored = start_kwh;
        for piece in &self.route.pieces {
            let site_kw = self.thresholds_kw[piece.window] - self.battery.aux_kw;
            let kw = &self.steps.kw()[piece.steps.clone()];
            let required = &self.required_kwh[piece.steps.start + 1..=piece.steps.end];
            for ((k, &load), &required) in piece.steps.clone().zip(kw).zip(required) {
                let over = load - site_kw;
                let kept = stored * piece.gain.decay;
                let battery_kw = if over > 0.0 {
                    let left = kept - over * piece.gain.discharge;
                    stored = if left > least { left } else { least };
                    over
                } else {
                    let rest = if k < self.rests_until {
                        self.rest_kwh
                    } else {
                        least
                    };
                    let target = if required > rest { required } else { rest };
                    let room = -over;
                    let power = if room < charge_kw { room } else { charge_kw };
                    let wanted_kw = (target - kept) / piece.gain.charge;
                    let power = if wanted_kw < power { wanted_kw } else { power };
                    if power > 0.0 {
                        let level = kept + power * piece.gain.charge;
                        stored = if level < most { level } else { most };
                        -power
                    } else {
                        stored = kept;
                        0.0
                    }
                };
                show(load, battery_kw, &piece.gain, stored);
            }
        }
        stored
    }
}
