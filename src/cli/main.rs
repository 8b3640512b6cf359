//! The command line: the same outcome in a terminal, for batches and for checks.
//!
//! One file per command. Every command takes `--json`; the keys are listed in the
//! command's own file and do not change their meaning. Powers are kW, energies kWh.
//!
//! | exit code | meaning |
//! |---|---|
//! | 0 | done; what to be careful about stands under warnings |
//! | 1 | the result could not be written |
//! | 2 | an option, a link's load or a file cannot be used; the message says why and what to do |
//! | 3 | `peak`: no grid draw at all lets the battery do what was asked |

mod battery_file;
mod carried;
mod chart;
mod critical;
mod dispatch_csv;
mod fade;
mod failure;
mod input;
mod life;
mod link;
mod load;
mod months;
mod output;
mod packs;
mod parameters;
mod peak;
mod presets;
mod prospect;
mod read;
mod reader_options;
mod run;
mod scenario;
mod text;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What retired electric-vehicle packs do to the grid draw of a data center
#[derive(Parser)]
#[command(name = "peakpack", version, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::RunArgs),
    Link(link::LinkArgs),
    Peak(peak::PeakArgs),
    Read(read::ReadArgs),
    Life(life::LifeArgs),
    Chart(chart::ChartArgs),
    Fade(fade::FadeArgs),
    Parameters(parameters::ParametersArgs),
    Presets(presets::PresetsArgs),
}

const AFTER_HELP: &str = "\
A FILE of - is standard input.

Exit codes: 0 done, 1 the result could not be written, 2 input that cannot be
used, 3 (peak) a battery that cannot do what was asked at any grid draw.

Examples:
  peakpack run --link 'v=1&packs=800'
  peakpack run --help";

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Link(args) => link::run(&args),
        Command::Peak(args) => peak::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Life(args) => life::run(&args),
        Command::Chart(args) => chart::run(&args),
        Command::Fade(args) => fade::run(&args),
        Command::Parameters(args) => parameters::run(&args),
        Command::Presets(args) => presets::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
