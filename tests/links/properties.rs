//! What holds for every scenario and for every link.

use peakpack::scenario::{Id, Kind, PARAMETERS, Scenario, Why, decode};
use proptest::prelude::*;

/// A scenario with some inputs changed.
fn scenario() -> impl Strategy<Value = Scenario> {
    let pick = prop::option::weighted(0.4, 0.0..=1.0_f64);
    prop::collection::vec(pick, Id::COUNT).prop_map(|picks| {
        let mut scenario = Scenario::default();
        for (parameter, pick) in PARAMETERS.iter().zip(picks) {
            let top = match parameter.kind {
                Kind::Number { max, .. } => max,
                Kind::Choice { options } => options.len() as f64 - 1.0,
            };
            if let Some(pick) = pick {
                parameter.set(&mut scenario, pick * top);
            }
        }
        scenario
    })
}

/// A pair as somebody may have written it.
fn pair() -> impl Strategy<Value = (usize, String)> {
    let value = prop_oneof![
        (-100..30_000_i32).prop_map(|number| number.to_string()),
        (0.0..400.0_f64).prop_map(|number| format!("{number:.3}")),
        (0.0..400.0_f64).prop_map(|number| format!("{number:.1}").replace('.', ",")),
        (0..400_u32).prop_map(|number| format!("+{number}%")),
        "[0-9,.%+ -]{0,8}",
        prop::sample::select(vec![
            "campus", "colo", "steady", "free", "leaf24", "60", "redwood"
        ])
        .prop_map(String::from),
        "\\PC{0,6}".prop_map(|text| text.replace(['&', '#', '?', '='], "")),
    ];
    (0..Id::COUNT, value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_link_brings_back_its_scenario(scenario in scenario()) {
        let link = scenario.to_query();
        let decoded = decode(&link);
        prop_assert_eq!(&decoded.scenario, &scenario);
        prop_assert_eq!(&decoded.warnings, &[]);
        prop_assert_eq!(decoded.canonical(), link.clone());
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._*-=&".contains(&byte)));
        prop_assert!(link.is_empty() || link.starts_with("v=1&"));
        prop_assert!(link.len() < 400);
    }

    #[test]
    fn pairs_count_in_any_order(scenario in scenario(), turn in 0..30_usize) {
        let link = scenario.to_query();
        let mut pairs: Vec<&str> = link.split('&').collect();
        let turn = turn % pairs.len();
        pairs.rotate_left(turn);
        prop_assert_eq!(decode(&pairs.join("&")).scenario, scenario);
    }

    #[test]
    fn every_pair_counts_as_it_stands_or_is_in_the_list(pairs in prop::collection::vec(pair(), 0..6)) {
        let texts: Vec<String> = pairs
            .iter()
            .map(|(place, value)| {
                let escaped = value.replace('%', "%25");
                format!("{}={escaped}", PARAMETERS[*place].key)
            })
            .collect();
        let decoded = decode(&format!("v=1&{}", texts.join("&")));
        for (place, text) in &pairs {
            let parameter = &PARAMETERS[*place];
            // In a link `+` stands for a space.
            let plain = text.replace('+', " ");
            let counts = parameter.parse(&plain) == Ok(parameter.get(&decoded.scenario));
            let listed = decoded.warnings.iter().any(|warning| warning.key == parameter.key);
            prop_assert!(counts || listed, "{}={text}", parameter.key);
        }
        let again = decode(&decoded.canonical());
        prop_assert_eq!(again.scenario, decoded.scenario);
        prop_assert_eq!(again.warnings, &[]);
        for warning in &decoded.warnings {
            if let (Some(used), Some(id)) = (&warning.used, Id::from_key(&warning.key)) {
                prop_assert_eq!(used, &id.parameter().text(decoded.scenario.get(id)));
                prop_assert!(warning.why != Why::Unknown);
            }
        }
    }

    #[test]
    fn any_text_is_a_link(text in "\\PC{0,200}") {
        let decoded = decode(&text);
        let again = decode(&decoded.canonical());
        prop_assert_eq!(again.scenario, decoded.scenario);
        prop_assert_eq!(again.display, decoded.display);
    }
}
