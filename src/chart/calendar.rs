//! From local time to the time a load has run.

use crate::load::{Demand, LocalTime};

/// Milliseconds from the start of the load to a local time; may lie outside the load.
///
/// In the hour that a clock change skips or repeats this is one of the possible answers.
pub(super) fn elapsed_at(demand: &Demand, local: LocalTime) -> i64 {
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
pub(super) fn window_of(demand: &Demand, elapsed_ms: i64) -> usize {
    let behind = elapsed_ms - demand.elapsed_ms(1);
    if behind < 0 {
        0
    } else {
        (1 + (behind / demand.window().ms()) as usize).min(demand.len() - 1)
    }
}
