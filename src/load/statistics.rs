//! Key figures of a load before any battery.

use super::demand::demand;
use super::series::Series;
use super::time::Step;
use crate::sort::{ascending, float_of, key_of};
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
    // Sorted as the meter reader sorts its rows: a sort for one more type is 2 kB of the page.
    let mut order: Vec<(i64, u32)> = kw.iter().map(|&kw| (key_of(kw), 0)).collect();
    ascending(&mut order);
    order.iter().rev().map(|&(key, _)| float_of(key)).collect()
}

/// The value of a rank of the load-duration curve, 0 the highest, without sorting all.
/// Ranks beyond the last give the last.
///
/// # Panics
/// When there is no value.
///
/// ```
/// use peakpack::load::value_of_rank;
/// assert_eq!(value_of_rank(&[1.0, 3.0, 2.0], 1), 2.0);
/// ```
pub fn value_of_rank(kw: &[f64], rank: usize) -> f64 {
    let mut kw = kw.to_vec();
    let (mut first, mut last) = (0, kw.len() - 1);
    let rank = rank.min(last);
    // Hoare's selection: each round leaves the part in which the rank lies.
    while first < last {
        let pivot = kw[first + (last - first) / 2];
        let (mut i, mut j) = (first, last);
        loop {
            while kw[i] > pivot {
                i += 1;
            }
            while kw[j] < pivot {
                j -= 1;
            }
            if i <= j {
                kw.swap(i, j);
                i += 1;
                // The first element is passed only when it is swapped: then the part is done.
                let Some(next) = j.checked_sub(1) else { break };
                j = next;
            }
            if i > j {
                break;
            }
        }
        if rank <= j {
            last = j;
        } else if rank >= i {
            first = i;
        } else {
            break;
        }
    }
    kw[rank]
}

#[cfg(test)]
mod tests {
    use super::super::series::Clock;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_load_that_only_exports_has_no_load_factor() {
        let solar = Series::new(Clock::undated(), Step::HOUR, vec![-1.0, -3.0]).unwrap();
        let figures = statistics(&solar);
        assert_eq!(figures.load_factor, None);
        assert!(figures.peak_over_mean.is_empty());
        assert_eq!(figures.minimum, Kilowatts(-3.0));
        assert_eq!(figures.energy, KilowattHours(-4.0));
    }

    proptest! {
        #[test]
        fn a_rank_s_value_is_that_of_sorting(
            kw in prop::collection::vec(prop_oneof![-5.0..5.0_f64, Just(0.0), Just(-0.0), Just(3.0)], 1..60),
        ) {
            let mut sorted = kw.clone();
            sorted.sort_by(|a, b| b.total_cmp(a));
            let bits = |kw: &[f64]| kw.iter().map(|kw| kw.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&load_duration(&kw)), bits(&sorted));
            for (rank, &value) in sorted.iter().enumerate() {
                prop_assert_eq!(value_of_rank(&kw, rank), value);
            }
            prop_assert_eq!(value_of_rank(&kw, 99), sorted[sorted.len() - 1]);
        }
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
