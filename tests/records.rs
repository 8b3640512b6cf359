//! Records: one tree for the command line, the page's file and the page around the page.

#![allow(clippy::expect_used, reason = "the helpers of tests fail as tests do")]

use peakpack::load::Site;
use peakpack::outcome::{Outcome, Record, record};
use peakpack::scenario::{Id, PARAMETERS, PRESETS, Scenario};
use serde_json::{Value, json};
use std::sync::Arc;

fn outcome(scenario: Scenario) -> Outcome {
    let site = Arc::new(Site::of(&scenario).expect("a load"));
    peakpack::run(&scenario, &site)
}

#[test]
fn every_kind_of_value_becomes_its_own_in_json() {
    let record = Record::Map(vec![
        ("nothing", Record::Nothing),
        ("number", Record::Number(0.1)),
        ("whole", Record::Whole(-3)),
        ("text", Record::text("a \"b\"")),
        ("list", Record::texts(vec!["x".to_owned()])),
        ("none", Record::List(Vec::new())),
        ("map", Record::Map(vec![("inner", Record::Number(1e300))])),
    ]);
    let text = serde_json::to_string(&record).expect("a text");
    assert_eq!(
        text,
        r#"{"nothing":null,"number":0.1,"whole":-3,"text":"a \"b\"","list":["x"],"none":[],"map":{"inner":1e+300}}"#
    );
}

#[test]
fn a_record_holds_every_input_and_the_librarys_own_numbers() {
    for preset in &PRESETS {
        let scenario = Scenario::of(preset).with(Id::Health, 71.0);
        let outcome = outcome(scenario);
        let record = json!(record(&[&outcome], &scenario.to_query(), Vec::new()));
        assert_eq!(
            record["peak_after_kw"].as_f64(),
            Some(outcome.peak_after_kw)
        );
        assert_eq!(record["losses_kwh"].as_f64(), Some(outcome.losses_kwh()));
        let inputs = record["inputs"].as_object().expect("inputs");
        assert_eq!(inputs.len(), PARAMETERS.len());
        // The inputs written as a link are the scenario again.
        let mut link = String::from("v=1");
        for (key, value) in inputs {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            link += &format!("&{key}={value}");
        }
        let again = peakpack::scenario::decode(&link);
        assert_eq!(again.scenario, scenario, "{link}");
        assert_eq!(again.warnings, [], "{link}");
    }
}

#[test]
fn further_outcomes_stand_beside_the_first() {
    let (main, other) = (
        Scenario::default(),
        Scenario::default().with(Id::Packs, 100.0),
    );
    let (one, two) = (outcome(main), outcome(other));
    let alone = json!(record(&[&one], "", vec!["odd".to_owned()]));
    assert_eq!(alone["warnings"], json!(["odd"]));
    assert_eq!(alone.get("others"), None);
    let both = json!(record(&[&one, &two], "", Vec::new()));
    assert_eq!(both["others"][0]["link"], "v=1&packs=100");
    assert_eq!(
        both["others"][0]["peak_after_kw"].as_f64(),
        Some(two.peak_after_kw)
    );
    assert_eq!(json!(record(&[], "", Vec::new())), Value::Null);
}
