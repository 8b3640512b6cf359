//! Green Button XML.

use super::Written;
use super::load::{
    FRANCE, IRELAND, Interval, Load, NEPAL, PACIFIC, SYDNEY, Summer, UTC, whole_days,
};
use peakpack::load::meter::{MeterChoice, ReadOptions};
use proptest::prelude::*;
use proptest::sample::select;

/// How a feed is written.
#[derive(Clone, Copy, Debug)]
struct Style {
    /// Of the elements of ESPI; Atom's have none.
    prefix: &'static str,
    /// 72 Wh or 38 W.
    uom: i64,
    power_of_ten: i32,
    blocks: usize,
    /// Whether addresses tie entries together; else their order does.
    linked: bool,
    /// Whether each reading has its own time, not only its block.
    timed: bool,
    gas: Option<Place>,
    /// Whether a second building has a usage point too.
    annexe: bool,
    newest_block_first: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Before,
    Behind,
}

fn styles() -> impl Strategy<Value = Style> {
    (
        select(vec!["espi:", "ns0:", ""]),
        select(vec![72, 38]),
        select(vec![-3, 0, 3]),
        select(vec![1, 4, 24, 1_000]),
        select(vec![None, Some(Place::Before), Some(Place::Behind)]),
        any::<[bool; 4]>(),
    )
        .prop_map(|(prefix, uom, power_of_ten, blocks, gas, bits)| {
            let [linked, timed, annexe, newest_block_first] = bits;
            Style {
                prefix,
                uom,
                power_of_ten,
                blocks,
                linked,
                timed,
                gas,
                annexe,
                newest_block_first,
            }
        })
}

/// A point of service and what one meter measures there.
struct Service<'l> {
    number: usize,
    title: &'static str,
    kind: i64,
    uom: i64,
    commodity: i64,
    load: &'l Load,
    value: &'l dyn Fn(&Interval) -> i64,
}

impl Style {
    fn element(self, name: &str, inside: &str) -> String {
        let prefix = self.prefix;
        format!("<{prefix}{name}>{inside}</{prefix}{name}>")
    }

    /// An element at the top of an entry's content, which may have to name its namespace.
    fn resource(self, name: &str, inside: &str) -> String {
        let prefix = self.prefix;
        let space = if prefix.is_empty() {
            " xmlns=\"http://naesb.org/espi\""
        } else {
            ""
        };
        format!("<{prefix}{name}{space}>{inside}</{prefix}{name}>")
    }

    /// An Atom entry: its own address, the list above it, what it refers to.
    fn entry(self, own: &str, related: &[String], title: &str, content: &str) -> String {
        let mut links = String::new();
        if self.linked {
            let up = own.rsplit_once('/').map_or("", |(up, _)| up);
            links +=
                &format!("<link rel=\"self\" href=\"{own}\"/><link rel=\"up\" href=\"{up}\"/>");
            for related in related {
                links += &format!("<link rel=\"related\" href=\"{related}\"/>");
            }
        }
        format!(
            "<entry><id>urn:uuid:0</id>{links}<title>{title}</title><content>{content}</content><published>2038-01-01T00:00:00Z</published></entry>\n"
        )
    }

    fn period(self, name: &str, start_s: i64, duration_s: i64) -> String {
        let duration = self.element("duration", &duration_s.to_string());
        let start = self.element("start", &start_s.to_string());
        self.element(name, &(duration + &start))
    }

