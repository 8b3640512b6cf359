//! How far the use of packs that differ may be from the best.

use super::run::{Outcome, steps_of};
use crate::dispatch::exact_peak;

impl Outcome {
    /// How much lower the peak could be, at most, by another use of packs that differ, kW; 0 where
    /// they are exactly one battery.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::{Id, Scenario};
    /// use std::sync::Arc;
    /// let scenario = Scenario::default();
    /// let site = Arc::new(Site::of(&scenario).unwrap());
    /// assert_eq!(peakpack::run(&scenario, &site).gap_kw(), 0.0);
    /// let unequal = peakpack::run(&scenario.with(Id::Spread, 5.0), &site);
    /// assert!(unequal.gap_kw() > 0.0 && unequal.gap_kw() < 0.01 * unequal.cut_kw());
    /// ```
    pub fn gap_kw(&self) -> f64 {
        if self.fleet.lumps_exactly() {
            return 0.0;
        }
        let (steps, end) = (steps_of(&self.site.demand), self.scenario.end());
        let best = exact_peak(&steps, &self.fleet.at_best(), end);
        best.map_or(0.0, |best| (self.peak_after_kw - best.peak_kw).max(0.0))
    }

    /// By how much another use of packs that differ could lower the peak; `None` where they are
    /// exactly one battery.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::{Id, Scenario};
    /// use std::sync::Arc;
    /// let scenario = Scenario::default().with(Id::Spread, 5.0);
    /// let site = Arc::new(Site::of(&scenario).unwrap());
    /// let said = peakpack::run(&scenario, &site).gap_phrase().unwrap();
    /// assert!(said.ends_with("at most 0.1 MW more."), "{said}");
    /// ```
    pub fn gap_phrase(&self) -> Option<String> {
        if self.fleet.lumps_exactly() {
            return None;
        }
        let (scale, gap_kw) = (self.scale(), self.gap_kw());
        let most = if scale.looks_equal(gap_kw, 0.0) {
            format!("less than {}", scale.smallest())
        } else {
            format!("at most {}", scale.with_unit(gap_kw))
        };
        Some(format!(
            "The packs differ; another use of them could take off {most} more."
        ))
    }
}
