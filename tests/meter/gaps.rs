//! Gaps, blanks and repeated rows.

use crate::{refused, understood};
use peakpack::load::LocalTime;
use peakpack::load::meter::{ReadError, ReadOptions, read};

/// Hourly rows of `days` days from 1 June 2025; `value` gives the cell, `None` leaves the row out.
fn hourly(days: usize, value: impl Fn(usize) -> Option<String>) -> String {
    let mut text = "time,kW\n".to_owned();
    for k in 0..days * 24 {
        if let Some(value) = value(k) {
            text += &format!("2025-06-{:02} {:02}:00,{value}\n", k / 24 + 1, k % 24);
        }
    }
    text
}

#[test]
fn a_gap_is_filled_by_the_same_hour_of_like_days() {
    let kw = |k: usize| 100.0 + (k % 168) as f64;
    let hole = 24 * 8 + 5..24 * 8 + 8;
    let text = hourly(21, |k| (!hole.contains(&k)).then(|| kw(k).to_string()));
    let reading = understood(&text);
    assert_eq!(reading.report.gaps_filled, 1);
    assert_eq!(reading.report.longest_gap_ms, 3 * 3_600_000);
    assert_eq!(reading.report.filled_steps, vec![hole.clone()]);
    assert!(hole.into_iter().all(|k| reading.series.kw()[k] == kw(k)));
    assert!(
        reading
            .report
            .sentence()
            .ends_with("1 gap filled (longest 3 h)")
    );
}

#[test]
fn blanks_of_every_kind_are_gaps() {
    let blanks = ["", "-", "n/a", "NaN", "null", "#N/A"];
    let text = hourly(4, |k| {
        Some(match k % 16 {
            8 => blanks[k / 16].to_owned(),
            _ => "5.5".to_owned(),
        })
    });
    let reading = understood(&text);
    assert_eq!((reading.report.rows, reading.report.gaps_filled), (96, 6));
    assert_eq!(reading.report.mean_kw, 5.5);
}

#[test]
fn blanks_at_the_ends_are_left_out_and_said() {
    let text = hourly(2, |k| {
        Some(if (2..40).contains(&k) { "7" } else { "" }.to_owned())
    });
    let report = understood(&text).report;
    assert_eq!((report.rows, report.gaps_filled), (38, 0));
    assert_eq!(report.start, "2025-06-01T02:00:00");
    assert_eq!(
        report.warnings,
        ["10 rows without a value at the ends of the file left out."]
    );
}

#[test]
fn a_long_gap_is_asked_about_and_filled_when_told() {
    let text = hourly(28, |k| (!(100..300).contains(&k)).then(|| "9".to_owned()));
    let ReadError::NeedsChoice(question) = refused(&text) else {
        panic!("200 hours are more than 7 days");
    };
    assert_eq!(
        question.text,
        "200 of 672 intervals have no value; the longest gap lasts 8 days 8 h. Up to 7 days at once and 10 % in all are filled unasked. Correct the file, or"
    );
    let options = ReadOptions::default().answered(&question.choices[0].answer);
    let reading = read(text.as_bytes(), &options).unwrap();
    assert_eq!(reading.report.rows, 672);
    assert!(reading.series.kw().iter().all(|&kw| kw == 9.0));
}

#[test]
fn repeated_rows_are_left_out_and_counted() {
    let mut text = hourly(3, |k| Some(k.to_string()));
    text += "2025-06-01 05:00,5\n2025-06-02 05:00,1000\n";
    let reading = understood(&text);
    assert_eq!((reading.report.rows, reading.report.duplicates), (72, 2));
    assert_eq!(reading.series.kw()[29], 29.0);
    assert_eq!(
        reading.report.warnings,
        ["1 repeated row had another value than the first row of that time; the first was kept."]
    );
}

#[test]
fn a_file_pasted_twice_is_read_once() {
    let once = hourly(3, |k| Some(k.to_string()));
    let report = understood(&format!("{once}{once}")).report;
    assert_eq!((report.rows, report.duplicates), (72, 72));
}

#[test]
fn two_channels_without_a_telling_title_are_never_mixed() {
    let mut text = "time,kW,kind\n".to_owned();
    for k in 0..24 {
        text += &format!("2025-06-01 {k:02}:00,{k}.5,red\n2025-06-01 {k:02}:00,0,blue\n");
    }
    assert_eq!(
        refused(&text).to_string(),
        "24 of 48 rows have the time of another row and a different value, as if several meters or channels stood in one file (column “kind” holds red, blue). Keep the rows of one of them."
    );
}

#[test]
fn a_load_that_begins_with_weeks_of_nothing() {
    let start = LocalTime::new(2025, 1, 6, 0, 0, 0, 0).unwrap();
    let mut text = "Time,Total kW,Chiller kW\n".to_owned();
    for k in 0..960 {
        let total = if k < 500 {
            String::new()
        } else {
            "100".to_owned()
        };
        text += &format!("{},{total},7\n", start.plus_ms(k * 900_000));
    }
    let why = read(text.as_bytes(), &ReadOptions::default()).unwrap_err();
    assert!(
        why.to_string().contains("“Total kW” or “Chiller kW”"),
        "{why}"
    );
    let alone = text.replace(",Chiller kW", "").replace(",7\n", "\n");
    let reading = read(alone.as_bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(reading.report.rows, 460);
}
