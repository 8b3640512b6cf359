//! `peakpack read`: what the reader understood of a meter file.
//!
//! JSON keys:
//!
//! | key | what |
//! |---|---|
//! | `rows` | intervals of the load, filled ones included |
//! | `step_s` | length of an interval, seconds |
//! | `start`, `end` | local time, ISO 8601; a load without dates begins Monday 1 January 2001 |
//! | `dated` | whether the file has dates |
//! | `unit` | of the values in the file |
//! | `min_kw`, `mean_kw`, `max_kw` | of the measured intervals |
//! | `gaps_filled` | gaps, not intervals |
//! | `longest_gap_s` | 0 without gaps |
//! | `filled` | `[{start, end}]`, local times of the gaps |
//! | `spikes` | local times of values far above all others; all are kept |
//! | `periods` | the parts that `--period` can take |
//! | `duplicates` | rows that repeated an interval and were left out |
//! | `repeated_clock_stamps` | rows kept though their stamp stands twice: the clock was put back |
//! | `format`, `column` | what was read |
//! | `stamps` | `start` or `end` of the interval |
//! | `utc_offset_minutes` | of the site's clock, for files in UTC; otherwise null |
//! | `sentence` | all of it in one line |
//! | `warnings` | what was assumed or mended |

use super::failure::Result;
use super::reader_options::ReaderArgs;
use super::text::{Align, table};
use super::{load, output, text};
use clap::Args;
use peakpack::load::Period;
use peakpack::load::meter::{Reading, Report, Stamps, Zone};
use peakpack::outcome::group;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Show what is understood of a meter file
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ReadArgs {
    /// CSV, .xlsx, Green Button XML or NEM12, - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Print JSON, powers in kW
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

const EXAMPLES: &str = "\
A file that cannot be read, or leaves something open that only a person can say,
ends with exit code 2 and a message with the place, the text and what to do.

Examples:
  peakpack read meter.csv
  peakpack read meter.csv --unit kWh --date-order dmy --json
  peakpack read meter.csv --unit kWh --date-order dmy --period peak-week
  cat meter.csv | peakpack read -";

/// Runs the command.
pub fn run(args: &ReadArgs) -> Result<()> {
    let reading = load::read(&args.file, &args.reader)?;
    if args.json {
        output::print_json(&as_json(&reading))
    } else {
        output::print(&as_text(&reading.report))
    }
}

fn as_json(reading: &Reading) -> Value {
    let report = &reading.report;
    let time = |step: usize| reading.series.time(step).to_string();
    json!({
        "sentence": report.sentence(),
        "rows": report.rows,
        "step_s": report.step_s(),
        "start": report.start,
        "end": report.end,
        "dated": reading.series.clock().dated,
        "unit": report.unit.symbol(),
        "min_kw": report.min_kw,
        "mean_kw": report.mean_kw,
        "max_kw": report.max_kw,
        "gaps_filled": report.gaps_filled,
        "longest_gap_s": report.longest_gap_ms as f64 / 1_000.0,
        "filled": report.filled_steps.iter().map(|gap| json!({
            "start": time(gap.start),
            "end": time(gap.end),
        })).collect::<Vec<_>>(),
        "spikes": report.spikes.iter().map(|&step| time(step)).collect::<Vec<_>>(),
        "periods": Period::of(&reading.series).iter().map(Period::to_string).collect::<Vec<_>>(),
        "duplicates": report.duplicates,
        "repeated_clock_stamps": report.repeated_clock_stamps,
        "format": report.format,
        "column": report.column,
        "stamps": stamps(report),
        "utc_offset_minutes": match report.zone {
            Zone::Utc { offset_minutes } => Some(offset_minutes),
            _ => None,
        },
        "warnings": report.warnings,
    })
}

fn stamps(report: &Report) -> &'static str {
    match report.stamps {
        Stamps::Start => "start",
        Stamps::End => "end",
    }
}

fn as_text(report: &Report) -> String {
    let row = |label: &str, value: String| [label.to_owned(), value];
    let mut rows = vec![
        row("Format", report.format.to_owned()),
        row("Rows", group(&report.rows.to_string())),
        row("Step", format!("{} s", report.step_s())),
        row("From", report.start.clone()),
        row("To", report.end.clone()),
        row("Unit", report.unit.symbol().to_owned()),
        row("Lowest", format!("{} kW", report.min_kw)),
        row("Mean", format!("{} kW", report.mean_kw)),
        row("Highest", format!("{} kW", report.max_kw)),
        row("Gaps filled", group(&report.gaps_filled.to_string())),
        row("Duplicates", group(&report.duplicates.to_string())),
        row("Spikes", group(&report.spikes.len().to_string())),
    ];
    if !report.column.is_empty() {
        rows.insert(1, row("Column", report.column.clone()));
    }
    format!(
        "{}\n\n{}{}",
        report.sentence(),
        table([Align::Left; 2], &rows),
        text::warnings(&report.warnings)
    )
}
