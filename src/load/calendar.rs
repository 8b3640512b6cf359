//! From local time to the time a load has run, and the days around its peak.

use super::demand::Demand;
use super::time::LocalTime;
use std::ops::Range;

const DAY_MS: i64 = 86_400_000;

/// Milliseconds from the start of the load to a local time; may lie outside the load.
///
/// In the hour that a clock change skips or repeats this is one of the possible answers.
pub(crate) fn elapsed_at(demand: &Demand, local: LocalTime) -> i64 {
    let mut elapsed = local.0.saturating_sub(demand.time(0).0);
    // The clock may have been changed in between: look what it shows there, and correct.
    for _ in 0..3 {
        let k = window_of(demand, elapsed);
        let shown = demand.time(k).0 + (elapsed - demand.elapsed_ms(k));
        if shown == local.0 {
            break;
        }
        elapsed += local.0 - shown;
    }
    elapsed
}

/// The window that a moment falls into; the first or the last one outside the load.
pub(crate) fn window_of(demand: &Demand, elapsed_ms: i64) -> usize {
    let behind = elapsed_ms - demand.elapsed_ms(1);
    if behind < 0 {
        0
    } else {
        (1 + (behind / demand.window().ms()) as usize).min(demand.len() - 1)
    }
}

/// So many whole days with the highest draw in the middle, as far as the load reaches.
pub(crate) fn days_around(demand: &Demand, days: i64) -> Range<usize> {
    let all = 0..demand.len();
    let length_ms = days * DAY_MS;
    if demand.elapsed_ms(demand.len()) <= length_ms {
        return all;
    }
    let peak_day = demand.time(demand.peak_index()).midnight();
    let first_day = demand.time(0).midnight();
    let last_day = demand.time(demand.len() - 1).midnight();
    let from = (peak_day.0 - days / 2 * DAY_MS)
        .min(last_day.0 - (days - 1) * DAY_MS)
        .max(first_day.0);
    let start = window_at(demand, LocalTime(from));
    let end = window_at(demand, LocalTime(from + length_ms));
    if start < end { start..end } else { all }
}

/// The first window that begins at or after a local time.
fn window_at(demand: &Demand, local: LocalTime) -> usize {
    let elapsed = elapsed_at(demand, local);
    let first = demand.elapsed_ms(1);
    if elapsed <= 0 {
        0
    } else if elapsed <= first {
        1.min(demand.len())
    } else {
        let behind = elapsed - first;
        let window = demand.window().ms();
        let whole = behind / window + i64::from(behind % window > 0);
        (1 + whole as usize).min(demand.len())
    }
}
