//! The canonical trajectory under given thresholds, and where it runs dry.
//!
//! Under a threshold P the battery discharges exactly what exceeds P and
//! otherwise charges as hard as P allows. No other way of keeping the grid draw
//! at or below P ever holds more energy, so P is feasible exactly when this
//! trajectory never falls below the lowest permitted level.
//!
//! Each time the store is full the past is forgotten ("a clip"). The walk cuts
//! the year at its clips; a stretch between two clips that runs dry is reported
//! and can later be looked at alone, from a full store.

use super::blocks::{BLOCK, Doing};
use super::steps::{Piece, Route, Steps};
use crate::fleet::BatterySpec;
use std::ops::Range;

/// A stretch in which the store would have to hold less than it may.
#[derive(Clone, Debug)]
pub(super) struct Shortfall {
    /// Positions from the step after the last clip (or the start of the walk) to where the next clip ends the stretch.
    pub stretch: Range<usize>,
    /// The position after whose step the level is lowest.
    pub lowest_at: usize,
    /// kWh in the store there; below the lowest permitted level.
    pub lowest_kwh: f64,
    /// Whether the stretch begins with a full store.
    pub from_full: bool,
}

impl Shortfall {
    /// The steps that decide: from the full store (or the start) to the lowest level.
    pub fn critical(&self) -> Range<usize> {
        self.stretch.start..self.lowest_at + 1
    }
}

/// The state of a walk.
pub(super) struct Walk<'a> {
    steps: &'a Steps<'a>,
    battery: &'a BatterySpec,
    /// Levels below this are shortfalls, kWh.
    alarm_kwh: f64,
    /// kWh in the store after the steps walked so far.
    pub stored_kwh: f64,
    /// First position after the last clip, or of the walk.
    pub since: usize,
    /// Whether the store was full at `since`.
    pub since_full: bool,
    lowest_kwh: f64,
    lowest_at: usize,
    /// The shortfalls, in walking order.
    pub shortfalls: Vec<Shortfall>,
}

const NOWHERE: usize = usize::MAX;

impl<'a> Walk<'a> {
    /// Starts before position `at` with `stored_kwh` in the store.
    pub fn start(
        steps: &'a Steps<'a>,
        battery: &'a BatterySpec,
        alarm_kwh: f64,
        at: usize,
        stored_kwh: f64,
    ) -> Self {
        Self {
            steps,
            battery,
            alarm_kwh,
            stored_kwh,
            since: at,
            since_full: stored_kwh >= battery.e_max_kwh,
            lowest_kwh: alarm_kwh,
            lowest_at: NOWHERE,
            shortfalls: Vec::new(),
        }
    }

    /// Walks the positions `range` of a route under one threshold per window.
    pub fn along(&mut self, route: &Route, range: Range<usize>, thresholds_kw: &[f64]) {
        let end = range.end;
        for piece in route.within(range) {
            let threshold = thresholds_kw[piece.window];
            if piece.gain.decay == 1.0 {
                self.piece(&piece, threshold);
            } else {
                self.leaking_piece(&piece, threshold);
            }
        }
        self.close(end);
    }

    /// Several steps at once where the packs do one thing throughout: the highs, the lows and
    /// the clips of a store that only rises or only falls are those at the end.
    fn piece(&mut self, piece: &Piece, threshold_kw: f64) {
        let full = self.battery.e_max_kwh;
        let charge_kw = self.battery.p_charge_kw;
        let site_kw = threshold_kw - self.battery.aux_kw;
        let (steps, t) = (self.steps, piece.t);
        let (first, end) = (piece.steps.start, piece.steps.end);
        let mut stored = self.stored_kwh;
        let (mut lowest, mut lowest_at) = (self.lowest_kwh, self.lowest_at);
        steps.gains(piece, site_kw, charge_kw, |last, gained| {
            stored += gained;
            let at = t + (last - first);
            if stored >= full {
                stored = full;
                let next = steps.first_above(last + 1..end, site_kw);
                if lowest_at != NOWHERE {
                    (self.lowest_kwh, self.lowest_at) = (lowest, lowest_at);
                    self.close(at + 1);
                    (lowest, lowest_at) = (self.lowest_kwh, self.lowest_at);
                }
                // Full, and nothing to do until the load rises above the threshold.
                self.since = t + (next - first);
                self.since_full = true;
                return next;
            }
            if stored < lowest {
                lowest = stored;
                lowest_at = at;
            }
            last + 1
        });
        (self.lowest_kwh, self.lowest_at) = (lowest, lowest_at);
        self.stored_kwh = stored;
    }

    /// The same where the store loses some of what it holds: step by step.
    fn leaking_piece(&mut self, piece: &Piece, threshold_kw: f64) {
        let full = self.battery.e_max_kwh;
        let charge_kw = self.battery.p_charge_kw;
        let site_kw = threshold_kw - self.battery.aux_kw;
        let loads = &self.steps.kw()[piece.steps.clone()];
        for (at, &load) in (piece.t..).zip(loads) {
            self.stored_kwh =
                self.stored_kwh * piece.gain.decay + piece.gain.of(load - site_kw, charge_kw);
            if self.stored_kwh >= full {
                self.stored_kwh = full;
                self.close(at + 1);
                self.since = at + 1;
                self.since_full = true;
            } else if self.stored_kwh < self.lowest_kwh {
                self.lowest_kwh = self.stored_kwh;
                self.lowest_at = at;
            }
        }
    }

