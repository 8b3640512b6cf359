//! `peakpack parameters`, `peakpack presets`, and what all commands have in common.

use super::harness::{PEAKPACK, peakpack};
use peakpack::scenario::{PARAMETERS, PRESETS};
use std::process::{Command, Stdio};

#[test]
fn every_parameter_is_listed() {
    let text = peakpack(&["parameters"]).ok();
    let json = peakpack(&["parameters", "--json"]).json();
    let help = peakpack(&["run", "--help"]).ok();
    let rows = json.as_array().unwrap();
    assert_eq!(rows.len(), PARAMETERS.len());
    for (row, parameter) in rows.iter().zip(&PARAMETERS) {
        assert_eq!(row["key"], parameter.key);
        assert_eq!(row["help"], parameter.help);
        assert!(row["min"].is_number() ^ row["options"].is_array(), "{row}");
        assert!(text.contains(parameter.label), "{}", parameter.label);
        let line = format!("\n  {} ", parameter.key);
        assert!(help.contains(&line), "{}", parameter.key);
    }
}

#[test]
fn the_links_of_the_presets_lead_to_them() {
    let json = peakpack(&["presets", "--json"]).json();
    let text = peakpack(&["presets"]).ok();
    let rows = json.as_array().unwrap();
    assert_eq!(rows.len(), PRESETS.len());
    for (row, preset) in rows.iter().zip(&PRESETS) {
        let decoded = peakpack::scenario::decode(row["link"].as_str().unwrap());
        assert_eq!(decoded.scenario.preset().id, preset.id);
        assert!(text.contains(preset.label));
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = Command::new(PEAKPACK)
        .args([
            "chart", "--view", "duration", "--span", "year", "--out", "-",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}

#[test]
fn no_command_is_told_how_to_go_on() {
    let said = peakpack(&[]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("Usage:") && said.err.contains("Exit codes"));
    assert!(peakpack(&["--version"]).ok().starts_with("peakpack "));
}
