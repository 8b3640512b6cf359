//! Packs that differ, against a linear program with the energy of every pack.

use super::oracle;
use peakpack::dispatch::{EndCondition, Infeasible, Steps, exact_peak, packs_peak};
use peakpack::fleet::{Battery, BatterySpec};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

#[derive(Clone, Debug)]
struct Case {
    kw: Vec<f64>,
    ends_h: (f64, f64),
    packs: Vec<Battery>,
    end: EndCondition,
}

impl Case {
    fn steps(&self) -> Steps<'_> {
        Steps::with_partial_ends(&self.kw, 1.0, self.ends_h.0, self.ends_h.1)
    }

    /// The bound, the linear program's peak and the peak found.
    fn solve(&self) -> (f64, f64, f64) {
        let steps = self.steps();
        let found = packs_peak(&steps, &self.packs, self.end).unwrap();
        let known = oracle::least_peak_of_packs(&steps, &self.packs, self.end);
        (found.lower_bound_kw, known, found.peak_kw)
    }
}

/// Packs whose times to go differ by up to twelve.
fn pack(least_eta: f64, most_leak: f64) -> impl Strategy<Value = Battery> {
    let power = (2.0..20.0f64, prop_oneof![Just(1.0), 0.5..1.5f64]);
    let hours = prop_oneof![Just(4.0), 0.5..6.0f64];
    let start = prop_oneof![3 => Just(1.0), 1 => 0.0..=1.0f64];
    let energy = (hours, prop_oneof![Just(0.0), 0.0..0.3f64], start);
    let losses = (least_eta..=1.0f64, least_eta..=1.0f64, 0.0..=most_leak);
    (power, energy, losses).prop_map(
        |((kw, charge), (hours, least, start), (eta_c, eta_d, leak))| {
            let e_max_kwh = kw * hours;
            let e_min_kwh = e_max_kwh * least;
            let spec = BatterySpec {
                e_min_kwh,
                e_max_kwh,
                e0_kwh: e_max_kwh,
                p_discharge_kw: kw,
                p_charge_kw: kw * charge,
                eta_c,
                eta_d,
                self_discharge_per_h: leak,
                aux_kw: leak * 10.0,
            };
            let start_kwh = e_min_kwh + (e_max_kwh - e_min_kwh) * start;
            Battery::new(spec).unwrap().starting_at(start_kwh)
        },
    )
}

fn cases(least_eta: f64, most_leak: f64) -> impl Strategy<Value = Case> {
    let load = prop::collection::vec(
        prop_oneof![4 => 60.0..100.0, 2 => 90.0..130.0, 1 => Just(60.0)],
        8..=30,
    );
    let end = prop_oneof![
        Just(EndCondition::Free),
        Just(EndCondition::SameAsStart),
        Just(EndCondition::Steady)
    ];
    let share = || prop_oneof![Just(1.0), 0.2..1.0f64];
    let packs = prop::collection::vec(pack(least_eta, most_leak), 2..=5);
    (load, (share(), share()), packs, end).prop_map(|(kw, ends_h, packs, end)| Case {
        kw,
        ends_h,
        packs,
        end,
    })
}

fn lossless(e_max_kwh: f64, kw: f64) -> Battery {
    Battery::new(BatterySpec {
        e_min_kwh: 0.0,
        e_max_kwh,
        p_charge_kw: kw,
        p_discharge_kw: kw,
        eta_c: 1.0,
        eta_d: 1.0,
        e0_kwh: e_max_kwh,
        self_discharge_per_h: 0.0,
        aux_kw: 0.0,
    })
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn it_is_near_the_linear_program_and_never_below(case in cases(0.92, 0.0)) {
        let (bound, known, found) = case.solve();
        prop_assert!(bound <= known + 1e-6, "{bound} {known}");
        prop_assert!(found >= known - 1e-6, "{found} {known}");
        // Where the end is free; what every pack must hold at the end costs the rule more.
        let most = if case.end == EndCondition::Free { 1.005 } else { 1.03 };
        prop_assert!(found <= known * most, "{found} {known}");
    }

    #[test]
    fn from_full_packs_without_losses_to_a_free_end_it_is_the_linear_program(case in cases(1.0, 0.0)) {
        let full = |pack: &Battery| pack.starting_at(pack.spec().e_max_kwh);
        let packs = case.packs.iter().map(full).collect();
        let (_, known, found) = Case { packs, end: EndCondition::Free, ..case }.solve();
        prop_assert!((found - known).abs() <= 1e-3 * known, "{found} {known}");
    }

    #[test]
    fn with_self_discharge_it_can_be_reached(case in cases(0.9, 0.02)) {
        let (bound, known, found) = case.solve();
        prop_assert!(bound <= known + 1e-6, "{bound} {known}");
        prop_assert!(found >= known - 1e-6, "{found} {known}");
    }

    #[test]
    fn packs_that_differ_in_size_only_are_one_battery(case in cases(0.9, 0.0), sizes in prop::collection::vec(0.1..3.0f64, 2..6)) {
        let one = *case.packs[0].spec();
        let sized = |size: &f64| Battery::new(BatterySpec {
            e_min_kwh: one.e_min_kwh * size,
            e_max_kwh: one.e_max_kwh * size,
            e0_kwh: one.e0_kwh * size,
            p_charge_kw: one.p_charge_kw * size,
            p_discharge_kw: one.p_discharge_kw * size,
            ..one
        }).unwrap();
        let alike = Case { packs: sizes.iter().map(sized).collect(), ..case };
        let (steps, end) = (alike.steps(), alike.end);
        let found = packs_peak(&steps, &alike.packs, end).unwrap();
        prop_assert_eq!(found.kinds, 1);
        prop_assert!(found.is_exact() && found.limited_by.is_some());
        let together = Battery::together(&alike.packs);
        prop_assert_eq!(found.peak_kw, exact_peak(&steps, &together, end).unwrap().peak_kw);
        let known = oracle::least_peak_of_packs(&steps, &alike.packs, end);
        prop_assert!((found.peak_kw - known).abs() <= 1e-6, "{} {known}", found.peak_kw);
    }
}