    /// Reports the stretch that ends before position `end`, if it ran dry.
    fn close(&mut self, end: usize) {
        if self.lowest_at != NOWHERE {
            self.shortfalls.push(Shortfall {
                stretch: self.since..end,
                lowest_at: self.lowest_at,
                lowest_kwh: self.lowest_kwh,
                from_full: self.since_full,
            });
            self.lowest_kwh = self.alarm_kwh;
            self.lowest_at = NOWHERE;
        }
    }
}

/// What is known of a store over a period that repeats, whatever it holds at first.
pub(super) enum Period {
    /// It is full after this step.
    FullAfter(usize),
    /// One period does not fill it from empty.
    Unfilled {
        /// What it gains, kWh, where nothing is clipped.
        gain_kwh: f64,
        /// The step after which the sum of gains is highest. Where no period loses, the store
        /// is certainly full there: the sum is a record over all earlier periods too.
        highest_after: usize,
    },
}

impl Period {
    /// Looks at as little of the period as will tell.
    ///
    /// A store that begins no fuller than the lowest level is overtaken by none: where it is
    /// full, every other is, in every period.
    pub fn of(steps: &Steps, battery: &BatterySpec, route: &Route, thresholds_kw: &[f64]) -> Self {
        let (least, full) = (battery.e_min_kwh, battery.e_max_kwh);
        let charge_kw = battery.p_charge_kw;
        let mut stored = least;
        let (mut gain_kwh, mut highest, mut highest_after) = (0.0, f64::NEG_INFINITY, 0);
        for piece in &route.pieces {
            let (gain, decay) = (piece.gain, piece.gain.decay);
            let site_kw = thresholds_kw[piece.window] - battery.aux_kw;
            let mut reach = |last: usize, gained: f64| {
                gain_kwh += gained;
                if gain_kwh >= highest {
                    highest = gain_kwh;
                    highest_after = (last + 1) % route.len;
                }
                stored = stored * decay + gained;
                if stored >= full {
                    highest_after = (last + 1) % route.len;
                    return usize::MAX;
                }
                stored = if stored > least { stored } else { least };
                last + 1
            };
            if decay == 1.0 {
                steps.gains(piece, site_kw, charge_kw, reach);
            } else {
                for k in piece.steps.clone() {
                    if reach(k, gain.of(steps.kw()[k] - site_kw, charge_kw)) != k + 1 {
                        break;
                    }
                }
            }
            if stored >= full {
                return Self::FullAfter(highest_after);
            }
        }
        Self::Unfilled {
            gain_kwh,
            highest_after,
        }
    }
}

/// The level after some steps as a linear function of one threshold, near that threshold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// kWh at a threshold of 0 kW.
    pub constant_kwh: f64,
    /// kWh per kW of threshold; never negative.
    pub slope_h: f64,
}

impl Line {
    /// The threshold at which the level is `kwh`; `None` when no threshold changes it.
    pub fn threshold_for(&self, kwh: f64) -> Option<f64> {
        (self.slope_h > 0.0).then(|| (kwh - self.constant_kwh) / self.slope_h)
    }
}

/// What one piece adds to the level under a threshold, as such a function. Only where the store
/// keeps what it holds.
#[inline(never)]
pub(super) fn piece_line(
    steps: &Steps,
    battery: &BatterySpec,
    piece: &Piece,
    threshold_kw: f64,
) -> Line {
    let (charge_kw, aux_kw) = (battery.p_charge_kw, battery.aux_kw);
    let site_kw = threshold_kw - aux_kw;
    let of = |n: f64, sum_kw: f64, doing: Doing| {
        doing.line(n, sum_kw + n * aux_kw, charge_kw, piece.gain)
    };
    let mut line = Line {
        constant_kwh: 0.0,
        slope_h: 0.0,
    };
    steps.moves(
        piece.steps.clone(),
        site_kw,
        charge_kw,
        |doing, sum_kw| of(BLOCK as f64, sum_kw, doing),
        |kw| of(1.0, kw, Doing::at(kw - site_kw, charge_kw)),
        |last, (constant, slope)| {
            line.constant_kwh += constant;
            line.slope_h += slope;
            last + 1
        },
    );
    line
}

/// The line through the canonical trajectory, without clips, over positions `range` from `start_kwh`.
pub(super) fn line(
    steps: &Steps,
    battery: &BatterySpec,
    route: &Route,
    range: Range<usize>,
    start_kwh: f64,
    threshold_kw: f64,
) -> Line {
    let mut line = Line {
        constant_kwh: start_kwh,
        slope_h: 0.0,
    };
    let (charge_kw, aux_kw) = (battery.p_charge_kw, battery.aux_kw);
    for piece in route.within(range) {
        let gain = piece.gain;
        if gain.decay == 1.0 {
            let piece = piece_line(steps, battery, &piece, threshold_kw);
            line.constant_kwh += piece.constant_kwh;
            line.slope_h += piece.slope_h;
            continue;
        }
        for &load in &steps.kw()[piece.steps] {
            let doing = Doing::at(load + aux_kw - threshold_kw, charge_kw);
            let (constant, slope) = doing.line(1.0, load + aux_kw, charge_kw, gain);
            line.constant_kwh = line.constant_kwh * gain.decay + constant;
            line.slope_h = line.slope_h * gain.decay + slope;
        }
    }
    line
}
