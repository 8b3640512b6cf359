//! `peakpack life`: what becomes of the packs of a scenario, year by year.
//!
//! JSON keys:
//!
//! | key | what |
//! |---|---|
//! | `link` | the scenario's own link |
//! | `sentence` | the finding |
//! | `model`, `severity`, `temperature_c`, `begin` | how the cells age |
//! | `peak_before_kw` | highest draw without packs |
//! | `years` | one entry for now and after each year: `year`, `packs`, `soh_mean`, `soh_min`, `soh_max`, `usable_kwh`, `power_kw`, `peak_after_kw`, `cut_kw`, `cycles`, `replaced`, `added`, and `low` and `high` of the cut |
//! | `lasts_years` | years for which the cut stays at or above `target_kw`; null while it does to the end |
//! | `target_kw` | the cut to hold |
//! | `out` | `[{share, packs, peak_after_kw}]`: the peak if so many of the best packs fail |
//! | `exact` | whether one battery stands for all packs without any error |
//! | `warnings` | of link, file and result, and where a model is outside its fitted range |

use super::failure::{Failure, Result};
use super::output;
use super::reader_options::ReaderArgs;
use super::scenario::ScenarioArgs;
use super::text::{Align, table, warnings};
use clap::{Args, ValueEnum};
use peakpack::ageing::Model;
use peakpack::life::{Begin, MOST_YEARS, Out, Plan, Prospect, Quantiles, Study, Target, packs_out};
use peakpack::outcome::{DISCLAIMER, PowerScale};
use peakpack::scenario::{Fit, Id, Kind, Scenario};
use serde_json::{Value, json};

