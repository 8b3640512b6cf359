//! What people are told: key figures, limits and sentences.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a failure here is a failed test"
)]

use peakpack::dispatch::Binding;
use peakpack::load::{Clock, LoadSource, Series, Site, Step};
use peakpack::scenario::{Id, PRESETS, Scenario};
use peakpack::{Outcome, run};
use proptest::prelude::*;
use std::sync::Arc;

fn hourly(kw: Vec<f64>) -> Arc<Site> {
    let series = Series::new(Clock::undated(), Step::HOUR, kw).unwrap();
    Arc::new(Site::new(LoadSource::Meter, series, Step::HOUR))
}

fn profile(scenario: &Scenario) -> Outcome {
    run(scenario, &Arc::new(Site::of(scenario).unwrap()))
}

fn shown(text: &str) -> f64 {
    text.replace('−', "-").replace(',', "").parse().unwrap()
}

/// A day around 60 MW with a peak of so many hours at 100 MW.
fn day_with_peak(hours: usize) -> Vec<f64> {
    (0..24)
        .map(|h| {
            if (12..12 + hours).contains(&h) {
                100_000.0
            } else {
                60_000.0
            }
        })
        .collect()
}

#[test]
fn the_redwood_preset_has_its_power_and_energy() {
    let redwood = PRESETS
        .iter()
        .find(|preset| preset.id == "redwood")
        .unwrap();
    let outcome = profile(&Scenario::of(redwood));
    assert!((outcome.battery.usable_kwh() / 63_000.0 - 1.0).abs() < 0.02);
    assert!((outcome.battery.spec().p_discharge_kw / 12_000.0 - 1.0).abs() < 0.02);
}

#[test]
fn a_short_peak_is_limited_by_power_and_a_long_one_by_energy() {
    let scenario = Scenario::default();
    let short = run(&scenario, &hourly(day_with_peak(1)));
    assert_eq!(short.limited_by, Binding::Power);
    assert!(short.reason().to_string().contains("energy for more"));
    let long = run(&scenario, &hourly(day_with_peak(9)));
    assert_eq!(long.limited_by, Binding::Energy);
    let reason = long.reason_with(long.advice().as_ref()).to_string();
    assert!(reason.contains("for 9 h"), "{reason}");
    assert!(reason.contains("more packs"), "{reason}");
}

#[test]
fn the_advised_packs_reach_the_target_and_fewer_do_not() {
    let site = hourly(day_with_peak(9));
    let outcome = run(&Scenario::default(), &site);
    let advice = outcome.advice().unwrap();
    let more = f64::from(advice.more_packs.unwrap());
    let with = |packs: f64| run(&Scenario::default().with(Id::Packs, packs), &site).peak_after_kw;
    assert!(with(640.0 + more) <= advice.target_kw + 1e-6);
    assert!(with(640.0 + 0.9 * more) > advice.target_kw);
}

#[test]
fn a_flat_load_has_nothing_to_shave() {
    let outcome = run(&Scenario::default(), &hourly(vec![50_000.0; 48]));
    assert_eq!(outcome.limited_by, Binding::Nothing);
    assert_eq!(outcome.peak_after_kw, outcome.peak_before_kw);
    let reason = outcome.reason().to_string();
    assert!(
        reason.contains("flat") && reason.contains("1.000 × its mean"),
        "{reason}"
    );
}

#[test]
fn no_packs_leave_every_figure_as_it_was() {
    let outcome = profile(&Scenario::default().with(Id::Packs, 0.0));
    assert_eq!(outcome.peak_before_kw, outcome.peak_after_kw);
    assert_eq!(outcome.schedule.grid_kw, outcome.site.demand.kw());
    assert_eq!(outcome.equivalent_full_cycles, 0.0);
}

#[test]
fn auxiliaries_that_draw_more_than_is_shaved_are_said() {
    let scenario = Scenario::default().with(Id::Auxiliary, 5.0);
    let outcome = run(&scenario, &hourly(vec![50_000.0; 48]));
    assert!(outcome.peak_after_kw > outcome.peak_before_kw);
    assert!(
        outcome.finding().to_string().contains("raise"),
        "{}",
        outcome.finding()
    );
    assert_eq!(outcome.peak_before_kw, 50_000.0);
}

#[test]
fn packs_that_cannot_hold_their_charge_are_explained() {
    // Steady, losing half their charge in a month, with hardly a charger.
    let scenario = Scenario::default()
        .with(Id::SelfDischarge, 50.0)
        .with(Id::ChargePower, 0.01);
    let outcome = run(&scenario, &hourly(day_with_peak(2)));
    if outcome.infeasible.is_some() {
        assert!(outcome.reason().to_string().contains("charging power"));
        assert!(!outcome.warnings().is_empty());
    } else {
        assert!(outcome.peak_after_kw <= outcome.peak_before_kw + 1e-6);
    }
}

#[test]
fn a_part_of_a_year_is_scaled_and_says_so() {
    let outcome = run(&Scenario::default(), &hourly(day_with_peak(2)));
    let year = outcome.cycles_per_year();
    assert!((year - 365.0 * outcome.equivalent_full_cycles).abs() < 1e-9);
    assert!(outcome.warnings().iter().any(|w| w.contains("24 h")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn figures_add_up_and_never_read_nan(
        kw in prop::collection::vec(prop_oneof![5 => 1.0..100_000.0f64, 1 => Just(0.0), 1 => -50.0..0.0f64], 1..80),
        packs in 0.0..3_000.0f64, soh in 40.0..100.0f64, end in 0..3u8, aux in 0.0..2.0f64,
    ) {
        let scenario = Scenario::default().with(Id::Packs, packs).with(Id::Health, soh)
            .with(Id::End, f64::from(end)).with(Id::Auxiliary, aux);
        let outcome = run(&scenario, &hourly(kw));
        let scale = outcome.scale();
        let (before, after) = (shown(&scale.number(outcome.peak_before_kw)), shown(&scale.number(outcome.peak_after_kw)));
        let cut = shown(&scale.difference(outcome.peak_before_kw, outcome.peak_after_kw));
        prop_assert!((before - after - cut).abs() < 1e-9);
        let mut texts = vec![outcome.finding().to_string(), outcome.title(), outcome.picture_title(), outcome.cut_phrase()];
        texts.push(outcome.reason_with(outcome.advice().as_ref()).to_string());
        for figure in outcome.figures() {
            texts.extend([figure.value, figure.detail]);
            texts.extend(figure.equation);
        }
        for text in texts {
            prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
        prop_assert!(outcome.peak_after_kw <= outcome.peak_before_kw + outcome.battery.spec().aux_kw + 1e-6);
    }
}
