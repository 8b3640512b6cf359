//! How many packs a lower peak would need.

use super::run::{Outcome, steps_of};
use crate::dispatch::is_feasible;
use crate::fleet::Fleet;
use crate::scenario::Id;

/// What it would take to reach a round, lower peak.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Advice {
    /// The peak, kW: the next round figure below the one reached.
    pub target_kw: f64,
    /// How many more packs it needs, rounded up to two figures; `None` when no number within the limits will do.
    pub more_packs: Option<u32>,
}

impl Outcome {
    /// The next round peak below the one reached, and the packs that would reach it.
    ///
    /// Some fifteen walks over the load: cheap, but not for every frame of a drag
    /// over half a million steps.
    pub fn advice(&self) -> Option<Advice> {
        let target_kw = self.round_target()?;
        let steps = steps_of(&self.site.demand);
        let end = self.scenario.end();
        let reaches = |packs: f64| {
            let scenario = self.scenario.with(Id::Packs, packs);
            let battery = Fleet::from_scenario(&scenario).battery();
            is_feasible(&steps, &battery, end, target_kw)
        };
        let now = f64::from(self.scenario.packs());
        let most = Id::Packs.parameter().admit(f64::INFINITY).value;
        let mut enough = (now * 1.25).max(now + 10.0).min(most);
        let mut too_few = now;
        while !reaches(enough) {
            if enough >= most {
                return Some(Advice {
                    target_kw,
                    more_packs: None,
                });
            }
            too_few = enough;
            enough = (enough * 2.0).min(most);
        }
        while enough - too_few > (0.01 * (enough - now)).max(1.0) {
            let middle = ((enough + too_few) / 2.0).floor();
            if reaches(middle) {
                enough = middle;
            } else {
                too_few = middle;
            }
        }
        Some(Advice {
            target_kw,
            more_packs: Some(up_to_two_figures(enough - now)),
        })
    }

    /// The next round figure below the peak reached, if it lies above the mean.
    fn round_target(&self) -> Option<f64> {
        if self.battery.usable_kwh() <= 0.0 || self.cut_kw() <= 0.0 {
            return None;
        }
        // Steps of 1, 2 or 5 times a power of ten, about as large as the cut.
        let size = libm::floor(libm::log10(self.peak_before_kw / 10.0));
        let unit = libm::pow(10.0, size);
        let grain = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|m| m * unit)
            .find(|&grain| grain >= 0.5 * self.cut_kw())
            .unwrap_or(10.0 * unit);
        let target = ((self.peak_after_kw - 0.5 * grain) / grain).floor() * grain;
        (target > 1.02 * self.site.mean_kw).then_some(target)
    }
}

fn up_to_two_figures(packs: f64) -> u32 {
    let mut grain = 1.0;
    while packs / grain > 100.0 {
        grain *= 10.0;
    }
    ((packs / grain).ceil() * grain) as u32
}
