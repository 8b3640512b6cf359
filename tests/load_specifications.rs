//! No specification makes a profile panic, and every load is as its specification asks.

#![allow(
    clippy::unwrap_used,
    reason = "a failed unwrap in a test is a failed test"
)]

use peakpack::load::synthetic::{ProfileError, ProfileSpec, Shape, profile};
use peakpack::load::{Series, Step};
use peakpack::units::Kilowatts;
use proptest::prelude::*;

fn spec(shape: Shape, step_ms: i64, days: u16) -> ProfileSpec {
    ProfileSpec {
        shape,
        peak: Kilowatts(100_000.0),
        load_factor: None,
        pue: shape.usual_pue(),
        seed: 1,
        step: Step::from_ms(step_ms).unwrap(),
        days,
    }
}

fn make(spec: ProfileSpec) -> Series {
    profile(&spec).unwrap()
}

fn mean(kw: &[f64]) -> f64 {
    kw.iter().sum::<f64>() / kw.len() as f64
}

fn peak(kw: &[f64]) -> f64 {
    kw.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

fn load_factor(kw: &[f64]) -> f64 {
    mean(kw) / peak(kw)
}

#[test]
fn errors_say_what_to_change() {
    let say = |spec: ProfileSpec| profile(&spec).unwrap_err().to_string();
    let campus = spec(Shape::Campus, 1_000, 365);
    assert_eq!(
        say(campus),
        "365 days at 1 s are 31536000 steps; at most 6000000 can be drawn: use a longer step (from 5.3 s) or fewer days (up to 69)"
    );
    let mended = ProfileSpec {
        step: Step::from_ms(5_300).unwrap(),
        ..campus
    };
    assert!(!matches!(
        profile(&mended),
        Err(ProfileError::TooManySteps { .. })
    ));
    assert!(say(ProfileSpec { pue: 0.9, ..campus }).contains("between 1 and 3"));
    assert!(say(ProfileSpec { days: 0, ..campus }).contains("1 to 366"));
    assert!(
        say(ProfileSpec {
            load_factor: Some(70.0),
            ..campus
        })
        .contains("between 0 and 1")
    );
    assert!(
        say(ProfileSpec {
            peak: Kilowatts(-1.0),
            ..campus
        })
        .contains("between 0 and")
    );
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => 0.0..4.0_f64,
        1 => 0.0..2e9_f64,
        1 => prop::sample::select(vec![0.0, -0.0, 1.0, 1e-300, 1e9, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]),
    ]
}

fn any_spec() -> impl Strategy<Value = ProfileSpec> {
    // Mostly steps and days that give some thousands of values, sometimes far too many.
    let time = prop_oneof![
        6 => (60_000..=3_600_000_i64, 0..=30_u16),
        1 => (3_000_000..=3_600_000_i64, 300..=u16::MAX),
        1 => (100..=60_000_i64, 1..=1_u16),
        1 => (100..=1_000_i64, 300..=u16::MAX),
    ];
    let chosen = (
        prop::sample::select(Shape::ALL.to_vec()),
        any::<u32>(),
        time,
    );
    let numbers = (any_number(), prop::option::of(any_number()), any_number());
    (chosen, numbers).prop_map(
        |((shape, seed, (step_ms, days)), (peak, load_factor, pue))| ProfileSpec {
            shape,
            peak: Kilowatts(peak),
            load_factor,
            pue,
            seed,
            step: Step::from_ms(step_ms).unwrap(),
            days,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_specification_panics_and_every_load_is_as_asked(spec in any_spec()) {
        if let Ok(series) = profile(&spec) {
            prop_assert_eq!(series.len() as i64, i64::from(spec.days) * 86_400_000 / spec.step.ms());
            prop_assert_eq!(peak(series.kw()), spec.peak.0);
            prop_assert!(series.kw().iter().all(|kw| *kw >= 0.0));
        }
    }

    #[test]
    fn the_same_specification_gives_the_same_bits(spec in any_spec()) {
        let bits = |spec| profile(spec).map(|series| series.kw().iter().map(|kw| kw.to_bits()).collect::<Vec<_>>());
        let (first, second) = (bits(&spec), bits(&spec));
        prop_assert!(first.is_err() == second.is_err());
        prop_assert!(first.ok() == second.ok());
    }

    #[test]
    fn the_load_factor_is_as_asked_as_far_as_nothing_falls_below_zero(
        shape in prop::sample::select(Shape::ALL.to_vec()),
        wanted in 0.0..=1.0_f64,
        seed in any::<u32>(),
    ) {
        let series = make(ProfileSpec { seed, load_factor: Some(wanted), ..spec(shape, 900_000, 10) });
        let reached = load_factor(series.kw());
        let lowest = series.kw().iter().copied().fold(f64::INFINITY, f64::min);
        prop_assert!((reached - wanted).abs() < 1e-9 || (reached > wanted && lowest < 1e-6));
    }
}
