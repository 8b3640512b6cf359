//! Key figures of a load before any battery.

use super::demand::demand;
use super::series::Series;
use super::time::Step;
use crate::units::{KilowattHours, Kilowatts};

/// The windows at which a load's peak is looked at: 2 s, 1, 5, 15, 30 and 60 minutes.
const WINDOWS_MS: [i64; 6] = [2_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000];

/// Key figures of a load.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// The highest step.
    pub peak: Kilowatts,
    /// The mean over the whole time.
    pub mean: Kilowatts,
    /// The lowest step.
    pub minimum: Kilowatts,
    /// Everything imported, less everything exported.
    pub energy: KilowattHours,
    /// Mean over peak. `None` when the load never draws.
    pub load_factor: Option<f64>,
    /// Peak over mean as meters of different patience see it, the shortest
    /// window first; windows shorter than the step or longer than the load are
    /// left out, and all when the mean is not above 0.
    pub peak_over_mean: Vec<PeakOverMean>,
}

/// The highest mean over a clock window, relative to the mean of the load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeakOverMean {
    /// The window.
    pub window: Step,
    /// Its highest mean over the load's mean.
    pub ratio: f64,
}

/// Key figures of a load.
///
/// ```
/// use peakpack::load::{Clock, Series, Step, statistics};
/// let kw = vec![2.0, 6.0, 2.0, 2.0, 4.0, 4.0, 4.0, 4.0];
/// let load = Series::new(Clock::undated(), Step::QUARTER_HOUR, kw).unwrap();
/// let figures = statistics(&load);
/// assert_eq!(figures.load_factor, Some(3.5 / 6.0));
/// let hourly = figures.peak_over_mean.last().unwrap();
/// assert_eq!((hourly.window, hourly.ratio), (Step::HOUR, 4.0 / 3.5));
/// ```
pub fn statistics(series: &Series) -> Statistics {
    let kw = series.kw();
    let peak = kw.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let minimum = kw.iter().copied().fold(f64::INFINITY, f64::min);
    // About the first value, so that the mean of a flat load is that load to the last bit.
    let anchor = kw[0];
    let mean = anchor + kw.iter().map(|value| value - anchor).sum::<f64>() / kw.len() as f64;
    let whole_ms = series.step().ms() * series.len() as i64;
    let peak_over_mean = WINDOWS_MS
        .into_iter()
        .filter(|ms| mean > 0.0 && *ms >= series.step().ms() && *ms <= whole_ms)
        .filter_map(Step::from_ms)
        .map(|window| PeakOverMean {
            window,
            ratio: demand(series, window).peak_kw() / mean,
        })
        .collect();
    Statistics {
        peak: Kilowatts(peak),
        mean: Kilowatts(mean),
        minimum: Kilowatts(minimum),
        energy: series.energy(),
        load_factor: (peak > 0.0).then(|| mean / peak),
        peak_over_mean,
    }
}

/// The load-duration curve: the same values, the highest first.
///
/// ```
/// use peakpack::load::load_duration;
/// assert_eq!(load_duration(&[1.0, 3.0, 2.0]), [3.0, 2.0, 1.0]);
/// ```
pub fn load_duration(kw: &[f64]) -> Vec<f64> {
    let mut sorted = kw.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    sorted
}

#[cfg(test)]
mod tests {
    use super::super::series::Clock;
    use super::*;

    #[test]
    fn a_load_that_only_exports_has_no_load_factor() {
        let solar = Series::new(Clock::undated(), Step::HOUR, vec![-1.0, -3.0]).unwrap();
        let figures = statistics(&solar);
        assert_eq!(figures.load_factor, None);
        assert!(figures.peak_over_mean.is_empty());
        assert_eq!(figures.minimum, Kilowatts(-3.0));
        assert_eq!(figures.energy, KilowattHours(-4.0));
    }

    #[test]
    fn windows_shorter_than_the_step_or_longer_than_the_load_are_left_out() {
        let step = Step::from_ms(300_000).unwrap();
        let load = Series::new(Clock::undated(), step, vec![1.0; 4]).unwrap();
        let windows: Vec<i64> = statistics(&load)
            .peak_over_mean
            .iter()
            .map(|at| at.window.ms())
            .collect();
        assert_eq!(windows, [300_000, 900_000]);
    }
}
