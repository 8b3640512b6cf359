//! How to show the figures: read tolerantly, said aloud where it was not taken, and no matter to any number.

use peakpack::load::Site;
use peakpack::outcome::digest;
use peakpack::scenario::{
    DISPLAY_KEYS, Display, Id, Picture, Scenario, Theming, Ui, Units, decode,
};
use proptest::prelude::*;
use std::sync::Arc;

fn warnings(link: &str) -> Vec<String> {
    let decoded = decode(link);
    decoded.warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn every_key_means_something() {
    let link = "embed=1&view=fade&ui=min&show=soh_temp&lock=dc&theme=light&bg=none&accent=05c\
        &locale=en&units=kw&title=0&api=0";
    let decoded = decode(link);
    assert_eq!(decoded.warnings, []);
    let display = &decoded.display;
    assert!(display.embed() && display.is_site_locked() && display.is_clear());
    assert!(!display.has_title() && !display.has_api());
    assert_eq!(display.picture(), Picture::Fade);
    assert_eq!(display.ui(), Ui::Min);
    assert_eq!(display.shown(), Some(&[Id::Health, Id::Temperature][..]));
    assert_eq!(display.theme(), Theming::Light);
    assert_eq!(display.accent(), Some([0x00, 0x55, 0xCC]));
    assert_eq!(display.units(), Units::Kilowatts);
    let canonical = "v=1&embed=1&view=fade&ui=min&show=soh_temp&lock=dc&theme=light&bg=none\
        &accent=0055cc&locale=en&units=kw&title=0&api=0";
    assert_eq!(decoded.canonical(), canonical);
    assert_eq!(decode(canonical).display, decoded.display);
}

#[test]
fn nothing_said_is_the_page_as_it_is() {
    let display = Display::default();
    assert_eq!(decode("v=1&packs=3").display, display);
    assert!(!display.embed() && !display.is_site_locked() && !display.is_clear());
    assert!(display.has_title() && display.has_api());
    assert_eq!(display.picture(), Picture::Grid);
    assert_eq!(display.ui(), Ui::Full);
    assert_eq!(decode("ui=none").display.ui(), Ui::Full);
    assert_eq!(decode("ui=none&embed=1").display.ui(), Ui::None);
    assert_eq!(display.shown(), None);
    assert_eq!(display.theme(), Theming::Auto);
    assert_eq!(display.accent(), None);
    assert_eq!(display.units(), Units::Auto);
}

/// What a link pins stays in it: a later version may have other defaults.
#[test]
fn defaults_that_are_written_stay_written() {
    let link = "v=1&embed=0&view=grid&ui=full&show=auto&lock=none&theme=auto&bg=auto&accent=auto\
        &locale=en&units=auto&title=1&api=1";
    let decoded = decode(link);
    assert_eq!(decoded.warnings, []);
    assert_eq!(decoded.canonical(), link);
}

#[test]
fn what_is_not_understood_is_the_default_and_listed() {
    for (link, warning) in [
        ("theme=pink", "theme=pink → auto (not understood)"),
        ("embed=yes", "embed=yes → 0 (not understood)"),
        ("view=sweep", "view=sweep → grid (not available yet)"),
        ("view=CASH", "view=CASH → grid (not available yet)"),
        ("view=pie", "view=pie → grid (not understood)"),
        ("accent=blue", "accent=blue → auto (not understood)"),
        ("accent=12345", "accent=12345 → auto (not understood)"),
        ("accent=%C3%A9abc", "accent=éabc → auto (not understood)"),
        ("locale=de", "locale=de → en (not available yet)"),
        ("units=gw", "units=gw → auto (not understood)"),
        ("ui=", "ui= → full (not understood)"),
    ] {
        assert_eq!(warnings(link), [warning], "{link}");
        assert_eq!(decode(link).display, Display::default(), "{link}");
        assert_eq!(decode(link).canonical(), "", "{link}");
    }
}

#[test]
fn inputs_that_are_none_are_left_out_of_the_list() {
    let decoded = decode("show=packs_cash_soh_packs_s");
    assert_eq!(decoded.display.shown(), Some(&[Id::Packs, Id::Health][..]));
    let said = [
        "show=cash ignored (unknown)",
        "show=packs ignored (given again later)",
        "show=s ignored (unknown)",
    ];
    assert_eq!(warnings("show=packs_cash_soh_packs_s"), said);
    assert_eq!(decoded.canonical(), "v=1&show=packs_soh");
    assert_eq!(decode("show=none").display.shown(), Some(&[][..]));
    let said = ["show=x ignored (unknown)", "show=x → auto (not understood)"];
    assert_eq!(warnings("show=x"), said);
    assert_eq!(decode("show=x").display.shown(), None);
}

fn pair() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "0",
        "1",
        "grid",
        "soc",
        "duration",
        "sweep",
        "fade",
        "cash",
        "kpi",
        "full",
        "basic",
        "min",
        "none",
        "packs_soh",
        "mw_packs",
        "dc",
        "auto",
        "light",
        "DARK",
        "kw",
        "mw",
        "#00558C",
        "f80",
        "de",
        "en",
        "",
        "é",
        "_",
    ]);
    (0..DISPLAY_KEYS.len(), words)
        .prop_map(|(key, value)| format!("{}={}", DISPLAY_KEYS[key], value.replace('#', "%23")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn each_pair_counts_as_it_stands_or_is_in_the_list(pairs in prop::collection::vec(pair(), 0..8)) {
        let decoded = decode(&pairs.join("&"));
        let canonical = decoded.canonical();
        for pair in &pairs {
            let (key, value) = pair.split_once('=').unwrap();
            let kept = canonical.split('&').any(|own| {
                let plain = value.trim_start_matches("%23").to_lowercase();
                own == format!("{key}={plain}") || key == "accent" && own == "accent=ff8800"
            });
            let listed = decoded.warnings.iter().any(|warning| warning.key == key);
            prop_assert!(kept || listed, "{pair} in {canonical}");
        }
        let again = decode(&canonical);
        prop_assert_eq!(&again.display, &decoded.display);
        prop_assert_eq!(&again.warnings, &[]);
        prop_assert_eq!(again.canonical(), canonical);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_number_changes(packs in 0..3_000_u32, pairs in prop::collection::vec(pair(), 1..8)) {
        let plain = decode(&format!("v=1&days=7&packs={packs}"));
        let shown = decode(&format!("v=1&{}&days=7&packs={packs}", pairs.join("&")));
        prop_assert_eq!(plain.scenario, shown.scenario);
        let of = |scenario: &Scenario, units: Units| {
            let site = Arc::new(Site::of(scenario).unwrap());
            let mut outcome = peakpack::run(scenario, &site);
            outcome.units = units;
            outcome
        };
        let (plain, shown) = (
            of(&plain.scenario, Units::Auto),
            of(&shown.scenario, shown.display.units()),
        );
        prop_assert_eq!(&plain.schedule.grid_kw, &shown.schedule.grid_kw);
        prop_assert_eq!(plain.peak_after_kw.to_bits(), shown.peak_after_kw.to_bits());
        // The digest has the sentences in it: they may differ in the unit alone.
        if shown.units != Units::Kilowatts {
            prop_assert_eq!(digest(&plain), digest(&shown));
        }
    }
}
