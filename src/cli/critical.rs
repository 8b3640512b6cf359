//! The steps that decide, in words.

use peakpack::dispatch::Critical;
use peakpack::load::Demand;
use peakpack::outcome::{clock_and_day, critical_hours, duration};

/// `from 18:00 on 3 July to 06:20 on 4 July (12 h 20)`.
pub fn phrase(critical: Critical, demand: &Demand) -> String {
    if critical.steps >= demand.len() {
        return "over the whole time".to_owned();
    }
    format!(
        "from {} to {} ({})",
        clock_and_day(demand.time(critical.first)),
        clock_and_day(demand.time(critical.end(demand.len()))),
        duration(critical_hours(critical, demand))
    )
}
