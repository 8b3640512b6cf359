//! The parts of an ESPI feed that matter, in the order in which they stand there.

use super::error::{Fault, shown};
use super::number;
use super::options::DecimalMark;
use super::refuse::{self, cell};
use super::text::row_at;
use super::xml::{Piece, Pieces};
use std::ops::Range;

/// Where an Atom entry points.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links {
    /// Its own address.
    pub own: String,
    /// The list it belongs to.
    pub up: String,
    /// What it refers to.
    pub related: Vec<String>,
    /// Its title.
    pub title: String,
}

/// A point of service: electricity, gas, water.
#[derive(Clone, Debug, Default)]
pub(crate) struct UsagePoint {
    pub links: Links,
    /// `ServiceCategory/kind`: 0 electricity, 1 gas, 2 water.
    pub kind: Option<i64>,
}

/// What one meter measures.
#[derive(Clone, Debug, Default)]
pub(crate) struct MeterReading {
    pub links: Links,
    /// Usage points that stood before it.
    pub points_before: usize,
    /// Reading types that stood before it.
    pub types_before: usize,
}

/// How readings are to be understood.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadingType {
    pub links: Links,
    /// 72 Wh, 38 W.
    pub uom: Option<i64>,
    /// Values are to be multiplied by ten to this power.
    pub power_of_ten: i64,
    /// 1 delivered to the customer, 19 received from them.
    pub flow: Option<i64>,
    /// 1 and 2 electricity, 7 natural gas.
    pub commodity: Option<i64>,
    /// Seconds of each interval.
    pub interval_s: Option<i64>,
}

/// The zone of the meter.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LocalTimeParameters {
    pub tz_offset_s: i64,
    pub dst_offset_s: i64,
    pub dst_start: Option<u32>,
    pub dst_end: Option<u32>,
}

/// Consecutive readings of one meter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub links: Links,
    /// Meter readings that stood before it.
    pub meters_before: usize,
    /// Its readings in [`Feed::readings`].
    pub readings: Range<usize>,
}

/// One interval as it stands in the feed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Interval {
    /// Seconds since 1970, if stated.
    pub start_s: Option<i64>,
    /// Seconds, if stated.
    pub duration_s: Option<i64>,
    /// The raw value; NaN when blank.
    pub value: f64,
    /// Byte offset, for messages.
    pub at: u32,
    /// Start of the block, for readings that state none.
    pub block_start_s: Option<i64>,
    /// What cannot be read of it, in [`Feed::faults`]; [`u32::MAX`] when all can.
    pub fault: u32,
}

/// An ESPI feed.
#[derive(Debug, Default)]
pub(crate) struct Feed {
    pub points: Vec<UsagePoint>,
    pub meters: Vec<MeterReading>,
    pub types: Vec<ReadingType>,
    pub blocks: Vec<Block>,
    pub readings: Vec<Interval>,
    /// Faults of single readings: they count only where the readings do.
    pub faults: Vec<Fault>,
    pub zone: Option<LocalTimeParameters>,
}

/// The resource whose elements are being read.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Nothing,
    Point,
    Zone,
    Type,
    Block,
    Reading,
}

impl<'t> Walk<'t> {
    /// A walk over an XML text.
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            pieces: Pieces::all(text),
            feed: Feed::default(),
            links: Links::default(),
            within: Within::Nothing,
            block_start_s: None,
        }
    }

    /// Takes the next piece; where it stands, `None` at the end.
    pub fn step(&mut self) -> Result<Option<usize>, Fault> {
        let Some(piece) = self.pieces.next() else {
            return Err(damaged(self.text, self.pieces.at));
        };
        match piece {
            Piece::Open => self.open(),
            Piece::Close => {
                let mut words = std::mem::take(&mut self.pieces.words);
                self.close(self.pieces.name(), words.trim(), self.pieces.start)?;
                words.clear();
                self.pieces.words = words;
            }
            Piece::End => return Ok(None),
        }
        Ok(Some(self.pieces.start))
    }
}

/// What a count of seconds must be.
const SECONDS: &str = "a number of seconds";

/// A count of seconds up to the year 2100.
fn seconds(text: &str) -> Option<i64> {
    let seconds = text.parse().ok()?;
    (0..4_102_444_800).contains(&seconds).then_some(seconds)
}

fn damaged(text: &str, at: usize) -> Fault {
    refuse::not_such_a_load(
        format!(
            "an XML file that is damaged or cut off in row {}",
            row_at(text, at)
        ),
        "Download it again.",
    )
}

/// The walk that makes a feed of a text.
pub(crate) struct Walk<'t> {
    text: &'t str,
    pieces: Pieces<'t>,
    /// What has been found.
    pub feed: Feed,
    links: Links,
    within: Within,
    block_start_s: Option<i64>,
}

