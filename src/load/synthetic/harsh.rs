//! Training at its roughest: for looking at ramps and spectra.

use super::grid::{DAY, Grid, SECOND};
use super::training::{DOWN, interruptions};
use super::wave::{Piece, Wave};
use crate::noise::Noise;

/// Steps a second: the band in which large synchronous jobs put their energy (published: arXiv 2508.14318).
const STEPS_PER_SECOND: (f64, f64) = (0.2, 3.0);
/// How far power falls between steps, as a share of full power (published range: the same).
const DEPTH: (f64, f64) = (0.3, 0.7);
/// Share of a step at full power (estimate).
const FULL_SHARE: f64 = 0.6;
/// The steepest change, share of full power per second: 65 % in 0.1 s (measured, eight H100).
const STEEPEST: f64 = 6.5;
/// Steps between two checkpoints (measured: frequent checkpoints of a small model).
const STEPS_PER_CHECKPOINT: u32 = 100;
/// Power while a checkpoint is written (measured).
const CHECKPOINT: f64 = 0.12;
/// How long that takes, seconds (estimate).
const CHECKPOINT_SECONDS: f64 = 3.0;
/// A new run, with other steps and depth, begins about so many times a day (estimate: about hourly).
const RUNS_PER_DAY: f64 = 20.0;

/// One run's shape; it begins and ends at full power.
fn run_wave(period: f64, depth: f64) -> Wave {
    let low = 1.0 - depth;
    let fall = depth / STEEPEST;
    let full = (period * FULL_SHARE - fall).max(0.0);
    let rest = (period - full - 2.0 * fall).max(0.0);
    let stop = (1.0 - CHECKPOINT) / STEEPEST;
    Wave::new(
        vec![
            Piece::flat(full, 1.0),
            Piece::ramp(fall, 1.0, low),
            Piece::flat(rest, low),
            Piece::ramp(fall, low, 1.0),
        ],
        STEPS_PER_CHECKPOINT,
        vec![
            Piece::ramp(stop, 1.0, CHECKPOINT),
            Piece::flat(CHECKPOINT_SECONDS - 2.0 * stop, CHECKPOINT),
            Piece::ramp(stop, CHECKPOINT, 1.0),
        ],
    )
}

/// The pause between two runs, from full power to full power.
fn pause_wave(seconds: f64) -> Wave {
    let stop = (1.0 - DOWN) / STEEPEST;
    Wave::new(
        vec![Piece::ramp(stop, 1.0, DOWN)],
        1,
        vec![
            Piece::flat(seconds - 2.0 * stop, DOWN),
            Piece::ramp(stop, DOWN, 1.0),
        ],
    )
}

/// The computers' power.
pub(super) fn it_power(grid: Grid, seed: u32) -> Vec<f64> {
    let mut out = vec![0.0; grid.len];
    let draws = Noise::new(seed, 11);
    // Looking beyond the end, so that how the load ends does not hang on where it is cut.
    let pauses = interruptions(seed, 2, RUNS_PER_DAY, grid.end_ms() + DAY);
    let mut begin = 0;
    for (run, (from, to)) in (0_i64..).zip(pauses) {
        if begin >= grid.end_ms() {
            break;
        }
        let period_ms = period_ms(draws.unit(2 * run));
        let depth = draws.between(2 * run + 1, DEPTH.0, DEPTH.1);
        let wave = run_wave(period_ms as f64 / SECOND as f64, depth);
        // Runs end with a whole checkpoint, so that power never jumps.
        let cycle_ms = period_ms * i64::from(STEPS_PER_CHECKPOINT)
            + (CHECKPOINT_SECONDS * SECOND as f64) as i64;
        let end = begin + (from - begin) / cycle_ms * cycle_ms;
        let next = end + (to - from);
        grid.add_wave(&mut out, begin, end, &wave, 1.0);
        let pause = pause_wave((next - end) as f64 / SECOND as f64);
        grid.add_wave(&mut out, end, next, &pause, 1.0);
        begin = next;
    }
    out
}

/// Milliseconds from step to step: equally likely on a logarithmic scale, so
/// that slow and fast steps are both seen.
fn period_ms(unit: f64) -> i64 {
    let (slow, fast) = STEPS_PER_SECOND;
    let rate = slow * libm::exp(libm::log(fast / slow) * unit);
    (SECOND as f64 / rate).round() as i64
}
