//! How many packs suit a load of another size.

use super::fleet::Fleet;
use crate::scenario::{Id, Scenario};

/// Shares of a peak that packs may supply without being out of all proportion.
const SENSIBLE: std::ops::RangeInclusive<f64> = 0.02..=0.6;

/// How many packs give a tenth of a load's peak, where the scenario's number is out of all
/// proportion to it; `None` where it is not.
///
/// ```
/// use peakpack::fleet::suited_packs;
/// use peakpack::scenario::Scenario;
/// let scenario = Scenario::default();
/// assert_eq!(suited_packs(&scenario, 100_000.0), None);
/// assert!(suited_packs(&scenario, 500.0).unwrap() < 10.0);
/// ```
pub fn suited_packs(scenario: &Scenario, peak_kw: f64) -> Option<f64> {
    let share = Fleet::from_scenario(scenario).power_kw() / peak_kw;
    if SENSIBLE.contains(&share) || peak_kw <= 0.0 {
        return None;
    }
    let to = tenth_of(scenario, peak_kw);
    (to != scenario.get(Id::Packs)).then_some(to)
}

/// The packs that give about a tenth of a power, to two figures; at least one.
pub fn tenth_of(scenario: &Scenario, peak_kw: f64) -> f64 {
    let one = Fleet::from_scenario(&scenario.with(Id::Packs, 1.0).with(Id::Spread, 0.0)).power_kw();
    let packs = if one > 0.0 { 0.1 * peak_kw / one } else { 1.0 };
    let mut grain = 1.0;
    while packs / grain > 100.0 {
        grain *= 10.0;
    }
    let packs = ((packs / grain).round() * grain).max(1.0);
    Id::Packs.parameter().admit(packs).value
}

/// How many packs a slider reaches for a load: about three times those that take off a tenth of its
/// peak, in a round number.
///
/// ```
/// use peakpack::fleet::reach_of_packs;
/// use peakpack::scenario::Scenario;
/// assert_eq!(reach_of_packs(&Scenario::default(), 100_000.0), 2_000.0);
/// ```
pub fn reach_of_packs(scenario: &Scenario, peak_kw: f64) -> f64 {
    let health = Id::Health.parameter().default;
    let tenth = tenth_of(&scenario.with(Id::Health, health), peak_kw);
    round_up(2.2 * tenth).max(10.0)
}

/// The next of 1, 2 and 5 times a power of ten.
pub fn round_up(value: f64) -> f64 {
    let mut grain = 1.0;
    while value > 10.0 * grain {
        grain *= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0];
    let next = steps
        .into_iter()
        .map(|m| m * grain)
        .find(|&step| step >= value);
    next.unwrap_or(value)
}
