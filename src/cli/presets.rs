//! `peakpack presets`: the ready-made scenarios and their links.
//!
//! JSON: an array of `{id, label, link, sentence, note, source, source_mark}`.

use super::failure::Result;
use super::output;
use super::text::wrap;
use clap::Args;
use peakpack::scenario::{PRESETS, Preset, Scenario};
use serde_json::{Value, json};

/// List the ready-made scenarios and their links
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct PresetsArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  peakpack presets
  peakpack presets --json";

/// Runs the command.
pub fn run(args: &PresetsArgs) -> Result<()> {
    if args.json {
        output::print_json(&PRESETS.iter().map(as_json).collect())
    } else {
        let texts: Vec<String> = PRESETS.iter().map(as_text).collect();
        output::print(&texts.join("\n"))
    }
}

fn as_text(preset: &Preset) -> String {
    const WIDTH: usize = 76;
    const INDENT: &str = "  ";
    let link = match Scenario::of(preset).to_query() {
        link if link.is_empty() => "the default, without a link".to_owned(),
        link => format!("--link '{link}'"),
    };
    let about = format!("{} {}", preset.sentence, preset.note);
    let source = format!(
        "Source: {} ({}).",
        preset.source.text,
        preset.source.mark.label()
    );
    format!(
        "{}\n{INDENT}{link}\n{}\n{}\n",
        preset.label,
        wrap(&about, WIDTH, INDENT),
        wrap(&source, WIDTH, INDENT)
    )
}

fn as_json(preset: &Preset) -> Value {
    json!({
        "id": preset.id,
        "label": preset.label,
        "link": Scenario::of(preset).to_query(),
        "sentence": preset.sentence,
        "note": preset.note,
        "source": preset.source.text,
        "source_mark": preset.source.mark.label(),
    })
}
