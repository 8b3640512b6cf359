//! A mixed AI campus: pre-training, research, inference and their cooling.
//!
//! The default, so it must be a year one can believe: large training jobs that
//! run for weeks with gaps between, research jobs that follow working hours,
//! inference that follows people's day, and cooling that makes hot afternoons
//! the peaks of the year. Target: load factor 0.65–0.75, peak over mean
//! 1.35–1.5 (a university campus with a supercomputer centre: 0.67 and 1.49,
//! measured). How the site divides is an estimate.

use super::grid::{DAY, Grid, HOUR, Jumps, MINUTE};
use super::inference::Service;
use super::training::{self, DOWN, interruptions};
use crate::noise::Noise;

/// Pre-training blocks: how many, and the plateau of each in units of the site (estimate).
const BLOCKS: (u32, f64) = (4, 9.5);
/// Interruptions of a block a day: a quarter of those of 16,384 GPUs (published, scaled).
const BLOCK_INTERRUPTIONS: f64 = 2.2;
/// A job of a block runs for so many hours, then the block waits so many for the next (estimates).
const RUN_HOURS: (f64, f64) = (4.0 * 24.0, 24.0 * 24.0);
const WAIT_HOURS: (f64, f64) = (5.0, 60.0);

/// Research clusters: how many, and the plateau of each (estimate).
const CLUSTERS: (u32, f64) = (6, 3.4);
/// Chance that a cluster runs a job in working hours, on a weekday and at the weekend (estimate).
const DAY_JOB: (f64, f64) = (0.88, 0.45);
/// When that job starts, hour of the day, and how many hours it runs (estimates).
const DAY_START: (f64, f64) = (8.5, 13.5);
const DAY_HOURS: (f64, f64) = (3.5, 8.5);
/// The same for jobs queued for the night (estimates).
const NIGHT_JOB: f64 = 0.55;
const NIGHT_START: (f64, f64) = (19.0, 23.5);
const NIGHT_HOURS: (f64, f64) = (3.0, 8.0);
/// Research clusters between jobs hold notebooks and small tests (estimate).
const CLUSTER_IDLE: f64 = 0.25;

/// Inference on the campus, mean power (estimate).
const INFERENCE: f64 = 17.0;
/// Assistants used at work: a range of hours like the more marked of two
/// measured services (0.45 to 2.19 of the mean rate), its maximum in the afternoon.
const ASSISTANTS: Service = Service {
    hours: [
        0.62, 0.55, 0.50, 0.46, 0.44, 0.44, 0.48, 0.60, 0.82, 1.05, 1.20, 1.27, //
        1.30, 1.42, 1.60, 1.75, 1.74, 1.56, 1.28, 1.14, 1.06, 0.98, 0.86, 0.74,
    ],
    weekend: 0.80,
    noise: [0.03, 0.04, 0.05, 0.06],
};

/// All of the weather reaches the cooling: chilled water with an economiser (estimate).
pub(super) const WEATHER: f64 = 1.0;
/// Steps from this length on average the training steps away.
const WAVES_BELOW_MS: i64 = MINUTE;

/// The computers' power.
pub(super) fn it_power(grid: Grid, seed: u32) -> Vec<f64> {
    let (blocks, plateau) = BLOCKS;
    let (clusters, cluster_plateau) = CLUSTERS;
    let wave = training::wave();
    let idle =
        f64::from(blocks) * plateau * DOWN + f64::from(clusters) * cluster_plateau * CLUSTER_IDLE;
    let mut jumps = Jumps::new(grid, idle);
    let mut waves = (grid.step_ms < WAVES_BELOW_MS).then(|| vec![0.0; grid.len]);

    for block in 0..blocks {
        for (from, to) in block_runs(seed, block, grid.end_ms()) {
            match &mut waves {
                Some(waves) => {
                    grid.add_wave(waves, from, to, &wave, plateau);
                    jumps.pulse(from, to, -plateau * DOWN);
                }
                None => jumps.pulse(from, to, plateau * (wave.mean() - DOWN)),
            }
        }
    }
    let running = cluster_plateau * (wave.mean() - CLUSTER_IDLE);
    for cluster in 0..clusters {
        for (from, to) in cluster_jobs(seed, cluster, grid.end_ms()) {
            jumps.pulse(from, to, running);
        }
    }

    let mut out = jumps.means();
    for (value, wave) in out.iter_mut().zip(waves.unwrap_or_default()) {
        *value += wave;
    }
    ASSISTANTS.add_power(grid, &mut out, seed, 50, INFERENCE);
    out
}

/// When a pre-training block runs: its long jobs, less their interruptions.
fn block_runs(seed: u32, block: u32, end: i64) -> Vec<(i64, i64)> {
    let draws = Noise::new(seed, 60 + block);
    let hours =
        |slot: i64, range: (f64, f64)| (draws.between(slot, range.0, range.1) * HOUR as f64) as i64;
    let mut stops = interruptions(seed, 100 + block, BLOCK_INTERRUPTIONS, end)
        .into_iter()
        .peekable();
    let mut runs = Vec::new();
    // The year begins somewhere inside a job.
    let mut at = 0;
    let mut job_end = (draws.unit(0) * RUN_HOURS.1 * HOUR as f64) as i64;
    let mut slot = 1;
    while at < end {
        let until = job_end.min(end);
        while let Some((from, to)) = stops.next_if(|stop| stop.0 < until) {
            if from > at {
                runs.push((at, from));
            }
            at = at.max(to);
        }
        if until > at {
            runs.push((at, until));
        }
        at = at.max(job_end + hours(slot, WAIT_HOURS));
        job_end = at + hours(slot + 1, RUN_HOURS);
        slot += 2;
    }
    runs
}

/// When a research cluster runs a job: at most one by day and one by night, never two at once.
fn cluster_jobs(seed: u32, cluster: u32, end: i64) -> Vec<(i64, i64)> {
    let draws = Noise::new(seed, 80 + cluster);
    let mut jobs: Vec<(i64, i64)> = Vec::new();
    for day in 0..=end / DAY {
        let weekend = day % 7 >= 5;
        let chance = if weekend { DAY_JOB.1 } else { DAY_JOB.0 };
        let shifts = [
            (chance, DAY_START, DAY_HOURS),
            (NIGHT_JOB, NIGHT_START, NIGHT_HOURS),
        ];
        for (shift, (chance, start, hours)) in (0..).zip(shifts) {
            let slot = 8 * day + 4 * shift;
            if draws.unit(slot) >= chance {
                continue;
            }
            let hour = draws.between(slot + 1, start.0, start.1);
            let free = jobs.last().map_or(0, |last| last.1);
            let from = (day * DAY + (hour * HOUR as f64) as i64).max(free);
            let to = from + (draws.between(slot + 2, hours.0, hours.1) * HOUR as f64) as i64;
            jobs.push((from, to));
        }
    }
    jobs
}
