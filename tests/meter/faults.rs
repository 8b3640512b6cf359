//! Each fault is named with its place and its mend, and nothing is guessed.

use crate::{refused, understood};
use peakpack::load::meter::{Answer, DateOrder, DecimalMark, ReadError, ReadOptions, Unit, read};

/// The choices of the question a text leads to.
#[track_caller]
fn asked(text: &str) -> (String, Vec<Answer>) {
    match refused(text) {
        ReadError::NeedsChoice(question) => {
            let answers = question.choices.into_iter().map(|c| c.answer).collect();
            (question.text, answers)
        }
        why => panic!("{why}"),
    }
}

#[test]
fn a_bad_number_is_shown_with_its_place() {
    let text =
        "x\n\ntime,Load (kW)\n2025-01-01 00:00,1.5\n2025-01-01 01:00,12..7\n2025-01-01 02:00,2.5\n";
    assert_eq!(
        refused(text).to_string(),
        "Row 5, column “Load (kW)”: “12..7” is not a number. Correct the cell, or empty it to have it treated as a gap."
    );
}

#[test]
fn a_bad_time_is_shown_with_its_place() {
    let text = "time;kW\r\n2025-01-01 00:00;1\r\n2025-01-01 25:00;2\r\n2025-01-01 02:00;3\r\n";
    assert_eq!(
        refused(text).to_string(),
        "Row 3, column “time”: “2025-01-01 25:00” is not a time. Correct the cell, or empty it to have it treated as a gap."
    );
}

#[test]
fn times_of_an_unknown_form_are_no_row_numbers() {
    let text = "time,kW\n2025-W01-1 00h00:x,1\n2025-W01-1 00h15:x,2\n";
    let ReadError::Cell { row, column, .. } = refused(text) else {
        panic!("a column of unknown times");
    };
    assert_eq!((row, column.as_str()), (2, "“time”"));
}

#[test]
fn steps_out_of_range_are_refused() {
    let daily = "date,kWh\n2025-01-01,5\n2025-01-02,6\n2025-01-03,7\n";
    assert_eq!(
        refused(daily).to_string(),
        "The rows are 1 day apart; a load needs steps of 0.1 s to 1 h. Export it with a step of, for example, 15 minutes."
    );
    let fast = "t_ms,kW\n0,5\n1,6\n2,7\n";
    assert!(
        refused(fast)
            .to_string()
            .starts_with("The rows are 0.001 s apart")
    );
}

#[test]
fn one_row_or_none_is_no_load() {
    assert_eq!(refused("time,kW\n2025-01-01 00:00,5\n"), ReadError::OneRow);
    assert_eq!(
        refused("time,kW\n2025-01-01 00:00,\n2025-01-01 01:00,\n"),
        ReadError::NoValues
    );
}

#[test]
fn too_much_time_is_refused() {
    let text = "t_s,kW\n0,1\n0.1,2\n0.2,3\n900000,4\n";
    assert_eq!(
        refused(text).to_string(),
        "From the first to the last row there are 9000001 steps of 0.1 s; at most 6000000 can be read. Use a longer step or a shorter period."
    );
}

#[test]
fn day_and_month_are_asked_when_both_fit() {
    let text = "time,kW\n03/04/2025 00:00,1\n03/04/2025 01:00,2\n";
    let (question, answers) = asked(text);
    assert_eq!(
        question,
        "“03/04/2025 00:00” can be read in two ways. Does the date begin with"
    );
    let starts: Vec<String> = answers
        .iter()
        .map(|answer| {
            let options = ReadOptions::default().answered(answer);
            read(text.as_bytes(), &options).unwrap().report.start
        })
        .collect();
    assert_eq!(starts, ["2025-04-03T00:00:00", "2025-03-04T00:00:00"]);
    assert_eq!(answers[0], Answer::DateOrder(DateOrder::DayMonth));
}

