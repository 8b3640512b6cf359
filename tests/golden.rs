//! Every preset's link, figures and sentences, as they stood when last reviewed.
//!
//! After a change that is meant, run `UPDATE_GOLDEN=1 cargo test --test golden`,
//! read the difference, and name the reason in the changelog.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a failure here is a failed test"
)]

use peakpack::load::Site;
use peakpack::run;
use peakpack::scenario::{PRESETS, Scenario};
use std::fmt::Write;
use std::sync::Arc;

fn described(scenario: &Scenario) -> String {
    let site = Arc::new(Site::of(scenario).unwrap());
    let outcome = run(scenario, &site);
    let mut out = String::new();
    let advice = outcome.advice();
    let _ = writeln!(out, "{}", outcome.finding());
    let reason = outcome.reason_with(advice.as_ref());
    let _ = writeln!(out, "{}: {reason}", outcome.limit_title());
    let _ = writeln!(out, "{}", outcome.title());
    let _ = writeln!(out, "{}", outcome.picture_title());
    for figure in outcome.figures() {
        let second = format!("{}{}", figure.detail, figure.stressed);
        let _ = writeln!(
            out,
            "{}: {} {} | {second}",
            figure.label, figure.value, figure.unit
        );
    }
    let _ = writeln!(
        out,
        "before {} kW, after {} kW, {} cycles, load mean {} kW",
        outcome.peak_before_kw,
        outcome.peak_after_kw,
        outcome.equivalent_full_cycles,
        outcome.site.mean_kw
    );
    for month in &outcome.months {
        let _ = writeln!(
            out,
            "  {:2} {:.3} {:.3}",
            month.month, month.before_kw, month.after_kw
        );
    }
    for warning in outcome.warnings() {
        let _ = writeln!(out, "! {warning}");
    }
    out
}

#[test]
fn presets_say_what_they_said_when_last_reviewed() {
    let mut now = String::new();
    for preset in &PRESETS {
        let scenario = Scenario::of(preset);
        let _ = writeln!(
            now,
            "# {} ?{}\n{}",
            preset.label,
            scenario.to_query(),
            described(&scenario)
        );
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/presets.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let reviewed = std::fs::read_to_string(path).unwrap_or_default();
    for (line, (is, was)) in now.lines().zip(reviewed.lines()).enumerate() {
        assert_eq!(is, was, "line {} of tests/golden/presets.txt", line + 1);
    }
    assert_eq!(now.lines().count(), reviewed.lines().count());
}
