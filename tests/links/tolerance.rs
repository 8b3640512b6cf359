//! What is read, what is changed, and what is said about it.

use peakpack::scenario::{Id, Scenario, decode};

/// The scenario's link and the warnings.
fn read(link: &str) -> (String, Vec<String>) {
    let decoded = decode(link);
    let warnings = decoded.warnings.iter().map(ToString::to_string);
    (decoded.scenario.to_query(), warnings.collect())
}

#[track_caller]
fn reads_as(link: &str, canonical: &str, warnings: &[&str]) {
    assert_eq!(
        read(link),
        (
            canonical.to_string(),
            warnings.iter().map(ToString::to_string).collect()
        ),
        "{link}"
    );
}

#[test]
fn other_spellings_mean_the_same() {
    let scenario = Scenario::default()
        .with(Id::Packs, 1_800.0)
        .with(Id::Health, 74.5);
    for link in [
        "v=1&packs=1800&soh=74.5",
        "?soh=74,5&packs=1800",
        "https://example.org/a/?v=1&packs=1800&soh=74.5#data=d1.soh=3",
        "v=1&amp;packs=1800&amp;soh=74.5",
        "v=1&amp;amp;packs=1800&soh=74.5",
        "v=1&packs=+1800&soh=74.5%25",
        "v=1&packs=1%20800&soh=74.50%20%25",
        "v=1&packs=1,800&soh=74%2C5",
        "v=1&packs=1%E2%80%89800&soh=%2B74.5",
        "v=1&PACKS=01800&Soh=74.5+%",
        "&&v=1&&packs=1800.0&soh=74.5&",
    ] {
        let decoded = decode(link);
        assert_eq!(decoded.scenario, scenario, "{link}");
        assert_eq!(decoded.warnings, [], "{link}");
    }
    reads_as(
        "v=1&shape=Colo&end=FREE&win=60",
        "v=1&shape=colo&win=60&end=free",
        &[],
    );
    reads_as("s=colo", "v=1&s=colo", &[]);
    for nothing in ["", "?", "v=1", "https://example.org/", "#packs=3", "&"] {
        reads_as(nothing, "", &[]);
    }
}

#[test]
fn what_is_out_of_range_is_brought_to_the_limit() {
    reads_as("v=1&soh=740", "v=1&soh=100", &["soh=740 → 100 (maximum)"]);
    reads_as("v=1&packs=-5", "v=1&packs=0", &["packs=-5 → 0 (minimum)"]);
    reads_as("v=1&lf=5", "v=1&lf=20", &["lf=5 → 20 (minimum)"]);
    reads_as("v=1&lf=0", "", &[]);
    reads_as("v=1&mw=0", "v=1&mw=0.01", &["mw=0 → 0.01 (minimum)"]);
    reads_as(
        "v=1&packs=99999999999999999999",
        "v=1&packs=20000",
        &["packs=99999999999999999999 → 20000 (maximum)"],
    );
}

#[test]
fn what_lies_between_steps_is_brought_to_the_nearest() {
    reads_as(
        "v=1&soh=77.6",
        "v=1&soh=77.5",
        &["soh=77.6 → 77.5 (nearest step)"],
    );
    reads_as(
        "v=1&packs=800.4",
        "v=1&packs=800",
        &["packs=800.4 → 800 (nearest step)"],
    );
}

#[test]
fn what_is_not_understood_is_the_presets() {
    for (link, canonical, warning) in [
        ("v=1&soh=good", "", "soh=good → 78 (not understood)"),
        ("v=1&soh=1e2", "", "soh=1e2 → 78 (not understood)"),
        ("v=1&soh=", "", "soh= → 78 (not understood)"),
        ("v=1&soh", "", "soh= → 78 (not understood)"),
        ("v=1&soh=NaN", "", "soh=NaN → 78 (not understood)"),
        ("v=1&s=atlantis", "", "s=atlantis → campus (not understood)"),
        (
            "v=1&s=redwood&kwp=?",
            "v=1&s=redwood",
            "kwp=? → 14.9 (not understood)",
        ),
        ("v=1&win=20", "", "win=20 → 15 (not understood)"),
        ("v=1&packs=800%", "", "packs=800% → 640 (not understood)"),
        ("v=one", "", "v=one → 1 (not understood)"),
        ("v=0", "", "v=0 → 1 (not understood)"),
    ] {
        reads_as(link, canonical, &[warning]);
    }
}

#[test]
fn a_mark_that_groups_or_begins_decimals_is_said_aloud() {
    reads_as(
        "v=1&packs=1.250",
        "v=1&packs=1",
        &["packs=1.250 → 1 (thousands or decimals?)"],
    );
    reads_as(
        "v=1&mw=1,250",
        "v=1&mw=1.25",
        &["mw=1,250 → 1.25 (thousands or decimals?)"],
    );
    reads_as("v=1&mw=1.250", "v=1&mw=1.25", &[]);
}

