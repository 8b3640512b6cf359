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

use super::steps::{Piece, Route, StepGain};
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
    kw: &'a [f64],
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
        kw: &'a [f64],
        battery: &'a BatterySpec,
        alarm_kwh: f64,
        at: usize,
        stored_kwh: f64,
    ) -> Self {
        Self {
            kw,
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
                self.piece::<false>(&piece, threshold);
            } else {
                self.piece::<true>(&piece, threshold);
            }
        }
        self.close(end);
    }

    fn piece<const LEAKS: bool>(&mut self, piece: &Piece, threshold_kw: f64) {
        let full = self.battery.e_max_kwh;
        let charge_kw = self.battery.p_charge_kw;
        let site_kw = threshold_kw - self.battery.aux_kw;
        let gain = piece.gain;
        let kw = &self.kw[piece.steps.clone()];
        let mut stored = self.stored_kwh;
        let mut i = 0;
        while i < kw.len() {
            if !LEAKS && stored >= full {
                // Full, and nothing to do until the load rises above the threshold.
                i += below(&kw[i..], site_kw);
                self.since = piece.t + i;
                self.since_full = true;
            }
            let mut lowest = self.lowest_kwh;
            let mut lowest_at = self.lowest_at;
            let mut clipped = false;
            for (offset, &load) in kw[i..].iter().enumerate() {
                let gained = gain.of(load - site_kw, charge_kw);
                let next = if LEAKS {
                    stored * gain.decay + gained
                } else {
                    stored + gained
                };
                if next >= full {
                    stored = full;
                    i += offset + 1;
                    clipped = true;
                    break;
                }
                stored = next;
                if stored < lowest {
                    lowest = stored;
                    lowest_at = piece.t + i + offset;
                }
            }
            self.lowest_kwh = lowest;
            self.lowest_at = lowest_at;
            if clipped {
                self.close(piece.t + i);
                self.since = piece.t + i;
                self.since_full = true;
            } else {
                break;
            }
        }
        self.stored_kwh = stored;
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

/// The step after which a period that repeats is certainly full, from a look at as little
/// of it as will tell; `None` when a single period does not.
///
/// A store that begins no fuller than the lowest level is overtaken by none: where it is
/// full, every other is, in every period.
pub(super) fn where_full(
    kw: &[f64],
    battery: &BatterySpec,
    route: &Route,
    thresholds_kw: &[f64],
) -> Option<usize> {
    let (least, full) = (battery.e_min_kwh, battery.e_max_kwh);
    let mut stored = least;
    for piece in &route.pieces {
        let site_kw = thresholds_kw[piece.window] - battery.aux_kw;
        for (offset, &load) in kw[piece.steps.clone()].iter().enumerate() {
            stored = stored * piece.gain.decay + piece.gain.of(load - site_kw, battery.p_charge_kw);
            if stored >= full {
                return Some((piece.steps.start + offset + 1) % route.len);
            }
            stored = if stored > least { stored } else { least };
        }
    }
    None
}

/// What a period gains when nothing is clipped, kWh, and the step after which the sum is
/// highest. Where no period loses, the store is certainly full there: the sum is a record
/// over all earlier periods too.
pub(super) fn gain_and_highest(
    kw: &[f64],
    battery: &BatterySpec,
    route: &Route,
    thresholds_kw: &[f64],
) -> (f64, usize) {
    let mut sum = 0.0;
    let mut highest = f64::NEG_INFINITY;
    let mut origin = 0;
    for piece in &route.pieces {
        let site_kw = thresholds_kw[piece.window] - battery.aux_kw;
        for (offset, &load) in kw[piece.steps.clone()].iter().enumerate() {
            sum += piece.gain.of(load - site_kw, battery.p_charge_kw);
            if sum >= highest {
                highest = sum;
                origin = piece.steps.start + offset + 1;
            }
        }
    }
    (sum, origin % route.len.max(1))
}

/// How many leading values are at or below `limit`.
fn below(kw: &[f64], limit: f64) -> usize {
    const BLOCK: usize = 16;
    let mut count = 0;
    for block in kw.chunks_exact(BLOCK) {
        // No early exit inside the block, so that it becomes vector compares.
        if block.iter().fold(false, |above, &x| above | (x > limit)) {
            break;
        }
        count += BLOCK;
    }
    count + kw[count..].iter().take_while(|&&x| x <= limit).count()
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

/// The line through the canonical trajectory, without clips, over positions `range` from `start_kwh`.
pub(super) fn line(
    kw: &[f64],
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
    for piece in route.within(range) {
        let steps = &kw[piece.steps.clone()];
        line = if piece.gain.decay == 1.0 {
            line_without_decay(line, steps, battery, piece.gain, threshold_kw)
        } else {
            line_with_decay(line, steps, battery, piece.gain, threshold_kw)
        };
    }
    line
}

/// What one step adds: (kWh at threshold 0, kWh per kW of threshold).
#[inline(always)]
fn step_line(
    load_kw: f64,
    charge_kw: f64,
    aux_kw: f64,
    gain: StepGain,
    threshold_kw: f64,
) -> (f64, f64) {
    let site = load_kw + aux_kw;
    let room = threshold_kw - site;
    if room < 0.0 {
        (-site * gain.discharge, gain.discharge)
    } else if room < charge_kw {
        (-site * gain.charge, gain.charge)
    } else {
        (charge_kw * gain.charge, 0.0)
    }
}

fn line_without_decay(
    start: Line,
    kw: &[f64],
    battery: &BatterySpec,
    gain: StepGain,
    threshold_kw: f64,
) -> Line {
    // Four sums side by side hide the latency of one; the order is fixed, so the bits are too.
    const LANES: usize = 4;
    let mut constant = [0.0; LANES];
    let mut slope = [0.0; LANES];
    let (charge_kw, aux_kw) = (battery.p_charge_kw, battery.aux_kw);
    let chunks = kw.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for lane in 0..LANES {
            let (c, s) = step_line(chunk[lane], charge_kw, aux_kw, gain, threshold_kw);
            constant[lane] += c;
            slope[lane] += s;
        }
    }
    for &load in rest {
        let (c, s) = step_line(load, charge_kw, aux_kw, gain, threshold_kw);
        constant[0] += c;
        slope[0] += s;
    }
    Line {
        constant_kwh: start.constant_kwh
            + ((constant[0] + constant[1]) + (constant[2] + constant[3])),
        slope_h: start.slope_h + ((slope[0] + slope[1]) + (slope[2] + slope[3])),
    }
}

fn line_with_decay(
    mut line: Line,
    kw: &[f64],
    battery: &BatterySpec,
    gain: StepGain,
    threshold_kw: f64,
) -> Line {
    for &load in kw {
        let (c, s) = step_line(
            load,
            battery.p_charge_kw,
            battery.aux_kw,
            gain,
            threshold_kw,
        );
        line.constant_kwh = line.constant_kwh * gain.decay + c;
        line.slope_h = line.slope_h * gain.decay + s;
    }
    line
}
