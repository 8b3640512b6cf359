//! `peakpack peak --packs`: the least peak of packs that differ, each behind a converter.
//!
//! JSON keys:
//!
//! | key | what |
//! |---|---|
//! | `peak_before_kw` | highest step of the load plus the auxiliaries of all packs |
//! | `peak_after_kw` | a grid draw that the packs can keep, auxiliaries included |
//! | `lower_bound_kw` | what no dispatch of the packs can stay below |
//! | `gap_kw` | how far the peak may lie above the least there is, at most |
//! | `exact` | whether the peak is the least there is |
//! | `limited_by` | as for one battery where the peak is exact, or null |
//! | `packs`, `kinds` | how many packs, and how many that differ in more than size |
//! | `steps`, `step_s` | of the load as it was used |
//! | `warnings` | of the load's file |

use super::failure::{Failure, Result};
use super::output;
use super::peak::change;
use super::text::{self, Align, table};
use peakpack::dispatch::{EndCondition, PacksPeak, Steps, packs_peak};
use peakpack::fleet::Battery;
use peakpack::load::Demand;
use peakpack::outcome::{PowerScale, group};
use serde_json::{Value, json};

/// Finds the peak and prints it.
pub fn run(
    packs: &[Battery],
    steps: &Steps,
    end: EndCondition,
    as_json: bool,
    demand: &Demand,
    warnings: &[String],
) -> Result<()> {
    let found = packs_peak(steps, packs, end).map_err(Failure::infeasible)?;
    let aux_kw: f64 = packs.iter().map(|pack| pack.spec().aux_kw).sum();
    let before_kw = steps.peak_kw() + aux_kw;
    if as_json {
        output::print_json(&json_of(&found, packs.len(), before_kw, demand, warnings))
    } else {
        output::print(&text_of(&found, packs, before_kw, demand, warnings))
    }
}

fn json_of(
    found: &PacksPeak,
    packs: usize,
    before_kw: f64,
    demand: &Demand,
    warnings: &[String],
) -> Value {
    json!({
        "peak_before_kw": before_kw,
        "peak_after_kw": found.peak_kw,
        "lower_bound_kw": found.lower_bound_kw,
        "gap_kw": found.gap_kw(),
        "exact": found.is_exact(),
        "limited_by": found.limited_by.map(|binding| binding.id()),
        "packs": packs,
        "kinds": found.kinds,
        "steps": demand.len(),
        "step_s": demand.window().seconds(),
        "warnings": warnings,
    })
}

fn text_of(
    found: &PacksPeak,
    packs: &[Battery],
    before_kw: f64,
    demand: &Demand,
    warnings: &[String],
) -> String {
    let scale = PowerScale::for_peak(before_kw);
    let certain = match found.limited_by {
        Some(binding) => format!("Exact. Limited by {}.", binding.id()),
        None => format!(
            "No dispatch of the packs can stay below {} kW, {} kW less.",
            found.lower_bound_kw,
            found.gap_kw()
        ),
    };
    let sum = |of: fn(&Battery) -> f64| packs.iter().map(of).sum::<f64>();
    let row = |label: &str, value: String| [label.to_owned(), value];
    let figures = [
        row(
            "Peak before",
            format!("{before_kw} kW, auxiliaries included"),
        ),
        row("Peak after", format!("{} kW", found.peak_kw)),
        row(
            "Packs",
            format!(
                "{} of {} kinds, {} kWh usable, {} kW",
                group(&packs.len().to_string()),
                group(&found.kinds.to_string()),
                sum(Battery::usable_kwh),
                sum(|pack| pack.spec().p_discharge_kw)
            ),
        ),
        row(
            "Load",
            format!(
                "{} steps of {} s",
                group(&demand.len().to_string()),
                demand.window().seconds()
            ),
        ),
    ];
    let mut out = format!(
        "{}\n{certain}\n\n{}",
        change(scale, before_kw, found.peak_kw),
        table([Align::Left; 2], &figures)
    );
    out.push_str(&text::warnings(warnings));
    out
}
