//! Every row of the table keeps what the table promises.

use peakpack::scenario::{DISPLAY_KEYS, EndCondition, Fit, Id, Kind, MAX_PROFILE_STEPS};
use peakpack::scenario::{PARAMETERS, PackModel, Scenario, Shape};
use proptest::prelude::*;

/// The names that HTML resolves after `&` even without a semicolon.
const ENTITIES: &str = "AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute \
    Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml \
    QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde \
    auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 \
    frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde \
    oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 \
    sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml";

fn all_keys() -> impl Iterator<Item = &'static str> {
    let parameters = PARAMETERS.iter().map(|parameter| parameter.key);
    parameters.chain(DISPLAY_KEYS).chain(["v"])
}

#[test]
fn no_key_turns_into_a_letter_when_a_link_is_pasted_into_a_page() {
    let entities: Vec<&str> = ENTITIES.split_whitespace().collect();
    assert_eq!(entities.len(), 106);
    for key in all_keys() {
        for entity in &entities {
            assert!(!key.starts_with(entity), "{key} begins with &{entity}");
        }
    }
}

#[test]
fn keys_and_names_are_plain_and_single() {
    let mut keys: Vec<&str> = all_keys().collect();
    keys.sort_unstable();
    let before = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), before);
    let plain = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._*-".contains(&byte))
    };
    for parameter in &PARAMETERS {
        assert!(plain(parameter.key) && parameter.key.len() <= 6);
        let mut ids: Vec<&str> = parameter.options().iter().map(|option| option.id).collect();
        assert!(ids.iter().all(|id| plain(id)), "{}", parameter.key);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), parameter.options().len(), "{}", parameter.key);
    }
}

#[test]
fn rows_stand_in_the_order_of_their_names() {
    for (place, parameter) in PARAMETERS.iter().enumerate() {
        assert_eq!(parameter.id as usize, place);
        assert_eq!(parameter.id.parameter(), parameter);
        assert_eq!(Id::from_key(parameter.key), Some(parameter.id));
    }
    for (place, shape) in Shape::ALL.into_iter().enumerate() {
        assert_eq!(shape as usize, place);
        assert_eq!(Shape::from_id(shape.id()), Some(shape));
    }
    for (place, model) in PackModel::ALL.into_iter().enumerate() {
        assert_eq!(model as usize, place);
    }
    for (place, end) in EndCondition::ALL.into_iter().enumerate() {
        assert_eq!(end as usize, place);
    }
}

#[test]
fn limits_steps_and_defaults_agree() {
    for parameter in &PARAMETERS {
        let exact = |value: f64| {
            let admitted = parameter.admit(value);
            admitted.value == value && admitted.fit == Fit::Exact
        };
        assert!(exact(parameter.default), "{}: default", parameter.key);
        let Kind::Number {
            min,
            max,
            step,
            zero,
            slider,
            nudge,
        } = parameter.kind
        else {
            continue;
        };
        assert!(min < max, "{}", parameter.key);
        for value in [min, max, slider.0, slider.1] {
            assert!(exact(value), "{}: {value}", parameter.key);
        }
        assert!(min <= slider.0 && slider.0 < slider.1 && slider.1 <= max);
        assert!(nudge >= step && exact(min.max(nudge)), "{}", parameter.key);
        assert_eq!(parameter.admit(max + step).fit, Fit::Maximum);
        assert_eq!(parameter.admit(min - step).value.max(min), min);
        assert_eq!(exact(0.0), zero.is_some() || min <= 0.0);
        assert_eq!(parameter.admit(f64::NAN).value, parameter.default);
        assert_eq!(parameter.admit(f64::INFINITY).value, max);
        assert_eq!(parameter.admit(f64::NEG_INFINITY).value, min);
    }
}

#[test]
fn every_row_speaks_in_one_line() {
    for parameter in &PARAMETERS {
        for text in [parameter.label, parameter.help, parameter.source.text] {
            assert!(
                !text.is_empty() && text.len() <= 100 && !text.contains('\n'),
                "{text}"
            );
        }
        assert!(parameter.help.ends_with('.'), "{}", parameter.help);
    }
}

#[test]
fn values_are_written_for_people() {
    for (id, value, text) in [
        (Id::Health, 78.0, "78 %"),
        (Id::Health, 77.5, "77.5 %"),
        (Id::Packs, 640.0, "640"),
        (Id::Packs, 20_000.0, "20,000"),
        (Id::CRate, 0.25, "0.25 C"),
        (Id::SitePeak, 2.9, "2.9 MW"),
        (Id::SitePeak, 1_250.005, "1250.005 MW"),
        (Id::Window, 2.0, "15 minutes"),
        (Id::LoadFactor, 0.0, "as the profile"),
        (Id::PackEnergy, 0.0, "by the catalogue"),
        (Id::RoundTrip, 0.0, "from the health"),
        (Id::ChargePower, 0.0, "same as discharging"),
        (Id::SelfDischarge, 0.0, "0 %/month"),
        (Id::End, 2.0, "The period repeats"),
    ] {
        assert_eq!(id.parameter().format(value), text);
        assert_eq!(id.parameter().parse(text), Ok(value), "{text}");
    }
}

#[test]
fn step_and_days_never_make_too_many_steps() {
    for step in [0.1, 0.2, 1.0, 31.6, 31.7, 900.0, 3_600.0] {
        for days in [1.0, 7.0, 366.0] {
            let base = Scenario::default();
            for scenario in [
                base.with(Id::Step, step).with(Id::Days, days),
                base.with(Id::Days, days).with(Id::Step, step),
            ] {
                assert!((24..=MAX_PROFILE_STEPS).contains(&scenario.profile_steps()));
            }
        }
    }
    let finest = Scenario::default().with(Id::Step, 0.1);
    assert_eq!((finest.days(), finest.profile_steps()), (1, 864_000));
    let year = Scenario::default().with(Id::Step, 60.0);
    assert_eq!((year.days(), year.profile_steps()), (365, 525_600));
}

proptest! {
    #[test]
    fn what_is_admitted_is_admissible(place in 0..Id::COUNT, value in prop_oneof![
        -10.0..6_000.0_f64,
        -1.0..1.0_f64,
        any::<f64>(),
    ]) {
        let parameter = &PARAMETERS[place];
        let once = parameter.admit(value);
        let twice = parameter.admit(once.value);
        prop_assert_eq!(twice.value.to_bits(), once.value.to_bits());
        prop_assert_eq!(twice.fit, Fit::Exact);
        prop_assert_eq!(parameter.parse(&parameter.text(once.value)), Ok(once.value));
        prop_assert_eq!(parameter.parse(&parameter.format(once.value)), Ok(once.value));
    }

    #[test]
    fn reset_brings_back_the_preset(place in 0..Id::COUNT, preset in 0..5_u8, value in -10.0..6_000.0_f64) {
        let id = PARAMETERS[place].id;
        let base = Scenario::default().with(Id::Preset, f64::from(preset));
        let mut scenario = base.with(id, value);
        prop_assert!(id == Id::Preset || scenario.changed().all(|changed| changed == id || changed == Id::Days));
        scenario.reset(id);
        scenario.reset(Id::Days);
        prop_assert!(id == Id::Preset || scenario == base);
    }
}
