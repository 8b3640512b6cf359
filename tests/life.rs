//! The life of a fleet, year by year.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use peakpack::ageing::{Ageing, Model, State, after_years, repeat};
use peakpack::life::{
    Begin, CannotPlan, DRAWS, Plan, Prospect, SEVERITY_SPREAD, Study, life, packs_out,
};
use peakpack::load::{Clock, LoadSource, Series, Site, Step};
use peakpack::scenario::{Id, Scenario, Upkeep};
use std::sync::Arc;

fn usual() -> (Scenario, Arc<Site>) {
    let scenario = Scenario::default();
    let site = Arc::new(Site::of(&scenario).unwrap());
    (scenario, site)
}

#[test]
fn packs_that_never_move_age_by_the_calendar_of_their_parking() {
    // A flat load: nothing to shave, the packs rest at their parking charge all year.
    let scenario = Scenario::default().with(Id::Packs, 10.0);
    let flat = Series::new(Clock::undated(), Step::HOUR, vec![500.0; 8_760]).unwrap();
    let site = Arc::new(Site::new(LoadSource::Meter, flat, Step::HOUR));
    let plan = Plan {
        models: [Model::LeafSecondLife; 2],
        severity: 1.0,
        years: 3,
        ..Plan::of(&scenario)
    };
    let found = life(&scenario, &site, &plan).unwrap();
    let parking = scenario.parking().get();
    // Facts: 3.25e8·exp(−7580/T)·exp(162·soc/T)·days^0.464.
    let kelvin = 298.15;
    let rate = 3.25e8 * libm::exp(-7580.0 / kelvin) * libm::exp(162.0 * parking / kelvin);
    for year in &found.years {
        let days = f64::from(year.year) * 365.0;
        let wanted = 0.78 * (1.0 - rate * libm::pow(days, 0.464));
        assert!((year.soh_mean - wanted).abs() < 2e-3, "{year:?} {wanted}");
        assert!(year.cycles < 1e-6, "{year:?}");
    }
}

#[test]
fn a_year_of_the_fleet_is_a_year_of_its_own_days() {
    // One day, repeated: the fleet's year must be the model's year of that day.
    let kw: Vec<f64> = (0..24)
        .map(|h| {
            if (16..20).contains(&h) {
                1_000.0
            } else {
                600.0
            }
        })
        .collect();
    let day = Series::new(Clock::undated(), Step::HOUR, kw).unwrap();
    let site = Arc::new(Site::new(LoadSource::Meter, day, Step::HOUR));
    let scenario = Scenario::default()
        .with(Id::Packs, 8.0)
        .with(Id::Window, 60.0);
    let plan = Plan {
        severity: 1.0,
        years: 1,
        ..Plan::of(&scenario)
    };
    let found = life(&scenario, &site, &plan).unwrap();
    let outcome = peakpack::run(&scenario, &site);
    let mut soc = vec![outcome.state_of_charge(23)];
    soc.extend((0..24).map(|k| outcome.state_of_charge(k)));
    let ageing = Ageing::of(plan.models[0]);
    let day = peakpack::ageing::Day::new(&soc, 1.0, 25.0).unwrap();
    let mut state = State::FRESH;
    for _ in 0..365 {
        ageing.advance(&mut state, &day);
    }
    let wanted = 0.78 * state.retained();
    assert!((found.years[1].soh_mean - wanted).abs() < 1e-12);
    // And nearly that of a day whose throughput does not shrink with the capacity.
    let course = repeat(State::FRESH, &ageing.rates(&day), 365);
    assert!((after_years(&course, 1.0) - state.retained()).abs() < 5e-3);
}

