//! Links that are out in the world, with the figures they were shared with.
//!
//! Every later version must show the same figures, to the last digit, or report that it does not:
//! a change of the model that moves one of them needs a line in the changelog, and then
//! `PEAKPACK_BLESS=1 cargo test --test links corpus` writes the new figures beside the old
//! receipts, which stay as they are: the page names the difference to whoever opens the link.

use peakpack::load::Site;
use peakpack::scenario::{PARAMETERS, PRESETS, Scenario, decode};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/links/v1.tsv")
}

/// The figures of a link, written so that reading brings back every bit.
fn figures(scenario: &Scenario) -> String {
    let outcome = peakpack::run(scenario, &Arc::new(Site::of(scenario).unwrap()));
    format!(
        "{}\t{}\t{}\t{}\t{}",
        outcome.peak_before_kw,
        outcome.peak_after_kw,
        outcome.battery.usable_kwh(),
        outcome.cycles_per_year(),
        outcome.limited_by.id(),
    )
}

fn corpus() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(file()).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let (link, figures) = line.split_once('\t').unwrap();
        (link.to_owned(), figures.to_owned())
    })
    .collect()
}

#[test]
fn every_link_of_the_corpus_shows_what_it_was_shared_with() {
    if std::env::var_os("PEAKPACK_BLESS").is_some() {
        let mut text = String::from(
            "# link\tpeak before, kW\tpeak after, kW\tusable energy, kWh\tfull cycles a year\tlimited by\n",
        );
        for (link, _) in corpus() {
            writeln!(text, "{link}\t{}", figures(&decode(&link).scenario)).unwrap();
        }
        std::fs::write(file(), text).unwrap();
    }
    for (link, known) in corpus() {
        let decoded = decode(&link);
        assert_eq!(decoded.warnings, [], "{link}");
        assert_eq!(decoded.canonical(), link);
        assert_eq!(figures(&decoded.scenario), known, "{link}");
        let outcome = peakpack::run(
            &decoded.scenario,
            &Arc::new(Site::of(&decoded.scenario).unwrap()),
        );
        let drift = decoded
            .receipt
            .and_then(|receipt| outcome.drift_from(receipt));
        assert_eq!(drift, None, "{link}");
    }
}

#[test]
fn every_key_every_choice_and_every_preset_stand_in_the_corpus() {
    let links: Vec<String> = corpus().into_iter().map(|(link, _)| link).collect();
    let all = links.join("&");
    for parameter in &PARAMETERS {
        let mut values: Vec<String> = Vec::new();
        for (place, option) in parameter.options().iter().enumerate() {
            // The default is never written.
            if place as f64 != parameter.default {
                values.push(option.id.to_owned());
            }
        }
        if values.is_empty() {
            assert!(
                all.contains(&format!("&{}=", parameter.key)),
                "{}",
                parameter.key
            );
        }
        for value in values {
            let pair = format!("&{}={value}&", parameter.key);
            assert!(format!("{all}&").contains(&pair), "{pair}");
        }
    }
    assert!(all.contains("&b."));
    assert!(links.iter().all(|link| link.contains("&r=")));
    assert!(PRESETS.len() > 4);
}

/// What links leave out: changing one of these changes every link that is out there.
#[test]
fn the_defaults_of_version_1_are_frozen() {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/links/v1-defaults.tsv");
    let mut text = String::new();
    for preset in &PRESETS {
        let scenario = Scenario::of(preset);
        for parameter in &PARAMETERS {
            let value = parameter.text(parameter.get(&scenario));
            writeln!(text, "{}\t{}\t{value}", preset.id, parameter.key).unwrap();
        }
    }
    if std::env::var_os("PEAKPACK_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(path).unwrap();
    for line in known.lines() {
        assert!(text.lines().any(|now| now == line), "{line} has changed");
    }
    assert_eq!(
        known.lines().count(),
        text.lines().count(),
        "an input has no frozen default: add it"
    );
}
