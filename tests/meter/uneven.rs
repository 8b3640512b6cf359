//! Steps that change inside a file, and logs without a step: no energy and no peak is lost.

use super::{understood, understood_as};
use peakpack::load::LocalTime;
use peakpack::load::meter::{ReadOptions, Stamps, read};
use proptest::prelude::*;
use std::fmt::Write;

/// Rows of a stamp so many minutes after midnight of 6 January 2025, a Monday.
fn table(title: &str, rows: &[(i64, f64)]) -> String {
    let start = LocalTime::new(2025, 1, 6, 0, 0, 0, 0).unwrap();
    let mut text = format!("time,{title}\n");
    for &(minute, value) in rows {
        let _ = writeln!(text, "{},{value}", start.plus_ms(minute * 60_000));
    }
    text
}

#[test]
fn powers_of_a_finer_step_from_the_second_day_on() {
    let mut rows: Vec<(i64, f64)> = (0..96).map(|k| (k * 15, 100.0)).collect();
    rows.extend((0..288).map(|k| (1440 + k * 5, if k == 100 { 500.0 } else { 200.0 })));
    let reading = understood(&table("kW", &rows));
    assert_eq!(reading.report.step_s(), 300.0);
    assert_eq!(reading.series.len(), 576);
    assert_eq!(reading.report.gaps_filled, 0);
    assert_eq!(reading.report.max_kw, 500.0);
    assert_eq!(
        reading.series.energy().0,
        2400.0 + 4800.0 + 300.0 * 5.0 / 60.0
    );
    assert!(
        reading.report.warnings[0].contains("changes 1 time (15 min, 5 min)"),
        "{:?}",
        reading.report.warnings
    );
}

#[test]
fn energies_are_those_of_their_own_intervals() {
    // Hours, then quarter hours, of 60 kW throughout.
    let mut rows: Vec<(i64, f64)> = (0..24).map(|k| (k * 60, 60.0)).collect();
    rows.extend((0..96).map(|k| (1440 + k * 15, 15.0)));
    let reading = understood(&table("kWh", &rows));
    assert_eq!(reading.report.step_s(), 900.0);
    assert_eq!(reading.series.len(), 192);
    assert!(reading.series.kw().iter().all(|&kw| kw == 60.0));
}

#[test]
fn ends_of_intervals_count_from_the_row_before() {
    let mut rows: Vec<(i64, f64)> = (1..=24).map(|k| (k * 60, 60.0)).collect();
    rows.extend((1..=96).map(|k| (1440 + k * 15, 30.0)));
    let options = ReadOptions {
        stamps: Some(Stamps::End),
        ..ReadOptions::default()
    };
    let reading = understood_as(&table("kWh", &rows), &options);
    assert_eq!(reading.report.start, "2025-01-06T00:00:00");
    assert_eq!(reading.series.len(), 192);
    assert_eq!(reading.series.kw()[95], 60.0);
    assert_eq!(reading.series.kw()[96], 120.0);
}

#[test]
fn a_gap_at_the_change_of_the_step_stays_a_gap() {
    let mut rows: Vec<(i64, f64)> = (0..24).map(|k| (k * 60, 60.0)).collect();
    // The second day begins three quarters of an hour late.
    rows.extend((3..96).map(|k| (1440 + k * 15, 15.0)));
    let reading = understood(&table("kWh", &rows));
    assert_eq!(reading.report.gaps_filled, 1);
    assert_eq!(reading.report.longest_gap_ms, 45 * 60_000);
    assert!(reading.series.kw().iter().all(|&kw| kw == 60.0));
}

#[test]
fn a_changed_step_follows_the_clock() {
    // Quarter hours up to the clock change in Europe, hours from the day before it on.
    let mut text = "time,kW\n".to_owned();
    let day = |d: u8| LocalTime::new(2025, 3, d, 0, 0, 0, 0).unwrap();
    for k in 0..4 * 24 * 8 {
        let _ = writeln!(text, "{},40", day(21).plus_ms(k * 900_000));
    }
    for hour in (0..48).filter(|&hour| hour != 26) {
        let _ = writeln!(text, "{},80", day(29).plus_ms(hour * 3_600_000));
    }
    let reading = understood(&text);
    assert_eq!(reading.report.gaps_filled, 0, "{:?}", reading.report);
    assert_eq!(reading.series.clock().changes.len(), 1);
    assert_eq!(reading.report.end, "2025-03-31T00:00:00");
    let hours = reading.series.len() as f64 * reading.report.step_s() / 3600.0;
    assert_eq!(hours, 8.0 * 24.0 + 47.0);
}

