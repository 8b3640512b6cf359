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
