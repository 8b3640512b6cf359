//! What holds for every scenario and for every link.

use peakpack::scenario::{Id, Kind, Link, PARAMETERS, Receipt, Scenario, Why, decode, has_drifted};
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
fn pair() -> impl Strategy<Value = (usize, String, bool)> {
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
    (0..Id::COUNT, value, prop::bool::weighted(0.3))
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
    fn a_comparison_brings_back_both(
        scenario in scenario(),
        near in prop::collection::vec((0..Id::COUNT, 0.0..=1.0_f64), 0..4),
        far in prop::option::of(scenario()),
        receipt in prop::option::of((-1e6..1e9_f64, any::<bool>())),
    ) {
        let mut other = far.unwrap_or(scenario);
        for (place, pick) in near {
            let parameter = &PARAMETERS[place];
            let top = match parameter.kind {
                Kind::Number { max, .. } => max,
                Kind::Choice { options } => options.len() as f64 - 1.0,
            };
            parameter.set(&mut other, pick * top);
        }
        let link = Link {
            other: Some(&other),
            receipt: receipt.map(|(peak_kw, of_load)| Receipt { peak_kw, of_load }),
            ..Link::of(&scenario)
        }
        .to_query();
        let decoded = decode(&link);
        prop_assert_eq!(&decoded.warnings, &[], "{}", link);
        prop_assert_eq!(&decoded.scenario, &scenario);
        prop_assert_eq!(decoded.other.unwrap_or(scenario), other, "{}", link);
        prop_assert_eq!(decoded.receipt.is_some(), receipt.is_some());
        if let (Some(Receipt { peak_kw: said, of_load }), Some((kw, with_load))) = (decoded.receipt, receipt) {
            prop_assert_eq!(of_load, with_load);
            prop_assert!(!has_drifted(said, kw), "{} for {}", said, kw);
            prop_assert!(has_drifted(said, kw * 1.0011 + 0.002));
        }
        prop_assert_eq!(decoded.canonical(), link);
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
            .map(|(place, value, of_other)| {
                let escaped = value.replace('%', "%25");
                let before = if *of_other { "b." } else { "" };
                format!("{before}{}={escaped}", PARAMETERS[*place].key)
            })
            .collect();
        let decoded = decode(&format!("v=1&{}", texts.join("&")));
        let other = decoded.other.unwrap_or(decoded.scenario);
        for (place, text, of_other) in &pairs {
            let (before, scenario) = if *of_other { ("b.", &other) } else { ("", &decoded.scenario) };
            let parameter = &PARAMETERS[*place];
            // In a link `+` stands for a space.
            let plain = text.replace('+', " ");
            let counts = parameter.parse(&plain) == Ok(parameter.get(scenario));
            let key = format!("{before}{}", parameter.key);
            let listed = decoded.warnings.iter().any(|warning| warning.key == key);
            prop_assert!(counts || listed, "{key}={text}");
        }
        let again = decode(&decoded.canonical());
        prop_assert_eq!((again.scenario, again.other), (decoded.scenario, decoded.other));
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
