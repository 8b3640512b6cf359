//! What a link and a load file make together.

use super::failure::{Failure, Result};
use super::reader_options::ReaderArgs;
use super::{carried, load};
use clap::Args;
use peakpack::fleet::suited_packs;
use peakpack::load::{LoadSource, Site, window_of};
use peakpack::scenario::{Decoded, Id, decode};
use peakpack::{Outcome, run};
use std::path::PathBuf;
use std::sync::Arc;

/// The scenario, and the load if it is no generated one
#[derive(Args, Debug)]
pub struct ScenarioArgs {
    /// The scenario as a link or what follows its question mark [default: the first preset]
    #[arg(
        long,
        value_name = "LINK",
        default_value = "",
        hide_default_value = true
    )]
    link: String,
    /// The site's load: CSV, .xlsx, Green Button XML or NEM12, - for standard input [default: generated]
    #[arg(long, value_name = "FILE")]
    load: Option<PathBuf>,
}

/// A scenario ready to be simulated.
pub struct Prepared {
    /// What the link says.
    pub decoded: Decoded,
    /// The load.
    pub site: Arc<Site>,
    /// What of the link or the file was not taken as it stood.
    pub warnings: Vec<String>,
}

/// The inputs that make a generated load, which a file takes the place of.
const OF_THE_PROFILE: [Id; 7] = [
    Id::SitePeak,
    Id::Shape,
    Id::LoadFactor,
    Id::Pue,
    Id::Seed,
    Id::Step,
    Id::Days,
];

impl ScenarioArgs {
    /// Reads link and file.
    pub fn prepare(&self, reader: &ReaderArgs) -> Result<Prepared> {
        let mut decoded = decode(&self.link);
        let mut warnings: Vec<String> = decoded.warnings.iter().map(|w| w.to_string()).collect();
        let scenario = decoded.scenario;
        let site = match &self.load {
            None => match carried::of_link(&self.link)? {
                Some(series) => Site::new(LoadSource::Link, series, window_of(&scenario)),
                None => Site::of(&scenario).map_err(Failure::input)?,
            },
            Some(path) => {
                let reading = load::read(path, reader)?;
                warnings.extend(reading.report.warnings.iter().cloned());
                let idle: Vec<&str> = scenario
                    .changed()
                    .filter(|id| OF_THE_PROFILE.contains(id))
                    .map(|id| id.parameter().key)
                    .collect();
                if !idle.is_empty() {
                    warnings.push(format!(
                        "The load comes from the file, so {} of the link {} no effect.",
                        idle.join(", "),
                        if idle.len() == 1 { "has" } else { "have" }
                    ));
                }
                // A number in the link is the person's own; the preset's is that of its site.
                let own = scenario.changed().any(|id| id == Id::Packs);
                let suited = suited_packs(&scenario, reading.report.max_kw).filter(|_| !own);
                if let Some(packs) = suited {
                    decoded.scenario.set(Id::Packs, packs);
                    warnings.push(format!(
                        "The packs were set to {}, about a tenth of this load’s peak: packs= in the link sets another number.",
                        Id::Packs.parameter().format(packs)
                    ));
                }
                Site::of_meter(&reading, window_of(&scenario))
            }
        };
        Ok(Prepared {
            decoded,
            site: Arc::new(site),
            warnings,
        })
    }
}

impl Prepared {
    /// What the link compares with, behind the same load unless loads are generated.
    pub fn other(&self) -> Result<Option<Outcome>> {
        let Some(other) = &self.decoded.other else {
            return Ok(None);
        };
        let window = window_of(other);
        let site = match self.site.source {
            LoadSource::Profile(_) => Site::of(other).map_err(Failure::input)?,
            source => Site {
                filled_ms: self.site.filled_ms.clone(),
                spikes_ms: self.site.spikes_ms.clone(),
                ..Site::new(source, self.site.series.clone(), window)
            },
        };
        Ok(Some(run(other, &Arc::new(site))))
    }
}
