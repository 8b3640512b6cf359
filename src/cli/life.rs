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
use peakpack::ageing::{Model, PACK_FACTOR};
use peakpack::fleet::{CataloguePack, Spread};
use peakpack::life::{Band, Begin, MOST_YEARS, Out, Plan, Policy, band, models_of, packs_out};
use peakpack::outcome::{DISCLAIMER, PowerScale};
use peakpack::scenario::Scenario;
use peakpack::units::Fraction;
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
    /// Temperature of the cells, °C, -30 to 60
    #[arg(
        long,
        value_name = "C",
        default_value = "25",
        allow_hyphen_values = true
    )]
    temp_c: f64,
    /// How much faster packs age than the cells of the model
    #[arg(long, value_name = "FACTOR", default_value_t = PACK_FACTOR)]
    pack_factor: f64,
    /// The state in which cells begin their second life
    #[arg(long, default_value = "fresh")]
    state: StateArg,
    /// How many years, up to 40
    #[arg(long, value_name = "YEARS", default_value = "15", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_YEARS)))]
    years: u32,
    /// Health at which a second life ends, %
    #[arg(long, value_name = "PERCENT", default_value = "55", value_parser = percent)]
    end_health: Fraction,
    /// What is done as packs fade
    #[arg(long, default_value = "fade")]
    policy: PolicyArg,
    /// The cut to hold, kW [default: nine tenths of the first one]
    #[arg(long, value_name = "KW")]
    target_kw: Option<f64>,
    /// Standard deviation of the packs' health, points
    #[arg(long, value_name = "POINTS", default_value = "0", value_parser = percent)]
    spread: Fraction,
    /// Packs in series in a string; 1 is a converter per pack
    #[arg(long, value_name = "PACKS", default_value = "1", value_parser = clap::value_parser!(u32).range(1..=100))]
    string: u32,
    /// Another number draws other packs of the same kind
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    seed: u32,
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
    let prepared = args.scenario.prepare(&args.reader)?;
    let scenario = &prepared.decoded.scenario;
    let chemistry = CataloguePack::of(scenario.pack_model()).chemistry;
    let own = args.model.map(|model| [model]);
    let models = own
        .as_ref()
        .map_or_else(|| models_of(chemistry), |own| &own[..]);
    let mut plan = plan(args, scenario, models)?;
    // The target hangs on the first cut, which no policy changes.
    let first = Plan {
        years: 0,
        policy: Policy::Fade,
        ..plan
    };
    let first = peakpack::life::life(scenario, &prepared.site, &first).map_err(Failure::input)?;
    let target_kw = args.target_kw.unwrap_or(0.9 * first.years[0].cut_kw);
    if let Policy::TopUp { cut_kw } = &mut plan.policy {
        *cut_kw = target_kw;
    }
    let lived = band(scenario, &prepared.site, &plan, models).map_err(Failure::input)?;
    let out = packs_out(scenario, &prepared.site, &plan).map_err(Failure::input)?;
    let mut notes = prepared.warnings.clone();
    let outside = lived.base.outside.iter();
    notes.extend(
        outside.map(|why| format!("Outside what {} was fitted to: {why}.", plan.model.label())),
    );
    if !lived.base.lumps_exactly {
        notes.push(
            "The packs differ in more than size: one battery stands for all of them, so the true cut may be smaller. peakpack peak --packs says by how much at most.".to_owned(),
        );
    }
    if plan.spread.is_none() && args.string > 1 {
        notes.push(
            "Packs that are all alike lose nothing in strings: --spread makes them differ."
                .to_owned(),
        );
    }
    if args.json {
        let link = prepared.decoded.canonical();
        output::print_json(&as_json(&link, &plan, target_kw, &lived, &out, &notes))
    } else {
        output::print(&as_text(target_kw, &lived, &out, &notes))
    }
}

