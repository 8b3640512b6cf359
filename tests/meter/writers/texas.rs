//! Smart Meter Texas: two channels interleaved; the hour left out in spring may stand there blank.

use super::load::{CENTRAL, whole_days};
use super::{Written, clock, number};
use peakpack::load::LocalTime;
use peakpack::load::meter::{DateOrder, ReadOptions};
use proptest::prelude::*;

fn rows(start: LocalTime, end: LocalTime, kwh: &str, export: Option<&str>) -> String {
    let c = start.civil();
    let date = format!("{:02}/{:02}/{}", c.month, c.day, c.year);
    let quality = if kwh.is_empty() { "" } else { "A" };
    let row = |kwh: &str, name: &str| {
        let times = format!(" {}, {}", clock(start), clock(end));
        format!("'10443720000000001,{date},01/02/2038 00:00:00,{times},{kwh},{quality},{name}\n")
    };
    let export = export.map(|export| row(export, "Surplus Generation"));
    row(kwh, "Consumption") + &export.unwrap_or_default()
}

/// All rows of what flows back behind the others.
fn with_channels_apart(text: &str) -> String {
    let (export, rest): (Vec<&str>, Vec<&str>) = text
        .lines()
        .partition(|line| line.ends_with("Surplus Generation"));
    [rest, export].concat().join("\n")
}

pub fn smart_meter() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[CENTRAL], &[15]);
    let options = any::<[bool; 4]>();
    (loads, options).prop_map(|(load, [both_ways, blank, moved, apart])| {
        let mut text = "ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION\n".to_owned();
        let mut clock_showed = None;
        for i in load.intervals() {
            let mut missing = clock_showed.unwrap_or(i.start);
            while blank && missing < i.start {
                let end = missing.plus_ms(load.step_ms);
                text += &rows(missing, end, "", both_ways.then_some(""));
                missing = end;
            }
            let end = if moved { i.end } else { i.end_unmoved };
            let export = number(i.export_kwh);
            text += &rows(i.start, end, &number(i.kwh), both_ways.then_some(&export));
            clock_showed = Some(i.end_unmoved);
        }
        if apart {
            text = with_channels_apart(&text);
        }
        let options = ReadOptions {
            date_order: Some(DateOrder::MonthDay),
            ..ReadOptions::default()
        };
        Written::new(load, text).answered(options).both_ways(both_ways)
    })
}
