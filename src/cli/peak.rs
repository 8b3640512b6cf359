//! `peakpack peak`: the exact least peak for a battery given by its numbers.
//!
//! The load is used at its own step unless `--window` averages it.
//!
//! JSON keys:
//!
//! | key | what |
//! |---|---|
//! | `peak_before_kw` | highest step of the load plus the battery's auxiliaries |
//! | `peak_after_kw` | the least highest grid draw, auxiliaries included |
//! | `limited_by` | `nothing`, `power`, `energy` or `recharge` |
//! | `passes` | walks over any part of the load that were needed |
//! | `kw_per_kwh` | by how much one more usable kWh would lower the peak |
//! | `critical` | the time that decides: `start_min`, `end_min`, `hours`, `start`, `end`; or null |
//! | `steps`, `step_s` | of the load as it was used |
//! | `start_kwh`, `equivalent_full_cycles` | of the dispatch; with `--dispatch` only |
//! | `monthly` | `[{year, month, before_kw, after_kw}]` with `--monthly` only |
//! | `warnings` | of the load's file |
//!
//! With `--monthly` the sum of the monthly peaks is the least there is, all months
//! priced alike; the highest of them may then lie above the least highest peak.

use super::dispatch_csv;
use super::failure::{Failure, Result};
use super::input::is_dash;
use super::reader_options::ReaderArgs;
use super::text::{Align, table};
use super::{battery_file, critical, load, months, output, packs, text};
use clap::{Args, ValueEnum};
use peakpack::dispatch::{
    Binding, Critical, EndCondition, Infeasible, Schedule, Steps, Window, exact_peak, least_peaks,
    schedule,
};
use peakpack::fleet::Battery;
use peakpack::load::{Demand, Series, Step, demand};
use peakpack::outcome::{MonthPeak, PowerScale, critical_record, group, months_record};
use serde_json::{Value, json};
use std::ops::Range;
use std::path::PathBuf;

