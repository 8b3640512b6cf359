//! `peakpack run`.

use super::harness::{Folder, peakpack, peakpack_reading, two_months};
use serde_json::Value;

fn texts(value: &Value) -> Vec<&str> {
    let list = value.as_array().expect("a list");
    list.iter()
        .map(|text| text.as_str().expect("text"))
        .collect()
}

#[test]
fn a_link_gives_its_outcome_as_json() {
    let json = peakpack(&["run", "--link", "v=1&packs=800", "--json"]).json();
    assert_eq!(json["link"], "v=1&packs=800");
    assert_eq!(json["peak_before_kw"], 100_000.0);
    assert_eq!(json["limited_by"], "power");
    assert_eq!(json["warnings"], Value::Array(Vec::new()));
    assert_eq!(json["infeasible"], Value::Null);
    assert_eq!(json["hours"], 8_760.0);
    assert_eq!(json["window_s"], 900.0);
    let sentence = json["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with("With 800 used EV packs at 78 % health"),
        "{sentence}"
    );
    for key in [
        "peak_after_kw",
        "usable_kwh",
        "power_kw",
        "equivalent_full_cycles",
        "equivalent_full_cycles_per_year",
        "losses_kwh",
        "kw_per_kwh",
        "passes",
    ] {
        assert!(json[key].as_f64().is_some_and(f64::is_finite), "{key}");
    }
    let critical = &json["critical"];
    assert!(critical["hours"].as_f64().unwrap() > 0.0);
    assert_eq!(
        critical["start"],
        Value::Null,
        "a generated load has no dates"
    );
    let months = json["monthly"].as_array().unwrap();
    let numbers: Vec<u64> = months
        .iter()
        .map(|m| m["month"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<_>>());
    let highest = |key: &str| {
        let kw = months.iter().map(|m| m[key].as_f64().unwrap());
        kw.fold(f64::NEG_INFINITY, f64::max)
    };
    assert_eq!(json["peak_before_kw"].as_f64(), Some(highest("before_kw")));
    assert_eq!(json["peak_after_kw"].as_f64(), Some(highest("after_kw")));
    assert!(months[0].get("year").is_none());
    assert_eq!(json["inputs"]["packs"], 800.0);
    assert_eq!(json["inputs"]["s"], "campus");
    assert!(texts(&json["assumptions"]).len() >= 3);
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
    assert!(json["disclaimer"].as_str().unwrap().contains("Simulation"));
}

#[test]
fn the_numbers_are_the_librarys_own_to_the_last_bit() {
    use peakpack::{load::Site, scenario::decode};
    let scenario = decode("v=1&s=colo&soh=70").scenario;
    let site = std::sync::Arc::new(Site::of(&scenario).unwrap());
    let outcome = peakpack::run(&scenario, &site);
    let json = peakpack(&["run", "--link", "v=1&s=colo&soh=70", "--json"]).json();
    assert_eq!(json["peak_after_kw"].as_f64(), Some(outcome.peak_after_kw));
    assert_eq!(
        json["usable_kwh"].as_f64(),
        Some(outcome.battery.usable_kwh())
    );
    assert_eq!(
        json["equivalent_full_cycles"].as_f64(),
        Some(outcome.equivalent_full_cycles)
    );
}

#[test]
fn a_link_may_be_an_address_and_none_is_the_default() {
    let of = |args: &[&str]| peakpack(&[args, &["--json"]].concat()).json();
    let address = of(&[
        "run",
        "--link",
        "https://example.org/a/?v=1&packs=800&utm_source=x#method",
    ]);
    assert_eq!(address, of(&["run", "--link", "?packs=800"]));
    let default = of(&["run"]);
    assert_eq!(default["link"], "");
    assert_eq!(
        default["monthly"],
        of(&["run", "--link", "v=1&packs=640"])["monthly"]
    );
}

#[test]
fn what_a_link_says_wrongly_is_a_warning() {
    let json = peakpack(&["run", "--link", "packs=10&soh=740&colour=red", "--json"]).json();
    let warnings = texts(&json["warnings"]);
    assert!(
        warnings.contains(&"soh=740 → 100 (maximum)"),
        "{warnings:?}"
    );
    assert!(
        warnings.contains(&"colour=red ignored (unknown)"),
        "{warnings:?}"
    );
    assert_eq!(json["link"], "v=1&packs=10&soh=100");
    let text = peakpack(&["run", "--link", "colour=red"]).ok();
    assert!(text.contains("- colour=red ignored (unknown)"), "{text}");
}

#[test]
fn a_load_file_takes_the_place_of_the_generated_load() {
    let folder = Folder::new();
    let load = folder.write("load.csv", &two_months());
    let link = "packs=1&win=60&mw=7&seed=3&crate=1";
    let json = peakpack(&["run", "--link", link, "--load", &load, "--json"]).json();
    assert_eq!(json["peak_before_kw"], 90.0);
    let months = json["monthly"].as_array().unwrap();
    assert_eq!(months.len(), 2);
    assert_eq!(
        (&months[1]["year"], &months[1]["month"]),
        (&2025.into(), &2.into())
    );
    let critical = json["critical"]["start"].as_str().unwrap();
    assert!(critical.starts_with("2025-"), "{critical}");
    let warnings = texts(&json["warnings"]);
    let ignored = "The load comes from the file, so mw, seed of the link have no effect.";
    assert!(warnings.contains(&ignored), "{warnings:?}");
    assert!(
        warnings.iter().any(|w| w.contains("scaled")),
        "{warnings:?}"
    );
    let text = peakpack_reading(
        &["run", "--load", "-", "--link", link],
        two_months().as_bytes(),
    );
    let text = text.ok();
    for part in [
        "January",
        "February",
        "Limited by",
        "not a quotation",
        "Cycles a year",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn packs_suit_the_load_unless_the_link_says_how_many() {
    let run = |args: &[&str]| {
        let all = [&["run", "--load", "-", "--json"], args].concat();
        peakpack_reading(&all, two_months().as_bytes()).json()
    };
    // 640 packs are for a campus of 100 MW; this site draws 90 kW.
    let suited = run(&[]);
    assert!(
        suited["link"].as_str().unwrap().contains("packs=1"),
        "{suited}"
    );
    let warnings = texts(&suited["warnings"]);
    assert!(
        warnings
            .iter()
            .any(|w| w.starts_with("The packs were set to 1 packs,")
                || w.starts_with("The packs were set to 1,")),
        "{warnings:?}"
    );
    let own = run(&["--link", "packs=12"]);
    assert!(own["link"].as_str().unwrap().contains("packs=12"), "{own}");
    let february = run(&["--link", "packs=1", "--period", "2025-02"]);
    assert_eq!(february["monthly"].as_array().unwrap().len(), 1);
}

#[test]
fn the_metering_window_is_the_links() {
    let rows: String = (0..8)
        .map(|k| format!("{},{}\n", 15 * k, 10 * (k + 1)))
        .collect();
    let csv = format!("t_min,load_kw\n{rows}");
    let peak = |link: &str| {
        let args = ["run", "--load", "-", "--link", link, "--json"];
        peakpack_reading(&args, csv.as_bytes()).json()["peak_before_kw"].clone()
    };
    assert_eq!(peak("packs=0"), 80.0);
    assert_eq!(peak("packs=0&win=60"), 65.0);
}

#[test]
fn packs_that_cannot_hold_their_charge_are_said_so() {
    let link = "packs=100&kwh=250&soh=100&self=50&kwc=0.1&end=same&park=95";
    let said = peakpack(&["run", "--link", link, "--json"]).json();
    let why = said["infeasible"].as_str().expect("a reason");
    assert!(why.contains("self-discharge"), "{why}");
    let warnings = texts(&said["warnings"]);
    assert!(warnings.iter().any(|w| w.contains("self-discharge")));
    assert_eq!(said["peak_after_kw"], said["peak_before_kw"]);
}

#[test]
fn bad_input_is_refused_with_the_reason() {
    let missing = peakpack(&["run", "--load", "no-such-file.csv"]).failed(2);
    assert!(
        missing.contains("no-such-file.csv cannot be read"),
        "{missing}"
    );
    let unreadable = peakpack_reading(&["run", "--load", "-"], b"%PDF-1.7").failed(2);
    assert!(
        unreadable.contains("standard input: This is a PDF document"),
        "{unreadable}"
    );
    let option = peakpack(&["run", "--loud"]);
    assert_eq!(option.code, 2);
    assert!(option.err.contains("--loud"));
}
