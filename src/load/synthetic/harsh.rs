//! Training at its roughest: for looking at ramps and spectra.

use super::grid::Grid;
use super::training::{DOWN, interruptions};
use super::wave::{Piece, Wave};
use crate::load::noise::Noise;

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

/// One run's shape.
fn wave(period: f64, depth: f64) -> Wave {
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

/// The computers' power.
pub(super) fn it_power(grid: Grid, seed: u32) -> Vec<f64> {
    let mut out = vec![0.0; grid.len];
    let down = Wave::new(vec![Piece::flat(60.0, DOWN)], 1, Vec::new());
    let draws = Noise::new(seed, 11);
    let end = grid.end_ms();
    let mut up_from = 0;
    let stops = interruptions(seed, 2, RUNS_PER_DAY, end);
    for (run, (from, to)) in stops.into_iter().chain([(end, end)]).enumerate() {
        let run = run as i64;
        // Equally likely on a logarithmic scale, so that slow and fast steps are both seen.
        let (slow, fast) = STEPS_PER_SECOND;
        let decades = libm::log(fast / slow);
        let rate = slow * libm::exp(decades * draws.unit(2 * run));
        let depth = draws.between(2 * run + 1, DEPTH.0, DEPTH.1);
        grid.add_wave(&mut out, up_from, from, &wave(1.0 / rate, depth), 1.0);
        grid.add_wave(&mut out, from, to, &down, 1.0);
        up_from = to;
    }
    out
}
