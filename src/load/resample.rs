//! Changing the step of a load without losing or making energy.

use super::series::{Clock, ClockChange, Series, SeriesError};
use super::time::Step;

/// Means over consecutive windows: the first of `first_ms`, the others of
/// `window_ms`, the last as long as the values reach.
///
/// A value that straddles two windows counts in each for the time it spends
/// there. Means are taken about the window's first value, so that a flat load
/// stays flat to the last bit.
pub(super) fn window_means(kw: &[f64], step_ms: i64, first_ms: i64, window_ms: i64) -> Vec<f64> {
    if first_ms % step_ms == 0 && window_ms % step_ms == 0 {
        if window_ms == step_ms && first_ms == step_ms {
            return kw.to_vec();
        }
        let first_len = ((first_ms / step_ms) as usize).min(kw.len());
        let (first, rest) = kw.split_at(first_len);
        return std::iter::once(first)
            .chain(rest.chunks((window_ms / step_ms) as usize))
            .map(plain_mean)
            .collect();
    }
    split_means(kw, step_ms, first_ms, window_ms)
}

fn plain_mean(kw: &[f64]) -> f64 {
    let anchor = kw[0];
    let above: f64 = kw.iter().map(|value| value - anchor).sum();
    anchor + above / kw.len() as f64
}

/// The general case: window edges may fall inside a step.
fn split_means(kw: &[f64], step_ms: i64, first_ms: i64, window_ms: i64) -> Vec<f64> {
    let end = step_ms * kw.len() as i64;
    let mut means = Vec::with_capacity((end / window_ms) as usize + 2);
    let mut from = 0;
    let mut to = first_ms.min(end);
    let mut k = 0;
    while from < end {
        let anchor = kw[k];
        let mut above = 0.0;
        let mut at = from;
        while at < to {
            let step_end = step_ms * (k as i64 + 1);
            let until = step_end.min(to);
            above += (kw[k] - anchor) * (until - at) as f64;
            at = until;
            if until == step_end {
                k += 1;
            }
        }
        means.push(anchor + above / (to - from) as f64);
        from = to;
        to = (to + window_ms).min(end);
    }
    means
}

/// The clock changes of `clock`, moved to the first new step that begins at or after each.
pub(super) fn changes_on(
    clock: &Clock,
    step_ms: i64,
    first_ms: i64,
    window_ms: i64,
) -> Vec<ClockChange> {
    clock
        .changes
        .iter()
        .map(|change| {
            let at_ms = step_ms.saturating_mul(change.at_step as i64);
            let beyond_first = (at_ms - first_ms).max(0);
            let windows = if at_ms <= 0 {
                0
            } else {
                1 + (beyond_first + window_ms - 1) / window_ms
            };
            ClockChange {
                at_step: usize::try_from(windows).unwrap_or(usize::MAX),
                shift_ms: change.shift_ms,
            }
        })
        .collect()
}

/// The same load in steps of another length, counted from its start, with the same energy.
///
/// Where the new step is longer, values are averaged; where it is shorter, they
/// are repeated; a value on an edge is split by time. When the new step does
/// not divide the whole time, the last step keeps the energy that is left and
/// so reads lower than the load was: [`demand`](super::demand()) is the one
/// that knows part windows.
///
/// # Errors
/// When the result would have more than [`MAX_STEPS`](super::series::MAX_STEPS) steps.
///
/// ```
/// use peakpack::load::{Clock, Series, Step, resample};
/// let hourly = Series::new(Clock::undated(), Step::HOUR, vec![10.0, 30.0]).unwrap();
/// let quarters = resample(&hourly, Step::QUARTER_HOUR).unwrap();
/// assert_eq!(quarters.len(), 8);
/// assert_eq!(quarters.energy(), hourly.energy());
/// assert_eq!(resample(&quarters, Step::HOUR).unwrap(), hourly);
/// ```
pub fn resample(series: &Series, step: Step) -> Result<Series, SeriesError> {
    let (old_ms, new_ms) = (series.step().ms(), step.ms());
    let total_ms = old_ms * series.len() as i64;
    let steps = ((total_ms + new_ms - 1) / new_ms) as usize;
    if steps > super::series::MAX_STEPS {
        return Err(SeriesError::TooLong { steps });
    }
    let mut kw = window_means(series.kw(), old_ms, new_ms, new_ms);
    let covered_ms = total_ms - new_ms * (steps as i64 - 1);
    if covered_ms < new_ms
        && let Some(last) = kw.last_mut()
    {
        *last *= covered_ms as f64 / new_ms as f64;
    }
    let clock = Clock {
        changes: changes_on(series.clock(), old_ms, new_ms, new_ms),
        ..series.clock().clone()
    };
    Series::new(clock, step, kw)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_on_an_edge_is_split_by_time() {
        // Steps of 10 min, windows of 15: 10+5, 5+10, …
        let means = window_means(&[6.0, 12.0, 18.0], 600_000, 900_000, 900_000);
        assert_eq!(means, [8.0, 16.0]);
    }

    #[test]
    fn part_windows_are_means_over_what_is_there() {
        assert_eq!(
            window_means(&[1.0, 2.0, 4.0, 9.0], 10, 10, 20),
            [1.0, 3.0, 9.0]
        );
        assert_eq!(window_means(&[5.0, 7.0], 10, 400, 900), [6.0]);
        assert_eq!(window_means(&[5.0, 7.0], 10, 5, 900)[0], 5.0);
    }

    #[test]
    fn a_flat_load_stays_flat_to_the_last_bit() {
        let flat = [100.1; 31];
        for window in [7, 20, 130, 150] {
            for mean in window_means(&flat, 10, 3, window) {
                assert_eq!(mean, 100.1);
            }
        }
    }

    #[test]
    fn the_last_part_step_keeps_its_energy() {
        let series = Series::new(Clock::undated(), Step::QUARTER_HOUR, vec![8.0; 5]).unwrap();
        let hours = resample(&series, Step::HOUR).unwrap();
        assert_eq!(hours.kw(), [8.0, 2.0]);
        assert_eq!(hours.energy(), series.energy());
    }

    #[test]
    fn clock_changes_move_to_the_next_new_step() {
        let mut clock = Clock::undated();
        clock.changes = vec![ClockChange {
            at_step: 5,
            shift_ms: 3_600_000,
        }];
        let quarters = Series::new(clock, Step::QUARTER_HOUR, vec![1.0; 12]).unwrap();
        let hours = resample(&quarters, Step::HOUR).unwrap();
        assert_eq!(hours.clock().changes[0].at_step, 2);
    }
}