#[test]
fn more_heat_a_fuller_rest_and_a_worse_case_cost_life() {
    let (scenario, site) = usual();
    let plan = Plan {
        years: 3,
        ..Plan::of(&scenario)
    };
    let after =
        |scenario: &Scenario, plan: &Plan| life(scenario, &site, plan).unwrap().years[3].soh_mean;
    let base = after(&scenario, &plan);
    assert!(
        after(
            &scenario,
            &Plan {
                temperature_c: 35.0,
                ..plan
            }
        ) < base
    );
    assert!(after(&scenario.with(Id::Parking, 95.0), &plan) < base);
    assert!(
        after(
            &scenario,
            &Plan {
                severity: 1.6,
                ..plan
            }
        ) < base
    );
    let continued = Plan {
        models: [Model::Lfp; 2],
        begin: Begin::Continued,
        ..plan
    };
    let fresh = Plan {
        begin: Begin::Fresh,
        ..continued
    };
    assert!(after(&scenario, &continued) > after(&scenario, &fresh));
}

fn studied(scenario: &Scenario, site: &Arc<Site>) -> Prospect {
    let mut study = Study::new(scenario, site).unwrap();
    while study.step().unwrap() {}
    study.prospect().clone()
}

#[test]
fn a_band_holds_its_base_and_its_draws_and_widens() {
    let (scenario, site) = usual();
    let found = studied(&scenario.with(Id::Years, 6.0), &site);
    // The page, the method and the summaries say so in words.
    assert_eq!((SEVERITY_SPREAD, DRAWS), (0.15, 200));
    let width = |k: usize| found.high[k].cut_kw - found.low[k].cut_kw;
    assert_eq!(width(0), 0.0);
    assert!(width(6) > width(1) && width(1) > 0.0);
    for (k, year) in found.base.years.iter().enumerate() {
        let (low, high) = (&found.low[k], &found.high[k]);
        assert!(low.cut_kw <= year.cut_kw && year.cut_kw <= high.cut_kw);
        let [p10, p50, p90] = found.spread[k].cut_kw;
        // Draws are read off the exact lives: a thousandth is what that costs.
        assert!(
            low.cut_kw <= p10 * 1.001 && p90 <= high.cut_kw * 1.001,
            "{k}"
        );
        assert!(p10 <= p50 && p50 <= p90, "{k}");
    }
}

#[test]
fn a_study_is_the_same_again_and_its_base_is_the_exact_life() {
    let (scenario, site) = usual();
    let scenario = scenario
        .with(Id::Years, 4.0)
        .with(Id::Spread, 5.0)
        .with(Id::Packs, 60.0);
    let found = studied(&scenario, &site);
    assert_eq!(found, studied(&scenario, &site));
    assert_eq!(
        found.base,
        life(&scenario, &site, &Plan::of(&scenario)).unwrap()
    );
    assert_ne!(found, studied(&scenario.with(Id::PackSeed, 2.0), &site));
}

#[test]
fn draws_of_one_model_lie_where_its_exact_lives_lie() {
    // One model and no spread: severity alone differs, so the middle draw is the base.
    let (scenario, site) = usual();
    for cell in 1..=6 {
        let scenario = scenario
            .with(Id::Cell, f64::from(cell))
            .with(Id::Years, 8.0);
        let found = studied(&scenario, &site);
        for (year, spread) in found.base.years.iter().zip(&found.spread) {
            let off = (spread.health[1] - year.soh_mean).abs();
            assert!(off < 0.006, "model {cell}, year {}: {off}", year.year);
        }
    }
}

#[test]
fn how_long_packs_last_is_between_two_years() {
    let (scenario, site) = usual();
    let found = studied(&scenario.with(Id::EndHealth, 65.0), &site);
    let lasts = found.base.lasts.unwrap();
    let (before, after) = (lasts.floor() as usize, lasts.ceil() as usize);
    assert!(found.base.years[before].soh_mean > 0.65);
    assert!(found.base.years[after].soh_mean <= 0.65);
    let [p10, p50, p90] = found.lasts.map(|years| years.unwrap_or(99.0));
    assert!(p10 <= p50 && p50 <= p90 && p10 < lasts * 1.3);
    // Replaced packs have lasted as long as those that are not.
    let replaced = studied(
        &scenario
            .with(Id::EndHealth, 65.0)
            .with(Id::Upkeep, Upkeep::Replace as u8 as f64),
        &site,
    );
    assert_eq!(replaced.base.lasts, found.base.lasts);
    assert!(replaced.base.years.iter().any(|year| year.replaced == 640));
}

