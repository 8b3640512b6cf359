//! Loads with days and nights, long enough to be walked in blocks, against bisection with
//! the plainest simulation.

use peakpack::dispatch::{EndCondition, Steps, Window, exact_peak, least_peaks, schedule};
use peakpack::fleet::{Battery, BatterySpec};
use proptest::prelude::*;

/// The lowest level over a load under a threshold, less the least, and what is stored at its end.
fn walk(kw: &[f64], dt: f64, b: &BatterySpec, threshold: f64, start: f64) -> (f64, f64) {
    let (mut stored, mut lowest) = (start, f64::INFINITY);
    for load in kw {
        let over = load + b.aux_kw - threshold;
        stored = if over > 0.0 {
            stored - over * dt / b.eta_d
        } else {
            (stored + (-over).min(b.p_charge_kw) * dt * b.eta_c).min(b.e_max_kwh)
        };
        lowest = f64::min(lowest, stored - b.e_min_kwh);
    }
    (lowest, stored)
}

fn is_feasible(kw: &[f64], dt: f64, b: &BatterySpec, end: EndCondition, threshold: f64) -> bool {
    let highest = kw.iter().fold(f64::MIN, |a, &k| a.max(k)) + b.aux_kw;
    if threshold < highest - b.p_discharge_kw || threshold < highest.min(0.0) {
        return false;
    }
    let small = 1e-7;
    match end {
        EndCondition::Free => walk(kw, dt, b, threshold, b.e0_kwh).0 >= -small,
        EndCondition::SameAsStart => {
            let (lowest, stored) = walk(kw, dt, b, threshold, b.e0_kwh);
            lowest >= -small && stored >= b.e0_kwh - small
        }
        EndCondition::Steady => {
            // From full, the level before each period falls to its fixed point, if there is one.
            let mut start = b.e_max_kwh;
            for _ in 0..400 {
                let (lowest, stored) = walk(kw, dt, b, threshold, start);
                if lowest < -small {
                    return false;
                }
                if stored >= start - 1e-9 {
                    return true;
                }
                start = stored;
            }
            false
        }
    }
}

