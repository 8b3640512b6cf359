//! Random loads and batteries.

use super::oracle;
use peakpack::dispatch::{Binding, EndCondition, Schedule, Steps, Window};
use peakpack::dispatch::{exact_peak, least_peaks, schedule};
use peakpack::fleet::{Battery, BatterySpec};
use proptest::prelude::*;

#[derive(Clone, Debug)]
struct Case {
    kw: Vec<f64>,
    ends_h: (f64, f64),
    battery: Battery,
    end: EndCondition,
}

impl Case {
    fn steps(&self) -> Steps<'_> {
        Steps::with_partial_ends(&self.kw, 1.0, self.ends_h.0, self.ends_h.1)
    }
}

fn share(low: f64) -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), low..1.0]
}

fn cases(longest: usize, leaks: f64) -> impl Strategy<Value = Case> {
    let load = prop::collection::vec(
        prop_oneof![4 => 20.0..100.0, 1 => 90.0..130.0, 1 => Just(60.0), 1 => -20.0..5.0],
        2..longest,
    );
    let energy = (0.0..200.0f64, 0.0..0.5f64, 0.0..=1.0f64);
    let power = (0.0..60.0f64, 1.0..60.0f64);
    let leak = prop_oneof![Just(0.0), 0.0..=leaks];
    let aux = prop_oneof![Just(0.0), 0.0..3.0];
    let end = prop_oneof![
        Just(EndCondition::Free),
        Just(EndCondition::SameAsStart),
        Just(EndCondition::Steady)
    ];
    let ends_h = (share(0.2), share(0.2));
    (
        load,
        energy,
        power,
        (share(0.8), share(0.8), leak, aux),
        end,
        ends_h,
    )
        .prop_map(|(kw, energy, power, losses, end, ends_h)| {
            let e_max_kwh = energy.0;
            let e_min_kwh = e_max_kwh * energy.1;
            let battery = Battery::new(BatterySpec {
                e_min_kwh,
                e_max_kwh,
                e0_kwh: e_min_kwh + (e_max_kwh - e_min_kwh) * energy.2,
                p_discharge_kw: power.0,
                p_charge_kw: power.1,
                eta_c: losses.0,
                eta_d: losses.1,
                self_discharge_per_h: losses.2,
                aux_kw: losses.3,
            })
            .unwrap();
            Case {
                kw,
                ends_h,
                battery,
                end,
            }
        })
}