#[test]
fn day_and_month_are_settled_when_only_one_order_is_steady() {
    for (order, start) in [
        (true, "2025-03-04T00:00:00"),
        (false, "2025-04-03T00:00:00"),
    ] {
        let mut text = "time,kW\n".to_owned();
        for h in 0..48 {
            let (a, b) = if order {
                (3, 4 + h / 24)
            } else {
                (3 + h / 24, 4)
            };
            text += &format!("{a:02}/{b:02}/2025 {:02}:00,{h}\n", h % 24);
        }
        assert_eq!(understood(&text).report.start, start);
    }
    // A day above 12 settles it for all rows.
    let text = "time,kW\n12/1/2025 23:00,1\n13/1/2025 00:00,2\n13/1/2025 01:00,2\n";
    assert_eq!(understood(text).report.start, "2025-01-12T23:00:00");
}

#[test]
fn equally_good_columns_are_asked_for() {
    let text = "time,PV (kW),Total Building (kW)\n2025-01-01 00:00,1,2\n2025-01-01 01:00,3,4\n";
    let (_, answers) = asked(text);
    assert_eq!(
        answers,
        [
            Answer::Column("Total Building (kW)".to_owned()),
            Answer::Column("PV (kW)".to_owned())
        ]
    );
    for (column, first) in [("pv (kw)", 1.0), ("3", 2.0)] {
        let options = ReadOptions {
            column: Some(column.to_owned()),
            ..ReadOptions::default()
        };
        let reading = read(text.as_bytes(), &options).unwrap();
        assert_eq!(reading.series.kw()[0], first);
    }
    let options = ReadOptions {
        column: Some("Lift".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(
        read(text.as_bytes(), &options).unwrap_err().to_string(),
        "The file has no “Lift”. To choose from: “PV (kW)”, “Total Building (kW)”."
    );
}

#[test]
fn a_column_with_a_unit_of_power_beats_others_and_they_are_named() {
    let text = "time,kW,req_per_s,score\n2025-01-01 00:00,1,20,3\n2025-01-01 01:00,3,40,4\n";
    let reading = understood(text);
    assert_eq!(reading.series.kw(), [1.0, 3.0]);
    assert_eq!(
        reading.report.warnings,
        ["Column “kW” was read; there are also “score”."]
    );
}

#[test]
fn units_are_said_or_asked() {
    let bare = understood("2025-01-01 00:00,1\n2025-01-01 01:00,2\n");
    assert_eq!(
        bare.report.warnings,
        ["The file names no unit: its values were taken as kW."]
    );
    let text = "time,Consumption\n2025-01-01 00:00,1\n2025-01-01 00:30,2\n";
    let (question, answers) = asked(text);
    assert_eq!(
        question,
        "The column “Consumption” names no unit. Are its values in"
    );
    assert_eq!(answers[0], Answer::Unit(Unit::KilowattHours));
    let options = ReadOptions::default().answered(&answers[0]);
    assert_eq!(
        read(text.as_bytes(), &options).unwrap().series.kw(),
        [2.0, 4.0]
    );
}

#[test]
fn units_in_cells_are_followed() {
    let text = "time;value\n2025-01-01 00:00;72.36 W\n2025-01-01 01:00;0.1 kW\n";
    assert_eq!(understood(text).series.kw(), [0.07236, 0.1]);
    let mixed = "time;value\n2025-01-01 00:00;72.36 W\n2025-01-01 01:00;1 kWh\n";
    assert!(
        refused(mixed)
            .to_string()
            .contains("“1 kWh” is not in the unit of the other values")
    );
}

#[test]
fn decimal_marks_are_asked_when_both_fit() {
    let text = "time;kW\n2025-01-01 00:00;1,250\n2025-01-01 01:00;2,500\n";
    let (_, answers) = asked(text);
    let kw = |mark| {
        let options = ReadOptions::default().answered(&Answer::Decimal(mark));
        read(text.as_bytes(), &options)
            .unwrap()
            .series
            .kw()
            .to_vec()
    };
    assert_eq!(answers[0], Answer::Decimal(DecimalMark::Comma));
    assert_eq!(kw(DecimalMark::Comma), [1.25, 2.5]);
    assert_eq!(kw(DecimalMark::Point), [1250.0, 2500.0]);
}

#[test]
fn the_step_is_asked_when_there_are_no_times() {
    for text in ["kW\n1.5\n2.5\n", "kW\n1,5\n2,5\n", "no,kW\n1,1.5\n2,2.5\n"] {
        let (question, answers) = asked(text);
        assert_eq!(question, "The file has no times. How long is each row:");
        let options = ReadOptions::default().answered(&answers[0]);
        let reading = read(text.as_bytes(), &options).unwrap();
        assert_eq!(reading.series.kw(), [1.5, 2.5]);
        assert_eq!(reading.report.step_s(), 900.0);
    }
}

#[test]
fn a_counter_and_negative_values_are_pointed_out() {
    let mut text = "time,kWh\n".to_owned();
    for k in 0..48 {
        text += &format!("2025-01-{:02} {:02}:00,{}\n", 14 + k / 24, k % 24, 1000 + k);
    }
    assert!(understood(&text).report.warnings[0].starts_with("The energy hardly ever falls"));
    let text = "time,kW\n2025-01-01 00:00,-1\n2025-01-01 01:00,2\n";
    assert_eq!(
        understood(text).report.warnings,
        ["Some values are negative: the site exports there. They were kept."]
    );
}

#[test]
fn what_is_no_load_is_named() {
    for (bytes, found) in [
        (&b"\x89PNG\r\n\x1a\n\0\0"[..], "a PNG picture"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (
            b"PK\x03\x04....",
            "a spreadsheet or a ZIP archive that is damaged or cut off",
        ),
        (b"ab\0cd", "a binary file"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (
            b"<?xml version=\"1.0\"?><a/>",
            "an XML file without Green Button readings",
        ),
        (b"{\"kW\": [1, 2]}", "a JSON file"),
        (
            b"Dear Sir,\nthe bill is too high.\n",
            "a text without a table of times and power",
        ),
        (b"  \n", "an empty file"),
    ] {
        let why = read(bytes, &ReadOptions::default())
            .unwrap_err()
            .to_string();
        assert!(
            why.starts_with(&format!("This is {found}, not a load. ")),
            "{why}"
        );
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_located() {
    let rows = |marked: usize| -> String {
        let row = |k: usize| {
            let mark = if k == marked { "\"" } else { "" };
            format!("2025-01-01 {:02}:{:02},5,{mark}fine\n", k / 4, k % 4 * 15)
        };
        let rows: String = (0..96).map(row).collect();
        format!("time,kW,note\n{rows}")
    };
    for marked in [0, 40, 94] {
        let why = refused(&rows(marked)).to_string();
        let place = format!("Row {}, column 3: “fine 2025", marked + 2);
        assert!(why.starts_with(&place), "{why}");
        assert!(why.contains("is not closed"), "{why}");
    }
    // Behind the last row it harms nothing.
    assert_eq!(understood(&rows(95)).series.len(), 96);
}

#[test]
fn very_many_columns_are_refused_and_no_work() {
    // A walk that is quadratic in the columns would take minutes for these.
    for (cell, says) in [
        ("5", "or one of 19976 more?"),
        ("2025-01-01", "not a load"),
        ("2025-01-01 00:00", "no row with a time and a value"),
        ("n/a", "not a load"),
    ] {
        let row = format!("{}\n", vec![cell; 20_000].join(","));
        let why = refused(&row.repeat(4)).to_string();
        assert!(
            why.contains(says) && why.len() < 500,
            "{cell}: {} bytes",
            why.len()
        );
    }
}

#[test]
fn decimal_commas_between_commas_are_found() {
    let rows: String = (0..48)
        .map(|k| {
            format!(
                "2025-01-01 {:02}:{:02},31,{},105,7\n",
                k / 2,
                k % 2 * 30,
                k % 9
            )
        })
        .collect();
    let why = refused(&format!("Time,kvar,kW\n{rows}")).to_string();
    assert!(
        why.starts_with("Row 2, column 4: “105” is not under a title"),
        "{why}"
    );
}

#[test]
fn seconds_since_1970_in_falling_order() {
    let rows: String = (0..96)
        .map(|k| format!("{},{k}\n", 1_736_126_100 - k * 900))
        .collect();
    let reading = understood(&format!("time,kW\n{rows}"));
    assert_eq!(reading.report.end, "2025-01-06T01:30:00");
    assert_eq!(reading.series.kw()[95], 0.0);
}

#[test]
fn export_alone_is_said_of_a_column_too() {
    let reading = understood("time,Export kWh\n2025-01-01 00:00,1\n2025-01-01 01:00,2\n");
    assert_eq!(
        reading.report.warnings,
        ["Column “Export kWh” holds what flows back to the grid: it was read as the load."]
    );
}
