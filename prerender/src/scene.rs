//! A scenario with everything that is known of it.

use crate::Result;
use peakpack::Outcome;
use peakpack::life::{Prospect, Study};
use peakpack::load::Site;
use peakpack::outcome::{DISCLAIMER, Figure};
use peakpack::scenario::{Id, Scenario};
use std::sync::Arc;

pub struct Scene {
    pub scenario: Scenario,
    pub outcome: Outcome,
    prospect: Prospect,
}

impl Scene {
    /// Simulates a scenario, years and all.
    pub fn of(scenario: Scenario) -> Result<Self> {
        let site = Arc::new(Site::of(&scenario).map_err(|why| why.to_string())?);
        let mut study = Study::new(&scenario, &site).map_err(|why| why.to_string())?;
        while study.step().map_err(|why| why.to_string())? {}
        Ok(Self {
            scenario,
            outcome: peakpack::run(&scenario, &site),
            prospect: study.prospect().clone(),
        })
    }

    /// The four key figures of the page.
    pub fn figures(&self) -> [Figure; 4] {
        let mut all = self.outcome.figures();
        all[3] = self.prospect.lasts_figure();
        all
    }

    /// `Mixed AI campus, 100 MW`.
    pub fn name(&self) -> String {
        let peak = Id::SitePeak
            .parameter()
            .format(self.scenario.get(Id::SitePeak));
        format!("{}, {peak}", self.scenario.preset().label)
    }

    /// Why the peak is not lower, as the page says it.
    pub fn reason(&self) -> String {
        let advice = self.outcome.advice();
        let said = self.outcome.reason_with(advice.as_ref()).to_string();
        match self.outcome.gap_phrase() {
            Some(gap) => format!("{said} {gap}"),
            None => said,
        }
    }

    /// What must be said beside every figure of this scenario.
    pub fn disclaimer(&self) -> String {
        match self.scenario.preset().note {
            "" => DISCLAIMER.to_owned(),
            note => format!("{DISCLAIMER} {note}"),
        }
    }
}
