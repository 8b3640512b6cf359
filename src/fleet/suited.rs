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
