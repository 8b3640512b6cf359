//! `peakpack fade`.

use super::harness::{fixture, peakpack};
use serde_json::Value;

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

const DAY: [&str; 5] = ["fade", "--soc-high", ".9", "--soc-low", ".3"];

fn fade(more: &[&str]) -> Value {
    peakpack(&[&DAY[..], more, &["--json"]].concat()).json()
}

#[test]
fn every_known_case_comes_out() {
    let text = std::fs::read_to_string(fixture("fade/cases.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    for case in cases {
        let [high, low, celsius] =
            ["soc_hi", "soc_lo", "T_c"].map(|key| number(&case[key]).to_string());
        let found = peakpack(&[
            "fade",
            "--model",
            case["model_name"].as_str().unwrap(),
            "--soc-high",
            &high,
            "--soc-low",
            &low,
            "--temp-c",
            &celsius,
            "--years",
            "10",
            "--json",
        ])
        .json();
        assert_eq!(found["model"], case["model_name"]);
        let known = case["q_at_years"].as_object().unwrap();
        let q = found["q_at_years"].as_object().unwrap();
        let soh = found["soh_at_years"].as_object().unwrap();
        assert!(known.keys().eq(q.keys()) && q.keys().eq(soh.keys()));
        for (years, known) in known {
            let off = number(&q[years]) - number(known);
            assert!(off.abs() <= 1e-9, "{} {years}: {off}", case["id"]);
            assert_eq!(number(&soh[years]), 0.78 * number(&q[years]));
        }
        let cycles = 365.0 * number(&case["delta_efc_first_day"]);
        assert!((number(&found["efc_per_year"]) - cycles).abs() < 1e-9);
    }
}

#[test]
fn what_is_outside_the_fit_is_said() {
    let found = fade(&["--model", "leaf-second-life", "--temp-c", "-5"]);
    let said = found["warnings"].to_string();
    assert!(said.contains("temperature -5 °C is 25 °C below"), "{said}");
    assert!(
        said.contains("depth of discharge 0.6 is 0.2 below"),
        "{said}"
    );
    let args = ["--soc-high", "1", "--soc-low", "0", "--temp-c", "25"];
    let inside = [
        &["fade", "--model", "leaf-second-life", "--json"],
        &args[..],
    ]
    .concat();
    assert_eq!(
        peakpack(&inside).json()["warnings"],
        Value::Array(Vec::new())
    );
    let args = ["--soc-high", "1", "--soc-low", "0", "--temp-c", "-12.5"];
    let cold = [&["fade", "--model", "nmc111", "--json"], &args[..]].concat();
    let said = peakpack(&cold).json()["warnings"].to_string();
    assert!(
        said.contains("-3770 full cycles") && said.contains("500 are used"),
        "{said}"
    );
    assert!(said.contains("less than a fifth is left after"), "{said}");
    let text = peakpack(&[&DAY[..], &["--model", "lfp"]].concat()).ok();
    assert!(text.contains("To be careful about:"), "{text}");
    assert!(text.contains("69.8 %"), "{text}");
    for said in [
        "  q = 1 − Q_t − Q_EFC\n",
        "Fitted to 10–45 °C",
        "Source: Gasper et al.",
    ] {
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn a_continued_state_and_a_pack_factor_change_the_course() {
    let after_5 = |more: &[&str]| {
        let found = fade(&[&["--model", "lfp", "--years", "5"], more].concat());
        number(&found["soh_at_years"]["5"])
    };
    assert!((after_5(&[]) - 0.729).abs() < 5e-4);
    assert!((after_5(&["--state", "continued"]) - 0.754).abs() < 5e-4);
    assert!(after_5(&["--pack-factor", "1.25"]) < after_5(&[]));
    let none = fade(&["--model", "nca", "--years", "0"]);
    assert_eq!(none["q_at_years"], serde_json::json!({"0": 1.0}));
    let odd = fade(&["--model", "nca", "--years", "1.5"]);
    let years: Vec<&String> = odd["q_at_years"].as_object().unwrap().keys().collect();
    assert_eq!(years, ["0.5", "1", "1.5"]);
}

#[test]
fn the_simple_model_takes_its_numbers() {
    let found = fade(&[
        "--model",
        "simple",
        "--calendar-pct",
        "4",
        "--cycle-pct",
        "0",
    ]);
    let after = |years: &str| number(&found["q_at_years"][years]);
    assert!((after("5") - 0.8).abs() < 1e-9);
    let bent = fade(&[
        "--model",
        "simple",
        "--calendar-pct",
        "4",
        "--cycle-pct",
        "0",
        "--knee",
        ".9",
    ]);
    assert!(number(&bent["q_at_years"]["5"]) < after("5"));
    let args = [&DAY[..], &["--model", "lfp", "--knee", ".9"]].concat();
    assert!(peakpack(&args).failed(2).contains("--model simple"));
}

#[test]
fn what_cannot_be_is_refused_and_what_can_be_is_said() {
    for (more, says) in [
        (
            &["--model", "lfp", "--soc-low", ".9"][..],
            "must be below --soc-high",
        ),
        (&["--model", "lfp", "--soc-low", "-.1"], "from 0 to 1"),
        (&["--model", "lfp", "--soc-high", "90"], "from 0 to 1"),
        (&["--model", "lfp", "--soc-high", "nan"], "from 0 to 1"),
        (&["--model", "lfp", "--temp-c", "61"], "from -30 to 60 °C"),
        (&["--model", "lfp", "--temp-c", "-31"], "from -30 to 60 °C"),
        (&["--model", "lfp", "--years", "41"], "from 0 to 40 years"),
        (&["--model", "lfp", "--years", "-1"], "from 0 to 40 years"),
        (&["--model", "lfp", "--soh", "78"], "from 0.3 to 1"),
        (&["--model", "lfp", "--pack-factor", "0"], "from 0.1 to 10"),
        (
            &["--model", "simple", "--calendar-pct", "-2"],
            "from 0 to 100",
        ),
        (&["--model", "nimh"], "leaf-second-life"),
        (
            &["--model", "leaf-second-life", "--state", "continued"],
            "fresh",
        ),
    ] {
        let given = |option: &str| more.contains(&option);
        let mut args = vec!["fade"];
        for pair in DAY[1..].chunks(2).filter(|pair| !given(pair[0])) {
            args.extend(pair);
        }
        args.extend(more);
        let said = peakpack(&args).failed(2);
        assert!(said.contains(says), "{more:?}: {said}");
    }
}
