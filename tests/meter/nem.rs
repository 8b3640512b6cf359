//! NEM12 and NEM13.

use crate::{refused, understood, understood_as};
use peakpack::load::meter::{Flow, MeterChoice, ReadOptions, read};

const HEADER: &str = "100,NEM12,202506021702,MDA1,Ret1";

fn values(n: usize, value: impl Fn(usize) -> f64) -> String {
    (0..n).map(|k| format!(",{}", value(k))).collect()
}

fn register(nmi: &str, suffix: &str, unit: &str, minutes: usize) -> String {
    format!("200,{nmi},E1B1Q1,1,{suffix},N1,METSER123,{unit},{minutes},20250701")
}

fn day(date: u32, values: &str, quality: &str) -> String {
    format!("300,{date}{values},{quality},,,20250602120025,")
}

fn file(records: &[String]) -> String {
    let mut all = vec![HEADER.to_owned()];
    all.extend_from_slice(records);
    all.push("900".to_owned());
    all.join("\r\n")
}

#[test]
fn days_of_5_15_and_30_minutes() {
    for minutes in [5, 15, 30] {
        let n = 1440 / minutes;
        let reading = understood(&file(&[
            register("NEM1200001", "E1", "kWh", minutes),
            day(20_250_601, &values(n, |k| k as f64 / 10.0), "A"),
            day(20_250_602, &values(n, |_| 1.5), "A"),
        ]));
        assert_eq!(reading.report.format, "NEM12");
        assert_eq!(reading.report.rows, 2 * n);
        assert_eq!(reading.report.start, "2025-06-01T00:00:00");
        assert!(reading.report.sentence().contains(" · 1 Jun–2 Jun 2025 · "));
        let per_hour = 60.0 / minutes as f64;
        assert!((reading.series.kw()[11] - 1.1 * per_hour).abs() < 1e-12);
    }
}

#[test]
fn watt_hours_and_other_registers() {
    let reading = understood(&file(&[
        register("NEM1200001", "E1", "Wh", 30),
        day(20_250_601, &values(48, |_| 500.0), "A"),
        register("NEM1200001", "B1", "Wh", 30),
        day(20_250_601, &values(48, |_| 100.0), "A"),
        register("NEM1200001", "Q1", "VArh", 30),
        day(20_250_601, &values(48, |_| 9.0), "A"),
    ]));
    assert_eq!(reading.series.kw()[0], 1.0);
    assert!(reading.report.sentence().contains(" · 1 Jun 2025 · "));
    assert_eq!(
        reading.report.warnings,
        [
            "The file also holds export (B1), which was left out.",
            "1 register of reactive or other energy left out."
        ]
    );
}

#[test]
fn meters_are_chosen_registers_added_and_export_netted() {
    let text = file(&[
        register("AAAA", "E1", "kWh", 30),
        day(20_250_601, &values(48, |_| 4.0), "A"),
        register("AAAA", "E2", "kWh", 30),
        day(20_250_601, &values(48, |_| 1.0), "A"),
        register("AAAA", "B1", "kWh", 30),
        day(20_250_601, &values(48, |_| 2.0), "A"),
        register("BBBB", "E1", "kWh", 30),
        day(20_250_601, &values(48, |_| 8.0), "A"),
    ]);
    assert!(
        refused(&text)
            .to_string()
            .starts_with("The file holds 2 meters.")
    );
    let read = |meter: MeterChoice, channel: Option<Flow>| {
        let options = ReadOptions {
            meter: Some(meter),
            channel,
            ..ReadOptions::default()
        };
        understood_as(&text, &options).series.kw()[7]
    };
    let first = MeterChoice::One("AAAA".to_owned());
    assert_eq!(read(first.clone(), None), 10.0);
    assert_eq!(read(first.clone(), Some(Flow::Export)), 4.0);
    assert_eq!(read(first, Some(Flow::Net)), 6.0);
    assert_eq!(read(MeterChoice::Sum, None), 26.0);
    assert_eq!(read(MeterChoice::Sum, Some(Flow::Net)), 22.0);
}

