//! From the computers' power to the meter: what the PUE adds.

use super::grid::{Grid, MINUTE};
use super::weather::Weather;

// How the overhead divides, as shares of (PUE − 1) times the mean IT power. Estimates.
/// Losses in transformers, UPS and cables: they follow the computers at once.
const LOSSES: f64 = 0.35;
/// Lighting, controls, offices, pumps that never stop: always the same.
const ALWAYS: f64 = 0.10;
/// Cooling: the rest. It follows the heat with a delay, and the weather.
const COOLING: f64 = 1.0 - LOSSES - ALWAYS;
/// The time constant with which water and air carry the heat to the coolers (estimate, 10–15 min).
const DELAY_MS: f64 = (12 * MINUTE) as f64;

/// Turns mean IT power per step into mean power at the meter.
///
/// Over a year the overhead is (PUE − 1) times the IT power, to a few percent
/// of itself; single months differ with the weather. `weather` says how much
/// of the weather's effect reaches the cooling: 1 for chilled air, less where
/// warm liquid carries most of the heat to dry coolers.
pub(super) fn add_overhead(grid: Grid, it: &mut [f64], pue: f64, seed: u32, weather: f64) {
    let overhead = pue - 1.0;
    if overhead <= 0.0 {
        return;
    }
    let mean = it.iter().sum::<f64>() / it.len() as f64;
    let (losses, always) = (1.0 + LOSSES * overhead, ALWAYS * overhead * mean);
    let cooling = COOLING * overhead;
    // The delayed heat decays towards this step's heat; over the step its mean
    // is the heat plus what is left of the difference on average.
    let step = grid.step_ms as f64 / DELAY_MS;
    let left_at_end = libm::exp(-step);
    let left_on_average = (1.0 - left_at_end) / step;
    let effort = Weather::new(seed).cooling(grid);
    let mut delayed = it[0];
    for (power, effort) in it.iter_mut().zip(effort) {
        let behind = delayed - *power;
        let heat = *power + behind * left_on_average;
        delayed = *power + behind * left_at_end;
        *power = *power * losses + always + heat * cooling * (1.0 + weather * (effort - 1.0));
    }
}
