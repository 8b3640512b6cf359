//! Figures worked out elsewhere from the closed forms.

use peakpack::ageing::{
    Ageing, Day, Knee, Model, Simple, State, after_years, anode_potential_v, repeat, repeated_day,
};
use peakpack::units::Fraction;

fn leaf_loss_pct(soc: &[f64], step_h: f64, temperature_c: f64, years: f64) -> f64 {
    let day = Day::new(soc, step_h, temperature_c).unwrap();
    let course = repeat(
        State::FRESH,
        &Ageing::of(Model::LeafSecondLife).rates(&day),
        (years * 365.0) as usize,
    );
    100.0 * (1.0 - course.last().unwrap())
}

/// Closed form `k·days^p` of storage, with the rates of the model.
#[test]
fn storage_of_a_leaf_loses_what_the_closed_form_says() {
    let table = [
        (20.0, [3.9, 6.5, 8.2, 11.4]),
        (25.0, [6.0, 10.0, 12.6, 17.4]),
        (30.0, [9.1, 15.1, 19.1, 26.4]),
    ];
    for (temperature_c, losses) in table {
        let day = Day::new(&[0.5, 0.5], 24.0, temperature_c).unwrap();
        let rates = Ageing::of(Model::LeafSecondLife).rates(&day);
        let k = rates.coefficients().calendar;
        for (years, known) in [1.0_f64, 3.0, 5.0, 10.0].into_iter().zip(losses) {
            let closed = 100.0 * k * libm::pow(365.0 * years, 0.464);
            assert!(
                (closed - known).abs() <= 0.0501,
                "{temperature_c} {years}: {closed}"
            );
            // A step a day is a little above the law, by less than a tenth of a percent of capacity.
            let stepped = leaf_loss_pct(&[0.5, 0.5], 24.0, temperature_c, years);
            assert!(
                (stepped - known).abs() <= 0.11,
                "{temperature_c} {years}: {stepped}"
            );
        }
    }
}

#[test]
fn cycling_of_a_leaf_loses_what_the_closed_form_says() {
    let soc = repeated_day(1.0, 0.0);
    let day = Day::new(&soc, 1.0, 25.0).unwrap();
    let rates = Ageing::of(Model::LeafSecondLife).rates(&day);
    let k = rates.coefficients().cycle;
    for (cycles, known) in [
        (100.0, 1.1),
        (500.0, 6.2),
        (1_000.0, 13.2),
        (2_000.0, 27.8),
        (3_000.0, 43.1),
    ] {
        let closed = 100.0 * k * libm::pow(cycles, 1.08);
        assert!((closed - known).abs() <= 0.0501, "{cycles}: {closed}");
    }
}

/// From 70 % down to 60 and to 50 % around half full, by full cycles a year.
#[test]
fn a_leaf_reaches_its_end_when_the_table_says() {
    let table = [
        (
            20.0,
            [
                (25, 10.0, 30.1),
                (50, 7.4, 19.8),
                (100, 4.9, 12.1),
                (200, 3.1, 7.0),
                (365, 1.9, 4.2),
            ],
        ),
        (
            25.0,
            [
                (25, 5.2, 18.2),
                (50, 4.3, 13.5),
                (100, 3.3, 9.1),
                (200, 2.3, 5.7),
                (365, 1.5, 3.6),
            ],
        ),
    ];
    for (temperature_c, rows) in table {
        for (a_year, to_60, to_50) in rows {
            // Up and down around half every half hour, small enough to stay near half.
            let swing = f64::from(a_year) / 365.0 / 24.0;
            let soc: Vec<f64> = (0..=48)
                .map(|n| 0.5 + if n % 2 == 0 { -0.5 } else { 0.5 } * swing)
                .collect();
            let day = Day::new(&soc, 0.5, temperature_c).unwrap();
            let rates = Ageing::of(Model::LeafSecondLife).rates(&day);
            let course = repeat(State::FRESH, &rates, 40 * 365);
            for (health, known) in [(0.6, to_60), (0.5, to_50)] {
                let days = course.iter().position(|q| 0.7 * q <= health).unwrap();
                let years = days as f64 / 365.0;
                assert!(
                    (years - known).abs() <= 0.11,
                    "{temperature_c} °C, {a_year} a year, to {health}: {years} for {known}"
                );
            }
        }
    }
}

#[test]
fn a_continued_state_ages_more_slowly_than_a_fresh_one() {
    let soc = repeated_day(0.9, 0.3);
    let day = Day::new(&soc, 1.0, 25.0).unwrap();
    let ageing = Ageing::of(Model::Lfp);
    let rates = ageing.rates(&day);
    let health = Fraction::from_percent_clamped(78.0);
    let after_5 = |state| 0.78 * after_years(&repeat(state, &rates, 1_825), 5.0);
    assert!((after_5(State::FRESH) - 0.729).abs() < 5e-4);
    let continued = after_5(ageing.continued(health).unwrap());
    assert!((continued - 0.754).abs() < 5e-4, "{continued}");
}

