//! The life of a fleet, year by year.

#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use peakpack::ageing::{Ageing, Model, State, after_years, repeat};
use peakpack::fleet::Spread;
use peakpack::life::{Band, Begin, CannotPlan, Plan, Policy, band, life, models_of, packs_out};
use peakpack::load::{Clock, LoadSource, Series, Site, Step};
use peakpack::scenario::{Id, Scenario};
use peakpack::units::Fraction;
use std::sync::Arc;

fn share(percent: f64) -> Fraction {
    Fraction::from_percent_clamped(percent)
}

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
        model: Model::LeafSecondLife,
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
    let ageing = Ageing::of(plan.model);
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
        model: Model::Lfp,
        begin: Begin::Continued,
        ..plan
    };
    let fresh = Plan {
        begin: Begin::Fresh,
        ..continued
    };
    assert!(after(&scenario, &continued) > after(&scenario, &fresh));
}

#[test]
fn a_band_holds_its_base_and_widens() {
    let (scenario, site) = usual();
    let plan = Plan {
        years: 6,
        ..Plan::of(&scenario)
    };
    let Band {
        base,
        low_kw,
        high_kw,
    } = band(
        &scenario,
        &site,
        &plan,
        models_of(peakpack::fleet::Chemistry::Nmc),
    )
    .unwrap();
    let width = |k: usize| high_kw[k] - low_kw[k];
    assert_eq!(width(0), 0.0);
    assert!(width(6) > width(1) && width(1) > 0.0);
    for (k, year) in base.years.iter().enumerate() {
        assert!(low_kw[k] <= year.cut_kw && year.cut_kw <= high_kw[k]);
    }
}

#[test]
fn a_spread_costs_little_behind_own_converters_and_more_in_strings() {
    let (scenario, site) = usual();
    let spread = Spread {
        mean: scenario.health(),
        deviation: 0.05,
        lowest: share(60.0),
        highest: Fraction::ONE,
        seed: 7,
    };
    let cut = |plan: Plan| life(&scenario, &site, &plan).unwrap().years[0].cut_kw;
    let alike = Plan {
        years: 1,
        ..Plan::of(&scenario)
    };
    let own = Plan {
        spread: Some(spread),
        ..alike
    };
    let strings = Plan { string: 4, ..own };
    assert!((cut(own) - cut(alike)).abs() < 0.01 * cut(alike));
    assert!(cut(strings) < 0.97 * cut(own));
    let out = packs_out(&scenario, &site, &own).unwrap();
    assert!(out.is_sorted_by(|a, b| a.peak_after_kw < b.peak_after_kw));
}

#[test]
fn what_has_ended_already_is_refused() {
    let (scenario, site) = usual();
    let plan = Plan {
        end_health: share(80.0),
        policy: Policy::Replace,
        ..Plan::of(&scenario)
    };
    assert!(matches!(
        life(&scenario, &site, &plan),
        Err(CannotPlan::EndedAlready { .. })
    ));
    let none = scenario.with(Id::Packs, 0.0);
    let nothing = life(
        &none,
        &site,
        &Plan {
            years: 1,
            ..Plan::of(&none)
        },
    )
    .unwrap();
    assert_eq!(nothing.years[1].cut_kw, 0.0);
}