fn plan(args: &LifeArgs, scenario: &Scenario, models: &[Model]) -> Result<Plan> {
    if args
        .target_kw
        .is_some_and(|kw| !(kw.is_finite() && kw > 0.0))
    {
        return Err(Failure::input("--target-kw must be a power above 0, in kW"));
    }
    if !args.temp_c.is_finite() || !(-30.0..=60.0).contains(&args.temp_c) {
        return Err(Failure::input(
            "--temp-c must be a temperature from -30 to 60 °C",
        ));
    }
    let usual = Plan::of(scenario);
    let share = Fraction::from_percent_clamped;
    let spread = (args.spread.get() > 0.0).then(|| Spread {
        mean: scenario.health(),
        deviation: args.spread.get(),
        // Packs at the end of their life are not bought.
        lowest: share(args.end_health.get() * 100.0 + 1.0),
        highest: Fraction::ONE,
        seed: args.seed,
    });
    Ok(Plan {
        model: models.first().copied().unwrap_or(usual.model),
        severity: args.pack_factor,
        begin: match args.state {
            StateArg::Fresh => Begin::Fresh,
            StateArg::Continued => Begin::Continued,
        },
        temperature_c: args.temp_c,
        years: args.years,
        end_health: args.end_health,
        policy: match args.policy {
            PolicyArg::Fade => Policy::Fade,
            PolicyArg::Replace => Policy::Replace,
            PolicyArg::TopUp => Policy::TopUp { cut_kw: 0.0 },
        },
        spread,
        string: args.string as usize,
    })
}

/// `after five years the same packs cut 9.8 MW`.
fn sentence(lived: &Band, target_kw: f64) -> String {
    let base = &lived.base;
    let scale = PowerScale::for_peak(base.peak_before_kw);
    let [first, .., last] = &base.years[..] else {
        return String::new();
    };
    let middle = base.years.get(5).unwrap_or(last);
    let mut said = format!(
        "The packs cut {} now and {} after {} years.",
        scale.with_unit(first.cut_kw),
        scale.with_unit(middle.cut_kw),
        middle.year
    );
    said += &match base.fails(target_kw) {
        Some(0) => format!(" They never reach {}.", scale.with_unit(target_kw)),
        Some(1) => format!(
            " They hold {} for less than a year.",
            scale.with_unit(target_kw)
        ),
        Some(year) => format!(
            " They hold {} for {} years.",
            scale.with_unit(target_kw),
            year - 1
        ),
        None => format!(
            " They hold {} for all {} years.",
            scale.with_unit(target_kw),
            last.year
        ),
    };
    said
}

fn as_json(
    link: &str,
    plan: &Plan,
    target_kw: f64,
    lived: &Band,
    out: &[Out],
    notes: &[String],
) -> Value {
    let cuts = lived.low_kw.iter().zip(&lived.high_kw);
    let years = lived
        .base
        .years
        .iter()
        .zip(cuts)
        .map(|(year, (low, high))| {
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
                "low": low,
                "high": high,
            })
        });
    json!({
        "link": link,
        "sentence": sentence(lived, target_kw),
        "model": plan.model.id(),
        "severity": plan.severity,
        "temperature_c": plan.temperature_c,
        "begin": match plan.begin {
            Begin::Fresh => "fresh",
            Begin::Continued => "continued",
        },
        "peak_before_kw": lived.base.peak_before_kw,
        "years": years.collect::<Vec<_>>(),
        "target_kw": target_kw,
        "lasts_years": lived.base.fails(target_kw).map(|year| year.saturating_sub(1)),
        "out": out.iter().map(|out| json!({
            "share": out.share,
            "packs": out.packs,
            "peak_after_kw": out.peak_after_kw,
        })).collect::<Vec<_>>(),
        "exact": lived.base.lumps_exactly,
        "warnings": notes,
    })
}

fn as_text(target_kw: f64, lived: &Band, out: &[Out], notes: &[String]) -> String {
    let scale = PowerScale::for_peak(lived.base.peak_before_kw);
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let heading = [
        "Year", "Health", "Worst", "Packs", "Cut", "Low", "High", "Cycles",
    ];
    let mut rows = vec![heading.map(str::to_owned)];
    for (k, year) in lived.base.years.iter().enumerate() {
        rows.push([
            year.year.to_string(),
            percent(year.soh_mean),
            percent(year.soh_min),
            year.packs.to_string(),
            scale.with_unit(year.cut_kw),
            scale.with_unit(lived.low_kw[k]),
            scale.with_unit(lived.high_kw[k]),
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
    format!(
        "{}\n\n{}\nIf packs fail, the best ones:\n{}{}\n{DISCLAIMER}\n",
        sentence(lived, target_kw),
        table([Align::Right; 8], &rows),
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

fn percent(text: &str) -> std::result::Result<Fraction, String> {
    let number = text.trim().trim_end_matches('%').trim().parse::<f64>().ok();
    number
        .filter(|percent| (0.0..=100.0).contains(percent))
        .map(Fraction::from_percent_clamped)
        .ok_or_else(|| "say a number from 0 to 100".to_owned())
}
