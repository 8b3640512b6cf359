//! Several meters and channels in one file: told apart, chosen, added and netted.

use crate::{refused, understood, understood_as};
use peakpack::load::meter::{Answer, Flow, MeterChoice, ReadError, ReadOptions, read};

fn channel(flow: Flow) -> ReadOptions {
    ReadOptions {
        channel: Some(flow),
        ..ReadOptions::default()
    }
}

fn meter(choice: MeterChoice) -> ReadOptions {
    ReadOptions {
        meter: Some(choice),
        ..ReadOptions::default()
    }
}

/// A day of hours: import of the hour, export of 2.5 around noon.
fn in_rows() -> String {
    let mut text = "time,kW,direction\n".to_owned();
    for k in 0..24 {
        let export = if (10..14).contains(&k) { 2.5 } else { 0.0 };
        text += &format!("2025-06-01 {k:02}:00,{k},import\n2025-06-01 {k:02}:00,{export},export\n");
    }
    text
}

fn in_columns() -> String {
    let mut text = "time,Import kW,Export kW\n".to_owned();
    for k in 0..24 {
        let export = if (10..14).contains(&k) { 2.5 } else { 0.0 };
        text += &format!("2025-06-01 {k:02}:00,{k},{export}\n");
    }
    text
}

#[test]
fn import_is_read_and_export_named() {
    for text in [in_rows(), in_columns()] {
        let reading = understood(&text);
        assert_eq!(reading.series.kw()[12], 12.0);
        assert_eq!(reading.report.flows, Flow::ALL);
        let notes = reading.report.warnings.join(" ");
        assert!(notes.contains("left out"), "{notes}");
    }
}

#[test]
fn netting_is_done_only_when_asked_for() {
    for text in [in_rows(), in_columns()] {
        let net = understood_as(&text, &channel(Flow::Net));
        assert_eq!(net.series.kw()[11..15], [8.5, 9.5, 10.5, 14.0]);
        let export = understood_as(&text, &channel(Flow::Export));
        assert_eq!(export.series.kw()[9..11], [0.0, 2.5]);
    }
}

#[test]
fn a_flow_that_is_not_there_is_refused() {
    let text = "time,kWh import\n2025-06-01 00:00,1\n2025-06-01 01:00,2\n";
    let why = read(text.as_bytes(), &channel(Flow::Export)).unwrap_err();
    assert!(matches!(why, ReadError::NoSuchColumn { .. }), "{why}");
}

/// Two meters, one after the other, the second an hour longer.
fn two_meters() -> String {
    let mut text = "ESIID,time,kWh\n".to_owned();
    for k in 0..24 {
        text += &format!("'1044372000,2025-06-01 {k:02}:00,{k}\n");
    }
    for k in 0..=24 {
        text += &format!(
            "'1044372001,2025-06-{:02} {:02}:00,100\n",
            1 + k / 24,
            k % 24
        );
    }
    text
}

#[test]
fn several_meters_are_a_choice_or_a_sum() {
    let ReadError::NeedsChoice(question) = refused(&two_meters()) else {
        panic!("which meter?");
    };
    assert_eq!(
        question.to_string(),
        "The file holds 2 meters. Which is the load: “1044372000”, “1044372001” or the sum of all?"
    );
    let answer = |i: usize| ReadOptions::default().answered(&question.choices[i].answer);
    assert_eq!(understood_as(&two_meters(), &answer(0)).series.kw()[5], 5.0);
    assert_eq!(understood_as(&two_meters(), &answer(1)).series.len(), 25);
    assert_eq!(question.choices[2].answer, Answer::Meter(MeterChoice::Sum));
    let sum = understood_as(&two_meters(), &answer(2));
    // The hour that only one of them has is no sum.
    assert_eq!((sum.series.len(), sum.series.kw()[5]), (24, 105.0));
}

#[test]
fn a_meter_can_be_named_or_numbered() {
    for name in ["1044372001", "2"] {
        let options = meter(MeterChoice::One(name.to_owned()));
        assert_eq!(understood_as(&two_meters(), &options).series.kw()[0], 100.0);
    }
    let unknown = meter(MeterChoice::One("7".to_owned()));
    let why = read(two_meters().as_bytes(), &unknown)
        .unwrap_err()
        .to_string();
    assert!(why.contains("1044372000, 1044372001, sum"), "{why}");
}

#[test]
fn two_columns_of_import_are_asked_about() {
    let mut text = "Time,Consumption T1 (kWh),Consumption T2 (kWh),Export (kWh)\n".to_owned();
    for k in 0..24 {
        text += &format!("2025-06-01 {k:02}:00,{k},{},0\n", 24 - k);
    }
    let why = refused(&text).to_string();
    assert_eq!(
        why,
        "Several columns could be the load. Which one is it: “Consumption T1 (kWh)” or “Consumption T2 (kWh)”?"
    );
}

#[test]
fn a_value_titled_meter_is_a_value() {
    let mut text = "Time,Meter\n".to_owned();
    for k in 0..24 {
        text += &format!("2025-06-01 {k:02}:00,{}\n", 12_000 + k);
    }
    assert_eq!(understood(&text).series.kw()[3], 12_003.0);
}

#[test]
fn a_meter_s_number_is_no_column_to_choose() {
    let report = understood_as(&two_meters(), &meter(MeterChoice::One("2".to_owned()))).report;
    assert_eq!(report.column, "kWh");
    let notes = report.warnings.join(" ");
    assert_eq!(notes, "1 other meter in the file left out.");
    let report = understood_as(&two_meters(), &meter(MeterChoice::Sum)).report;
    assert!(
        report
            .warnings
            .contains(&"The load is the sum of 2 registers.".to_owned())
    );
}

/// Two meters on the days around a repeated hour, one of which lacks a row on the next day.
#[test]
fn a_sum_keeps_both_passes_of_a_repeated_hour() {
    let mut text = "MPRN,time,kWh\n".to_owned();
    for meter in [100_001, 100_002] {
        for day in 25..=27 {
            let change = day == 26;
            let minutes =
                (0..if change { 180 } else { 1440 }).chain(if change { 120 } else { 1440 }..1440);
            for minute in minutes.step_by(1).filter(|m| m % 30 == 0) {
                if meter == 100_002 && day == 27 && minute == 600 {
                    continue;
                }
                text += &format!(
                    "{meter},2025-10-{day} {:02}:{:02},{}\n",
                    minute / 60,
                    minute % 60,
                    1 + minute % 7
                );
            }
        }
    }
    let report = understood_as(&text, &meter(MeterChoice::Sum)).report;
    assert_eq!((report.rows, report.repeated_clock_stamps), (146, 2));
    assert_eq!((report.gaps_filled, report.duplicates), (1, 0));
}

#[test]
fn more_meters_than_a_site_has_are_refused() {
    let mut text = "ESIID,time,kWh\n".to_owned();
    for meter in 0..400 {
        for k in 0..2 {
            text += &format!("1044{meter},2025-06-01 {k:02}:00,1\n");
        }
    }
    let why = refused(&text).to_string();
    assert!(why.contains("more than 200 meters"), "{why}");
}
