//! Made-up messages: whatever a page around the calculator has it set, there is a result that can
//! be told.

use super::links::link;
use super::numbers::Numbers;
use super::target;
use peakpack::load::Site;
use peakpack::outcome::{brief, record};
use peakpack::scenario::{Id, Link, decode};
use std::sync::Arc;

/// A simulation takes as long as many links: every so many messages have one.
const SIMULATED: u64 = 2_000;

#[test]
fn no_set_panics() {
    let mut text = String::new();
    let mut case = 0_u64;
    target!("messages").for_each(|bytes: &[u8]| {
        case += 1;
        link(&mut Numbers::of(bytes), &mut text);
        let decoded = decode(&text);
        // What the reply names the scenario by brings it back.
        let query = Link {
            other: decoded.other.as_ref(),
            ..Link::of(&decoded.scenario)
        }
        .to_query();
        if case.is_multiple_of(10) {
            let again = decode(&query);
            assert_eq!(again.scenario, decoded.scenario, "{text:?}");
            assert_eq!(again.other, decoded.other, "{text:?}");
        }
        if case.is_multiple_of(SIMULATED) {
            // A short load, whatever was asked for: what is told is the same.
            let scenario = decoded.scenario.with(Id::Step, 900.0).with(Id::Days, 2.0);
            let Ok(site) = Site::of(&scenario) else {
                return;
            };
            let outcome = peakpack::run(&scenario, &Arc::new(site));
            let warnings = decoded.warnings.iter().map(ToString::to_string);
            for told in [
                brief(&outcome, &query),
                record(&[&outcome], &query, warnings.collect()),
            ] {
                let json = serde_json::to_string(&told).unwrap();
                // What is no number would be null: only what may be missing is.
                let value: serde_json::Value = serde_json::from_str(&json).unwrap();
                for key in ["peak_before_kw", "peak_after_kw", "usable_kwh", "power_kw"] {
                    assert!(value[key].is_number(), "{text:?}: {key}: {json}");
                }
            }
        }
    });
}
