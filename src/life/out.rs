//! What is left when packs fail.

use crate::fleet::{Fleet, Kind, drawn};
use crate::load::Site;
use crate::outcome::run_fleet;
use crate::scenario::Scenario;
use std::sync::Arc;

/// The peak when some packs are out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Out {
    /// Share of the packs that fail.
    pub share: f64,
    /// How many that is, rounded up.
    pub packs: u32,
    /// How many give nothing any more: a string stops with each of its packs.
    pub silent: u32,
    /// Highest grid draw with the others, kW.
    pub peak_after_kw: f64,
}

/// The shares of the packs whose failing is looked at.
pub const OUT_SHARES: [f64; 4] = [0.01, 0.02, 0.05, 0.10];

/// The peak if 1, 2, 5 and 10 % of the packs fail, the worst placed: those that hold the most,
/// in strings each in a string of its own.
///
/// ```
/// use peakpack::life::packs_out;
/// use peakpack::load::Site;
/// use peakpack::scenario::Scenario;
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let out = packs_out(&scenario, &site);
/// assert_eq!((out[0].packs, out[3].packs), (7, 64));
/// assert!(out[0].peak_after_kw < out[3].peak_after_kw);
/// ```
pub fn packs_out(scenario: &Scenario, site: &Arc<Site>) -> [Out; 4] {
    OUT_SHARES.map(|share| packs_out_at(scenario, site, share))
}

/// The peak if a share of the packs fails, as in [`packs_out`].
pub fn packs_out_at(scenario: &Scenario, site: &Arc<Site>, share: f64) -> Out {
    let installed = scenario.packs();
    let packs = (f64::from(installed) * share).ceil() as u32;
    let silent = packs
        .saturating_mul(scenario.string_length() as u32)
        .min(installed);
    // Each pack for itself: the best of a kind are better than its mean.
    let mut kinds = drawn(scenario, installed, installed as usize);
    let energy = |kind: &Kind| {
        let one = [Kind { count: 1, ..*kind }];
        Fleet::of_kinds(scenario, &one).energy_now().0
    };
    let mut left = silent;
    while left > 0
        && let Some(best) = best_of(&kinds, energy)
    {
        let lost = kinds[best].count.min(left);
        kinds[best].count -= lost;
        left -= lost;
        if kinds[best].count == 0 {
            kinds.remove(best);
        }
    }
    let fleet = Fleet::of_kinds(scenario, &kinds);
    Out {
        share,
        packs,
        silent,
        peak_after_kw: run_fleet(scenario, site, fleet).peak_after_kw,
    }
}

/// The place of the packs that hold the most: of either car the last are the best.
fn best_of(kinds: &[Kind], energy: impl Fn(&Kind) -> f64) -> Option<usize> {
    let last = |second: bool| kinds.iter().rposition(|kind| kind.second == second);
    match (last(false), last(true)) {
        (Some(a), Some(b)) if energy(&kinds[b]) > energy(&kinds[a]) => Some(b),
        (a, b) => a.or(b),
    }
}
