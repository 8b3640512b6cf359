//! One large language model in training on the whole site.

use super::grid::{DAY, Grid, HOUR, MINUTE, SECOND};
use super::wave::{Piece, Wave};
use crate::noise::Noise;

// The power of 64 nodes of eight H100 training GPT-3 175B, with the log of the
// run beside it (MLPerf Training v4.0, measured, 2-second power), relative to
// the plateau of a step.
/// Seconds from one training step to the next (measured).
const STEP_SECONDS: f64 = 10.64;
/// Share of the step in which GPUs exchange gradients and draw less (measured).
const DIP_SHARE: f64 = 0.30;
/// How much less (measured).
const DIP_DEPTH: f64 = 0.11;
/// Training steps between two evaluations (measured).
const STEPS_PER_EVALUATION: u32 = 12;
/// Length of an evaluation, seconds (measured), and its level (measured).
const EVALUATION: (f64, f64) = (13.0, 0.89);
/// A short dip at both ends of an evaluation: seconds (estimate), level (measured).
const EVALUATION_EDGE: (f64, f64) = (1.0, 0.70);
/// Power while a job is down (measured: 12 to 15 % of a GPU's full power).
pub(super) const DOWN: f64 = 0.15;
/// Interruptions of the largest jobs (published: Llama 3, 16,384 GPUs, 466 in 54 days).
const INTERRUPTIONS_PER_DAY: f64 = 8.6;
/// How long one lasts, minutes (estimate).
const INTERRUPTION_MINUTES: (f64, f64) = (5.0, 15.0);
/// Unsteadiness of 2-second readings on the plateau: standard deviation (measured, about).
const FLICKER: f64 = 0.002;
/// Only steps shorter than this show the flicker: ten readings average it away.
const FLICKER_BELOW_MS: i64 = 20 * SECOND;
/// How much of the weather reaches the cooling: liquid-cooled halls (estimate).
pub(super) const WEATHER: f64 = 0.25;

/// The shape of training while it runs.
pub(super) fn wave() -> Wave {
    let (evaluation_seconds, level) = EVALUATION;
    let (edge_seconds, edge_level) = EVALUATION_EDGE;
    Wave::new(
        vec![
            Piece::flat(STEP_SECONDS * (1.0 - DIP_SHARE), 1.0),
            Piece::flat(STEP_SECONDS * DIP_SHARE, 1.0 - DIP_DEPTH),
        ],
        STEPS_PER_EVALUATION,
        vec![
            Piece::flat(edge_seconds, edge_level),
            Piece::flat(evaluation_seconds - 2.0 * edge_seconds, level),
            Piece::flat(edge_seconds, edge_level),
        ],
    )
}

/// The computers' power.
pub(super) fn it_power(grid: Grid, seed: u32) -> Vec<f64> {
    let mut out = vec![0.0; grid.len];
    let wave = wave();
    let down = Wave::new(vec![Piece::flat(60.0, DOWN)], 1, Vec::new());
    let mut up_from = 0;
    for (from, to) in interruptions(seed, 1, INTERRUPTIONS_PER_DAY, grid.end_ms()) {
        grid.add_wave(&mut out, up_from, from, &wave, 1.0);
        grid.add_wave(&mut out, from, to, &down, 1.0);
        up_from = to;
    }
    grid.add_wave(&mut out, up_from, grid.end_ms(), &wave, 1.0);
    flicker(grid, &mut out, seed, FLICKER);
    out
}

/// Makes every reading a little unsteady, in proportion to its level.
pub(super) fn flicker(grid: Grid, out: &mut [f64], seed: u32, spread: f64) {
    if grid.step_ms >= FLICKER_BELOW_MS {
        return;
    }
    let noise = Noise::new(seed, 2);
    let mut factor = vec![1.0; grid.len];
    grid.add_line(&mut factor, 2 * SECOND, |knot| spread * noise.bell(knot));
    for (value, factor) in out.iter_mut().zip(factor) {
        *value *= factor;
    }
}

/// Times at which a job is down: `(from, to)` in order, apart from each other, before `end`.
///
/// One may begin in every hour, with the probability that gives the number per day.
pub(super) fn interruptions(seed: u32, stream: u32, per_day: f64, end: i64) -> Vec<(i64, i64)> {
    let happens = Noise::new(seed, 1_000 + stream);
    let begins = Noise::new(seed, 2_000 + stream);
    let lasts = Noise::new(seed, 3_000 + stream);
    let probability = per_day * HOUR as f64 / DAY as f64;
    let (shortest, longest) = INTERRUPTION_MINUTES;
    let mut found: Vec<(i64, i64)> = Vec::new();
    for hour in 0..=end / HOUR {
        if happens.unit(hour) >= probability {
            continue;
        }
        let earliest = found.last().map_or(0, |last| last.1 + MINUTE);
        let from = (hour * HOUR + begins.between(hour, 0.0, HOUR as f64) as i64).max(earliest);
        let to = from + (lasts.between(hour, shortest, longest) * MINUTE as f64) as i64;
        if from >= end {
            break;
        }
        found.push((from, to.min(end)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interruptions_come_as_often_and_last_as_long_as_stated() {
        let found = interruptions(5, 1, INTERRUPTIONS_PER_DAY, 365 * DAY);
        let per_day = found.len() as f64 / 365.0;
        assert!((per_day - 8.6).abs() < 0.4, "{per_day}");
        assert!(found.windows(2).all(|pair| pair[0].1 < pair[1].0));
        let inside = |minutes: i64| (5..=15).contains(&minutes);
        assert!(
            found[..found.len() - 1]
                .iter()
                .all(|(a, b)| inside((b - a) / MINUTE))
        );
    }
}
