//! The whole load under one threshold per window: what those thresholds lack.
//!
//! Every stretch in which the store runs dry gives a linear inequality in the thresholds:
//! the tangent of its lowest level, which every feasible choice satisfies.

use super::exact;
use super::limit::{Critical, Infeasible};
use super::simplex::Cut;
use super::steps::{Route, Steps};
use super::walk::{Period, Shortfall, Walk, piece_line};
use super::windows::Window;
use crate::fleet::BatterySpec;
use crate::scenario::EndCondition;
use std::ops::Range;

/// An inequality and where it came from.
pub(super) struct Demanded {
    pub cut: Cut,
    pub from_full: bool,
    pub critical: Critical,
}

impl Demanded {
    /// How far the thresholds are above what is demanded, and the size of the terms, for rounding.
    fn slack(&self, thresholds: &[f64]) -> (f64, f64) {
        let terms = self.cut.weights.iter().zip(thresholds).map(|(w, p)| w * p);
        let (value, size) = terms.fold((0.0, 0.0), |(v, s), term| (v + term, s + term.abs()));
        (value - self.cut.least, size)
    }

    pub fn is_broken(&self, thresholds: &[f64]) -> bool {
        let (slack, size) = self.slack(thresholds);
        slack < -1e-12 * size
    }

    pub fn is_tight(&self, thresholds: &[f64]) -> bool {
        let (slack, size) = self.slack(thresholds);
        slack <= 1e-9 * size
    }
}

/// The whole load under one threshold per window.
pub(super) struct Chain<'a> {
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
    pub fn new(
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
    pub fn check(&self, thresholds: &[f64], passes: &mut u32) -> Result<Vec<Demanded>, Infeasible> {
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
        let (net_kwh, origin) = match Period::of(self.steps, self.battery, &route, thresholds) {
            Period::FullAfter(origin) => return self.full_after(origin, thresholds, passes),
            Period::Unfilled {
                gain_kwh,
                highest_after,
            } => (gain_kwh, highest_after),
        };
        *passes += 1;
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
        let now = Period::of(self.steps, self.battery, &route, thresholds);
        if let Period::FullAfter(origin) = now {
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
            let threshold = thresholds[piece.window];
            if piece.gain.decay == 1.0 {
                let line = piece_line(self.steps, self.battery, piece, threshold);
                weights[piece.window] += line.slope_h * factor;
                continue;
            }
            let site_kw = threshold - self.battery.aux_kw;
            let mut sum = 0.0;
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
