//! Plain tables whose stamps are ISO 8601 or seconds since 1970.

use super::load::{
    FRANCE, IRELAND, Interval, Load, NEPAL, PACIFIC, SYDNEY, UTC, pieces, whole_days,
};
use super::{Written, number};
use peakpack::load::LocalTime;
use peakpack::load::meter::{ReadOptions, Stamps};
use proptest::prelude::*;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;

fn table(title: &str, load: Load, row: impl Fn(&Load, &Interval) -> String) -> Written {
    let mut text = format!("{title}\n");
    for interval in load.intervals() {
        text += &row(&load, &interval);
        text.push('\n');
    }
    Written::new(load, text)
}

/// Offsets that change with the clock.
pub fn iso_with_offset() -> impl Strategy<Value = Written> {
    let steps = &[MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];
    pieces(&[FRANCE, PACIFIC, IRELAND, SYDNEY, NEPAL], steps).prop_map(|load| {
        table("timestamp,kW", load, |load, i| {
            let minutes = load.zone.offset(i.utc);
            let sign = if minutes < 0 { '-' } else { '+' };
            let (h, m) = (minutes.abs() / 60, minutes.abs() % 60);
            format!("{}{sign}{h:02}:{m:02},{}", i.start, number(i.kw))
        })
    })
}

/// A file in UTC with the offset that a person chose.
fn in_utc(
    title: &'static str,
    stamp: impl Fn(&Interval) -> String,
) -> impl Strategy<Value = Written> {
    let steps = &[SECOND, MINUTE, 15 * MINUTE, 60 * MINUTE];
    pieces(&[UTC, NEPAL], steps).prop_map(move |load| {
        let offset = load.zone.standard as i32;
        let options = ReadOptions {
            utc_offset_minutes: (offset != 0).then_some(offset),
            ..ReadOptions::default()
        };
        let row = |_: &Load, i: &Interval| format!("{},{}", stamp(i), number(i.kw));
        table(title, load, row).answered(options)
    })
}

pub fn iso_utc() -> impl Strategy<Value = Written> {
    in_utc("time,kW", |i| format!("{}Z", LocalTime(i.utc)))
}

pub fn epoch_seconds() -> impl Strategy<Value = Written> {
    in_utc("ts,kW", |i| (i.utc / 1000).to_string())
}

pub fn epoch_milliseconds() -> impl Strategy<Value = Written> {
    in_utc("ts,kW", |i| i.utc.to_string())
}

/// Local stamps without an offset: the hour put back stands there twice.
pub fn plain() -> impl Strategy<Value = Written> {
    let minutes = &[1, 5, 10, 15, 20, 30, 60];
    whole_days(&[FRANCE, PACIFIC, IRELAND, SYDNEY, UTC], minutes).prop_map(|load| {
        table("time,kW", load, |_, i| {
            format!("{},{}", i.start, number(i.kw))
        })
    })
}

/// Local stamps of both ends, energy between them.
pub fn from_to() -> impl Strategy<Value = Written> {
    let minutes = &[5, 10, 15, 20, 30, 60];
    let loads = whole_days(&[FRANCE, PACIFIC, IRELAND, SYDNEY, UTC], minutes);
    (loads, any::<bool>()).prop_map(|(load, moved)| {
        table("from;to;kWh", load, |_, i| {
            let end = if moved { i.end } else { i.end_unmoved };
            format!("{};{end};{}", i.start, number(i.kwh))
        })
    })
}

/// Local stamps that begin and end at any hour, but not within two hours of
/// the change.
pub fn plain_pieces() -> impl Strategy<Value = Written> {
    let steps = &[MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE];
    let loads = pieces(&[FRANCE, PACIFIC, IRELAND, SYDNEY], steps);
    let settled = |load: &Load| {
        let far =
            |utc: i64| load.zone.offset(utc - 120 * MINUTE) == load.zone.offset(utc + 120 * MINUTE);
        far(load.begin) && far(load.begin + load.tenths.len() as i64 * load.step_ms)
    };
    loads
        .prop_filter("far from the change", settled)
        .prop_map(|load| {
            let options = ReadOptions {
                stamps: Some(Stamps::Start),
                ..ReadOptions::default()
            };
            let row = |_: &Load, i: &Interval| format!("{},{}", i.start, number(i.kw));
            table("time,kW", load, row).answered(options)
        })
}