/// Find the exact least peak for a battery given by its numbers
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, after_long_help = after_long_help())]
pub struct PeakArgs {
    /// The site's load: CSV or Green Button XML, - for standard input
    #[arg(long, value_name = "FILE")]
    load: PathBuf,
    /// The battery: a JSON file, - for standard input
    #[arg(long, value_name = "FILE.json", required_unless_present = "packs")]
    battery: Option<PathBuf>,
    /// Packs that differ, each behind a converter: a JSON list of batteries, - for standard input
    #[arg(long, value_name = "FILE.json", conflicts_with_all = ["battery", "monthly", "dispatch"])]
    packs: Option<PathBuf>,
    /// What must be in the battery at the end
    #[arg(long)]
    end: EndArg,
    /// Make the sum of the monthly peaks as small as it can be
    #[arg(long)]
    monthly: bool,
    /// Average the load over clock windows of so many minutes, up to 60
    #[arg(long, value_name = "MIN", value_parser = window)]
    window: Option<Step>,
    /// Write what the battery does in each step; with - it is printed instead of the result
    #[arg(long, value_name = "FILE.csv")]
    dispatch: Option<PathBuf>,
    /// Print JSON, powers in kW
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum EndArg {
    /// It starts with e0_kwh and may end empty
    Free,
    /// It starts with e0_kwh and ends with no less
    CyclicFixed,
    /// The time repeats; what is in the battery where it begins is chosen
    CyclicFree,
}

impl EndArg {
    fn condition(self) -> EndCondition {
        match self {
            Self::Free => EndCondition::Free,
            Self::CyclicFixed => EndCondition::SameAsStart,
            Self::CyclicFree => EndCondition::Steady,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  peakpack peak --load load.csv --battery battery.json --end free
  peakpack peak --load load.csv --battery battery.json --end cyclic_free --monthly --json
  peakpack peak --load load.csv --battery battery.json --end cyclic_fixed --dispatch dispatch.csv
  peakpack peak --load load.csv --packs packs.json --end free
  cat battery.json | peakpack peak --load load.csv --battery - --end free";

const DETAILS: &str = "\
The battery is a JSON object with these numbers, power at the meter and energy in the store:
  e_min_kwh, e_max_kwh         least and most energy it may hold
  p_charge_kw, p_discharge_kw  highest power
  eta_c, eta_d                 share of the energy that comes through, 0.01 to 1
  e0_kwh                       energy at the start
  self_discharge_per_h         share of the energy lost in an hour, 0 to 0.5
  aux_kw                       steady own use, which both peaks include

The dispatch has the columns t_min,load_kw,grid_kw,battery_kw,stored_kwh: minutes from
the start of the load; the site alone; what is drawn from the grid (load + aux_kw −
battery); battery power, positive discharging; energy in the store after the step.
It recharges as late as later needs allow.

Packs that differ are a list of such objects. Each keeps its own limits. The peak is one
that they can keep; with it comes what no dispatch of them can stay below, and the gap.

Exit code 3: at no grid draw can the battery do what was asked.";

fn after_long_help() -> String {
    format!("{DETAILS}\n\n{EXAMPLES}")
}

fn window(text: &str) -> std::result::Result<Step, String> {
    let minutes: Option<f64> = text.trim().parse().ok();
    minutes
        .filter(|minutes| (0.1..=3_600.0).contains(&(minutes * 60.0)))
        .map(|minutes| Step::from_seconds_clamped(minutes * 60.0))
        .ok_or_else(|| "say a number of minutes up to 60".to_owned())
}

/// The least peaks of a load.
struct Solved {
    peak_before_kw: f64,
    peak_after_kw: f64,
    limited_by: Binding,
    critical: Option<Critical>,
    kw_per_kwh: f64,
    passes: u32,
    /// Stretches of the load with one threshold each.
    ranges: Vec<Range<usize>>,
    thresholds_kw: Vec<f64>,
    /// Empty unless asked for.
    months: Vec<MonthPeak>,
}

/// Runs the command.
pub fn run(args: &PeakArgs) -> Result<()> {
    for (option, file) in [("--battery", &args.battery), ("--packs", &args.packs)] {
        if is_dash(&args.load) && file.as_deref().is_some_and(is_dash) {
            return Err(Failure::input(format!(
                "--load and {option} cannot both be standard input"
            )));
        }
    }
    let packs = args.packs.as_deref().map(battery_file::read_packs);
    let packs = packs.transpose()?;
    let battery = args.battery.as_deref().map(battery_file::read);
    let battery = battery.transpose()?.unwrap_or(Battery::NONE);
    let reading = load::read(&args.load, &args.reader)?;
    let demand = metered(&reading.series, args.window);
    let steps = Steps::with_partial_ends(
        demand.kw(),
        demand.dt_h(),
        demand.first_h(),
        demand.last_h(),
    );
    let end = args.end.condition();
    let mut warnings = reading.report.warnings;
    if demand.coarser_than_window() {
        warnings
            .push("The load's step is longer than the window: it was used as it is.".to_owned());
    }
    if let Some(packs) = packs {
        return packs::run(&packs, &steps, end, args.json, &demand, &warnings);
    }
    let solved = if args.monthly {
        by_month(&demand, &steps, &battery, end)
    } else {
        highest(&steps, &battery, end)
    };
    let solved = solved.map_err(Failure::infeasible)?;
    let plan = args.dispatch.as_ref().map(|path| {
        let (ranges, limits) = (&solved.ranges, &solved.thresholds_kw);
        // No field says where the battery rests: as low as later needs allow.
        let rest_kwh = battery.spec().e_min_kwh;
        let plan = schedule(&steps, &battery, end, ranges, limits, rest_kwh);
        (path, plan)
    });
    if let Some((path, plan)) = &plan {
        output::write(path, &dispatch_csv::csv(&demand, plan))?;
        if is_dash(path) {
            return Ok(());
        }
    }
    if args.json {
        let plan = plan.as_ref().map(|(_, plan)| plan);
        output::print_json(&as_json(&solved, plan, &battery, &demand, &warnings))
    } else {
        output::print(&as_text(&solved, &battery, &demand, &warnings))
    }
}

/// The load at its own step, or averaged over clock windows.
fn metered(series: &Series, window: Option<Step>) -> Demand {
    match window {
        Some(window) => demand(series, window),
        None => Demand::per_step(series),
    }
}

fn highest(
    steps: &Steps,
    battery: &Battery,
    end: EndCondition,
) -> std::result::Result<Solved, Infeasible> {
    let best = exact_peak(steps, battery, end)?;
    Ok(Solved {
        peak_before_kw: steps.peak_kw() + battery.spec().aux_kw,
        peak_after_kw: best.peak_kw,
        limited_by: best.binding,
        critical: best.critical,
        kw_per_kwh: best.kw_per_kwh,
        passes: best.passes,
        ranges: std::iter::once(0..steps.len()).collect(),
        thresholds_kw: vec![best.peak_kw],
        months: Vec::new(),
    })
}

fn by_month(
    demand: &Demand,
    steps: &Steps,
    battery: &Battery,
    end: EndCondition,
) -> std::result::Result<Solved, Infeasible> {
    let spans = demand.months();
    let windows: Vec<Window> = spans
        .iter()
        .map(|month| Window::plain(month.range.clone()))
        .collect();
    let best = least_peaks(steps, battery, end, &windows, None)?;
    let aux = battery.spec().aux_kw;
    let months = spans
        .iter()
        .zip(&best.peaks)
        .map(|(month, peak)| MonthPeak {
            year: month.year,
            month: month.month,
            before_kw: steps.slice(month.range.clone()).peak_kw() + aux,
            after_kw: peak.peak_kw,
        });
    let peak_after_kw = best.highest_kw();
    let deciding = best.peaks.iter().find(|peak| peak.peak_kw == peak_after_kw);
    Ok(Solved {
        peak_before_kw: steps.peak_kw() + aux,
        peak_after_kw,
        limited_by: deciding.map_or(Binding::Nothing, |peak| peak.binding),
        critical: deciding.and_then(|peak| peak.critical),
        kw_per_kwh: deciding.map_or(0.0, |peak| peak.kw_per_kwh),
        passes: best.passes,
        months: months.collect(),
        ranges: spans.into_iter().map(|month| month.range).collect(),
        thresholds_kw: best.peaks.iter().map(|peak| peak.peak_kw).collect(),
    })
}

fn as_json(
    solved: &Solved,
    plan: Option<&Schedule>,
    battery: &Battery,
    demand: &Demand,
    warnings: &[String],
) -> Value {
    let mut value = json!({
        "peak_before_kw": solved.peak_before_kw,
        "peak_after_kw": solved.peak_after_kw,
        "limited_by": solved.limited_by.id(),
        "passes": solved.passes,
        "kw_per_kwh": solved.kw_per_kwh,
        "critical": critical_record(solved.critical, demand),
        "steps": demand.len(),
        "step_s": demand.window().seconds(),
    });
    if let Value::Object(keys) = &mut value {
        if let Some(plan) = plan {
            let usable = battery.usable_kwh();
            let cycles = if usable > 0.0 {
                plan.discharged_kwh / usable
            } else {
                0.0
            };
            keys.insert("start_kwh".to_owned(), json!(plan.start_kwh));
            keys.insert("equivalent_full_cycles".to_owned(), json!(cycles));
        }
        if !solved.months.is_empty() {
            let monthly = json!(months_record(&solved.months, demand.dated()));
            keys.insert("monthly".to_owned(), monthly);
        }
        keys.insert("warnings".to_owned(), json!(warnings));
    }
    value
}

/// What became of the peak, as a sentence.
pub fn change(scale: PowerScale, before_kw: f64, after_kw: f64) -> String {
    if scale.looks_equal(before_kw, after_kw) {
        return format!("The peak stays {}.", scale.with_unit(before_kw));
    }
    format!(
        "The peak falls from {} to {}, by {} {}.",
        scale.number(before_kw),
        scale.with_unit(after_kw),
        scale.difference(before_kw, after_kw),
        scale.unit()
    )
}

fn as_text(solved: &Solved, battery: &Battery, demand: &Demand, warnings: &[String]) -> String {
    let scale = PowerScale::for_peak(solved.peak_before_kw);
    let (before, after) = (solved.peak_before_kw, solved.peak_after_kw);
    let change = change(scale, before, after);
    let limit = match (solved.limited_by, solved.critical) {
        (limit @ (Binding::Energy | Binding::Recharge), Some(window)) => format!(
            "Limited by {}: what decides is the load {}.",
            limit.id(),
            critical::phrase(window, demand)
        ),
        (limit, _) => format!("Limited by {}.", limit.id()),
    };
    let row = |label: &str, value: String| [label.to_owned(), value];
    let figures = [
        row("Peak before", format!("{before} kW, auxiliaries included")),
        row("Peak after", format!("{after} kW")),
        row(
            "Battery",
            format!(
                "{} kWh usable, {} kW",
                battery.usable_kwh(),
                battery.spec().p_discharge_kw
            ),
        ),
        row(
            "Load",
            format!(
                "{} steps of {} s, walked {} times",
                group(&demand.len().to_string()),
                demand.window().seconds(),
                solved.passes
            ),
        ),
    ];
    let mut out = format!("{change}\n{limit}\n\n{}", table([Align::Left; 2], &figures));
    if !solved.months.is_empty() {
        out.push('\n');
        out.push_str(&months::text(&solved.months, demand.dated(), scale));
    }
    out.push_str(&text::warnings(warnings));
    out
}