#[test]
fn the_last_of_several_counts() {
    reads_as(
        "v=1&packs=100&soh=74&packs=800",
        "v=1&packs=800&soh=74",
        &["packs=100 ignored (given again later)"],
    );
    reads_as(
        "v=1&packs=100&packs=many",
        "",
        &[
            "packs=100 ignored (given again later)",
            "packs=many → 640 (not understood)",
        ],
    );
    reads_as("v=1&v=1", "", &["v=1 ignored (given again later)"]);
}

#[test]
fn unknown_keys_are_named_and_foreign_ones_are_not() {
    reads_as(
        "v=1&colour=red&x&=5&soh=74",
        "v=1&soh=74",
        &[
            "colour=red ignored (unknown)",
            "x ignored (unknown)",
            "=5 ignored (unknown)",
        ],
    );
    let foreign = "utm_source=a&utm_=b&mc_cid=c&fbclid=d&gclid=e&gbraid=f&wbraid=g&gad_source=h\
        &dclid=i&msclkid=j&srsltid=k&_gl=l&_ga=m&igshid=n&ttclid=o&twclid=p&li_fat_id=q&yclid=r\
        &_hsenc=s&_hsmi=t&mkt_tok=u&amp_gsa=v&ref=w&_=x&initialWidth=1&childId=2&parentTitle=3\
        &parentUrl=https%3A%2F%2Fexample.org&referrer=4";
    reads_as(foreign, "", &[]);
}

#[test]
fn a_newer_version_is_read_as_well_as_can_be() {
    for version in ["2", "99999999999999999999"] {
        let warning =
            format!("v={version} → 1 (made by a newer version; read as well as this one can)");
        reads_as(&format!("v={version}&soh=74"), "v=1&soh=74", &[&warning]);
    }
}

#[test]
fn too_many_steps_are_fewer_days() {
    const WHY: &str = "(at most 1,000,000 time steps)";
    reads_as(
        "v=1&dt=1",
        "v=1&dt=1&days=11",
        &[&format!("days=365 → 11 {WHY}")],
    );
    reads_as(
        "v=1&days=30&dt=1",
        "v=1&dt=1&days=11",
        &[&format!("days=30 → 11 {WHY}")],
    );
    reads_as(
        "v=1&days=x&dt=1",
        "v=1&dt=1&days=11",
        &["days=x → 11 (not understood)"],
    );
    reads_as("v=1&days=7&dt=1", "v=1&dt=1&days=7", &[]);
}

#[test]
fn display_keys_are_kept_and_change_no_number() {
    let decoded = decode("v=1&embed=1&view=soc&accent=%2300558C&theme=dark&soh=74&Theme=light");
    assert_eq!(decoded.scenario, Scenario::default().with(Id::Health, 74.0));
    assert_eq!(decoded.warnings.len(), 1);
    assert_eq!(
        decoded.warnings[0].to_string(),
        "theme=dark ignored (given again later)"
    );
    let canonical = "v=1&soh=74&embed=1&view=soc&theme=light&accent=00558c";
    assert_eq!(decoded.canonical(), canonical);
    assert_eq!(decode("embed=1").canonical(), "v=1&embed=1");
    assert_eq!(decode("").canonical(), "");
}

#[test]
fn strange_texts_are_short_and_harmless_in_the_list() {
    let decoded = decode(&format!(
        "v=1&soh={}&{}=1",
        "é".repeat(500),
        "k%0A%00".repeat(300)
    ));
    assert_eq!(decoded.warnings.len(), 2);
    for warning in &decoded.warnings {
        assert!(warning.key.chars().count() <= 40 && warning.given.chars().count() <= 40);
        assert!(!warning.to_string().contains(char::is_control));
    }
    let crowd: String = (0..1_000).map(|n| format!("&x{n}=1")).collect();
    let decoded = decode(&crowd);
    assert_eq!(decoded.warnings.len(), 21);
    assert_eq!(decoded.warnings[20].to_string(), "980 more were ignored");
}

#[test]
fn what_is_wrong_about_the_second_scenario_is_named_as_its_own() {
    for (link, warnings) in [
        ("v=1&b.soh=740", "b.soh=740 → 100 (maximum)"),
        (
            "v=1&B.PACKS=12&b.packs=13",
            "b.packs=12 ignored (given again later)",
        ),
        ("v=1&b.colour=red", "b.colour=red ignored (unknown)"),
        (
            "v=1&b.dt=1",
            "b.days=365 → 11 (at most 1,000,000 time steps)",
        ),
        ("v=1&r=much", "r=much ignored (not understood)"),
        ("v=1&r=1&r=2", "r=1 ignored (given again later)"),
    ] {
        let all: Vec<String> = decode(link)
            .warnings
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(all, [warnings], "{link}");
    }
    let decoded = decode("v=1&packs=800&b.packs=900&b.s=colo&b.soh=70&r=86412");
    let other = decoded.other.unwrap();
    assert_eq!(other.preset().id, "colo");
    assert_eq!((other.packs(), other.health().get()), (900, 0.7));
    let receipt = decoded.receipt.unwrap();
    assert_eq!((receipt.peak_kw, receipt.of_load), (86_412.0, false));
    assert!(decode("v=1&r=222.99_data").receipt.unwrap().of_load);
    // The same twice is no comparison.
    assert_eq!(decode("v=1&packs=800&b.packs=800").other, None);
}