#[test]
fn quality_blanks_and_substitutes() {
    let reading = understood(&file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &values(48, |k| k as f64), "V"),
        "400,1,4,A,,".to_owned(),
        "400,5,6,N,,".to_owned(),
        "400,7,48,E52,,".to_owned(),
        day(20_250_602, &values(48, |k| k as f64), "A"),
    ]));
    assert_eq!(reading.report.filled_steps, vec![4..6]);
    assert_eq!(
        reading.report.warnings,
        ["42 intervals were estimated or substituted by the meter’s reader; kept."]
    );
}

#[test]
fn faulty_files_are_repaired_with_a_sentence_or_refused() {
    // Without a header.
    let body = [
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &values(48, |k| (k % 9) as f64), "A"),
    ];
    let reading = understood(&body.join("\n"));
    assert_eq!(
        reading.report.warnings,
        ["The header record (100) is missing; the rest was read."]
    );
    // A header that names 15 minutes over days of 48 values.
    let reading = understood(&file(&[
        register("NEM1200001", "E1", "kWh", 15),
        day(20_250_601, &values(48, |k| (k % 9) as f64), "A"),
    ]));
    assert_eq!(reading.report.step_s(), 1800.0);
    assert!(reading.report.warnings[0].contains("15 minutes"));
    // A day without values between others.
    let reading = understood(&file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &values(48, |k| (k % 9) as f64), "A"),
        "300,20250602,V,,,20250603120025,".to_owned(),
        day(20_250_603, &values(48, |k| (k % 9) as f64), "A"),
    ]));
    assert_eq!((reading.report.rows, reading.report.gaps_filled), (144, 1));
    assert_eq!(reading.report.warnings, ["1 day without any value."]);
    // A day with some values missing.
    let why = refused(&file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &values(48, |k| (k % 9) as f64), "A"),
        day(20_250_602, &values(47, |k| (k % 9) as f64), "A"),
    ]));
    assert!(
        why.to_string()
            .starts_with("Row 4, column 2: “47 values” is not"),
        "{why}"
    );
    // A number that is none.
    let why = refused(&file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(
            20_250_601,
            &values(48, |k| (k % 9) as f64).replacen(",7,", ",7x,", 1),
            "A",
        ),
    ]));
    assert!(why.to_string().contains("7x"), "{why}");
}

#[test]
fn accumulated_readings_are_no_load() {
    let text = "100,NEM13,202506021702,MDA1,Ret1\n\
        250,NEM1300001,E1,1,E1,,METSER1,E,1000.0,20250101000000,A,,,1900.0,20250401000000,A,,,900.0,kWh,,20250402000000,\n900\n";
    assert_eq!(
        refused(text).to_string(),
        "This is a NEM13 file with 1 reading of a counter, weeks or months apart, not a load. How the load runs within a day is not in it: ask for the interval data, NEM12."
    );
}

#[test]
fn each_record_of_a_register_has_its_own_unit() {
    let text = |minutes: usize| {
        file(&[
            register("NEM1200001", "E1", "kWh", 30),
            day(20_250_601, &values(48, |k| (k % 9) as f64), "A"),
            register("NEM1200001", "E1", "Wh", minutes),
            day(20_250_602, &values(48, |_| 1500.0), "A"),
        ])
    };
    assert_eq!(understood(&text(30)).series.kw()[48], 3.0);
    // Its length is another than its records name, which is said.
    let notes = understood(&text(5)).report.warnings;
    assert!(
        notes[0].contains("names intervals of 5 minutes"),
        "{notes:?}"
    );
}

#[test]
fn a_register_that_changes_from_30_to_5_minutes() {
    let reading = understood(&file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &values(48, |_| 6.0), "A"),
        register("NEM1200001", "E1", "kWh", 5),
        day(
            20_250_602,
            &values(288, |k| if k == 7 { 9.0 } else { 1.0 }),
            "A",
        ),
    ]));
    assert_eq!(reading.report.step_s(), 300.0);
    assert_eq!(reading.series.len(), 576);
    assert_eq!(reading.series.energy().0, 288.0 + 288.0 + 8.0);
    assert!((reading.report.max_kw - 108.0).abs() < 1e-9);
}