#[test]
fn a_log_of_events_keeps_its_energy_and_its_peak() {
    let text = "time,kW\n\
                2025-01-06 00:00:00,10\n\
                2025-01-06 00:00:07,12\n\
                2025-01-06 00:00:19,90\n\
                2025-01-06 00:00:21,11\n\
                2025-01-06 00:00:40,10\n\
                2025-01-06 00:00:52,10\n";
    let reading = understood(text);
    assert_eq!(reading.report.step_s(), 1.0);
    assert_eq!(reading.report.max_kw, 90.0);
    let kws: f64 = reading.series.kw()[..52].iter().sum();
    assert_eq!(kws, 70.0 + 144.0 + 180.0 + 209.0 + 120.0);
    let said = &reading.report.warnings[0];
    assert!(said.contains("no even step, usually 12 s apart"), "{said}");
}

#[test]
fn a_log_that_falls_silent_has_a_gap() {
    let mut text = "time,kW\n".to_owned();
    let start = LocalTime::new(2025, 1, 6, 0, 0, 0, 0).unwrap();
    let mut at = 0;
    for k in 0..400 {
        let _ = writeln!(text, "{},50", start.plus_ms(at * 1000));
        at += [50, 61, 70, 58][k % 4] + if k == 200 { 3600 } else { 0 };
    }
    let reading = understood(&text);
    assert_eq!(reading.report.gaps_filled, 1);
    // The row before the silence holds as long as rows usually do.
    assert_eq!(reading.report.longest_gap_ms, 3_600_000 + 50_000 - 60_000);
}

#[test]
fn milliseconds_over_days_are_averaged_by_time() {
    let mut text = "time,kW\n".to_owned();
    let start = LocalTime::new(2025, 1, 6, 0, 0, 0, 0).unwrap();
    let (mut at, mut energy, mut before) = (0, 0.0, 0.0);
    for k in 0_i64..20_000 {
        let kw = 100.0 + (k % 37) as f64;
        let _ = writeln!(text, "{},{kw}", start.plus_ms(at));
        let length = 20_000 + k * 7919 % 997;
        energy += kw * length as f64;
        before = kw * length as f64;
        at += length;
    }
    let reading = understood(&text);
    let found = reading.series.energy().0 * 3_600_000.0;
    // How long the last row lasts is not said.
    assert!((found - energy).abs() <= before, "{found} {energy}");
    assert_eq!(reading.report.step_s(), 1.0);
}