/// See what becomes of the packs, year by year
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct LifeArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// How cells age [default: the model that fits the packs' chemistry]
    #[arg(long, value_name = "MODEL", value_parser = model)]
    model: Option<Model>,
    /// Temperature of the cells, °C, -30 to 60 [default: the link's]
    #[arg(long, value_name = "C", allow_hyphen_values = true)]
    temp_c: Option<f64>,
    /// How much faster packs age than the cells of the model [default: the link's]
    #[arg(long, value_name = "FACTOR")]
    pack_factor: Option<f64>,
    /// The state in which cells begin their second life [default: the link's]
    #[arg(long)]
    state: Option<StateArg>,
    /// How many years, up to 40 [default: the link's]
    #[arg(long, value_name = "YEARS", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_YEARS)))]
    years: Option<u32>,
    /// Health at which a second life ends, % [default: the link's]
    #[arg(long, value_name = "PERCENT")]
    end_health: Option<f64>,
    /// What is done as packs fade [default: the link's]
    #[arg(long)]
    policy: Option<PolicyArg>,
    /// The cut to hold, kW [default: the link's share of the first one]
    #[arg(long, value_name = "KW")]
    target_kw: Option<f64>,
    /// Standard deviation of the packs' health, points [default: the link's]
    #[arg(long, value_name = "POINTS")]
    spread: Option<f64>,
    /// Packs in series in a string; 1 is a converter per pack [default: the link's]
    #[arg(long, value_name = "PACKS", value_parser = clap::value_parser!(u32).range(1..=20))]
    string: Option<u32>,
    /// Another number draws other packs of the same kind [default: the link's]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(0..=999_999))]
    seed: Option<u32>,
    /// Print JSON, powers in kW, energies in kWh
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StateArg {
    /// As new cells
    Fresh,
    /// As cells that have lost along the model what the packs have lost
    Continued,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum PolicyArg {
    /// Nothing
    Fade,
    /// Packs at the end of their life are replaced by packs as they were at the start
    Replace,
    /// Every year so many packs are added that the cut stays at --target-kw
    TopUp,
}

const EXAMPLES: &str = "\
Examples:
  peakpack life --link 'v=1&packs=800' --years 10
  peakpack life --link 'packs=800&park=90' --temp-c 30 --policy replace --json
  peakpack life --link 'packs=12' --load meter.csv --spread 5 --string 4";

/// Runs the command.
pub fn run(args: &LifeArgs) -> Result<()> {
    let mut prepared = args.scenario.prepare(&args.reader)?;
    args.apply(&mut prepared.decoded.scenario)?;
    let scenario = &prepared.decoded.scenario;
    let mut plan = Plan::of(scenario);
    let mut cases = Plan::cases(scenario);
    if let Some(model) = args.model {
        cases = vec![[model; 2]];
        plan.models = cases[0];
    }
    if let Some(kw) = args.target_kw {
        if !(kw.is_finite() && kw > 0.0) {
            return Err(Failure::input("--target-kw must be a power above 0, in kW"));
        }
        plan.target = Target::Cut(kw);
    }
    let mut study = Study::of(scenario, &prepared.site, &plan, cases).map_err(Failure::input)?;
    while study.step().map_err(Failure::input)? {}
    let prospect = study.prospect();
    let out = packs_out(scenario, &prepared.site);
    let mut notes = prepared.warnings.clone();
    notes.extend(prospect.warnings());
    if !prospect.base.lumps_exactly {
        let outcome = peakpack::run(scenario, &prepared.site);
        notes.extend(outcome.gap_phrase());
    }
    if scenario.spread() == 0.0 && scenario.string_length() > 1 {
        notes.push(
            "Packs that are all alike lose nothing in strings: --spread makes them differ."
                .to_owned(),
        );
    }
    if args.json {
        let link = prepared.decoded.canonical();
        output::print_json(&as_json(&link, prospect, &out, &notes))
    } else {
        output::print(&as_text(prospect, &out, &notes))
    }
}

impl LifeArgs {
    /// What is said here goes before what the link says.
    fn apply(&self, scenario: &mut Scenario) -> Result<()> {
        let given = [
            ("--temp-c", Id::Temperature, self.temp_c),
            ("--pack-factor", Id::PackFactor, self.pack_factor),
            ("--years", Id::Years, self.years.map(f64::from)),
            ("--end-health", Id::EndHealth, self.end_health),
            ("--spread", Id::Spread, self.spread),
            ("--seed", Id::PackSeed, self.seed.map(f64::from)),
            (
                "--state",
                Id::Begin,
                self.state.map(|state| state as u8 as f64),
            ),
            (
                "--policy",
                Id::Upkeep,
                self.policy.map(|policy| policy as u8 as f64),
            ),
        ];
        for (flag, id, value) in given {
            let Some(value) = value else { continue };
            let parameter = id.parameter();
            let admitted = parameter.admit(value);
            if !matches!(admitted.fit, Fit::Exact | Fit::Snapped) {
                let Kind::Number { min, max, .. } = parameter.kind else {
                    continue;
                };
                return Err(Failure::input(format!(
                    "{flag} must be from {} to {} {}",
                    parameter.text(min),
                    parameter.text(max),
                    parameter.unit
                )));
            }
            scenario.set(id, admitted.value);
        }
        if let Some(length) = self.string {
            scenario.set(Id::Wiring, if length > 1 { 1.0 } else { 0.0 });
            scenario.set(Id::StringLength, f64::from(length));
        }
        Ok(())
    }
}

fn as_json(link: &str, prospect: &Prospect, out: &[Out], notes: &[String]) -> Value {
    let base = &prospect.base;
    let plan = &prospect.plan;
    let years = base.years.iter().enumerate().map(|(k, year)| {
        let of = |spread: fn(&Quantiles) -> f64| prospect.spread.get(k).map(spread);
        json!({
            "year": year.year,
            "packs": year.packs,
            "soh_mean": year.soh_mean,
            "soh_min": year.soh_min,
            "soh_max": year.soh_max,
            "usable_kwh": year.usable_kwh,
            "power_kw": year.power_kw,
            "peak_after_kw": year.peak_after_kw,
            "cut_kw": year.cut_kw,
            "cycles": year.cycles,
            "replaced": year.replaced,
            "added": year.added,
            "low": prospect.low.get(k).map(|reach| reach.cut_kw),
            "high": prospect.high.get(k).map(|reach| reach.cut_kw),
            "p10": of(|q| q.cut_kw[0]),
            "p50": of(|q| q.cut_kw[1]),
            "p90": of(|q| q.cut_kw[2]),
            "soh_p10": of(|q| q.health[0]),
            "soh_p50": of(|q| q.health[1]),
            "soh_p90": of(|q| q.health[2]),
        })
    });
    let [p10, p50, p90] = prospect.lasts;
    json!({
        "link": link,
        "sentence": prospect.sentence(),
        "model": plan.models[0].id(),
        "severity": plan.severity,
        "temperature_c": plan.temperature_c,
        "begin": match plan.begin {
            Begin::Fresh => "fresh",
            Begin::Continued => "continued",
        },
        "peak_before_kw": base.peak_before_kw,
        "years": years.collect::<Vec<_>>(),
        "target_kw": prospect.target_kw,
        "holds_years": base.fails(prospect.target_kw).map(|year| year.saturating_sub(1)),
        "lasts_years": base.lasts,
        "lasts": { "p10": p10, "p50": p50, "p90": p90, "draws": prospect.draws },
        "out": out.iter().map(|out| json!({
            "share": out.share,
            "packs": out.packs,
            "silent": out.silent,
            "peak_after_kw": out.peak_after_kw,
        })).collect::<Vec<_>>(),
        "exact": base.lumps_exactly,
        "warnings": notes,
    })
}

fn as_text(prospect: &Prospect, out: &[Out], notes: &[String]) -> String {
    let base = &prospect.base;
    let scale = PowerScale::for_peak(base.peak_before_kw);
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let heading = [
        "Year", "Health", "Worst", "Packs", "Cut", "Low", "P10", "P90", "High", "Cycles",
    ];
    let mut rows = vec![heading.map(str::to_owned)];
    for (k, year) in base.years.iter().enumerate() {
        let cut = |kw: Option<f64>| kw.map_or(String::new(), |kw| scale.with_unit(kw));
        let spread = |place: usize| cut(prospect.spread.get(k).map(|q| q.cut_kw[place]));
        rows.push([
            year.year.to_string(),
            percent(year.soh_mean),
            percent(year.soh_min),
            year.packs.to_string(),
            scale.with_unit(year.cut_kw),
            cut(prospect.low.get(k).map(|reach| reach.cut_kw)),
            spread(0),
            spread(2),
            cut(prospect.high.get(k).map(|reach| reach.cut_kw)),
            format!("{:.0}", year.cycles),
        ]);
    }
    let mut outs = vec![["Out", "Packs", "Peak"].map(str::to_owned)];
    outs.extend(out.iter().map(|out| {
        [
            percent(out.share),
            out.packs.to_string(),
            scale.with_unit(out.peak_after_kw),
        ]
    }));
    let lasts = prospect.lasts_figure();
    format!(
        "{}\n{}: {} {}, {}\n\n{}\nIf packs fail, the best ones:\n{}{}\n{DISCLAIMER}\n",
        prospect.sentence(),
        lasts.label,
        lasts.value,
        lasts.unit,
        lasts.detail,
        table([Align::Right; 10], &rows),
        table([Align::Right; 3], &outs),
        warnings(notes)
    )
}

fn model(text: &str) -> std::result::Result<Model, String> {
    Model::from_id(text.trim()).ok_or_else(|| {
        let known: Vec<&str> = Model::ALL.iter().map(|model| model.id()).collect();
        format!("say one of {}", known.join(", "))
    })
}