#[test]
fn every_other_model_can_be_continued() {
    for model in &Model::ALL[1..] {
        let ageing = Ageing::new(*model, 1.25).unwrap();
        for percent in [100.0, 99.9, 90.0, 78.0, 64.0] {
            let health = Fraction::from_percent_clamped(percent);
            let state = ageing.continued(health).unwrap();
            let off = state.q() - health.get();
            // Where the material begins to limit within a day, the day is not one straight line.
            assert!(off.abs() < 1e-4, "{} {percent}: {off}", model.id());
            assert_eq!(state.retained(), 1.0);
        }
    }
    let nothing = Ageing::of(Model::Simple(Simple::new(0.0, 0.0, None).unwrap()));
    let worn = Fraction::from_percent_clamped(78.0);
    let why = nothing.continued(worn).unwrap_err().to_string();
    assert!(why.contains("fresh state"), "{why}");
}

#[test]
fn the_simple_model_is_a_line_with_a_knee() {
    let knee = Knee {
        below: 0.9,
        times: 3.0,
    };
    let simple = Simple::new(2.0, 1.0, Some(knee)).unwrap();
    let soc = repeated_day(0.9, 0.3);
    let day = Day::new(&soc, 1.0, 25.0).unwrap();
    // 2 % a year and 219 full cycles: 4.19 % a year.
    let course = repeat(
        State::FRESH,
        &Ageing::of(Model::Simple(simple)).rates(&day),
        1_825,
    );
    assert!((after_years(&course, 2.0) - (1.0 - 2.0 * 0.0419)).abs() < 1e-9);
    let slope = after_years(&course, 4.0) - after_years(&course, 5.0);
    assert!((slope - 3.0 * 0.0419).abs() < 1e-9, "{slope}");
    assert!(
        Simple::new(
            2.0,
            1.0,
            Some(Knee {
                below: 0.9,
                times: 0.0
            })
        )
        .is_err()
    );
}

#[test]
fn a_severity_scales_time() {
    let soc = repeated_day(0.9, 0.3);
    let day = Day::new(&soc, 1.0, 25.0).unwrap();
    for model in Model::ALL {
        let cells = repeat(State::FRESH, &Ageing::of(model).rates(&day), 3_650);
        let packs = Ageing::new(model, 1.25).unwrap().rates(&day);
        let packs = repeat(State::FRESH, &packs, 2_920);
        let off = cells.last().unwrap() - packs.last().unwrap();
        assert!(off.abs() < 2e-3, "{}: {off}", model.id());
    }
}

#[test]
fn material_of_a_cold_full_battery_is_bounded_and_said_to_be() {
    let soc = repeated_day(1.0, 0.0);
    let day = Day::new(&soc, 1.0, -10.0).unwrap();
    let rates = Ageing::of(Model::Nmc111).rates(&day);
    assert_eq!(rates.coefficients().material_cycles, Some(500.0));
    let said: Vec<String> = Model::Nmc111
        .outside(&day)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        said[0].contains("temperature -10 °C is 10 °C below the fitted range of 0 to 45 °C"),
        "{said:?}"
    );
    assert!(said[1].contains("500"), "{said:?}");
    let course = repeat(State::FRESH, &rates, 3_650);
    assert!(course.iter().all(|q| (0.0..=1.0).contains(q)));
}

/// Half full, the anode stands at the value by which the fits divide.
#[test]
fn the_anode_falls_with_charge() {
    let volts: Vec<f64> = (0..=100)
        .map(|n| anode_potential_v(f64::from(n) / 100.0))
        .collect();
    assert!(volts.windows(2).all(|pair| pair[1] < pair[0]));
    assert!((volts[50] - 0.123).abs() < 2e-3, "{}", volts[50]);
}

/// Ten years of changing days, throughput by the capacity that is left, computed apart
/// from this library without the bound on a step: it is not reached in such a life.
#[test]
fn ten_years_of_seasons_and_weekends_agree_with_another_computation() {
    let known = [
        (Model::LeafSecondLife, 1.0, 0.6055383008356219),
        (Model::LeafSecondLife, 1.25, 0.5456949599209878),
        (Model::Nmc111, 1.0, 0.8886732809067089),
        (Model::Nmc111, 1.25, 0.8768040459830619),
        (Model::Nmc75, 1.0, 0.8843446733388682),
        (Model::Nmc75, 1.25, 0.8587054131197165),
        (Model::Lfp, 1.0, 0.9073479507755369),
        (Model::Lfp, 1.25, 0.8927760601958847),
        (Model::Nca, 1.0, 0.8046898271194124),
        (Model::Nca, 1.25, 0.7799372647234557),
    ];
    let (week, weekend) = (repeated_day(0.9, 0.3), repeated_day(0.6, 0.5));
    for (model, severity, known) in known {
        let ageing = Ageing::new(model, severity).unwrap();
        let mut state = State::FRESH;
        for n in 0..3_650 {
            let temperature_c = if n % 365 < 182 { 15.0 } else { 30.0 };
            let soc = if n % 7 < 5 { &week } else { &weekend };
            ageing.advance(&mut state, &Day::new(soc, 1.0, temperature_c).unwrap());
        }
        let off = state.q() - known;
        assert!(off.abs() < 1e-10, "{} {severity}: {off}", model.id());
    }
}
