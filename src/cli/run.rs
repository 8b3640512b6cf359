//! `peakpack run`: what the packs of a scenario do for its site.
//!
//! JSON keys:
//!
//! | key | what |
//! |---|---|
//! | `link` | the scenario's own link, with everything out of range mended |
//! | `sentence`, `reason` | the finding, and why the peak is not lower |
//! | `peak_before_kw` | highest draw over the metering window, without packs and their auxiliaries |
//! | `peak_after_kw` | the same with them |
//! | `limited_by` | `nothing`, `power`, `energy`, `recharge`, `limit` or `floor` |
//! | `usable_kwh`, `power_kw` | between lowest and highest charge; discharging power at the meter |
//! | `equivalent_full_cycles` | energy taken from the store over usable energy, in the time covered |
//! | `equivalent_full_cycles_per_year` | the same in a year |
//! | `losses_kwh` | lost in charging, discharging and resting, in the time covered |
//! | `kw_per_kwh` | by how much one more usable kWh would lower the peak |
//! | `window_s`, `hours` | the metering window; the time covered |
//! | `passes` | walks over any part of the load that the exact peak needed |
//! | `critical` | the time that decides: `start_min`, `end_min`, `hours`, `start`, `end`; or null |
//! | `advice` | `target_kw` and `more_packs` (null: no number will do), or null |
//! | `infeasible` | why the packs could not be used at all, or null |
//! | `monthly` | `[{year, month, before_kw, after_kw}]`, `year` for loads with dates |
//! | `warnings` | of link, file and result |
//! | `load` | `file`, `link` or `generated` |
//! | `inputs` | every input by its key in links |
//! | `assumptions` | what the figures rest on |
//! | `version`, `disclaimer` | of the model; what must be said with its figures |

use super::failure::Result;
use super::reader_options::ReaderArgs;
use super::scenario::ScenarioArgs;
use super::text::{Align, table, wrap};
use super::{months, output, parameters, text};
use clap::Args;
use peakpack::Outcome;
use peakpack::outcome::{DISCLAIMER, record};
use peakpack::scenario::Link;
use serde_json::json;

/// Simulate: grid draw before and after, what limits the packs, and why
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, after_long_help = after_long_help())]
pub struct RunArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// Print JSON, powers in kW, energies in kWh
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

const EXAMPLES: &str = "\
Examples:
  peakpack run --link 'v=1&packs=800'
  peakpack run --link 's=colo&soh=70' --json
  peakpack run --link 'packs=12' --load meter.csv
  cat meter.csv | peakpack run --link 'packs=12' --load -";

fn after_long_help() -> String {
    format!(
        "What a link may say (peakpack parameters tells more):\n{}\n{EXAMPLES}",
        parameters::overview()
    )
}

/// Columns of a terminal.
const WIDTH: usize = 80;

/// Runs the command.
pub fn run(args: &RunArgs) -> Result<()> {
    let mut prepared = args.scenario.prepare(&args.reader)?;
    let outcome = peakpack::run(&prepared.decoded.scenario, &prepared.site);
    let receipt = prepared.decoded.receipt;
    let drift = receipt.and_then(|receipt| outcome.drift_from(receipt));
    prepared.warnings.extend(drift);
    let other = prepared.other()?;
    if args.json {
        let link = Link {
            other: prepared.decoded.other.as_ref(),
            ..Link::of(&prepared.decoded.scenario)
        }
        .to_query();
        let all: Vec<&Outcome> = [&outcome].into_iter().chain(&other).collect();
        return output::print_json(&json!(record(&all, &link, prepared.warnings)));
    }
    let mut warnings = prepared.warnings;
    warnings.extend(outcome.warnings());
    warnings.extend(outcome.gap_phrase());
    let beside = other.map(|other| wrap(&format!("B: {}", other.finding()), WIDTH, ""));
    let text = as_text(&outcome, &warnings);
    output::print(&match beside {
        Some(beside) => format!("{beside}\n\n{text}"),
        None => text,
    })
}

fn as_text(outcome: &Outcome, warnings: &[String]) -> String {
    let advice = outcome.advice();
    let reason = format!(
        "{}. {}",
        outcome.limit_title(),
        outcome.reason_with(advice.as_ref())
    );
    let figures = outcome.figures().map(|figure| {
        [
            figure.label.to_owned(),
            format!("{} {}", figure.value, figure.unit),
            format!("{}{}", figure.detail, figure.stressed),
        ]
    });
    format!(
        "{}\n{}\n\n{}\n{}{}\n{DISCLAIMER}\n",
        wrap(&outcome.finding().to_string(), WIDTH, ""),
        wrap(&reason, WIDTH, ""),
        table([Align::Left; 3], &figures),
        months::text(
            &outcome.months,
            outcome.site.demand.dated(),
            outcome.scale()
        ),
        text::warnings(warnings),
    )
}
