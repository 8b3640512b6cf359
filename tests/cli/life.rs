//! `peakpack life`.

use super::harness::{peakpack, peakpack_reading};
use serde_json::Value;

fn years(json: &Value) -> &Vec<Value> {
    json["years"].as_array().expect("years")
}

fn cuts(json: &Value, key: &str) -> Vec<f64> {
    let cuts = years(json)
        .iter()
        .map(|year| year[key].as_f64().expect("a cut"));
    cuts.collect()
}

#[test]
fn packs_that_are_left_to_fade_cut_less_and_less() {
    let json = peakpack(&["life", "--years", "6", "--json"]).json();
    assert_eq!(years(&json).len(), 7);
    let cut = cuts(&json, "cut_kw");
    assert!(cut.is_sorted_by(|a, b| a > b), "{cut:?}");
    for (k, cut) in cut.iter().enumerate() {
        let (low, high) = (cuts(&json, "low")[k], cuts(&json, "high")[k]);
        assert!(low <= *cut && *cut <= high, "{low} {cut} {high}");
        let [p10, p50, p90] = ["p10", "p50", "p90"].map(|key| cuts(&json, key)[k]);
        assert!(low <= p10 * 1.001 && p10 <= p50 && p50 <= p90 && p90 <= high * 1.001);
    }
    let run = peakpack(&["run", "--json"]).json();
    assert_eq!(json["years"][0]["peak_after_kw"], run["peak_after_kw"]);
    assert_eq!(json["years"][0]["soh_mean"], 0.78);
    assert_eq!(json["exact"], true);
    let text = peakpack(&["life", "--years", "6"]).ok();
    assert!(text.starts_with("The packs cut 9.1 MW now and"), "{text}");
}

#[test]
fn policies_replace_and_top_up() {
    let replaced = peakpack(&[
        "life",
        "--years",
        "10",
        "--policy",
        "replace",
        "--end-health",
        "70",
        "--json",
    ])
    .json();
    let counts: Vec<u64> = years(&replaced)
        .iter()
        .map(|year| year["replaced"].as_u64().expect("packs"))
        .collect();
    assert!(counts.contains(&640), "{counts:?}");
    let worst = years(&replaced)
        .iter()
        .map(|year| year["soh_min"].as_f64().expect("health"));
    assert!(worst.fold(1.0, f64::min) > 0.69);
    let held = peakpack(&[
        "life",
        "--years",
        "5",
        "--policy",
        "top-up",
        "--target-kw",
        "8800",
        "--json",
    ])
    .json();
    assert!(cuts(&held, "cut_kw").iter().all(|cut| *cut >= 8_799.9));
    assert!(years(&held)[5]["packs"].as_u64().expect("packs") > 640);
    assert_eq!(held["holds_years"], Value::Null);
}

#[test]
fn unequal_packs_are_drawn_and_strings_cost() {
    let life =
        |more: &[&str]| peakpack(&[&["life", "--years", "1", "--json"], more].concat()).json();
    let own = life(&["--spread", "5"]);
    assert_eq!(own, life(&["--spread", "5"]));
    assert_ne!(own, life(&["--spread", "5", "--seed", "2"]));
    let strings = life(&["--spread", "5", "--string", "4"]);
    let usable = |json: &Value| json["years"][0]["usable_kwh"].as_f64().expect("energy");
    assert!(usable(&strings) < 0.96 * usable(&own));
    assert!(own["years"][0]["soh_min"].as_f64() < own["years"][0]["soh_max"].as_f64());
}

#[test]
fn what_cannot_be_planned_is_refused_with_the_range() {
    for (args, says) in [
        (&["--end-health", "80"][..], "choose a lower end"),
        (&["--temp-c", "90"], "-30 to 60"),
        (&["--target-kw=-5"], "above 0"),
        (&["--model", "lead"], "leaf-second-life"),
        (&["--years", "0"], "1..=40"),
        (&["--pack-factor", "99"], "0.5 to 3"),
        (
            &["--model", "leaf-second-life", "--state", "continued"],
            "only be fresh",
        ),
    ] {
        let said = peakpack(&[&["life"], args].concat());
        assert_eq!(said.code, 2, "{args:?}");
        assert!(said.err.contains(says), "{args:?}: {}", said.err);
    }
    let hot = peakpack(&["life", "--years", "1", "--temp-c", "55", "--json"]).json();
    let warnings = hot["warnings"].to_string();
    assert!(warnings.contains("temperature 55 °C"), "{warnings}");
}

#[test]
fn a_short_load_is_lived_through_again_and_again() {
    let rows: String = (0..57)
        .map(|k| format!("{k},{}\n", 100 + k % 7 * 20))
        .collect();
    let csv = format!("t_min,load_kw\n{rows}");
    let args = ["life", "--load", "-", "--years", "2", "--json"];
    let json = peakpack_reading(&args, csv.as_bytes()).json();
    let health = json["years"][2]["soh_mean"].as_f64().expect("health");
    assert!((0.5..0.78).contains(&health), "{health}");
}
