//! Every example that a help shows does run.

#![cfg(unix)]

use super::harness::{BATTERY, Folder, PEAKPACK, fixture, peakpack, two_months};
use std::path::Path;
use std::process::Command;

const COMMANDS: [&str; 8] = [
    "run",
    "peak",
    "read",
    "chart",
    "fade",
    "life",
    "parameters",
    "presets",
];

/// The examples of a help: its lines that call the program.
fn examples(help: &str) -> Vec<&str> {
    let (_, examples) = help
        .split_once("Examples:\n")
        .expect("the help has examples");
    let lines = examples
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    lines.collect()
}

#[test]
fn every_example_runs() {
    let folder = Folder::new();
    folder.write("meter.csv", &two_months());
    folder.write("battery.json", BATTERY);
    folder.write("packs.json", &format!("[{BATTERY}, {BATTERY}]"));
    std::fs::copy(fixture("peak/six_a.csv"), folder.file("load.csv")).unwrap();
    let path = format!(
        "{}:{}",
        Path::new(PEAKPACK).parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let helps = COMMANDS.map(|command| peakpack(&[command, "--help"]).ok());
    let short = COMMANDS.map(|command| peakpack(&[command, "-h"]).ok());
    for (long, short) in helps.iter().zip(&short) {
        assert_eq!(examples(long), examples(short));
    }
    let general = peakpack(&["--help"]).ok();
    for example in helps
        .iter()
        .chain([&general])
        .flat_map(|help| examples(help))
    {
        assert!(example.contains("peakpack "), "{example}");
        let done = Command::new("sh")
            .args(["-c", example])
            .current_dir(folder.path())
            .env("PATH", &path)
            .output()
            .unwrap();
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{example}: {err}");
    }
    for written in ["dispatch.csv", "day.svg", "duration.svg", "week.svg"] {
        let text = std::fs::read_to_string(folder.file(written)).unwrap();
        assert!(!text.is_empty(), "{written}");
    }
}
