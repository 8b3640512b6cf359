//! From stamps to numbered steps: the step's length, small jitter, repeated stamps.

use super::error::{Fault, ReadError};
use super::list::listed;
use super::rows::Rows;
use super::words::span;
use crate::load::Step;
use crate::load::series::MAX_STEPS;
use std::ops::Range;

/// Rows that all stand on one grid.
pub(crate) struct Grid {
    /// The step that each row fills, rising and without repeats.
    pub index: Vec<usize>,
    /// kW or kWh of those rows; NaN where blank.
    pub values: Vec<f64>,
    /// Moment of step 0 in ms, on the clock of the stamps.
    pub start_ms: i64,
    /// Steps from the first row to the last.
    pub len: usize,
    /// Rows that repeated the time of one before them and were dropped.
    pub duplicates: usize,
    /// Those of them that had another value.
    pub different: usize,
    /// Rows that were moved onto the grid.
    pub moved: usize,
}

/// The commonest distance between neighbours, or the middle one for a clock that
/// is never exact; `None` when no two rows differ.
pub(crate) fn commonest_step(stamps: &[i64]) -> Option<i64> {
    let distances = || {
        stamps
            .windows(2)
            .map(|pair| pair[1].saturating_sub(pair[0]))
            .filter(|&d| d > 0)
    };
    let mut counts: Vec<(i64, usize)> = Vec::new();
    let mut total = 0_usize;
    for d in distances() {
        total += 1;
        match counts.iter().position(|&(known, _)| known == d) {
            Some(i) => counts[i].1 += 1,
            None if counts.len() < 64 => counts.push((d, 1)),
            None => {}
        }
    }
    let best = counts
        .iter()
        .copied()
        .reduce(|a, b| if (b.1, -b.0) > (a.1, -a.0) { b } else { a })?;
    if best.1 * 2 >= total || total < 4 {
        // A clock that drifts within a cycle has an odd commonest distance and an even mean.
        let (even, near) = (rounded(best.0), best.0 / 2..=best.0 / 2 * 3);
        let mean = mean(distances().filter(|d| near.contains(d)));
        let nearer = (mean - even).abs() < (mean - best.0).abs();
        return Some(if nearer { even } else { best.0 });
    }
    // With very many gaps no distance is common, but all are multiples of the shortest.
    let divisor = distances().fold(0, super::uneven::divisor);
    if distances().filter(|&d| d == divisor).count() * 10 >= total {
        return Some(divisor);
    }
    let mut sample = listed(distances().take(4096).map(|d| (d, 0_u32)));
    crate::sort::ascending(&mut sample);
    let median = sample.get(sample.len() / 2)?.0;
    Some(rounded(median))
}

fn mean(distances: impl Iterator<Item = i64>) -> i64 {
    let (sum, n) = distances.fold((0_i64, 0_i64), |(sum, n), d| (sum.saturating_add(d), n + 1));
    sum / n.max(1)
}

/// The customary step within 5 % of a measured one, or the measured one.
fn rounded(ms: i64) -> i64 {
    const CUSTOMARY: [i64; 19] = [
        100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000,
        300_000, 600_000, 900_000, 1_200_000, 1_800_000, 3_600_000,
    ];
    CUSTOMARY
        .into_iter()
        .find(|&step| (ms - step).saturating_abs() <= step / 20)
        .unwrap_or(ms)
}

/// Numbers the rows, which must stand in rising order.
pub(crate) fn place(rows: &Rows, step: Step) -> Result<Grid, Fault> {
    let step_ms = step.ms();
    let t = &rows.stamps;
    let (Some(&first), Some(&last)) = (t.first(), t.last()) else {
        return Err(Box::new(ReadError::NoValues));
    };
    let exact = t.iter().all(|&x| (x - first) % step_ms == 0);
    let origin = if exact {
        first
    } else {
        origin(t, step_ms).unwrap_or(first)
    };
    // Nearest step; exact stamps are not moved by this.
    let number = |x: i64| (x - origin + step_ms / 2).div_euclid(step_ms);
    let (low, high) = (number(first), number(last));
    let len = usize::try_from(high - low)
        .ok()
        .and_then(|n| n.checked_add(1))
        .unwrap_or(usize::MAX);
    if len > MAX_STEPS {
        return Err(Box::new(ReadError::TooLarge {
            what: format!(
                "From the first to the last row there are {len} steps of {}; at most {MAX_STEPS} can be read",
                span(step_ms)
            ),
        }));
    }
    let mut grid = Grid {
        index: Vec::with_capacity(t.len()),
        values: Vec::with_capacity(t.len()),
        start_ms: origin + low * step_ms,
        len,
        duplicates: 0,
        different: 0,
        moved: 0,
    };
    for (&x, &value) in t.iter().zip(&rows.values) {
        grid.add(number(x) - low, value);
        grid.moved += usize::from(!exact && (x - origin) % step_ms != 0);
    }
    Ok(grid)
}

impl Grid {
    /// The steps of a range that have a value, rising.
    pub fn measured_in(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let pairs = self.index.iter().zip(&self.values);
        pairs
            .filter(|(k, value)| range.contains(k) && !value.is_nan())
            .map(|(&k, _)| k)
    }

    fn add(&mut self, index: i64, value: f64) {
        let index = usize::try_from(index).unwrap_or(0);
        match (self.index.last(), self.values.last_mut()) {
            (Some(&before), Some(kept)) if before == index => {
                self.duplicates += 1;
                if kept.is_nan() {
                    *kept = value;
                } else {
                    self.different += usize::from(!value.is_nan() && value != *kept);
                }
            }
            _ => {
                self.index.push(index);
                self.values.push(value);
            }
        }
    }
}

/// The origin from which every stamp is within a quarter of a step of the grid:
/// midnight, or the first row.
fn origin(t: &[i64], step_ms: i64) -> Option<i64> {
    let first = *t.first()?;
    let midnight = first - first.rem_euclid(super::stamp::DAY);
    [midnight, first].into_iter().find(|&origin| {
        t.iter()
            .all(|&x| off_grid(x - origin, step_ms) <= step_ms / 4)
    })
}

/// Whether all stamps are within a quarter of a step of one grid.
pub(crate) fn fits_grid(t: &[i64], step_ms: i64) -> bool {
    origin(t, step_ms).is_some()
}

fn off_grid(distance: i64, step_ms: i64) -> i64 {
    let past = distance.rem_euclid(step_ms);
    past.min(step_ms - past)
}
