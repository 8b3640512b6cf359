//! The years of a scenario's packs, as `peakpack chart` draws them.

use super::failure::{Failure, Result};
use peakpack::life::{Prospect, Study};
use peakpack::load::Site;
use peakpack::scenario::Scenario;
use std::sync::Arc;

/// The whole study of a scenario's plan.
pub fn prospect(scenario: &Scenario, site: &Arc<Site>) -> Result<Prospect> {
    let mut study = Study::new(scenario, site).map_err(Failure::input)?;
    while study.step().map_err(Failure::input)? {}
    Ok(study.prospect().clone())
}
