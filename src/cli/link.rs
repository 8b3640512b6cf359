//! `peakpack link`: the link that shows others exactly this.
//!
//! JSON keys:
//!
//! | key | what |
//! |---|---|
//! | `link` | the link, behind `--place` |
//! | `query`, `fragment` | what stands behind its `?` and its `#` |
//! | `peak_before_kw`, `peak_after_kw` | what those who open it will see |
//! | `sentence` | the finding they will read |
//! | `warnings` | of link and file, and what rounding the load has changed |

use super::failure::{Failure, Result};
use super::reader_options::ReaderArgs;
use super::scenario::ScenarioArgs;
use super::text::warnings as warnings_text;
use super::{carried, output};
use clap::Args;
use peakpack::load::carried::{LONG_LINK, pack};
use peakpack::load::{LoadSource, Site, window_of};
use peakpack::scenario::{Link, Receipt};
use serde_json::json;
use std::sync::Arc;

/// Write the link that shows others exactly this, with its receipt and its load
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct LinkArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// The address of the calculator
    #[arg(long, value_name = "ADDRESS", default_value = "")]
    place: String,
    /// Leave the load of --load out of the link
    #[arg(long)]
    without_load: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

const EXAMPLES: &str = "\
Examples:
  peakpack link --link 'packs=800&soh=74,5'
  peakpack link --link 'packs=12' --load meter.csv --period peak-week --place https://host/";

/// Runs the command.
pub fn run(args: &LinkArgs) -> Result<()> {
    let prepared = args.scenario.prepare(&args.reader)?;
    let scenario = prepared.decoded.scenario;
    let other = prepared.decoded.other;
    let mut warnings = prepared.warnings;
    let mut site = prepared.site;
    let mut fragment = String::new();
    let own_load = !matches!(site.source, LoadSource::Profile(_));
    if own_load && args.without_load {
        site = Arc::new(Site::of(&scenario).map_err(Failure::input)?);
        warnings.push("The link opens with a generated load: other figures.".to_owned());
    } else if own_load {
        let packed = pack(&site.series);
        fragment = carried::fragment(&packed);
        let before = peakpack::run(&scenario, &site).peak_after_kw;
        let window = window_of(&scenario);
        site = Arc::new(Site::new(LoadSource::Link, packed.series, window));
        let after = peakpack::run(&scenario, &site).peak_after_kw;
        warnings.push(format!(
            "The load is rounded to 1/200 of its highest power: the peak after is {after} kW there and {before} kW here."
        ));
        if fragment.len() > LONG_LINK {
            warnings.push(format!(
                "The link has {} characters: too long for most programs. --period peak-week takes the week of the peak.",
                fragment.len()
            ));
        }
    }
    let outcome = peakpack::run(&scenario, &site);
    let query = Link {
        other: other.as_ref(),
        receipt: Some(Receipt {
            peak_kw: outcome.peak_after_kw,
            of_load: !fragment.is_empty(),
        }),
        display: Some(&prepared.decoded.display),
        ..Link::of(&scenario)
    }
    .to_query();
    let mut link = format!("{}?{query}", args.place);
    if !fragment.is_empty() {
        link.push('#');
        link.push_str(&fragment);
    }
    if args.json {
        output::print_json(&json!({
            "link": link,
            "query": query,
            "fragment": fragment,
            "peak_before_kw": outcome.peak_before_kw,
            "peak_after_kw": outcome.peak_after_kw,
            "sentence": outcome.finding().to_string(),
            "warnings": warnings,
        }))
    } else {
        output::print(&format!("{link}\n{}", warnings_text(&warnings)))
    }
}
