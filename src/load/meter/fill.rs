//! Gaps, filled by the same hour of a like day.

use std::ops::Range;

const WEEK: i64 = 7 * 86_400_000;
const DAY: i64 = 86_400_000;

/// The runs of missing values.
pub(crate) fn gaps(kw: &[f64]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (i, value) in kw.iter().enumerate() {
        match (value.is_nan(), start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                found.push(from..i);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(from..kw.len());
    }
    found
}

/// Replaces the missing values in `gaps`.
///
/// The same hour one week earlier and later is taken (their mean where both were
/// measured), else two, three, four weeks, else the nearest day within three,
/// else a straight line over the gap. Filled values are never used to fill others.
/// `shift_ms` gives how far the clock had been moved at a step, so that the hour
/// is that of the wall clock.
pub(crate) fn fill(
    kw: &mut [f64],
    gaps: &[Range<usize>],
    step_ms: i64,
    shift_ms: &dyn Fn(usize) -> i64,
) {
    let mut filled: Vec<(usize, f64)> = Vec::new();
    for gap in gaps {
        let before = gap.start.checked_sub(1).and_then(|i| kw.get(i)).copied();
        let after = kw.get(gap.end).copied();
        for k in gap.clone() {
            let part = (k - gap.start + 1) as f64 / (gap.len() + 1) as f64;
            let value = like_day(kw, k, step_ms, shift_ms).or(match (before, after) {
                (Some(a), Some(b)) => Some(a + (b - a) * part),
                (one, other) => one.or(other),
            });
            filled.push((k, value.unwrap_or(0.0)));
        }
    }
    for (k, value) in filled {
        if let Some(slot) = kw.get_mut(k) {
            *slot = value;
        }
    }
}

/// The value at the same hour of the nearest like day that was measured.
fn like_day(kw: &[f64], k: usize, step_ms: i64, shift_ms: &dyn Fn(usize) -> i64) -> Option<f64> {
    let measured = |away_ms: i64| {
        let steps = (away_ms + away_ms.signum() * step_ms / 2) / step_ms;
        let there = usize::try_from(i64::try_from(k).ok()? + steps).ok()?;
        if there >= kw.len() {
            return None;
        }
        let clock = (shift_ms(k) - shift_ms(there)) / step_ms;
        let there = usize::try_from(i64::try_from(there).ok()? + clock).ok()?;
        kw.get(there).copied().filter(|value| !value.is_nan())
    };
    let weeks = (1..=4).map(|n| n * WEEK);
    let days = (1..=3).map(|n| n * DAY);
    weeks
        .chain(days)
        .find_map(|away| match (measured(-away), measured(away)) {
            (Some(a), Some(b)) => Some((a + b) / 2.0),
            (one, other) => one.or(other),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_takes_the_same_hour_of_the_weeks_beside_it() {
        let mut kw: Vec<f64> = (0..24 * 21).map(f64::from).collect();
        kw[24 * 10 + 5] = f64::NAN;
        let missing = gaps(&kw);
        fill(&mut kw, &missing, 3_600_000, &|_| 0);
        assert_eq!(missing, vec![245..246]);
        assert_eq!(kw[245], 245.0);
    }

    #[test]
    fn without_a_like_day_a_line_is_drawn() {
        let mut kw = vec![1.0, f64::NAN, f64::NAN, 4.0];
        let missing = gaps(&kw);
        fill(&mut kw, &missing, 2_000, &|_| 0);
        assert_eq!(kw, vec![1.0, 2.0, 3.0, 4.0]);
    }
}