/// Asserts that a schedule is one the battery can follow.
fn assert_physical(case: &Case, done: &Schedule) {
    let b = case.battery.spec();
    let steps = case.steps();
    let small = 1e-6;
    let mut stored = done.start_kwh;
    for k in 0..steps.len() {
        let power = done.battery_kw[k];
        let dt = steps.hours_of(k);
        assert!(power <= b.p_discharge_kw + small && -power <= b.p_charge_kw + small);
        let site = steps.kw()[k] + b.aux_kw;
        assert!((done.grid_kw[k] - (site - power)).abs() < small);
        assert!(done.grid_kw[k] >= site.min(0.0) - small, "exports");
        stored *= libm::pow(1.0 - b.self_discharge_per_h, dt);
        stored += if power > 0.0 {
            -power * dt / b.eta_d
        } else {
            -power * dt * b.eta_c
        };
        assert!(
            (stored - done.stored_kwh[k]).abs() < small,
            "energy balance at {k}"
        );
        assert!((b.e_min_kwh - small..=b.e_max_kwh + small).contains(&stored));
        stored = done.stored_kwh[k];
    }
    match case.end {
        EndCondition::Free => {}
        EndCondition::SameAsStart => assert!(stored >= b.e0_kwh - small),
        EndCondition::Steady => {
            assert!((stored - done.start_kwh).abs() < small || stored > done.start_kwh)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn equals_the_linear_program(case in cases(30, 0.02)) {
        let steps = case.steps();
        // A charger too weak for the self-discharge has no answer; the oracle would fail too.
        if let Ok(found) = exact_peak(&steps, &case.battery, case.end) {
            let windows = [(0..steps.len(), 1.0)];
            let known = oracle::least_cost(&steps, &case.battery, case.end, &windows);
            prop_assert!((found.peak_kw - known).abs() < 1e-6, "{} {known}", found.peak_kw);
        }
    }

    #[test]
    fn chained_windows_equal_the_linear_program(case in cases(40, 0.02), parts in 2..6usize, rates in prop::collection::vec(0.5..2.0f64, 6)) {
        let steps = case.steps();
        let n = steps.len();
        let edges: Vec<usize> = (0..=parts).map(|i| i * n / parts).collect();
        let windows: Vec<Window> = edges.windows(2).zip(&rates).filter(|(e, _)| e[0] < e[1]).map(|(e, &rate)| Window {
            rate_per_kw: rate, ..Window::plain(e[0]..e[1])
        }).collect();
        if let Ok(found) = least_peaks(&steps, &case.battery, case.end, &windows, None) {
            let cost: f64 = found.peaks.iter().zip(&windows).map(|(p, w)| p.peak_kw * w.rate_per_kw).sum();
            let as_pairs: Vec<_> = windows.iter().map(|w| (w.range.clone(), w.rate_per_kw)).collect();
            let known = oracle::least_cost(&steps, &case.battery, case.end, &as_pairs);
            prop_assert!((cost - known).abs() < 1e-5, "{cost} {known}");
        }
    }

    #[test]
    fn the_schedule_is_physical_and_reaches_the_peak(case in cases(60, 0.02), rest in 0.0..=1.0f64) {
        let steps = case.steps();
        if let Ok(found) = exact_peak(&steps, &case.battery, case.end) {
            let whole = 0..steps.len();
            let rest_kwh = rest * case.battery.spec().e_max_kwh;
            let done = schedule(&steps, &case.battery, case.end, std::slice::from_ref(&whole), &[found.peak_kw], rest_kwh);
            assert_physical(&case, &done);
            prop_assert!(done.peak_kw() <= found.peak_kw + 1e-9 * found.peak_kw.abs());
        }
    }

    #[test]
    fn a_cap_at_the_single_optimum_keeps_the_highest_peak_least(case in cases(40, 0.0), parts in 2..5usize) {
        let steps = case.steps();
        let n = steps.len();
        let windows: Vec<Window> = (0..parts).map(|i| i * n / parts..(i + 1) * n / parts)
            .filter(|r| !r.is_empty()).map(Window::plain).collect();
        if let Ok(single) = exact_peak(&steps, &case.battery, case.end) {
            let found = least_peaks(&steps, &case.battery, case.end, &windows, Some(single.peak_kw)).unwrap();
            prop_assert!((found.highest_kw() - single.peak_kw).abs() < 1e-6, "{} {}", found.highest_kw(), single.peak_kw);
            let thresholds: Vec<f64> = found.peaks.iter().map(|p| p.peak_kw).collect();
            let ranges: Vec<_> = windows.iter().map(|w| w.range.clone()).collect();
            let done = schedule(&steps, &case.battery, case.end, &ranges, &thresholds, 0.0);
            assert_physical(&case, &done);
        }
    }

    #[test]
    fn more_energy_or_power_never_hurts(case in cases(60, 0.0), more in 1.0..2.0f64) {
        let steps = case.steps();
        let spec = *case.battery.spec();
        let found = exact_peak(&steps, &case.battery, EndCondition::Steady).unwrap();
        let larger = Battery::new(BatterySpec { e_max_kwh: spec.e_max_kwh * more, ..spec }).unwrap();
        let stronger = Battery::new(BatterySpec { p_discharge_kw: spec.p_discharge_kw * more, ..spec }).unwrap();
        for better in [larger, stronger] {
            let with = exact_peak(&steps, &better, EndCondition::Steady).unwrap();
            prop_assert!(with.peak_kw <= found.peak_kw + 1e-9);
        }
        let before = steps.peak_kw() + spec.aux_kw;
        prop_assert!(found.peak_kw <= before + 1e-9);
    }

    #[test]
    fn no_packs_change_nothing(case in cases(60, 0.0)) {
        let steps = case.steps();
        for end in [EndCondition::Free, EndCondition::SameAsStart, EndCondition::Steady] {
            let found = exact_peak(&steps, &Battery::NONE, end).unwrap();
            prop_assert_eq!(found.peak_kw, steps.peak_kw());
        }
    }

    #[test]
    fn the_binding_names_what_helps(case in cases(40, 0.0)) {
        let steps = case.steps();
        let spec = *case.battery.spec();
        let found = exact_peak(&steps, &case.battery, EndCondition::Steady).unwrap();
        if found.binding == Binding::Energy {
            // The promised gain of a little more energy is the gain that comes.
            let little = 1e-5;
            let larger = Battery::new(BatterySpec { e_max_kwh: spec.e_max_kwh + little, ..spec }).unwrap();
            let with = exact_peak(&steps, &larger, EndCondition::Steady).unwrap();
            let gain = found.peak_kw - with.peak_kw;
            prop_assert!(gain <= found.kw_per_kwh * little + 1e-9);
            prop_assert!(with.binding != Binding::Energy || gain >= 0.0);
        }
        if found.binding == Binding::Power {
            let weaker = Battery::new(BatterySpec { p_discharge_kw: spec.p_discharge_kw * 0.9, ..spec }).unwrap();
            let with = exact_peak(&steps, &weaker, EndCondition::Steady).unwrap();
            prop_assert!((with.peak_kw - found.peak_kw - spec.p_discharge_kw * 0.1).abs() < 1e-9);
        }
    }
}
