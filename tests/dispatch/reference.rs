//! Cases with known answers: by hand, or by a linear program.

use peakpack::dispatch::{EndCondition, Steps, exact_peak};
use peakpack::fleet::{Battery, BatterySpec};
use serde_json::Value;

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn battery(json: &Value) -> Battery {
    Battery::new(BatterySpec {
        e_min_kwh: number(&json["e_min_kwh"]),
        e_max_kwh: number(&json["e_max_kwh"]),
        p_charge_kw: number(&json["p_charge_kw"]),
        p_discharge_kw: number(&json["p_discharge_kw"]),
        eta_c: number(&json["eta_c"]),
        eta_d: number(&json["eta_d"]),
        e0_kwh: number(&json["e0_kwh"]),
        self_discharge_per_h: number(&json["self_discharge_per_h"]),
        aux_kw: number(&json["aux_kw"]),
    })
    .expect("a valid battery")
}

fn load(file: &str) -> Vec<f64> {
    let path = format!("{}/tests/fixtures/peak/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a fixture");
    let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    rows.map(|row| row.split(',').nth(1).unwrap().parse().unwrap())
        .collect()
}

#[test]
fn every_case_reaches_its_known_optimum() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/peak/cases.json"
    );
    let cases: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    for case in cases.as_array().unwrap() {
        let kw = load(case["load_csv"].as_str().unwrap());
        let end = match case["end"].as_str().unwrap() {
            "free" => EndCondition::Free,
            "cyclic_fixed" => EndCondition::SameAsStart,
            "cyclic_free" => EndCondition::Steady,
            other => panic!("unknown end {other}"),
        };
        let steps = Steps::new(&kw, number(&case["dt_h"]));
        let found = exact_peak(&steps, &battery(&case["battery"]), end).unwrap();
        let known = number(&case["min_peak_kw"]);
        assert!(
            (found.peak_kw - known).abs() <= 1e-6,
            "{}: {} instead of {known}",
            case["id"],
            found.peak_kw
        );
        if let Some(by_hand) = case["hand_value_kw"].as_f64() {
            assert!(
                (found.peak_kw - by_hand).abs() <= 1e-11 * by_hand,
                "{}: {} instead of {by_hand}",
                case["id"],
                found.peak_kw
            );
        }
    }
}