#[test]
fn a_log_over_the_clock_change_in_autumn() {
    let mut text = "time,kW\n".to_owned();
    let start = LocalTime::new(2025, 10, 26, 0, 0, 0, 0).unwrap();
    let mut at = 0;
    while at < 6 * 3600 {
        // Real time passes; the clock shows an hour less after the change at 3 o'clock.
        let shown = if at < 3 * 3600 { at } else { at - 3600 };
        let _ = writeln!(text, "{},50", start.plus_ms(shown * 1000));
        at += [47, 61, 70, 53][(at % 4) as usize];
    }
    let reading = understood(&text);
    let hours = reading.series.len() as f64 * reading.report.step_s() / 3600.0;
    assert!((hours - 6.0).abs() < 0.05, "{hours}");
    assert_eq!(reading.series.clock().changes.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_energy_and_no_peak_is_lost(
        rows in prop::collection::vec((1_i64..400, -1_000_i64..10_000), 12..200),
        energy in any::<bool>(),
        ends in any::<bool>(),
    ) {
        let start = LocalTime::new(2025, 1, 6, 0, 0, 0, 0).unwrap();
        let mut text = format!("time,{}\n", if energy { "kWh" } else { "kW" });
        let mut at = 0;
        // The first stamp of ends has no interval that the file tells of.
        for &(seconds, tenths) in &rows {
            let stamp = if ends { at + seconds } else { at };
            let _ = writeln!(text, "{},{}", start.plus_ms(stamp * 1000), tenths as f64 / 10.0);
            at += seconds;
        }
        let stamps = Some(if ends { Stamps::End } else { Stamps::Start });
        let options = ReadOptions { stamps, ..ReadOptions::default() };
        let reading = read(text.as_bytes(), &options).unwrap();
        let series = &reading.series;
        let hours = series.step().hours().0;
        // The row at one end has a length that the file does not say.
        let inner = if ends { 1..rows.len() } else { 0..rows.len() - 1 };
        let power = |i: usize| {
            let (seconds, tenths) = rows[i];
            let value = tenths as f64 / 10.0;
            if energy { value / (seconds as f64 / 3600.0) } else { value }
        };
        let silent = reading.report.gaps_filled > 0 || reading.report.duplicates > 0;
        prop_assert!(!silent || !energy);
        if !silent {
            let mut wanted = 0.0;
            for i in inner.clone() {
                wanted += power(i) * rows[i].0 as f64 / 3600.0;
            }
            let all: f64 = series.kw().iter().sum::<f64>() * hours;
            let outer = if ends { 0 } else { rows.len() - 1 };
            let outer_steps = if ends { 0 } else { series.len() - 1 };
            let outer_kw = series.kw()[outer_steps];
            let outer_hours = series.len() as f64 * hours
                - inner.clone().map(|i| rows[i].0 as f64).sum::<f64>() / 3600.0;
            prop_assert!((all - outer_kw * outer_hours - wanted).abs() < 1e-6 * wanted.abs().max(1.0),
                "{all} {wanted} {outer} {outer_kw} {outer_hours}\n{text}");
        }
        for i in inner {
            prop_assert!(series.kw().iter().any(|&kw| (kw - power(i)).abs() < 1e-9 * kw.abs().max(1.0)));
        }
    }
}

#[test]
fn a_log_of_centuries_or_of_overlapping_years_is_no_work() {
    let centuries = "time,kW\n1000-01-01 00:00:00.3,1\n1000-01-01 00:00:07,2\n1000-01-01 00:00:09,2\n\
                     1000-01-01 00:00:13,1\n9000-01-01 00:00:21,2\n9000-01-01 00:00:22,1\n";
    let why = read(centuries.as_bytes(), &ReadOptions::default()).unwrap_err();
    assert!(why.to_string().contains("without an even step"), "{why}");
    // Readings of twenty days each, a second apart.
    let readings: String = (0..3_000)
        .map(|k| {
            let (start, duration) = (1_736_121_600 + k, 1_728_000 + k % 2);
            format!("<IntervalReading><timePeriod><duration>{duration}</duration><start>{start}</start></timePeriod><value>5</value></IntervalReading>")
        })
        .collect();
    let feed = format!(
        "<feed><ReadingType><uom>72</uom></ReadingType><IntervalBlock>{readings}</IntervalBlock></feed>"
    );
    let reading = understood(&feed);
    assert!(reading.series.len() < 1_000);
}

#[test]
fn of_two_values_of_one_moment_the_later_counts() {
    let mut text = "time,kW\n".to_owned();
    let start = LocalTime::new(2025, 1, 6, 0, 0, 0, 0).unwrap();
    let mut at = 0;
    for k in 0..300 {
        // What the value was, and what it is from now on.
        if k == 100 {
            let _ = writeln!(text, "{},50", start.plus_ms(at * 1000));
        }
        let kw = if k == 100 { 500 } else { 50 };
        let _ = writeln!(text, "{},{kw}", start.plus_ms(at * 1000));
        at += [50, 61, 70, 58, 83][k % 5];
    }
    let reading = understood(&text);
    assert_eq!(reading.report.max_kw, 500.0);
    let notes = reading.report.warnings.join(" ");
    assert!(
        notes.contains("1 row has the time of the row behind"),
        "{notes}"
    );
}

#[test]
fn one_row_off_the_step_does_not_make_a_log_of_the_file() {
    // Two days of quarter hours of 15 kWh, one row too many, and a gap of three hours.
    let mut rows: Vec<(i64, f64)> = (0..192)
        .filter(|k| !(100..112).contains(k))
        .map(|k| (k * 15, 15.0))
        .collect();
    rows.push((50 * 15 + 7, 1.0));
    rows.sort_by_key(|row| row.0);
    let reading = understood(&table("kWh", &rows));
    assert_eq!(reading.report.gaps_filled, 1);
    assert_eq!(reading.report.longest_gap_ms, 3 * 3_600_000);
    assert_eq!(reading.series.kw()[0], 60.0);
    let said = &reading.report.warnings[0];
    assert!(said.contains("off the file’s step of 15 min"), "{said}");
}

#[test]
fn stamps_of_ends_are_seen_whatever_the_first_step() {
    let mut rows: Vec<(i64, f64)> = (1..=240).map(|k| (k * 60, 60.0)).collect();
    rows.extend((1..=960).map(|k| (14_400 + k * 15, 15.0)));
    let reading = understood(&table("kWh", &rows));
    assert_eq!(reading.report.stamps, Stamps::End);
    assert_eq!(reading.report.start, "2025-01-06T00:00:00");
    assert!(reading.series.kw().iter().all(|&kw| kw == 60.0));
}

#[test]
fn ends_behind_a_gap_at_the_change_are_of_the_new_step() {
    // Quarter hours for ten days, three hours of nothing, then hours.
    let mut rows: Vec<(i64, f64)> = (1..=960).map(|k| (k * 15, 15.0)).collect();
    rows.extend((4..=240).map(|k| (14_400 + k * 60, 60.0)));
    let options = ReadOptions {
        stamps: Some(Stamps::End),
        ..ReadOptions::default()
    };
    let reading = understood_as(&table("kWh", &rows), &options);
    assert_eq!(reading.report.gaps_filled, 1);
    assert_eq!(reading.report.longest_gap_ms, 3 * 3_600_000);
    assert!(reading.series.kw().iter().all(|&kw| kw == 60.0));
}

#[test]
fn energy_that_may_be_that_of_a_gap_is_said() {
    let rows: Vec<(i64, f64)> = (0..192)
        .filter(|k| !(50..53).contains(k))
        .map(|k| (k * 15, if k == 49 { 100.0 } else { 25.0 }))
        .collect();
    let reading = understood(&table("kWh", &rows));
    let notes = reading.report.warnings.join(" ");
    assert!(
        notes.contains("1 row is before a gap as many times above"),
        "{notes}"
    );
}

#[test]
fn many_gaps_make_no_log() {
    let rows: Vec<(i64, f64)> = (0..960)
        .filter(|k| (k * 7919 + k * k * 31) % 100 >= 55)
        .map(|k| (k * 15, 25.0))
        .collect();
    match read(table("kWh", &rows).as_bytes(), &ReadOptions::default()) {
        Err(why) => assert!(why.to_string().contains("intervals have no value"), "{why}"),
        Ok(reading) => panic!("{}", reading.report.sentence()),
    }
}

#[test]
fn the_step_changes_on_the_day_on_which_the_clock_does() {
    // Hours up to the day of the change in the United States, quarter hours from its midnight on,
    // and the other way round; spring and autumn.
    for (month, day, hours) in [(3, 9, 23), (11, 2, 25)] {
        for quarters_first in [false, true] {
            let midnight = LocalTime::new(2025, month, day, 0, 0, 0, 0).unwrap();
            let mut text = "time,kWh\n".to_owned();
            let mut total = 0;
            // Real minutes from two days before; the clock is moved at the second hour of the day.
            let mut minute = -2 * 1440;
            while minute < (hours + 48) * 60 {
                let is_before = minute < if quarters_first { hours * 60 } else { 0 };
                let step = if is_before == quarters_first { 15 } else { 60 };
                let moved = if minute >= 120 { (24 - hours) * 60 } else { 0 };
                let stamp = midnight.plus_ms((minute + moved) * 60_000);
                let _ = writeln!(text, "{stamp},{}", 100 * step / 60);
                total += 100 * step / 60;
                minute += step;
            }
            let reading = understood(&text);
            let what = format!("{month} {quarters_first}: {}", reading.report.sentence());
            assert_eq!(reading.series.energy().0, total as f64, "{what}");
            assert!(reading.series.kw().iter().all(|&kw| kw == 100.0), "{what}");
            assert_eq!(reading.report.gaps_filled, 0, "{what}");
        }
    }
}