impl Walk<'_> {
    fn open(&mut self) {
        let feed = &mut self.feed;
        match self.pieces.name() {
            "entry" => self.links = Links::default(),
            "link" => self.link(),
            "UsagePoint" => {
                feed.points.push(UsagePoint::default());
                self.within = Within::Point;
            }
            "LocalTimeParameters" => {
                feed.zone = Some(LocalTimeParameters::default());
                self.within = Within::Zone;
            }
            "ReadingType" => {
                feed.types.push(ReadingType::default());
                self.within = Within::Type;
            }
            "IntervalBlock" => {
                feed.blocks.push(Block {
                    links: self.links.clone(),
                    meters_before: feed.meters.len(),
                    readings: feed.readings.len()..feed.readings.len(),
                });
                self.block_start_s = None;
                self.within = Within::Block;
            }
            "IntervalReading" if self.within == Within::Block => {
                feed.readings.push(Interval {
                    start_s: None,
                    duration_s: None,
                    value: f64::NAN,
                    at: u32::try_from(self.pieces.start).unwrap_or(u32::MAX),
                    block_start_s: self.block_start_s,
                    fault: u32::MAX,
                });
                self.within = Within::Reading;
            }
            _ => {}
        }
    }

    fn link(&mut self) {
        let href = self.pieces.attribute("href").unwrap_or_default();
        let href = href.trim_end_matches('/').to_owned();
        match self.pieces.attribute("rel") {
            Some("self") => self.links.own = href,
            Some("up") => self.links.up = href,
            Some("related") => self.links.related.push(href),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, text: &str, at: usize) -> Result<(), Fault> {
        let feed = &mut self.feed;
        match (self.within, name) {
            (Within::Nothing, "title") => self.links.title = shown(text),
            (Within::Nothing, "MeterReading") => feed.meters.push(MeterReading {
                links: self.links.clone(),
                points_before: feed.points.len(),
                types_before: feed.types.len(),
            }),
            (Within::Point, "UsagePoint") => self.leave(),
            (Within::Zone, "LocalTimeParameters") => self.leave(),
            (Within::Type, "ReadingType") => self.leave(),
            (Within::Block, "IntervalBlock") => self.leave(),
            (Within::Reading, "IntervalReading") => {
                if let Some(block) = feed.blocks.last_mut() {
                    block.readings.end = feed.readings.len();
                }
                self.within = Within::Block;
            }
            (Within::Point, "kind") => {
                if let Some(point) = feed.points.last_mut() {
                    point.kind = text.parse().ok();
                }
            }
            (Within::Zone, _) => self.zone(name, text),
            (Within::Type, _) => self.reading_type(name, text),
            (Within::Block, "start") => {
                let start = seconds(text).ok_or_else(|| self.wrong(name, text, at, SECONDS))?;
                self.block_start_s = Some(start);
            }
            (Within::Reading, _) => self.reading(name, text, at),
            _ => {}
        }
        Ok(())
    }

    /// Notes what is read of the current reading, or that it cannot be.
    fn reading(&mut self, name: &str, text: &str, at: usize) {
        let Some(reading) = self.feed.readings.last_mut() else {
            return;
        };
        let wanted = match name {
            "start" | "duration" => {
                if let Some(seconds) = seconds(text) {
                    let place = match name {
                        "start" => &mut reading.start_s,
                        _ => &mut reading.duration_s,
                    };
                    *place = Some(seconds);
                    return;
                }
                SECONDS
            }
            "value" if !number::is_blank(text) => {
                if let Some(number) = number::parse(text, DecimalMark::Point) {
                    reading.value = number.value;
                    return;
                }
                "a number"
            }
            _ => return,
        };
        reading.fault = self.feed.faults.len() as u32;
        let fault = self.wrong(name, text, at, wanted);
        self.feed.faults.push(fault);
    }

    /// A resource ends: it gets the links of its entry.
    fn leave(&mut self) {
        let links = self.links.clone();
        match self.within {
            Within::Point => {
                if let Some(point) = self.feed.points.last_mut() {
                    point.links = links;
                }
            }
            Within::Type => {
                if let Some(kind) = self.feed.types.last_mut() {
                    kind.links = links;
                }
            }
            _ => {}
        }
        self.within = Within::Nothing;
    }

    fn zone(&mut self, name: &str, text: &str) {
        let Some(zone) = &mut self.feed.zone else {
            return;
        };
        // Offsets beyond a day are none.
        let offset = || text.parse().unwrap_or(0_i64).clamp(-86_400, 86_400);
        let rule = || u32::from_str_radix(text, 16).ok();
        match name {
            "tzOffset" => zone.tz_offset_s = offset(),
            "dstOffset" => zone.dst_offset_s = offset(),
            "dstStartRule" => zone.dst_start = rule(),
            "dstEndRule" => zone.dst_end = rule(),
            _ => {}
        }
    }

    fn reading_type(&mut self, name: &str, text: &str) {
        let Some(kind) = self.feed.types.last_mut() else {
            return;
        };
        let whole = text.parse::<i64>().ok();
        match name {
            "uom" => kind.uom = whole,
            "powerOfTenMultiplier" => kind.power_of_ten = whole.unwrap_or(0).clamp(-12, 12),
            "flowDirection" => kind.flow = whole,
            "commodity" => kind.commodity = whole,
            "intervalLength" => kind.interval_s = whole,
            _ => {}
        }
    }

    fn wrong(&self, name: &str, text: &str, at: usize, wanted: &'static str) -> Fault {
        cell(self.text, at, format!("<{}>", shown(name)), text, wanted)
    }
}