#[test]
fn a_revised_day_replaces_the_earlier_version() {
    let written = |values: &str, time: &str| format!("300,20250601{values},A,,,{time},");
    let (old, new) = (values(48, |_| 5.0), values(48, |k| k as f64));
    for (first, second, wanted) in [
        ((&old, "20250602120000"), (&new, "20250702120000"), 20.0),
        ((&new, "20250702120000"), (&old, "20250602120000"), 20.0),
        ((&old, ""), (&new, ""), 20.0),
    ] {
        let reading = understood(&file(&[
            register("NEM1200001", "E1", "kWh", 30),
            written(first.0, first.1),
            day(20_250_602, &old, "A"),
            register("NEM1200001", "E1", "kWh", 30),
            written(second.0, second.1),
        ]));
        assert_eq!(reading.series.kw()[10], wanted);
        assert_eq!(reading.report.rows, 96);
        assert_eq!(
            reading.report.warnings[0],
            "1 day was replaced by a later version in the same file."
        );
    }
}

#[test]
fn semicolons_and_decimal_commas() {
    let text = file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &values(48, |_| 1.5), "A"),
        day(20_250_602, &values(48, |_| 2.5), "A"),
    ]);
    let commas = text.replace(',', ";").replace('.', ",");
    assert_eq!(understood(&commas).series.kw()[50], 5.0);
    // Points stay points, three decimals or not.
    let points = text.replace(',', ";").replace("2.5", "2.500");
    assert_eq!(understood(&points).series.kw()[50], 5.0);
}

#[test]
fn a_register_can_be_chosen_by_its_name() {
    let text = file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &values(48, |_| 1.0), "A"),
        register("NEM1200001", "E2", "kWh", 15),
        day(20_250_601, &values(96, |_| 3.0), "A"),
    ]);
    assert!(
        refused(&text)
            .to_string()
            .contains("different steps or units")
    );
    let choose = |name: &str| ReadOptions {
        column: Some(name.to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(understood_as(&text, &choose("e2")).series.kw()[0], 12.0);
    let why = read(text.as_bytes(), &choose("K1")).unwrap_err();
    assert_eq!(
        why.to_string(),
        "The file has no “K1”. To choose from: E1, E2."
    );
}

#[test]
fn empty_values_inside_a_day_are_gaps() {
    let mut blank = values(48, |k| (k % 9) as f64);
    blank.truncate(blank.rfind(',').unwrap() + 1);
    let reading = understood(&file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_250_601, &blank, "A"),
        day(20_250_602, &values(48, |k| (k % 9) as f64), "A"),
    ]));
    assert_eq!(reading.report.filled_steps, vec![47..48]);
}

/// The market keeps no summer time: an empty hour on the first Sunday of October is a gap.
#[test]
fn the_market_s_clock_is_never_moved() {
    let values = |k: usize| {
        if (4..6).contains(&k) {
            String::new()
        } else {
            (k % 9).to_string()
        }
    };
    let sunday: String = (0..48).map(|k| format!(",{}", values(k))).collect();
    let reading = understood(&file(&[
        register("NEM1200001", "E1", "kWh", 30),
        day(20_251_005, &sunday, "A"),
        day(20_251_006, &sunday, "A"),
    ]));
    assert_eq!((reading.report.rows, reading.report.gaps_filled), (96, 2));
    assert!(reading.series.clock().changes.is_empty());
}

#[test]
fn export_alone_is_said() {
    let reading = understood(&file(&[
        register("NEM1200001", "B1", "kWh", 30),
        day(20_250_601, &values(48, |k| (k % 9) as f64), "A"),
    ]));
    assert_eq!(
        reading.report.warnings,
        ["The file holds only what flows back to the grid: that was read."]
    );
}

#[test]
fn plain_numbers_are_no_records() {
    for text in ["250,21.5\n260,21.4\n270,20\n", "200,5\n260,1\n300,3\n"] {
        let why = refused(text).to_string();
        assert!(!why.contains("NEM"), "{why}");
    }
}
