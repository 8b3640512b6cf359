//! Tables with a row a day.

use crate::{refused, understood, understood_as};
use peakpack::load::LocalTime;
use peakpack::load::meter::{Flow, MeterChoice, ReadError, ReadOptions, Unit};
use proptest::prelude::*;

/// Titles of `n` intervals, as utilities write them.
fn titles(n: usize, style: usize) -> Vec<String> {
    (0..n)
        .map(|k| {
            let minute = 1440 / n * k;
            let (h, m) = (minute / 60, minute % 60);
            match style {
                0 => format!("{h:02}:{m:02}"),
                1 => format!(
                    "{}:{m:02} {} kWH",
                    (h + 11) % 12 + 1,
                    if h < 12 { "AM" } else { "PM" }
                ),
                2 => format!("H{}", k + 1),
                _ => (k + 1).to_string(),
            }
        })
        .collect()
}

/// Consecutive days whose values count on.
fn table(n: usize, days: i64, style: usize, first: &str, start: LocalTime) -> String {
    let mut text = format!("{first},Date,{}\n", titles(n, style).join(","));
    for day in 0..days {
        let date = start.plus_ms(day * 86_400_000).to_string();
        let values: Vec<String> = (0..n)
            .map(|k| format!("{}", day as usize * n + k))
            .collect();
        text += &format!("1000123456,{},{}\n", &date[..10], values.join(","));
    }
    text
}

fn june() -> LocalTime {
    LocalTime::new(2025, 6, 13, 0, 0, 0, 0).unwrap()
}