    fn service(self, service: &Service<'_>) -> String {
        let Service { number, load, .. } = *service;
        let point = format!("Customer/9/UsagePoint/{number}");
        let meter = format!("{point}/MeterReading/{number}");
        let kind = format!("ReadingType/{number}");
        let step_s = load.step_ms / 1000;
        let category = self.element("kind", &service.kind.to_string());
        let mut text = self.entry(
            &point,
            &[format!("{point}/MeterReading")],
            service.title,
            &self.resource("UsagePoint", &self.element("ServiceCategory", &category)),
        );
        text += &self.entry(
            &meter,
            &[format!("{meter}/IntervalBlock"), kind.clone()],
            "Readings",
            &self.resource("MeterReading", ""),
        );
        let fields = [
            ("accumulationBehaviour", 4),
            ("commodity", service.commodity),
            ("dataQualifier", 12),
            ("flowDirection", 1),
            ("intervalLength", step_s),
            ("powerOfTenMultiplier", i64::from(self.power_of_ten)),
            ("uom", service.uom),
        ];
        let fields: String = fields
            .iter()
            .map(|(name, value)| self.element(name, &value.to_string()))
            .collect();
        text += &self.entry(&kind, &[], "", &self.resource("ReadingType", &fields));
        let intervals = load.intervals();
        let size = intervals.len().div_ceil(self.blocks).max(1);
        let blocks = intervals.chunks(size).enumerate();
        let mut blocks: Vec<String> = blocks
            .map(|(n, block)| {
                let long = block.len() as i64 * step_s;
                let mut inside = self.period("interval", block[0].utc / 1000, long);
                for i in block {
                    let mut reading = self.element("cost", "974");
                    reading += &self.element("ReadingQuality", &self.element("quality", "8"));
                    if self.timed {
                        reading += &self.period("timePeriod", i.utc / 1000, step_s);
                    }
                    reading += &self.element("value", &(service.value)(i).to_string());
                    inside += &self.element("IntervalReading", &reading);
                }
                let own = format!("{meter}/IntervalBlock/{n}");
                self.entry(&own, &[], "", &self.resource("IntervalBlock", &inside))
            })
            .collect();
        if self.newest_block_first {
            blocks.reverse();
        }
        text + &blocks.concat()
    }

    /// The rules of the clock; month, operator, day, weekday and hour in the bits of a number.
    fn zone(self, load: &Load) -> String {
        let last_sunday =
            |month: u32, hour: i64| month << 28 | 7 << 25 | 7 << 17 | (hour as u32) << 12;
        let hours = load.zone.standard / 60;
        let (start, end) = match load.zone.summer {
            Summer::Never => return String::new(),
            Summer::American => (0x360E_2000, 0xB40E_2000),
            Summer::Australian => (0xA40E_2000, 0x440E_3000),
            // By standard time in spring, by summer time in autumn.
            Summer::European => (last_sunday(3, hours + 1), last_sunday(10, hours + 2)),
        };
        let fields = [
            ("dstEndRule", format!("{end:08X}")),
            ("dstOffset", "3600".to_owned()),
            ("dstStartRule", format!("{start:08X}")),
            ("tzOffset", (load.zone.standard * 60).to_string()),
        ];
        let fields: String = fields
            .iter()
            .map(|(name, value)| self.element(name, value))
            .collect();
        let content = self.resource("LocalTimeParameters", &fields);
        self.entry("LocalTimeParameters/1", &[], "Clock", &content)
    }

    fn feed(self, load: &Load) -> String {
        let space = match self.prefix.strip_suffix(':') {
            Some(prefix) => format!(" xmlns:{prefix}=\"http://naesb.org/espi\""),
            None => String::new(),
        };
        let unit = match self.power_of_ten {
            -3 => 1e-3,
            3 => 1e3,
            _ => 1.0,
        };
        let value = |i: &Interval| {
            let kilo = if self.uom == 72 { i.kwh } else { i.kw };
            (kilo * 1000.0 / unit).round() as i64
        };
        let electric = |number: usize, title: &'static str, value| Service {
            number,
            title,
            kind: 0,
            uom: self.uom,
            commodity: 1,
            load,
            value,
        };
        let gas = self.service(&Service {
            kind: 1,
            uom: 169,
            commodity: 7,
            ..electric(7, "Boilers", &|_| 3)
        });
        let gas = |place: Place| {
            if self.gas == Some(place) {
                &gas[..]
            } else {
                ""
            }
        };
        let mut inside = self.zone(load);
        inside += gas(Place::Before);
        inside += &self.service(&electric(1, "Hall", &value));
        if self.annexe {
            inside += &self.service(&electric(2, "Annexe", &|_| 5));
        }
        inside += gas(Place::Behind);
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"{space}>\n<title>Feed</title>\n{inside}</feed>\n"
        )
    }
}

pub fn feed() -> impl Strategy<Value = Written> {
    let loads = whole_days(
        &[UTC, NEPAL, PACIFIC, FRANCE, IRELAND, SYDNEY],
        &[15, 30, 60],
    );
    (loads, styles()).prop_map(|(load, style)| {
        // Readings are whole numbers.
        let load = load.coarse();
        let text = style.feed(&load);
        let moves = load.zone.summer != Summer::Never;
        let options = ReadOptions {
            meter: style.annexe.then(|| MeterChoice::One("Hall".to_owned())),
            utc_offset_minutes: (!moves).then_some(load.zone.standard as i32),
            ..ReadOptions::default()
        };
        Written::new(load, text).answered(options)
    })
}