#[test]
fn topping_up_holds_the_cut_with_the_fewest_packs() {
    let (scenario, site) = usual();
    let scenario = scenario
        .with(Id::Upkeep, Upkeep::TopUp as u8 as f64)
        .with(Id::HeldCut, 100.0)
        .with(Id::Years, 4.0);
    let found = studied(&scenario, &site);
    for year in &found.base.years {
        assert!(year.cut_kw >= found.target_kw * (1.0 - 1e-6), "{year:?}");
    }
    assert!(found.base.years[1].added > 0);
    for spread in &found.spread {
        assert!(spread.cut_kw[0] >= found.target_kw * 0.998, "{spread:?}");
    }
}

#[test]
fn a_spread_costs_little_behind_own_converters_and_more_in_strings() {
    let (scenario, site) = usual();
    let cut = |scenario: Scenario| peakpack::run(&scenario, &site).cut_kw();
    let own = scenario.with(Id::Spread, 5.0);
    let strings = own.with(Id::Wiring, 1.0);
    assert!((cut(own) - cut(scenario)).abs() < 0.02 * cut(scenario));
    assert!(cut(strings) < 0.97 * cut(own));
    let out = packs_out(&own, &site);
    assert!(out.is_sorted_by(|a, b| a.peak_after_kw < b.peak_after_kw));
    // The best fail first, and a string stops with its pack.
    let alike = packs_out(&scenario, &site);
    assert!(out[3].peak_after_kw > alike[3].peak_after_kw);
    assert_eq!(packs_out(&strings, &site)[0].silent, 28);
}

#[test]
fn packs_of_two_cars_age_each_by_its_own_chemistry() {
    let (scenario, site) = usual();
    // Half LFP, half LMO: they part ways.
    let scenario = scenario
        .with(Id::PackModel, 5.0)
        .with(Id::SecondModel, 0.0)
        .with(Id::SecondShare, 50.0)
        .with(Id::Years, 5.0);
    let found = studied(&scenario, &site);
    let last = found.base.years[5];
    assert!(last.soh_max - last.soh_min > 0.05, "{last:?}");
    assert_eq!(found.plan.models, [Model::Lfp, Model::LeafSecondLife]);
}

#[test]
fn what_has_ended_already_is_refused() {
    let (scenario, site) = usual();
    let ended = scenario.with(Id::EndHealth, 80.0);
    assert!(matches!(
        Study::new(&ended, &site),
        Err(CannotPlan::EndedAlready { .. })
    ));
    let none = scenario.with(Id::Packs, 0.0).with(Id::Years, 1.0);
    let nothing = studied(&none, &site);
    assert_eq!(nothing.base.years[1].cut_kw, 0.0);
    assert_eq!(nothing.sentence(), "There are no packs to fade.");
}

#[test]
fn packs_with_one_rating_give_it_all_where_they_can_keep_it_up() {
    let (scenario, site) = usual();
    // 14 kW each, whatever is left in them: in step, the fullest would set the pace.
    let rated = scenario.with(Id::PackPower, 14.0);
    let unequal = peakpack::run(&rated.with(Id::Spread, 5.0), &site);
    let alike = peakpack::run(&rated, &site);
    assert!((unequal.cut_kw() / alike.cut_kw() - 1.0).abs() < 0.01);
    assert!(unequal.gap_kw() < 0.01 * unequal.cut_kw());
    assert!(unequal.cut_kw() > 1.1 * unequal.fleet.battery().spec().p_discharge_kw);
}
