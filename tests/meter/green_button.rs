//! Green Button XML beyond the fixture: several channels, missing parts, damage.

use crate::{refused, understood};
use peakpack::load::meter::{Answer, Flow, ReadError, ReadOptions, Unit, Zone, read};

fn reading(start: i64, duration: i64, value: &str) -> String {
    format!(
        "<IntervalReading><timePeriod><duration>{duration}</duration><start>{start}</start></timePeriod><value>{value}</value></IntervalReading>"
    )
}

fn feed(inside: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">{inside}</feed>")
}

fn kind(uom: u32, power_of_ten: i32) -> String {
    format!(
        "<entry><content><ReadingType><powerOfTenMultiplier>{power_of_ten}</powerOfTenMultiplier><uom>{uom}</uom></ReadingType></content></entry>"
    )
}

fn block(readings: &[String]) -> String {
    format!(
        "<entry><content><IntervalBlock>{}</IntervalBlock></content></entry>",
        readings.concat()
    )
}

const T: i64 = 1_736_121_600;

#[test]
fn units_and_powers_of_ten() {
    for (uom, power, unit, kw) in [
        (72, 0, Unit::WattHours, 0.5),
        (72, 3, Unit::KilowattHours, 500.0),
        (72, -3, Unit::WattHours, 0.0005),
        (72, 6, Unit::MegawattHours, 500_000.0),
        (38, 0, Unit::Watts, 0.125),
        (38, 3, Unit::Kilowatts, 125.0),
    ] {
        let rows = [reading(T, 900, "125"), reading(T + 900, 900, "125")];
        let text = feed(&format!("{}{}", kind(uom, power), block(&rows)));
        let found = understood(&text);
        assert_eq!(found.report.unit, unit, "{uom} {power}");
        assert_eq!(found.series.kw(), [kw, kw], "{uom} {power}");
        assert_eq!(found.report.zone, Zone::Utc { offset_minutes: 0 });
    }
}

#[test]
fn readings_without_a_time_follow_their_block() {
    let inside = "<interval><duration>7200</duration><start>1736121600</start></interval>\
        <IntervalReading><value>1000</value></IntervalReading>\
        <IntervalReading><value>2000</value></IntervalReading>";
    let kind = "<ReadingType><intervalLength>3600</intervalLength><uom>72</uom></ReadingType>";
    let text = feed(&format!("{kind}<IntervalBlock>{inside}</IntervalBlock>"));
    let found = understood(&text);
    assert_eq!(found.series.kw(), [1.0, 2.0]);
    assert_eq!(found.report.start, "2025-01-06T00:00:00");
}

#[test]
fn several_channels_are_asked_about() {
    let channel = |n: u32, title: &str| {
        format!(
            "<entry><link rel=\"self\" href=\"M/{n}\"/><link rel=\"related\" href=\"R/1\"/><title>{title}</title><content><MeterReading/></content></entry>\
             <entry><link rel=\"up\" href=\"M/{n}/IntervalBlock\"/><content><IntervalBlock>{}{}</IntervalBlock></content></entry>",
            reading(T, 3600, &format!("{n}000")),
            reading(T + 3600, 3600, &format!("{n}500")),
        )
    };
    let text = feed(&format!(
        "{}{}{}",
        channel(1, "Hall"),
        channel(2, "Office"),
        kind(72, 0)
    ));
    let ReadError::NeedsChoice(question) = refused(&text) else {
        panic!("two channels");
    };
    assert_eq!(
        question.to_string(),
        "The file holds several meters or channels. Which one is the load: “Hall” or “Office”?"
    );
    assert_eq!(
        question.choices[1].answer,
        Answer::Column("Office".to_owned())
    );
    let options = ReadOptions::default().answered(&question.choices[1].answer);
    let found = read(text.as_bytes(), &options).unwrap();
    assert_eq!(found.series.kw(), [2.0, 2.5]);
    assert_eq!(found.report.column, "Office");
}

#[test]
fn blocks_out_of_order_and_overlapping() {
    let row = |k: i64| reading(T + k * 3600, 3600, &format!("{k}000"));
    let text = feed(&format!(
        "{}{}{}",
        kind(72, 0),
        block(&[row(3), row(4), row(5)]),
        block(&[row(1), row(2), row(3)]),
    ));
    let found = understood(&text);
    assert_eq!(found.series.kw(), [1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(found.report.duplicates, 1);
}

#[test]
fn faults_are_named() {
    let rows = |value: &str| block(&[reading(T, 900, "1"), reading(T + 900, 900, value)]);
    let bad = feed(&format!("{}\n{}", kind(72, 0), rows("x1")));
    assert_eq!(
        refused(&bad).to_string(),
        "Row 3, column <value>: “x1” is not a number. Correct the cell, or empty it to have it treated as a gap."
    );
    let good = bad.replace("x1", "1");
    let cut = &good[..good.len() - 30];
    assert!(
        refused(cut)
            .to_string()
            .starts_with("This is an XML file that is damaged or cut off in row 3")
    );
    let gas = feed(&format!("{}{}", kind(169, 0), rows("2")));
    assert!(
        refused(&gas)
            .to_string()
            .starts_with("This is a Green Button file without electricity")
    );
    let unitless = feed(&rows("2"));
    assert!(matches!(refused(&unitless), ReadError::NeedsChoice(_)));
}

#[test]
fn readings_of_different_lengths_keep_their_energy() {
    let text = feed(&format!(
        "{}{}",
        kind(72, 0),
        block(&[
            reading(T, 900, "1000"),
            reading(T + 900, 3600, "4000"),
            reading(T + 4500, 900, "500"),
        ])
    ));
    let found = understood(&text);
    assert_eq!(found.series.kw(), [4.0, 4.0, 4.0, 4.0, 4.0, 2.0]);
    assert_eq!(found.report.step_s(), 900.0);
}

#[test]
fn a_fault_in_a_channel_that_is_not_read_does_no_harm() {
    let channel = |n: usize, flow: i64, value: &str| {
        format!(
            "<entry><link rel=\"self\" href=\"M{n}\"/><link rel=\"related\" href=\"T{n}\"/><content><MeterReading/></content></entry>\
             <entry><link rel=\"self\" href=\"T{n}\"/><content><ReadingType><flowDirection>{flow}</flowDirection><uom>72</uom></ReadingType></content></entry>\
             <entry><link rel=\"self\" href=\"M{n}/IntervalBlock/1\"/><link rel=\"up\" href=\"M{n}/IntervalBlock\"/><content>{}</content></entry>",
            block(&[reading(T, 900, "1000"), reading(T + 900, 900, value)])
        )
    };
    let text = feed(&[channel(1, 1, "2000"), channel(2, 19, "x1")].concat());
    assert_eq!(understood(&text).series.kw(), [4.0, 8.0]);
    let export = ReadOptions {
        channel: Some(Flow::Export),
        ..ReadOptions::default()
    };
    let why = read(text.as_bytes(), &export).unwrap_err();
    assert!(why.to_string().contains("“x1” is not a number"), "{why}");
}
