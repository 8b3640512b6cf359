//! What is left when packs fail.

use super::cohort::Cohorts;
use super::plan::{CannotPlan, Plan};
use crate::fleet::{Fleet, in_strings};
use crate::load::Site;
use crate::outcome::run_fleet;
use crate::scenario::Scenario;
use crate::units::Fraction;
use std::sync::Arc;

/// The peak when some packs are out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Out {
    /// Share of the packs that are out.
    pub share: f64,
    /// How many that is, rounded up.
    pub packs: u32,
    /// Highest grid draw with the others, kW.
    pub peak_after_kw: f64,
}

/// The peak if 1, 2, 5 and 10 % of the packs fail, the worst placed: those that hold the most.
///
/// # Errors
/// Those of [`life`](super::life()).
///
/// ```
/// use peakpack::life::{Plan, packs_out};
/// use peakpack::load::Site;
/// use peakpack::scenario::Scenario;
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let out = packs_out(&scenario, &site, &Plan::of(&scenario)).unwrap();
/// assert_eq!((out[0].packs, out[3].packs), (7, 64));
/// assert!(out[0].peak_after_kw < out[3].peak_after_kw);
/// ```
pub fn packs_out(
    scenario: &Scenario,
    site: &Arc<Site>,
    plan: &Plan,
) -> Result<[Out; 4], CannotPlan> {
    // What cannot be planned cannot be missed.
    Cohorts::new(scenario, plan, &plan.ageing()?)?;
    let healths = match plan.spread {
        Some(spread) => in_strings(&spread.healths(scenario.packs()), plan.string, spread.seed),
        None => vec![scenario.health(); scenario.packs() as usize],
    };
    Ok([0.01, 0.02, 0.05, 0.10].map(|share| {
        let packs = (f64::from(scenario.packs()) * share).ceil() as usize;
        // Sorted from the worst: the best are those that are out.
        let left: &[Fraction] = healths
            .get(..healths.len().saturating_sub(packs))
            .unwrap_or_default();
        let fleet = Fleet::of_healths(scenario, left, super::KINDS);
        Out {
            share,
            packs: packs as u32,
            peak_after_kw: run_fleet(scenario, site, fleet).peak_after_kw,
        }
    }))
}
