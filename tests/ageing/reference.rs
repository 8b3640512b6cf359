//! Results of BLAST-Lite 1.1.1 for a repeated day.

use peakpack::ageing::{
    Ageing, Coefficients, Day, Model, REPEATED_STEP_H, State, after_years, repeat, repeated_day,
};
use serde_json::Value;

const DAYS: usize = 3_650;

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn cases() -> Vec<Value> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/fade/cases.json"
    );
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The model, the samples of the day, the temperature.
fn conditions(case: &Value) -> (Model, [f64; 25], f64) {
    let model = Model::from_id(case["model_name"].as_str().unwrap()).unwrap();
    let soc = repeated_day(number(&case["soc_hi"]), number(&case["soc_lo"]));
    (model, soc, number(&case["T_c"]))
}

#[test]
fn every_case_is_met_to_a_billionth() {
    let cases = cases();
    for model in &Model::ALL[..5] {
        assert!(cases.iter().any(|case| case["model_name"] == model.id()));
    }
    for case in &cases {
        let (model, soc, temperature_c) = conditions(case);
        let day = Day::new(&soc, REPEATED_STEP_H, temperature_c).unwrap();
        let rates = Ageing::of(model).rates(&day);
        let course = repeat(State::FRESH, &rates, DAYS);
        for (years, known) in case["q_at_years"].as_object().unwrap() {
            let found = after_years(&course, years.parse().unwrap());
            let off = found - number(known);
            assert!(off.abs() <= 1e-9, "{} after {years}: {off}", case["id"]);
        }
    }
}

#[test]
fn the_rates_between_are_met_too() {
    for case in cases() {
        let (model, soc, temperature_c) = conditions(&case);
        let day = Day::new(&soc, REPEATED_STEP_H, temperature_c).unwrap();
        let rates = Ageing::of(model).rates(&day);
        let found = rates.coefficients();
        assert_eq!(found.days, 1.0);
        let cycles = number(&case["delta_efc_first_day"]);
        assert!((found.full_cycles - cycles).abs() < 1e-12);
        for (name, known) in case["rates"].as_object().unwrap() {
            let pick: fn(&Coefficients) -> f64 = match name.as_str() {
                "k_cal" | "kcal" | "q1" => |found| found.calendar,
                "k_cyc" | "kcyc" | "q3" => |found| found.cycle,
                "q5" => |found| found.material_cycles.unwrap(),
                other => panic!("unknown rate {other}"),
            };
            let ratio = pick(found) / number(known);
            assert!(
                (ratio - 1.0).abs() < 1e-10,
                "{} {name}: {ratio}",
                case["id"]
            );
        }
    }
}

#[test]
fn a_constant_day_is_the_same_day_again_and_again() {
    for case in cases() {
        let (model, soc, temperature_c) = conditions(&case);
        let ageing = Ageing::of(model);
        let day = Day::new(&soc, REPEATED_STEP_H, temperature_c).unwrap();
        let course = repeat(State::FRESH, &ageing.rates(&day), DAYS);
        let mut state = State::FRESH;
        for &known in &course[1..] {
            let again = Day::new(&soc, REPEATED_STEP_H, temperature_c).unwrap();
            let q = state.advance(&ageing.rates(&again));
            assert_eq!(q.to_bits(), known.to_bits());
        }
    }
}

#[test]
fn half_an_hour_or_an_hour_between_samples_say_the_same_of_a_day() {
    let soc = repeated_day(0.9, 0.3);
    let fine: Vec<f64> = (0..=48)
        .map(|half| 0.5 * (soc[half / 2] + soc[half.div_ceil(2)]))
        .collect();
    let hourly = Day::new(&soc, 1.0, 25.0).unwrap();
    let finer = Day::new(&fine, 0.5, 25.0).unwrap();
    assert!((hourly.full_cycles() - finer.full_cycles()).abs() < 1e-12);
    assert!((hourly.depth() - finer.depth()).abs() < 1e-12);
    assert_eq!(finer.days(), 1.0);
    for model in Model::ALL {
        let q = |day: &Day| {
            let course = repeat(State::FRESH, &Ageing::of(model).rates(day), DAYS);
            after_years(&course, 10.0)
        };
        let off = q(&hourly) - q(&finer);
        assert!(off.abs() < 2e-3, "{}: {off}", model.id());
    }
}