#[test]
fn the_unit_stands_in_the_titles_or_is_asked_for() {
    let named = understood(&table(48, 3, 1, "MPAN", june()));
    assert_eq!(
        (named.report.rows, named.report.unit),
        (144, Unit::KilowattHours)
    );
    assert_eq!(named.report.format, "table with a row a day");
    assert_eq!(named.series.kw()[10], 20.0);
    let ReadError::NeedsChoice(question) = refused(&table(24, 3, 0, "MPAN", june())) else {
        panic!("which unit?");
    };
    assert_eq!(
        question.to_string(),
        "The table names no unit. Are its values in kWh, kW, Wh, W, MWh or MW?"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_days_of_any_length_are_read_back(
        n in prop::sample::select(vec![24_usize, 48, 96, 288]),
        days in 2_i64..9,
        style in 0..4_usize,
        start in 10_000_i64..20_000,
    ) {
        let start = LocalTime(start * 86_400_000);
        let options = ReadOptions { unit: Some(Unit::Kilowatts), ..ReadOptions::default() };
        let reading = understood_as(&table(n, days, style, "Meter", start), &options);
        let wanted: Vec<f64> = (0..days as usize * n).map(|k| k as f64).collect();
        prop_assert_eq!(reading.series.kw(), &wanted[..]);
        prop_assert_eq!(reading.series.time(0), start);
    }
}

#[test]
fn totals_and_numbers_beside_the_values_are_passed_over() {
    let mut text = "NMI,Date,Total kWh".to_owned();
    text += &(0..48).map(|k| format!(",{k}")).collect::<String>();
    for day in 1..=3 {
        text += &format!("\n4001234567,{day:02}.06.2025,99");
        text += &(0..48).map(|k| format!(",{k}")).collect::<String>();
    }
    let reading = understood(&text);
    assert_eq!((reading.report.rows, reading.series.kw()[1]), (144, 2.0));
}

#[test]
fn channels_stand_in_rows_of_their_own() {
    let mut text = format!("Date,Channel,Units,{}\n", titles(24, 0).join(","));
    for day in 1..=2 {
        for (name, unit, value) in [
            ("Import", "kWh", 8),
            ("Export", "kWh", 3),
            ("Import", "kVArh", 5),
        ] {
            let values = format!(",{value}").repeat(24);
            text += &format!("2025-06-{day:02},{name},{unit}{values}\n");
        }
    }
    let reading = understood(&text);
    assert_eq!((reading.report.rows, reading.series.kw()[3]), (48, 8.0));
    let net = ReadOptions {
        channel: Some(Flow::Net),
        ..ReadOptions::default()
    };
    assert_eq!(understood_as(&text, &net).series.kw()[3], 5.0);
}

/// October 2025 in Central Europe with an hour of columns more; one day has 25 hours.
#[test]
fn days_of_23_and_25_hours_fill_their_own_columns() {
    for (first, change, hours) in [(25, 26, 25), (29, 30, 23)] {
        let month = if hours == 25 { 10 } else { 3 };
        let mut text = format!("Date,{},25 kWh\n", titles(24, 3).join(","));
        let mut wanted = Vec::new();
        for day in first..first + 3 {
            let n = if day == change { hours } else { 24 };
            let values: String = (0..25)
                .map(|k| {
                    if k < n {
                        format!(",{}", 10 * day + k)
                    } else {
                        ",".to_owned()
                    }
                })
                .collect();
            wanted.extend((0..n).map(|k| f64::from(10 * day + k)));
            // The third day of March 2025 is the 31st.
            text += &format!("2025-{month:02}-{day:02}{values}\n");
        }
        let reading = understood(&text);
        assert_eq!(reading.series.kw(), wanted, "{hours}");
        assert_eq!(reading.report.gaps_filled, 0);
        assert_eq!(reading.series.clock().changes.len(), 1);
    }
}

#[test]
fn a_25th_hour_on_an_ordinary_day_is_said() {
    let mut text = format!("Date,{},25 kWh\n", titles(24, 3).join(","));
    for day in 10..=12 {
        let last = if day == 11 { "9" } else { "" };
        text += &format!("2025-06-{day:02}{},{last}\n", ",1".repeat(24));
    }
    let reading = understood(&text);
    assert_eq!(reading.series.len(), 72);
    assert_eq!(
        reading.report.warnings,
        [
            "1 day has values in a 25th hour though no clock is put back then, 11 Jun 2025 first: that hour was left out."
        ]
    );
}

#[test]
fn days_without_values_take_no_memory() {
    // A line of ten bytes must not become a day of 1,440 rows: 30,000 such days would be half a
    // gigabyte.
    let mut text = format!("Date,{}\n", titles(1440, 1).join(","));
    text += &format!("2025-06-01{}\n", ",1".repeat(1440));
    let start = LocalTime::new(2025, 6, 2, 0, 0, 0, 0).unwrap();
    for day in 0..30_000 {
        let date = start.plus_ms(day * 86_400_000).to_string();
        text += &date[..10];
        text += "\n";
    }
    let reading = understood(&text);
    assert_eq!(reading.series.len(), 1440);
}

#[test]
fn summaries_beside_the_hours_are_no_hours() {
    let hours: Vec<String> = (0..24).map(|h| format!("{h:02}:00")).collect();
    let values = |day: i32| (0..24).map(|h| format!(",{}", day + h)).collect::<String>();
    for (before, behind) in [
        ("Peak,", ""),
        ("", ",Total,Max"),
        ("Multiplier,", ",Max,Avg,Min"),
    ] {
        let mut text = format!("Date,{before}{}{behind}\n", hours.join(","));
        for day in 10..=12 {
            let extra = ",999".repeat(before.matches(',').count());
            let more = ",999".repeat(behind.matches(',').count());
            text += &format!("2025-06-{day}{extra}{}{more}\n", values(day));
        }
        let options = ReadOptions {
            unit: Some(Unit::Kilowatts),
            ..ReadOptions::default()
        };
        let reading = understood_as(&text, &options);
        assert_eq!(reading.report.max_kw, 35.0, "{before} {behind}");
        assert_eq!(reading.series.kw()[23], 33.0);
        assert_eq!(reading.report.warnings, [""; 0]);
    }
}

#[test]
fn a_day_of_another_number_of_values_is_refused() {
    let mut text = format!("Date,{}\n", titles(31, 3).join(","));
    for day in 1..=2 {
        text += &format!("2025-06-{day:02}{}\n", ",1".repeat(31));
    }
    let why = refused(&text).to_string();
    assert!(why.contains("31 values in each"), "{why}");
}

/// A week of days with their sums before or behind the values, with and without a title that
/// says so.
#[test]
fn a_total_at_either_end_is_no_value() {
    for (title, behind) in [
        ("Total kWh", true),
        ("Total kWh", false),
        ("Day kWh", true),
        ("Day kWh", false),
    ] {
        let head = titles(48, 0).join(",");
        let mut text = if behind {
            format!("Date,{head},{title}\n")
        } else {
            format!("Date,{title},{head}\n")
        };
        for day in 0..7 {
            let values: Vec<i32> = (0..48).map(|k| 100 + 7 * day + k).collect();
            let total: i32 = values.iter().sum();
            let values = values
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(",");
            let row = if behind {
                format!("{values},{total}")
            } else {
                format!("{total},{values}")
            };
            text += &format!("2025-11-{:02},{row}\n", 1 + day);
        }
        let reading = understood(&text);
        assert_eq!(reading.report.rows, 336, "{title} {behind}");
        assert_eq!(reading.series.kw()[..2], [200.0, 202.0], "{title} {behind}");
        assert_eq!(reading.report.repeated_clock_stamps, 0);
    }
}

/// The 25th column of every day holds 0, also on Sundays.
#[test]
fn an_hour_of_zeros_is_no_hour() {
    let mut text = format!("Date,{},25 kWh\n", titles(24, 3).join(","));
    for day in 1..=30 {
        let values: String = (0..24).map(|k| format!(",{}", 10 + k + day)).collect();
        text += &format!("2025-11-{day:02}{values},0\n");
    }
    let report = understood(&text).report;
    assert_eq!((report.rows, report.repeated_clock_stamps), (720, 0));
}

#[test]
fn meters_of_any_name_are_asked_about() {
    for names in [["A", "B"], ["Hall-1", "Hall-2"], ["1000001", "1000002"]] {
        let mut text = format!("Meter ID,Date,{}\n", titles(48, 1).join(","));
        for day in 1..=4 {
            for (name, value) in names.iter().zip([1, 3]) {
                text += &format!(
                    "{name},2025-06-{day:02}{}\n",
                    format!(",{value}").repeat(48)
                );
            }
        }
        let why = refused(&text).to_string();
        assert!(why.starts_with("The file holds 2 meters."), "{why}");
        let one = |name: &str| ReadOptions {
            meter: Some(MeterChoice::One(name.to_owned())),
            ..ReadOptions::default()
        };
        assert_eq!(understood_as(&text, &one(names[1])).series.kw()[9], 6.0);
    }
}
