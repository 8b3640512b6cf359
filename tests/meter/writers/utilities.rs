//! The exports of American utilities.

use super::load::{CENTRAL, Interval, Load, PACIFIC, whole_days};
use super::{Written, clock, iso_date, number};
use peakpack::load::LocalTime;
use peakpack::load::meter::{DateOrder, ReadOptions};
use proptest::prelude::*;
use proptest::sample::select;

/// Lines under a head, one for each interval.
fn table(head: &str, load: &Load, end: &str, row: impl Fn(&Interval) -> String) -> String {
    let rows = load.intervals();
    let lines = head.lines().map(str::to_owned).chain(rows.iter().map(row));
    lines.map(|line| line + end).collect()
}

/// PG&E and ComEd: the last minute of the interval stands where its end would.
pub fn green_button_csv() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[PACIFIC, CENTRAL], &[15, 30, 60]);
    let options = any::<[bool; 4]>();
    (loads, options).prop_map(|(load, [mark, both_ways, crlf, gas])| {
        let mark = if mark { "\u{feff}" } else { "" };
        let usage = if both_ways {
            "IMPORT (kWh),EXPORT (kWh)"
        } else {
            "USAGE (kWh)"
        };
        let head = format!(
            "{mark}Name,EXAMPLE\nAddress,\"1 ST, CITY CA 90000\"\nAccount Number,0000000000\nService,Service 1\n\nTYPE,DATE,START TIME,END TIME,{usage},COST,NOTES"
        );
        let end = if crlf { "\r\n" } else { "\n" };
        let text = table(&head, &load, end, |i| {
            let last = i.end_unmoved.plus_ms(-60_000);
            let times = format!("{},{},{}", iso_date(i.start), clock(i.start), clock(last));
            let usage = if both_ways {
                format!("{},{}", number(i.kwh), number(i.export_kwh))
            } else {
                number(i.kwh)
            };
            let gas = if gas && !both_ways {
                format!("{end}Natural gas usage,{times},7,$0.10,")
            } else {
                String::new()
            };
            format!("Electric usage,{times},{usage},$0.10,{gas}")
        });
        Written::new(load, text).both_ways(both_ways)
    })
}

/// `2025-09-01 00:00:00 to 2025-09-01 00:15:00`; the blanks may not break.
fn period(interval: &Interval, blank: &str, moved: bool) -> String {
    let stamp = |t: LocalTime| t.to_string().replace('T', " ");
    let end = if moved {
        interval.end
    } else {
        interval.end_unmoved
    };
    format!("\"{}{blank}to {}\"", stamp(interval.start), stamp(end))
}

pub fn edison_old() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[PACIFIC], &[15, 30, 60]);
    let blanks = select(vec!["\u{a0}", " ", " \u{a0}"]);
    (loads, blanks, any::<bool>()).prop_map(|(load, blank, moved)| {
        let head = "Energy Usage Information\n\"For location: 1 ST, CITY, CA\"\n\nEnergy consumption time period,Usage(Real energy in kilowatt-hours),Reading quality\n";
        let text = table(head, &load, "\n", |i| {
            format!("{},\"{}\",\"\"", period(i, blank, moved), number(i.kwh))
        });
        Written::new(load, text)
    })
}

pub fn edison_new() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[PACIFIC], &[15, 30, 60]);
    (loads, any::<bool>()).prop_map(|(load, moved)| {
        let head = "Energy Usage Information\n\"For location: 1 ST, CITY, CA\"\nMeter number,0\n\nTime period,Delivered kWh,Received kWh";
        let text = table(head, &load, "\r\n", |i| {
            let (kwh, export) = (number(i.kwh), number(i.export_kwh));
            format!("{},\"{kwh}\",\"{export}\"", period(i, " ", moved))
        });
        Written::new(load, text).both_ways(true)
    })
}

/// `9/1/2025`, `12:45 AM`.
fn american(time: LocalTime) -> (String, String) {
    let c = time.civil();
    let half = if c.hour < 12 { "AM" } else { "PM" };
    let hour = (c.hour + 11) % 12 + 1;
    (
        format!("{}/{}/{}", c.month, c.day, c.year),
        format!("{hour}:{:02} {half}", c.minute),
    )
}

pub fn san_diego() -> impl Strategy<Value = Written> {
    whole_days(&[PACIFIC], &[15, 60]).prop_map(|load| {
        let head = "Name,EXAMPLE\nAddress,\"1 ST, CITY\"\nAccount Number,000\nDisclaimer,\"Personal and confidential, for the recipient\"\n\n\nTitle,My Energy\nResource,Electric\nMeter Number,00000000\nUOM,kWh\nReading Start,9/1/2025\nReading End,9/2/2025\nTotal Duration,2 days\n\nMeter Number, Date, Start Time, Duration, Consumption, Generation, Net";
        let minutes = load.minutes();
        let text = table(head, &load, "\n", |i| {
            let (date, time) = american(i.start);
            let (kwh, export, net) = (i.kwh, i.export_kwh, i.kwh - i.export_kwh);
            format!(
                "\"00000000\",\"{date}\",\"{time}\",\"{minutes}\",\"{kwh:.4}\",\"{export:.4}\",\"{net:.4}\""
            )
        });
        let options = ReadOptions {
            date_order: Some(DateOrder::MonthDay),
            ..ReadOptions::default()
        };
        Written::new(load, text).answered(options).both_ways(true)
    })
}
