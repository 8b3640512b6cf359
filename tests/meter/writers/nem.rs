//! NEM12: a record a day, in the market's time, with registers of other quantities beside.

use super::load::{BRISBANE, Load, whole_days};
use super::{Written, iso_date, number};
use proptest::prelude::*;
use proptest::sample::select;

fn register(load: &Load, suffix: &str, unit: &str) -> String {
    format!(
        "200,NEM1200001,E1B1Q1,1,{suffix},N1,METSER123,{unit},{},\n",
        load.minutes()
    )
}

fn days(load: &Load, value: impl Fn(usize, f64) -> f64) -> String {
    let mut text = String::new();
    let mut k = 0;
    for day in load.days() {
        text += &format!("300,{}", iso_date(day[0].start).replace('-', ""));
        for i in day {
            text += &format!(",{}", number(value(k, i.kwh)));
            k += 1;
        }
        text += ",A,,,20380101120025,\n";
    }
    text
}

pub fn nem12() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[BRISBANE], &[5, 15, 30]);
    let units = select(vec![("kWh", "kVArh", 1.0), ("Wh", "VArh", 1000.0)]);
    (loads, units, any::<[bool; 3]>()).prop_map(
        |(load, (unit, reactive, scale), [both_ways, reactive_first, crlf])| {
            let reactive = register(&load, "Q1", reactive) + &days(&load, |k, _| (k % 5) as f64);
            let mut text = "100,NEM12,203801011135,MDA1,Ret1\n".to_owned();
            if reactive_first {
                text += &reactive;
            }
            text += &register(&load, "E1", unit);
            text += &days(&load, |_, kwh| kwh * scale);
            if both_ways {
                text += &register(&load, "B1", unit);
                text += &days(&load, |k, _| Load::export_kw(k) * load.hours() * scale);
            }
            if !reactive_first {
                text += &reactive;
            }
            text += "900\n";
            if crlf {
                text = text.replace('\n', "\r\n");
            }
            Written::new(load, text).both_ways(both_ways)
        },
    )
}
