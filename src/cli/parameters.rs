//! `peakpack parameters`: every input of a scenario, from the one table of inputs.
//!
//! JSON: an array of `{key, label, unit, min, max, step, zero, options, default,
//! help, source, source_mark}`. A number has `min`, `max`, `step` and, where 0 is
//! no number, what it means in `zero`; a choice has `options: [{id, label}]`.

use super::failure::Result;
use super::output;
use super::text::{Align, table, wrap};
use clap::Args;
use peakpack::scenario::{Kind, PARAMETERS, Parameter};
use serde_json::{Value, json};
use std::fmt::Write;

/// List every input of a scenario: key in links, unit, range, default, source
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct ParametersArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  peakpack parameters
  peakpack parameters --json";

/// Runs the command.
pub fn run(args: &ParametersArgs) -> Result<()> {
    if args.json {
        output::print_json(&PARAMETERS.iter().map(as_json).collect())
    } else {
        output::print(&PARAMETERS.iter().map(as_text).collect::<String>())
    }
}

/// One line for each input, for the help of other commands.
pub fn overview() -> String {
    let rows: Vec<[String; 3]> = PARAMETERS
        .iter()
        .map(|parameter| {
            [
                parameter.key.to_owned(),
                parameter.label.to_owned(),
                range(parameter),
            ]
        })
        .collect();
    table([Align::Left; 3], &rows)
}

/// `1 to 100 %, by default 78 %`; for a choice its entries.
fn range(parameter: &Parameter) -> String {
    let default = parameter.text(parameter.default);
    match parameter.kind {
        Kind::Number { min, max, zero, .. } => {
            let unit = match parameter.unit {
                "" => String::new(),
                unit => format!(" {unit}"),
            };
            let zero = zero.map_or(String::new(), |meaning| format!(", 0 = {meaning}"));
            format!("{min} to {max}{unit}{zero}; default {default}")
        }
        Kind::Choice { options } => {
            let ids: Vec<&str> = options.iter().map(|option| option.id).collect();
            format!("{}; default {default}", ids.join(" "))
        }
    }
}

fn as_text(parameter: &Parameter) -> String {
    const WIDTH: usize = 72;
    const INDENT: &str = "        ";
    let source = &parameter.source;
    let source = format!("Source: {} ({}).", source.text, source.mark.label());
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{:7} {}", parameter.key, parameter.label);
    for text in [range(parameter).as_str(), parameter.help, &source] {
        let _ = writeln!(out, "{}", wrap(text, WIDTH, INDENT));
    }
    out.push('\n');
    out
}

fn as_json(parameter: &Parameter) -> Value {
    let mut value = json!({
        "key": parameter.key,
        "label": parameter.label,
        "unit": parameter.unit,
    });
    if let Value::Object(keys) = &mut value {
        let mut put = |key: &str, value: Value| keys.insert(key.to_owned(), value);
        match parameter.kind {
            Kind::Number {
                min,
                max,
                step,
                zero,
                ..
            } => {
                put("min", json!(min));
                put("max", json!(max));
                put("step", json!(step));
                put("zero", json!(zero));
                put("default", json!(parameter.default));
            }
            Kind::Choice { options } => {
                let option = |option: &peakpack::scenario::ChoiceOption| json!({"id": option.id, "label": option.label});
                put("options", options.iter().map(option).collect());
                put("default", json!(parameter.text(parameter.default)));
            }
        }
        put("help", json!(parameter.help));
        put("source", json!(parameter.source.text));
        put("source_mark", json!(parameter.source.mark.label()));
    }
    value
}
