//! Averaging a load over other steps and windows neither loses nor makes energy.

#![allow(
    clippy::unwrap_used,
    reason = "a failed unwrap in a test is a failed test"
)]

use peakpack::load::{Clock, ClockChange, Demand, LocalTime, Series, Step, demand, resample};
use proptest::prelude::*;

/// Steps and windows that meet in practice, and ones that do not divide anything.
fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        prop::sample::select(vec![
            100, 1_000, 2_000, 60_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000,
        ]),
        100..=3_600_000_i64,
    ]
    .prop_map(|ms| Step::from_ms(ms).unwrap())
}

fn any_series() -> impl Strategy<Value = Series> {
    let kw = prop::collection::vec(-1e4..1e5_f64, 1..400);
    // Anywhere in 2025, to the millisecond, and often on the hour.
    let start = prop_oneof![
        0..31_536_000_000_i64,
        (0..8_760_i64).prop_map(|h| h * 3_600_000)
    ];
    let change = (
        0..500_usize,
        prop::sample::select(vec![3_600_000, -3_600_000, 1_800_000]),
    );
    (start, any_step(), kw, prop::collection::vec(change, 0..3)).prop_map(
        |(offset, step, kw, mut changes)| {
            changes.sort_unstable();
            let new_year = LocalTime::new(2025, 1, 1, 0, 0, 0, 0).unwrap();
            let mut clock = Clock::starting(new_year.plus_ms(offset));
            clock.changes = changes
                .into_iter()
                .map(|(at_step, shift_ms)| ClockChange { at_step, shift_ms })
                .collect();
            Series::new(clock, step, kw).unwrap()
        },
    )
}

/// What no energy may differ by: 1e-9 of all energy that flowed either way.
fn rounding(series: &Series) -> f64 {
    1e-9 * series.kw().iter().map(|kw| kw.abs()).sum::<f64>() * series.step().hours().0 + 1e-12
}

/// The mean between two moments, from the definition.
fn mean_between(series: &Series, from_ms: i64, to_ms: i64) -> f64 {
    let step = series.step().ms();
    let weighted: f64 = (0_i64..)
        .zip(series.kw())
        .map(|(k, kw)| {
            let overlap = (step * (k + 1)).min(to_ms) - (step * k).max(from_ms);
            kw * overlap.max(0) as f64
        })
        .sum();
    weighted / (to_ms - from_ms) as f64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_resampling_conserves_energy(series in any_series(), step in any_step()) {
        if let Ok(other) = resample(&series, step) {
            let difference = other.energy().0 - series.energy().0;
            prop_assert!(difference.abs() <= rounding(&series), "{difference}");
            prop_assert_eq!(other.clock().start, series.clock().start);
        }
    }

    #[test]
    fn windows_hold_the_means_of_the_definition(series in any_series(), window in any_step()) {
        // Hour-long steps in windows of 100 ms would be millions of windows; those are used as they are.
        let billed = demand(&series, window);
        prop_assert_eq!(billed.coarser_than_window(), series.step() > window);
        let every = (billed.len() / 40).max(1);
        for k in (0..billed.len()).step_by(every).chain([billed.len() - 1]) {
            let mean = mean_between(&series, billed.elapsed_ms(k), billed.elapsed_ms(k + 1));
            prop_assert!((mean - billed.kw()[k]).abs() < 1e-6, "{} {}", k, mean - billed.kw()[k]);
            let hours = (billed.elapsed_ms(k + 1) - billed.elapsed_ms(k)) as f64 / 3_600_000.0;
            prop_assert_eq!(billed.hours_of(k), hours);
        }
        prop_assert!((billed.energy_kwh() - series.energy().0).abs() <= rounding(&series));
        prop_assert!((billed.total_hours() - series.duration().0).abs() < 1e-9);
        let mean = billed.mean_kw() * billed.total_hours();
        prop_assert!((mean - series.energy().0).abs() <= rounding(&series));
        prop_assert_eq!(billed.peak_kw(), billed.kw().iter().copied().fold(f64::NEG_INFINITY, f64::max));
    }

    #[test]
    fn windows_begin_on_the_clock(series in any_series(), window in any_step()) {
        let billed = demand(&series, window);
        let midnight = series.clock().start.midnight();
        prop_assert_eq!(billed.elapsed_ms(0), 0);
        if !billed.coarser_than_window() {
            for k in 1..billed.len().min(50) {
                let since_midnight = series.clock().start.0 + billed.elapsed_ms(k) - midnight.0;
                prop_assert_eq!(since_midnight % window.ms(), 0);
            }
            prop_assert!(billed.first_h() > 0.0 && billed.first_h() <= billed.dt_h());
            prop_assert!(billed.last_h() > 0.0 && billed.last_h() <= billed.dt_h());
        }
    }

    #[test]
    fn a_longer_window_never_shows_a_higher_peak(series in any_series()) {
        let mut before = f64::INFINITY;
        for minutes in [1, 5, 15, 30, 60] {
            let window = Step::from_ms(minutes * 60_000).unwrap();
            // Only windows that hold whole windows of the shorter kind can be compared.
            let billed = demand(&series, window);
            if !billed.coarser_than_window() {
                prop_assert!(billed.peak_kw() <= before + 1e-7);
                before = billed.peak_kw();
            }
        }
    }

    #[test]
    fn months_hold_every_window_once_and_in_order(
        series in any_series(),
        window in any_step(),
    ) {
        let billed = demand(&series, window);
        let months = billed.months();
        let mut next = 0;
        for month in &months {
            prop_assert_eq!(month.range.start, next);
            prop_assert!(month.range.end > month.range.start);
            next = month.range.end;
            let first = billed.time(month.range.start).civil();
            prop_assert_eq!((first.year, first.month), (month.year, month.month));
        }
        prop_assert_eq!(next, billed.len());
        prop_assert!(months.windows(2).all(|m| (m[0].year, m[0].month) < (m[1].year, m[1].month)));
    }

    #[test]
    fn without_clock_changes_every_window_is_in_the_month_it_begins_in(
        offset_h in 0..8_760_i64,
        hours in 1..3_000_usize,
    ) {
        let start = LocalTime::new(2024, 1, 1, 0, 0, 0, 0).unwrap().plus_ms(offset_h * 3_600_000);
        let series = Series::new(Clock::starting(start), Step::HOUR, vec![1.0; hours]).unwrap();
        let billed = Demand::per_step(&series);
        for month in billed.months() {
            for k in month.range.clone() {
                let at = billed.time(k).civil();
                prop_assert_eq!((at.year, at.month), (month.year, month.month));
            }
        }
    }
}

#[test]
fn the_same_window_is_a_plain_copy() {
    let kw: Vec<f64> = (0..500).map(|k| f64::from(k) * 0.1).collect();
    let series = Series::new(Clock::undated(), Step::QUARTER_HOUR, kw).unwrap();
    assert_eq!(demand(&series, Step::QUARTER_HOUR).kw(), series.kw());
    assert_eq!(resample(&series, Step::QUARTER_HOUR).unwrap(), series);
}

#[test]
fn too_many_steps_are_an_error_not_an_allocation() {
    let series = Series::new(Clock::undated(), Step::HOUR, vec![1.0; 1_000]).unwrap();
    let error = resample(&series, Step::from_ms(100).unwrap()).unwrap_err();
    assert!(error.to_string().contains("36000000 steps"));
}
