//! What must hold of every model, whatever the days are like.

use peakpack::ageing::{Ageing, Day, Knee, Model, Simple, State, repeat, repeated_day};
use proptest::prelude::*;

fn models() -> impl Strategy<Value = Model> {
    let knee = Knee {
        below: 0.8,
        times: 4.0,
    };
    let bent = Simple::new(3.0, 2.0, Some(knee)).unwrap();
    let all = Model::ALL.into_iter().chain([Model::Simple(bent)]);
    prop::sample::select(all.collect::<Vec<_>>())
}

/// Samples of a day of any shape, and its temperature; some days rest, or nearly.
fn days() -> impl Strategy<Value = (Vec<f64>, f64)> {
    let samples = prop_oneof![
        4 => prop::collection::vec(0.0..=1.0_f64, 2..30),
        1 => (0.0..=1.0_f64).prop_map(|soc| vec![soc; 25]),
        1 => (0.1..=0.9_f64, 0.0..1e-6_f64).prop_map(|(soc, more)| vec![soc, soc + more, soc]),
    ];
    (samples, -30.0..=60.0_f64)
}

fn day((soc, temperature_c): &(Vec<f64>, f64)) -> Day<'_> {
    let step_h = 24.0 / (soc.len() - 1) as f64;
    Day::new(soc, step_h, *temperature_c).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn capacity_never_rises_and_never_jumps(
        model in models(),
        severity in 0.6..2.0_f64,
        lived in prop::collection::vec(days(), 1..60),
    ) {
        let ageing = Ageing::new(model, severity).unwrap();
        // No day costs more than the worst of them costs a cell with all before it: a fresh
        // one for the powers below 1, a worn one above; and 0.02 a cycle for the material.
        let fresh_loss = |own: &(Vec<f64>, f64)| {
            let mut fresh = State::FRESH;
            1.0 - fresh.advance(&ageing.rates(&day(own)))
        };
        let mut state = State::FRESH;
        let mut before = state.q();
        for own in &lived {
            let q = ageing.advance(&mut state, &day(own));
            prop_assert!((0.0..=1.0).contains(&q), "{q}");
            prop_assert!(q <= before);
            let cycles = day(own).full_cycles();
            let bound = 4.0 * fresh_loss(own) + severity * 0.02 * cycles;
            // Cycles of the 75 Ah cell cost up to 1.11 times their mean and at 60 °C more.
            let worn = if model == Model::Nmc75 { 2.0 * fresh_loss(own).max(0.02) } else { 0.0 };
            prop_assert!(before - q <= bound + worn + 1e-9, "{before} {q} {bound}");
            before = q;
        }
    }

    /// Both powers of these two are below 1.
    #[test]
    fn no_day_costs_more_than_it_costs_a_fresh_cell(
        model in prop::sample::select(vec![Model::Lfp, Model::Nca]),
        lived in prop::collection::vec(days(), 1..60),
    ) {
        let ageing = Ageing::of(model);
        let mut state = State::FRESH;
        for own in &lived {
            let before = state.q();
            let mut fresh = State::FRESH;
            let most = 1.0 - fresh.advance(&ageing.rates(&day(own)));
            let q = ageing.advance(&mut state, &day(own));
            prop_assert!(before - q <= most + 1e-12, "{before} {q} {most}");
        }
    }

    #[test]
    fn more_time_is_never_less_loss(model in models(), own in days()) {
        let course = repeat(State::FRESH, &Ageing::of(model).rates(&day(&own)), 2_000);
        prop_assert!(course.windows(2).all(|pair| pair[1] <= pair[0]));
        prop_assert!(course.iter().all(|q| (0.0..=1.0).contains(q)));
    }

    #[test]
    fn storage_in_the_heat_is_never_less_loss(
        model in models(),
        soc in 0.0..=1.0_f64,
        cool in -30.0..=60.0_f64,
        warm in -30.0..=60.0_f64,
    ) {
        let (cool, warm) = (cool.min(warm), cool.max(warm));
        let stored = [soc, soc];
        let q = |temperature_c| {
            let day = Day::new(&stored, 24.0, temperature_c).unwrap();
            *repeat(State::FRESH, &Ageing::of(model).rates(&day), 700).last().unwrap()
        };
        prop_assert!(q(warm) <= q(cool) + 1e-12);
    }

    /// The two whose cycling the temperature leaves alone.
    #[test]
    fn a_warmer_repeated_day_is_never_less_loss(
        model in prop::sample::select(vec![Model::LeafSecondLife, Model::Nca]),
        low in 0.0..0.5_f64,
        more in 0.0..=0.5_f64,
        cool in -30.0..=60.0_f64,
        warm in -30.0..=60.0_f64,
    ) {
        let (cool, warm) = (cool.min(warm), cool.max(warm));
        let soc = repeated_day(low + more, low);
        let q = |temperature_c| {
            let day = Day::new(&soc, 1.0, temperature_c).unwrap();
            *repeat(State::FRESH, &Ageing::of(model).rates(&day), 700).last().unwrap()
        };
        prop_assert!(q(warm) <= q(cool) + 1e-12);
    }

    #[test]
    fn a_worn_cell_moves_less_with_the_same_swing(model in models(), low in 0.0..0.4_f64) {
        let soc = repeated_day(low + 0.6, low);
        let day = Day::new(&soc, 1.0, 25.0).unwrap();
        let ageing = Ageing::of(model);
        let rates = ageing.rates(&day);
        let (mut worn, mut full) = (State::FRESH, State::FRESH);
        for _ in 0..1_000 {
            ageing.advance(&mut worn, &day);
            full.advance(&rates);
        }
        prop_assert!(worn.q() >= full.q());
    }
}

#[test]
fn a_day_that_makes_no_sense_cannot_be_made() {
    let ok = [0.2, 0.8];
    for (soc, step_h, temperature_c) in [
        (&[0.5][..], 1.0, 25.0),
        (&[0.2, 80.0], 1.0, 25.0),
        (&[0.2, f64::NAN], 1.0, 25.0),
        (&ok, 0.0, 25.0),
        (&ok, f64::NAN, 25.0),
        (&ok, 25.0, 25.0),
        (&ok, 1.0, 61.0),
        (&ok, 1.0, f64::NAN),
        (&ok, 0.01, 25.0),
    ] {
        let why = Day::new(soc, step_h, temperature_c).unwrap_err();
        assert!(why.to_string().contains("must be"), "{why}");
    }
}

#[test]
fn every_model_says_what_it_is_and_where_it_is_from() {
    for model in Model::ALL {
        let about = model.about();
        assert!(!about.equations.is_empty(), "{}", model.id());
        assert!(about.source.contains("doi:10."), "{}", model.id());
        if let Some(fit) = model.fit() {
            assert!(fit.to_string().contains(" °C, depth of discharge "));
        }
    }
}
