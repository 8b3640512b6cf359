//! `peakpack fade`: what a repeated day does to packs over the years.
//!
//! JSON keys:
//!
//! | key | what |
//! |---|---|
//! | `model` | as given |
//! | `q_at_years` | capacity over capacity at the start, by years of 365 days from then |
//! | `soh_at_years` | the same times the state of health at the start |
//! | `efc_per_year` | equivalent full cycles a year, at the pace of the first day |
//! | `state` | `fresh` or `continued` |
//! | `warnings` | what of the day is outside the range the model was fitted to, and how far |

use super::failure::{Failure, Result};
use super::output;
use super::text::{Align, table, warnings, wrap};
use clap::{Args, ValueEnum};
use peakpack::ageing::{
    Ageing, COLDEST_C, DAYS_PER_YEAR, Day, HOTTEST_C, Knee, Model, REPEATED_STEP_H, Reference,
    Simple, State, after_years, repeat, repeated_day,
};
use peakpack::decimal::{fixed, short};
use peakpack::units::Fraction;
use serde_json::{Map, Value, json};

/// Age packs by a repeated day: capacity and state of health over the years
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES, after_long_help = after_long_help())]
pub struct FadeArgs {
    /// How cells lose capacity
    #[arg(long)]
    model: ModelArg,
    /// Highest state of charge of the day, 0 to 1
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true)]
    soc_high: f64,
    /// Lowest state of charge of the day, 0 to 1
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true)]
    soc_low: f64,
    /// Temperature of the cells, -30 to 60 °C
    #[arg(
        long,
        value_name = "C",
        default_value_t = 25.0,
        allow_hyphen_values = true
    )]
    temp_c: f64,
    /// How many years of 365 days, 0 to 40
    #[arg(
        long,
        value_name = "YEARS",
        default_value_t = 10.0,
        allow_hyphen_values = true
    )]
    years: f64,
    /// State of health at the start, 0.3 to 1
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = 0.78,
        allow_hyphen_values = true
    )]
    soh: f64,
    /// What the packs have behind them
    #[arg(long, default_value = "fresh")]
    state: StateArg,
    /// Multiplies every step; 1 gives the published cells, 1.25 packs, which live 20 % shorter
    #[arg(
        long,
        value_name = "FACTOR",
        default_value_t = 1.0,
        allow_hyphen_values = true
    )]
    pack_factor: f64,
    /// Loss in % a year, for the simple model: 2 unless given
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    calendar_pct: Option<f64>,
    /// Loss in % per 100 full cycles, for the simple model: 1 unless given
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true)]
    cycle_pct: Option<f64>,
    /// Capacity at which the simple model begins to lose three times as fast, 0 to 1
    #[arg(long, value_name = "SHARE", allow_hyphen_values = true)]
    knee: Option<f64>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ModelArg {
    /// Retired Nissan Leaf modules, measured in their second life
    LeafSecondLife,
    /// Kokam 75 Ah, NMC 111
    Nmc111,
    /// A large 75 Ah NMC pouch cell
    Nmc75,
    /// A large 250 Ah LFP cell
    Lfp,
    /// Panasonic 18650, NCA
    Nca,
    /// So much a year and so much per 100 full cycles
    Simple,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StateArg {
    /// The model begins anew with the second life
    Fresh,
    /// The model has come from new to the state of health, on days from 0.9 to 0.3 at 25 °C
    Continued,
}

const EXAMPLES: &str = "\
Examples:
  peakpack fade --model leaf-second-life --soc-high .9 --soc-low .3 --temp-c 25 --years 10
  peakpack fade --model lfp --soc-high .9 --soc-low .3 --soh .78 --state continued --json
  peakpack fade --model nca --soc-high .7 --soc-low .5 --pack-factor 1.25
  peakpack fade --model simple --soc-high .9 --soc-low .3 --calendar-pct 1.5 --knee .8";

const DETAILS: &str = "\
The day: at the high charge until 16:00, straight down to the low one at 20:00,
there until 22:00, and straight up again at 24:00. It repeats unchanged.

The pack factor is 1 here, so that the results are those of the published cells.
Models disagree by years: look at several before you believe one.";

fn after_long_help() -> String {
    format!("{DETAILS}\n\n{EXAMPLES}")
}

/// What was found.
struct Fade {
    model: Model,
    /// Years and capacity retained.
    points: Vec<(f64, f64)>,
    cycles_per_year: f64,
    warnings: Vec<String>,
}

/// Runs the command.
pub fn run(args: &FadeArgs) -> Result<()> {
    let fade = fade(args)?;
    if args.json {
        output::print_json(&as_json(&fade, args))
    } else {
        output::print(&as_text(&fade, args))
    }
}

fn fade(args: &FadeArgs) -> Result<Fade> {
    within("--soc-high", args.soc_high, 0.0, 1.0, "")?;
    within("--soc-low", args.soc_low, 0.0, 1.0, "")?;
    within("--temp-c", args.temp_c, COLDEST_C, HOTTEST_C, " °C")?;
    within("--years", args.years, 0.0, 40.0, " years")?;
    within("--soh", args.soh, 0.3, 1.0, "")?;
    if args.soc_low >= args.soc_high {
        return Err(Failure::input(format!(
            "--soc-low {} must be below --soc-high {}; both are shares from 0 to 1",
            args.soc_low, args.soc_high
        )));
    }
    let soc = repeated_day(args.soc_high, args.soc_low);
    let day = Day::new(&soc, REPEATED_STEP_H, args.temp_c).map_err(Failure::input)?;
    let model = model(args)?;
    let ageing = Ageing::new(model, args.pack_factor).map_err(Failure::input)?;
    let rates = ageing.rates(&day);
    let state = match args.state {
        StateArg::Fresh => State::FRESH,
        StateArg::Continued => {
            // Checked above.
            let health = Fraction::new(args.soh).unwrap_or(Fraction::ONE);
            ageing.continued(health).map_err(Failure::input)?
        }
    };
    let days = (args.years * DAYS_PER_YEAR).ceil() as usize;
    let course = repeat(state, &rates, days);
    let at = |years| (years, after_years(&course, years));
    Ok(Fade {
        model,
        points: marks(args.years).into_iter().map(at).collect(),
        cycles_per_year: rates.coefficients().full_cycles * DAYS_PER_YEAR,
        warnings: careful(&model, &day, &course),
    })
}

fn within(option: &str, value: f64, lowest: f64, highest: f64, unit: &str) -> Result<()> {
    if (lowest..=highest).contains(&value) {
        return Ok(());
    }
    Err(Failure::input(format!(
        "{option} {value} cannot be used; say a number from {lowest} to {highest}{unit}"
    )))
}

fn model(args: &FadeArgs) -> Result<Model> {
    /// Cells past the knee were seen to lose several times as fast; our choice.
    const TIMES: f64 = 3.0;
    let simple = args.model == ModelArg::Simple;
    if !simple && (args.calendar_pct.is_some() || args.cycle_pct.is_some() || args.knee.is_some()) {
        return Err(Failure::input(
            "--calendar-pct, --cycle-pct and --knee belong to --model simple; the other models have rates of their own",
        ));
    }
    Ok(match args.model {
        ModelArg::LeafSecondLife => Model::LeafSecondLife,
        ModelArg::Nmc111 => Model::Nmc111,
        ModelArg::Nmc75 => Model::Nmc75,
        ModelArg::Lfp => Model::Lfp,
        ModelArg::Nca => Model::Nca,
        ModelArg::Simple => Model::Simple(
            Simple::new(
                args.calendar_pct.unwrap_or(2.0),
                args.cycle_pct.unwrap_or(1.0),
                args.knee.map(|below| Knee {
                    below,
                    times: TIMES,
                }),
            )
            .map_err(Failure::input)?,
        ),
    })
}

/// The years to report: some of those asked for, and the last.
fn marks(years: f64) -> Vec<f64> {
    const USUAL: [f64; 12] = [
        0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0,
    ];
    let mut marks: Vec<f64> = USUAL.into_iter().filter(|&mark| mark < years).collect();
    marks.push(years);
    marks
}

fn careful(model: &Model, day: &Day, course: &[f64]) -> Vec<String> {
    let outside = model.outside(day);
    let mut warnings: Vec<String> = outside
        .iter()
        .map(|why| format!("outside the fit of {}: {why}", model.id()))
        .collect();
    /// No tested cell was worn so far.
    const LEFT: f64 = 0.2;
    if let Some(days) = course.iter().position(|&q| q < LEFT) {
        warnings.push(format!(
            "less than a fifth is left after {} years: no model is meant to go so far",
            fixed(days as f64 / DAYS_PER_YEAR, 1)
        ));
    }
    warnings
}

fn as_json(fade: &Fade, args: &FadeArgs) -> Value {
    let by_years = |scale: f64| -> Map<String, Value> {
        let points = fade.points.iter();
        points
            .map(|(years, q)| (years.to_string(), json!(scale * q)))
            .collect()
    };
    json!({
        "model": fade.model.id(),
        "q_at_years": by_years(1.0),
        "soh_at_years": by_years(args.soh),
        "efc_per_year": fade.cycles_per_year,
        "state": match args.state {
            StateArg::Fresh => "fresh",
            StateArg::Continued => "continued",
        },
        "warnings": fade.warnings,
    })
}

/// Letters in a line of text.
const WIDTH: usize = 80;

fn as_text(fade: &Fade, args: &FadeArgs) -> String {
    let percent = |share: f64| format!("{} %", fixed(100.0 * share, 1));
    let mut rows = vec![["years", "capacity", "state of health"].map(str::to_owned)];
    rows.extend(
        fade.points
            .iter()
            .map(|&(years, q)| [short(years), percent(q), percent(args.soh * q)]),
    );
    let measured = match fade.model.reference() {
        Reference::SecondLifeStart => "measured from the start of second life",
        Reference::NewCell => "measured from new",
    };
    let about = format!(
        "{}, {measured}. {} full cycles a year; pack factor {}. Capacity is relative to the start.",
        fade.model.label(),
        fixed(fade.cycles_per_year, 0),
        short(args.pack_factor)
    );
    format!(
        "{}\n\n{}\n{}{}",
        wrap(&about, WIDTH, ""),
        table([Align::Right; 3], &rows),
        equations(&fade.model),
        warnings(&fade.warnings)
    )
}

/// What the model says, and where it is from.
fn equations(model: &Model) -> String {
    let mut out = String::new();
    for equation in model.about().equations {
        out.push_str(&format!("  {equation}\n"));
    }
    let fit = model.fit().map(|fit| format!("Fitted to {fit}. "));
    let source = format!(
        "{}Source: {}.",
        fit.unwrap_or_default(),
        model.about().source
    );
    out + "\n" + &wrap(&source, WIDTH, "") + "\n"
}
