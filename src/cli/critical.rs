//! The steps that decide, as times.

use peakpack::dispatch::Critical;
use peakpack::load::Demand;
use peakpack::outcome::{clock_and_day, duration};
use serde_json::{Value, json};

/// The critical windows as JSON: `start_min` and `end_min` count minutes from the
/// start of the load, `start` and `end` are local times (null without dates).
///
/// Windows that run past the end of a steady period end before they start.
pub fn json(critical: Option<Critical>, demand: &Demand) -> Value {
    let Some((first, end, hours)) = critical.map(|critical| span(critical, demand)) else {
        return Value::Null;
    };
    let minutes = |k: usize| demand.elapsed_ms(k) as f64 / 60_000.0;
    let time = |k: usize| demand.dated().then(|| demand.time(k).to_string());
    json!({
        "start_min": minutes(first),
        "end_min": minutes(end),
        "hours": hours,
        "start": time(first),
        "end": time(end),
    })
}

/// `from 18:00 on 3 July to 06:20 on 4 July (12 h 20)`.
pub fn phrase(critical: Critical, demand: &Demand) -> String {
    if critical.steps >= demand.len() {
        return "over the whole time".to_owned();
    }
    let (first, end, hours) = span(critical, demand);
    format!(
        "from {} to {} ({})",
        clock_and_day(demand.time(first)),
        clock_and_day(demand.time(end)),
        duration(hours)
    )
}

/// First window, the window behind the last, and the hours between.
fn span(critical: Critical, demand: &Demand) -> (usize, usize, f64) {
    let len = demand.len();
    let past = critical.first + critical.steps;
    let end = if past > len { past - len } else { past };
    let ranges = critical.ranges(len);
    let hours = ranges.into_iter().flatten().map(|k| demand.hours_of(k));
    (critical.first, end, hours.sum())
}
