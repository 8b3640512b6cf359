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
    // The plant was at work before the load begins, much as in the first minutes of it.
    let first = &it[..((DELAY_MS as i64 / grid.step_ms) as usize).clamp(1, it.len())];
    let mut delayed = first.iter().sum::<f64>() / first.len() as f64;
    for (power, effort) in it.iter_mut().zip(effort) {
        let behind = delayed - *power;
        let heat = *power + behind * left_on_average;
        delayed = *power + behind * left_at_end;
        *power = *power * losses + always + heat * cooling * (1.0 + weather * (effort - 1.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year() -> Grid {
        Grid {
            step_ms: 60 * MINUTE,
            len: 8760,
        }
    }

    #[test]
    fn over_a_year_the_overhead_is_what_the_pue_says() {
        for (pue, weather) in [(1.1, 1.0), (1.2, 0.25), (1.54, 1.0), (3.0, 0.5)] {
            let mut site = vec![70.0; 8760];
            add_overhead(year(), &mut site, pue, 3, weather);
            let overhead = site.iter().sum::<f64>() / 8760.0 / 70.0 - 1.0;
            assert!((overhead / (pue - 1.0) - 1.0).abs() < 0.05, "{overhead}");
        }
    }

    #[test]
    fn summer_takes_more_cooling_than_winter() {
        let mut site = vec![1.0; 8760];
        add_overhead(year(), &mut site, 1.3, 3, 1.0);
        let mean = |hours: &[f64]| hours.iter().sum::<f64>() / hours.len() as f64;
        assert!(mean(&site[4344..5088]) > mean(&site[..744]) + 0.1);
    }

    #[test]
    fn cooling_lags_a_sudden_change_by_its_time_constant() {
        let grid = Grid {
            step_ms: MINUTE,
            len: 120,
        };
        let mut site: Vec<f64> = (0..120).map(|k| f64::from(u8::from(k >= 60))).collect();
        add_overhead(grid, &mut site, 1.0 + 1.0 / COOLING, 3, 0.0);
        let always = site[0];
        let settled = site[119] - always;
        let after_a_time_constant = site[72] - always;
        let losses = 1.0 + LOSSES / COOLING;
        let reached = (after_a_time_constant - losses) / (settled - losses);
        assert!((0.6..0.7).contains(&reached), "{reached}");
    }
}
