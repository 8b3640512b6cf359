//! Short jobs one after another on the whole farm.

use super::grid::{Grid, Jumps, SECOND};
use super::training::flicker;
use crate::noise::Noise;

// Ten runs of a LoRA fine-tune on 64 H100 (MLPerf Training v4.1, Dell, measured
// at 1 second), relative to the highest reading.
/// Length of a run, seconds (measured).
const RUN_SECONDS: (f64, f64) = (273.0, 351.0);
/// From the end of a run to the next, seconds (measured).
const GAP_SECONDS: (f64, f64) = (464.0, 745.0);
/// Power between runs: not recorded; the lowest seen in a run (estimate).
const GAP: f64 = 0.35;
/// Power while a run begins and ends (measured), and for how long, seconds (estimate).
const EDGE: (f64, f64) = (0.41, 0.66);
const EDGE_SECONDS: f64 = 30.0;
/// Power in between, such that peak over mean is 1.2 within a run (measured).
const BODY: f64 = 0.905;
/// Unsteadiness of readings: standard deviation (measured, about).
const FLICKER: f64 = 0.04;

/// The computers' power.
pub(super) fn it_power(grid: Grid, seed: u32) -> Vec<f64> {
    let mut out = Jumps::new(grid, GAP);
    let draws = Noise::new(seed, 41);
    let ms = |seconds: f64| (seconds * SECOND as f64) as i64;
    let edge = ms(EDGE_SECONDS);
    let mut at = 0;
    let mut slot = 0;
    while at < grid.end_ms() {
        let mut draw = |range: (f64, f64)| {
            slot += 1;
            draws.between(slot, range.0, range.1)
        };
        let begin = at + ms(draw(GAP_SECONDS));
        let end = begin + ms(draw(RUN_SECONDS));
        let (rise, fall) = (draw(EDGE), draw(EDGE));
        out.jump(begin, rise - GAP);
        out.jump(begin + edge, BODY - rise);
        out.jump(end - edge, fall - BODY);
        out.jump(end, GAP - fall);
        at = end;
    }
    let mut out = out.means();
    flicker(grid, &mut out, seed, FLICKER);
    out
}