fn bisected(kw: &[f64], dt: f64, b: &BatterySpec, end: EndCondition) -> f64 {
    let highest = kw.iter().fold(f64::MIN, |a, &k| a.max(k)) + b.aux_kw;
    let (mut low, mut high) = (highest.min(0.0) - 1.0, highest);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if is_feasible(kw, dt, b, end, middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

#[derive(Clone, Debug)]
struct Case {
    kw: Vec<f64>,
    battery: Battery,
    end: EndCondition,
}

fn cases() -> impl Strategy<Value = Case> {
    let shape = (
        3..40_usize,
        6..60_usize,
        0.0..8.0_f64,
        0..1_000_u32,
        0.0..90.0_f64,
    );
    let battery = (
        0.0..2_000.0_f64,
        0.0..60.0_f64,
        prop_oneof![Just(0.0), 0.5..80.0_f64],
        prop_oneof![Just(1.0), 0.8..1.0_f64],
        0.0..=1.0_f64,
    );
    let end = prop::sample::select(&EndCondition::ALL[..]);
    (shape, battery, end).prop_map(|((days, a_day, noise, seed, swing), battery, end)| {
        let mut random = seed;
        let kw = (0..days * a_day)
            .map(|k| {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let phase = (k % a_day) as f64 / a_day as f64;
                let tent = 1.0 - (2.0 * phase - 1.0).abs();
                100.0 + swing * tent + noise * f64::from(random >> 8) / f64::from(1 << 24)
            })
            .collect();
        let (e_max_kwh, p_discharge_kw, p_charge_kw, eta, share) = battery;
        Case {
            kw,
            battery: Battery::new(BatterySpec {
                e_min_kwh: 0.0,
                e_max_kwh,
                e0_kwh: share * e_max_kwh,
                p_charge_kw,
                p_discharge_kw,
                eta_c: eta,
                eta_d: eta,
                self_discharge_per_h: 0.0,
                aux_kw: 0.0,
            })
            .unwrap(),
            end,
        }
    })
}

fn battery(e_max_kwh: f64, power_kw: f64) -> Battery {
    Battery::new(BatterySpec {
        e_min_kwh: 0.0,
        e_max_kwh,
        e0_kwh: e_max_kwh,
        p_charge_kw: power_kw,
        p_discharge_kw: power_kw,
        eta_c: 1.0,
        eta_d: 1.0,
        self_discharge_per_h: 0.0,
        aux_kw: 0.0,
    })
    .unwrap()
}

#[test]
fn a_store_far_larger_than_its_load_reaches_the_mean_exactly() {
    let steps = Steps::new(&[5.0, 15.0], 1.0);
    let found = exact_peak(&steps, &battery(1_000.0, 100.0), EndCondition::Steady).unwrap();
    assert!((found.peak_kw - 10.0).abs() < 1e-12, "{}", found.peak_kw);
}

/// A store that loses half of itself in an hour, at the very least peak.
#[test]
fn a_leaking_store_begins_a_period_as_it_ends_it() {
    let kw = [
        5, 5, 5, 0, 0, 5, 1, 0, 10, 5, 10, 1, 5, 1, 1, 10, 1, 10, 5, 0, 5, 10, 1, 1,
    ]
    .map(f64::from);
    let steps = Steps::new(&kw, 1.0);
    let leaking = Battery::new(BatterySpec {
        p_discharge_kw: 3.0,
        self_discharge_per_h: 0.5,
        e0_kwh: 0.0,
        ..*battery(100.0, 100.0).spec()
    })
    .unwrap();
    let peak = exact_peak(&steps, &leaking, EndCondition::Steady)
        .unwrap()
        .peak_kw;
    let done = schedule(
        &steps,
        &leaking,
        EndCondition::Steady,
        std::slice::from_ref(&(0..24)),
        &[peak],
        0.0,
    );
    let end = done.stored_kwh[23];
    assert!(
        (done.start_kwh - end).abs() < 1e-6,
        "{} {end}",
        done.start_kwh
    );
    assert!(done.peak_kw() < peak + 1e-9);
}

/// Tens of thousands of stretches that a single higher one settles: each may be looked at
/// only a few times.
#[test]
fn many_stretches_that_lack_take_few_walks() {
    let mut kw = vec![0.0; 65_536];
    for k in (4_000..kw.len()).filter(|k| k % 4 < 2) {
        kw[k] = 100.0;
    }
    kw[1_500] = 101.0;
    let steps = Steps::new(&kw, 1.0 / 60.0);
    let found = exact_peak(&steps, &battery(50.0 / 60.0, 1_000.0), EndCondition::Free).unwrap();
    let stretches = kw.len() as u32 / 4;
    assert!(found.passes < 2 * stretches, "{}", found.passes);
    assert!((found.peak_kw - 75.0).abs() < 1e-9, "{}", found.peak_kw);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_exact_peak_is_that_of_bisection(case in cases()) {
        let steps = Steps::new(&case.kw, 0.25);
        let found = exact_peak(&steps, &case.battery, case.end).unwrap();
        let known = bisected(&case.kw, 0.25, case.battery.spec(), case.end);
        prop_assert!((found.peak_kw - known).abs() < 1e-5, "{} {known}", found.peak_kw);
    }

    #[test]
    fn windows_that_lie_anywhere_in_the_blocks_bear_each_other_out(case in cases(), edge in 0.1..0.9_f64) {
        let steps = Steps::new(&case.kw, 0.25);
        let n = steps.len();
        let edge = ((n as f64 * edge) as usize).clamp(1, n - 1);
        let windows = [Window::plain(0..edge), Window::plain(edge..n)];
        let single = exact_peak(&steps, &case.battery, case.end).unwrap().peak_kw;
        let found = least_peaks(&steps, &case.battery, case.end, &windows, Some(single)).unwrap();
        prop_assert!((found.highest_kw() - single).abs() < 1e-6 * single);
        // Each alone, entered full and left free, is never above what the chain needs.
        for (window, peak) in windows.iter().zip(&found.peaks) {
            let alone = bisected(
                &case.kw[window.range.clone()],
                0.25,
                case.battery.starting_at(f64::INFINITY).spec(),
                EndCondition::Free,
            );
            prop_assert!(alone <= peak.peak_kw + 1e-5, "{alone} {}", peak.peak_kw);
        }
    }
}