#[test]
fn recharging_the_emptier_first_would_cost_a_ninth_of_a_kilowatt() {
    // A rule that levels without regard to what a pack can still take ends at 5.111 kW.
    let packs = [lossless(4.0, 1.0), lossless(1.0, 1.0)];
    let load = [7.0, 6.0, 6.0, 6.0, 4.0, 3.0, 7.0, 6.0];
    let found = packs_peak(&Steps::new(&load, 1.0), &packs, EndCondition::Free).unwrap();
    assert!((found.peak_kw - 5.0).abs() < 1e-9, "{found:?}");
    assert!(found.is_exact());
}

#[test]
fn the_bound_tells_how_far_off_the_peak_can_be() {
    // Together they hold 5 kWh and 4 kW; but the small one is empty after a third of an hour.
    let packs = [lossless(4.0, 1.0), lossless(1.0, 3.0)];
    let load = [10.0, 10.0, 4.0];
    let found = packs_peak(&Steps::new(&load, 1.0), &packs, EndCondition::Free).unwrap();
    assert!((found.peak_kw - 8.5).abs() < 1e-6, "{found:?}");
    assert!((found.lower_bound_kw - 7.5).abs() < 1e-9, "{found:?}");
    assert!(!found.is_exact() && found.limited_by.is_none());
    assert!((found.gap_kw() - 1.0).abs() < 1e-6);
}

#[test]
fn what_has_no_answer_says_why_and_nothing_changes_nothing() {
    let idle = Battery::new(BatterySpec {
        p_charge_kw: 0.0,
        self_discharge_per_h: 0.01,
        ..*lossless(4.0, 1.0).spec()
    })
    .unwrap();
    let steps = Steps::new(&[3.0, 4.0, 2.0], 1.0);
    let lost = packs_peak(
        &steps,
        &[idle, lossless(2.0, 1.0)],
        EndCondition::SameAsStart,
    );
    assert!(matches!(
        lost,
        Err(Infeasible::CannotHoldCharge | Infeasible::LosesMoreThanItGains)
    ));
    for end in EndCondition::ALL {
        assert_eq!(packs_peak(&steps, &[], end).unwrap().peak_kw, 4.0);
        let none = [Battery::NONE, Battery::NONE];
        assert_eq!(packs_peak(&steps, &none, end).unwrap().peak_kw, 4.0);
        let empty = Steps::new(&[], 1.0);
        assert!(packs_peak(&empty, &[lossless(4.0, 1.0)], end).is_ok());
        // A load of nothing at all.
        let zero = Steps::new(&[0.0, 0.0], 1.0);
        let packs = [lossless(4.0, 1.0), lossless(1.0, 1.0)];
        assert_eq!(packs_peak(&zero, &packs, end).unwrap().peak_kw, 0.0);
    }
}

#[test]
fn hardly_any_case_lies_half_a_percent_above_the_linear_program() {
    let mut runner = TestRunner::deterministic();
    for least_eta in [1.0, 0.92] {
        let mut off: Vec<f64> = Vec::new();
        for _ in 0..400 {
            let case = cases(least_eta, 0.0).new_tree(&mut runner).unwrap();
            let (_, known, found) = case.current().solve();
            off.push((found - known) / known);
        }
        off.sort_by(f64::total_cmp);
        assert!(off[200] <= 1e-4, "{}", off[200]);
        assert!(off[395] <= 0.005, "{:?}", &off[395..]);
    }
}
