//! `peakpack chart`: a chart of the outcome, or of the packs' years, as SVG.
//!
//! Warnings go to standard error, because standard output may be the picture.

use super::failure::Result;
use super::input::is_dash;
use super::output;
use super::prospect::prospect;
use super::reader_options::ReaderArgs;
use super::scenario::ScenarioArgs;
use clap::{Args, ValueEnum};
use peakpack::chart::{self, Chart, Frame, LifeChart, Theme, View};
use std::io::Write;
use std::path::PathBuf;

/// Draw grid draw, state of charge, load-duration curve or the packs' years as SVG
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ChartArgs {
    #[command(flatten)]
    scenario: ScenarioArgs,
    /// What to draw
    #[arg(long)]
    view: ViewArg,
    /// How much of the time; duration curves and years always show all of it
    #[arg(long, default_value = "day")]
    span: SpanArg,
    /// Colours for a light or a dark ground
    #[arg(long, default_value = "light")]
    theme: ThemeArg,
    /// Width and height in px
    #[arg(long, value_name = "WxH", default_value = "800x330", value_parser = size)]
    size: (f64, f64),
    /// The file to write, - for standard output
    #[arg(long, value_name = "FILE.svg")]
    out: PathBuf,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ViewArg {
    /// Grid draw before and after
    Grid,
    /// State of charge
    Soc,
    /// Grid draw before and after, the highest first
    Duration,
    /// State of health by year
    Health,
    /// Peak cut by year
    Cut,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SpanArg {
    /// The day of the highest draw
    Day,
    /// The week around it
    Week,
    /// The whole load
    Year,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeArg {
    /// For white paper
    Light,
    /// For a dark screen
    Dark,
}

const EXAMPLES: &str = "\
Examples:
  peakpack chart --link 'v=1&packs=800' --view grid --out day.svg
  peakpack chart --link 's=colo' --view duration --theme dark --size 640x360 --out duration.svg
  peakpack chart --load meter.csv --view soc --span week --out - > week.svg
  peakpack chart --link 'packs=800' --view cut --size 560x200 --out years.svg";

/// Runs the command.
pub fn run(args: &ChartArgs) -> Result<()> {
    let prepared = args.scenario.prepare(&args.reader)?;
    let outcome = peakpack::run(&prepared.decoded.scenario, &prepared.site);
    let theme = match args.theme {
        ThemeArg::Light => Theme::light(),
        ThemeArg::Dark => Theme::dark(),
    };
    let frame = Frame::new(args.size.0, args.size.1, theme);
    let of_loads = |panel: Chart| {
        let span = chart::span(&outcome, view(args.span));
        let svg = chart::svg(panel, &[&outcome], span.clone(), &frame);
        (svg, chart::summary(panel, &outcome, span))
    };
    let of_years = |panel: LifeChart| -> Result<(String, String)> {
        let years = prospect(&prepared.decoded.scenario, &prepared.site)?;
        let svg = chart::life_svg(panel, &[&years], &frame);
        Ok((svg, chart::life_summary(panel, &years)))
    };
    let (svg, summary) = match args.view {
        ViewArg::Grid => of_loads(Chart::Grid),
        ViewArg::Soc => of_loads(Chart::Charge),
        ViewArg::Duration => of_loads(Chart::Duration),
        ViewArg::Health => of_years(LifeChart::Health)?,
        ViewArg::Cut => of_years(LifeChart::Cut)?,
    };
    output::write(&args.out, &svg)?;
    for warning in prepared.warnings.into_iter().chain(outcome.warnings()) {
        // Nobody is left to warn when standard error is closed.
        let _ = writeln!(std::io::stderr(), "warning: {warning}");
    }
    if is_dash(&args.out) {
        return Ok(());
    }
    output::print(&format!("{}: {summary}\n", args.out.display()))
}

fn view(span: SpanArg) -> View {
    match span {
        SpanArg::Day => View::PeakDay,
        SpanArg::Week => View::Week,
        SpanArg::Year => View::Year,
    }
}

/// `800x330`.
fn size(text: &str) -> std::result::Result<(f64, f64), String> {
    // Larger ones are beyond the coordinates of the drawing.
    let px = |text: &str, least: u32| {
        let number = text.trim().parse::<u32>().ok();
        number.filter(|px| (least..=8_000).contains(px))
    };
    let pair = text.split_once(['x', 'X', '×']);
    pair.and_then(|(width, height)| Some((px(width, 80)?, px(height, 60)?)))
        .map(|(width, height)| (f64::from(width), f64::from(height)))
        .ok_or_else(|| "say width x height in px, 80x60 to 8000x8000".to_owned())
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("640x360"), Ok((640.0, 360.0)));
        for text in ["", "640", "0x0", "9000x60", "-1x90", "ax9"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
