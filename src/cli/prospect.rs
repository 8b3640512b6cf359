//! The years of a scenario's packs, as `peakpack chart` draws them.

use super::failure::{Failure, Result};
use peakpack::fleet::CataloguePack;
use peakpack::life::{CannotPlan, Plan, Prospect, Reach, SEVERITY_SPREAD, Year, life, models_of};
use peakpack::load::Site;
use peakpack::scenario::Scenario;
use std::sync::Arc;

/// The usual plan with its bounds: each model that fits, ± 15 % of severity. No draws.
pub fn prospect(scenario: &Scenario, site: &Arc<Site>) -> Result<Prospect> {
    /// Of the first cut: what is to hold.
    const TO_HOLD: f64 = 0.9;
    let plan = Plan::of(scenario);
    let base = life(scenario, site, &plan).map_err(Failure::input)?;
    let reach = |year: &Year| Reach {
        health: year.soh_mean,
        cut_kw: year.cut_kw,
    };
    let mut low: Vec<Reach> = base.years.iter().map(reach).collect();
    let mut high = low.clone();
    let fitting = models_of(CataloguePack::of(scenario.pack_model()).chemistry);
    for &model in fitting {
        for factor in [1.0 - SEVERITY_SPREAD, 1.0 + SEVERITY_SPREAD] {
            let severity = plan.severity * factor;
            let other = Plan {
                model,
                severity,
                ..plan
            };
            let lived = match life(scenario, site, &other) {
                Err(CannotPlan::Begin(_)) => continue,
                lived => lived.map_err(Failure::input)?,
            };
            for ((low, high), year) in low.iter_mut().zip(&mut high).zip(&lived.years) {
                let at = reach(year);
                low.health = low.health.min(at.health);
                low.cut_kw = low.cut_kw.min(at.cut_kw);
                high.health = high.health.max(at.health);
                high.cut_kw = high.cut_kw.max(at.cut_kw);
            }
        }
    }
    Ok(Prospect {
        plan,
        target_kw: TO_HOLD * base.years.first().map_or(0.0, |year| year.cut_kw),
        base,
        low,
        high,
        spread: Vec::new(),
        draws: 0,
    })
}
