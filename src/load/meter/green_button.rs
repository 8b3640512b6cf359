//! Green Button XML: the Energy Service Provider Interface (ESPI, NAESB REQ.21).

use super::dst_rule::Offsets;
use super::error::Fault;
use super::flow::Flow;
use super::green_button_feed::{Block, Feed, Interval, MeterReading, ReadingType, Walk};
use super::list::listed;
use super::options::{Answer, Choice, ReadOptions, Stamps};
use super::phase::{Next, Phase};
use super::refuse::{self, cell, not_a_load};
use super::rows::{Rows, Zone};
use super::streams::{Stream, load_of};
use super::unit::Unit;
use super::words::note_count;
use crate::load::LocalTime;
use crate::text::Joined;
use crate::text::holds;

const FORMAT: &str = "Green Button XML";

/// Whether a text is an ESPI feed with readings.
pub(crate) fn recognises(text: &str) -> bool {
    text.trim_start().starts_with('<') && holds(text, "IntervalReading>")
}

/// One stream of readings.
struct Channel<'f> {
    meter: Option<&'f MeterReading>,
    kind: Option<&'f ReadingType>,
    /// The place of its usage point in the feed.
    point: Option<usize>,
    service: Option<i64>,
    blocks: Vec<&'f Block>,
}

/// The walk over a feed.
struct Reading<'t> {
    walk: Walk<'t>,
    text: &'t str,
    options: ReadOptions,
}

/// The walk over a feed.
pub(crate) fn begin<'t>(text: &'t str, options: &ReadOptions) -> Result<Next<'t>, Fault> {
    Ok(Next::walk(Reading {
        walk: Walk::of(text),
        text,
        options: options.clone(),
    }))
}

impl<'t> Phase<'t> for Reading<'t> {
    fn step(&mut self) -> Result<Option<usize>, Fault> {
        self.walk.step()
    }

    fn next(self: Box<Self>) -> Result<Next<'t>, Fault> {
        let rows = rows(&self.walk.feed, self.text, &self.options)?;
        Ok(Next::Rows(rows))
    }
}

/// The rows of the feed's electricity.
fn rows(feed: &Feed, text: &str, options: &ReadOptions) -> Result<Box<Rows>, Fault> {
    let all = channels(feed);
    let electric = listed(all.iter().filter(|c| c.is_electric()));
    let left_out = all.len() - electric.len();
    let mut rows = if electric.len() > 1 && options.column.is_none() && are_told_apart(&electric) {
        let stream = |channel: &&Channel<'_>| channel.stream(feed, text, options);
        load_of(listed(electric.iter().map(stream)), options)?
    } else {
        let (channel, title) = chosen(&electric, options)?;
        let mut rows = channel.rows(feed, text, options)?;
        rows.column = title;
        rows
    };
    note_count(
        &mut rows.warnings,
        left_out,
        "channel",
        "channels",
        " of gas, water or another quantity left out.",
    );
    place_in_zone(feed, options, &mut rows);
    Ok(rows)
}

/// Whether usage point and flow name each channel: then none has to be asked for by its title.
fn are_told_apart(channels: &[&Channel<'_>]) -> bool {
    let alike = |a: &Channel<'_>, b: &Channel<'_>| (a.point, a.flow()) == (b.point, b.flow());
    let mut pairs = channels.iter().enumerate();
    pairs.all(|(i, a)| !channels[..i].iter().any(|b| alike(a, b)))
}

/// The readings by meter, in the order of the feed.
fn channels(feed: &Feed) -> Vec<Channel<'_>> {
    let mut found: Vec<(Option<usize>, Channel<'_>)> = Vec::new();
    for block in feed.blocks.iter().filter(|b| !b.readings.is_empty()) {
        let meter = meter_of(feed, block);
        match found.iter_mut().find(|(known, _)| *known == meter) {
            Some((_, channel)) => channel.blocks.push(block),
            None => found.push((meter, Channel::new(feed, meter, block))),
        }
    }
    listed(found.into_iter().map(|(_, channel)| channel))
}

/// The meter a block belongs to: by its links, else the one that stood before it.
fn meter_of(feed: &Feed, block: &Block) -> Option<usize> {
    let linked = |m: &MeterReading| {
        let list = &block.links.up;
        !list.is_empty()
            && (m.links.related.contains(list)
                || list.strip_suffix("/IntervalBlock") == Some(m.links.own.as_str()))
    };
    let by_link = feed.meters.iter().position(linked);
    by_link.or_else(|| block.meters_before.checked_sub(1))
}

impl<'f> Channel<'f> {
    fn new(feed: &'f Feed, meter: Option<usize>, block: &'f Block) -> Self {
        let meter = meter.and_then(|i| feed.meters.get(i));
        let linked = |t: &&ReadingType| {
            meter.is_some_and(|m| !t.links.own.is_empty() && m.links.related.contains(&t.links.own))
        };
        let kind = feed.types.iter().find(linked).or(match &feed.types[..] {
            [only] => Some(only),
            // Without links a type stands behind its meter.
            types => meter.and_then(|m| types.get(m.types_before)),
        });
        let point = meter.and_then(|m| {
            let by_link = feed.points.iter().position(|p| {
                let own = &p.links.own;
                !own.is_empty()
                    && (p.links.related.contains(&m.links.up)
                        || m.links.up.starts_with(&format!("{own}/")))
            });
            by_link.or_else(|| m.points_before.checked_sub(1))
        });
        Self {
            meter,
            kind,
            point,
            service: feed.points.get(point.unwrap_or(0)).and_then(|p| p.kind),
            blocks: vec![block],
        }
    }

    fn is_electric(&self) -> bool {
        let service = self.service.is_none_or(|kind| kind == 0);
        let kind = self.kind;
        let quantity = kind
            .and_then(|k| k.uom)
            .is_none_or(|uom| matches!(uom, 38 | 72));
        // 0 is "not applicable"; 1 and 2 are electricity on either side of a transformer.
        let commodity = kind.and_then(|k| k.commodity).is_none_or(|c| c <= 2);
        service && quantity && commodity
    }

    fn title(&self) -> String {
        let titles = [
            self.meter.map(|m| &m.links.title),
            self.kind.map(|k| &k.links.title),
        ];
        let mut title = titles
            .into_iter()
            .flatten()
            .find(|title| !title.is_empty())
            .map_or_else(|| "electricity".to_owned(), String::clone);
        if self.kind.and_then(|k| k.flow) == Some(19) {
            title.push_str(" (received from the site)");
        }
        title
    }

    /// Direction 19 is energy received from the site, 4 the difference.
    fn flow(&self) -> Flow {
        match self.kind.and_then(|k| k.flow) {
            Some(19) => Flow::Export,
            Some(4) => Flow::Net,
            _ => Flow::Import,
        }
    }

    fn rows(&self, feed: &Feed, text: &str, options: &ReadOptions) -> Result<Box<Rows>, Fault> {
        let (unit, scale) = self.unit(options)?;
        let mut rows = Box::new(Rows::new(FORMAT, Zone::Utc { offset_minutes: 0 }, unit));
        rows.meaning = Some(Stamps::Start);
        self.fill(feed, text, unit, scale, &mut rows)?;
        Ok(rows)
    }

    fn stream(&self, feed: &Feed, text: &str, options: &ReadOptions) -> Stream {
        let number = self.point.map_or(0, |point| point + 1);
        let title = self.point.and_then(|point| feed.points.get(point));
        let title = title.map_or("", |point| point.links.title.as_str());
        // Titles need not be unique, and may be missing.
        let alike = feed.points.iter().filter(|p| p.links.title == title);
        let meter = match (title, alike.count()) {
            ("", _) => format!("usage point {number}"),
            (title, 1) => title.to_owned(),
            (title, _) => format!("{number} {title}"),
        };
        let empty = || Rows::new(FORMAT, Zone::Utc { offset_minutes: 0 }, Unit::WattHours);
        let (rows, fault) = match self.rows(feed, text, options) {
            Ok(rows) => (rows, None),
            Err(fault) => (Box::new(empty()), Some(fault)),
        };
        Stream {
            meter,
            register: self.title(),
            flow: self.flow(),
            rows,
            fault,
        }
    }

    /// The unit and what a raw value is to be multiplied with, or divided by when negative.
    fn unit(&self, options: &ReadOptions) -> Result<(Unit, i64), Fault> {
        let power = self.kind.map_or(0, |k| k.power_of_ten);
        if let Some(unit) = options.unit {
            return Ok((unit, power));
        }
        let units = match self.kind.and_then(|k| k.uom) {
            Some(72) => [Unit::WattHours, Unit::KilowattHours, Unit::MegawattHours],
            Some(38) => [Unit::Watts, Unit::Kilowatts, Unit::Megawatts],
            _ => return Err(refuse::ask_unit("The file")),
        };
        Ok(match power {
            3 => (units[1], 0),
            6 => (units[2], 0),
            _ => (units[0], power),
        })
    }

    fn fill(
        &self,
        feed: &Feed,
        text: &str,
        unit: Unit,
        power_of_ten: i64,
        rows: &mut Rows,
    ) -> Result<(), Fault> {
        let scale = (0..power_of_ten.unsigned_abs()).fold(1.0, |scale, _| scale * 10.0);
        let stated = self.kind.and_then(|k| k.interval_s);
        for block in &self.blocks {
            let readings = feed.readings.get(block.readings.clone());
            for (i, reading) in readings.unwrap_or_default().iter().enumerate() {
                let duration = reading.duration_s.or(stated).filter(|&s| s > 0);
                if let Some(fault) = feed.faults.get(reading.fault as usize) {
                    return Err(fault.clone());
                }
                let step = duration.unwrap_or(0);
                let implied = reading
                    .block_start_s
                    .map(|start| start.saturating_add(step.saturating_mul(i as i64)));
                let Some(start) = reading.start_s.or(implied) else {
                    return Err(no_start(reading, text));
                };
                let value = if power_of_ten < 0 {
                    reading.value / scale
                } else {
                    reading.value * scale
                };
                let at = reading.at as usize;
                rows.push(start.saturating_mul(1000), unit.kilo(value), at);
                let ms = i32::try_from(step.saturating_mul(1000)).unwrap_or(i32::MAX);
                rows.lengths.push(ms);
            }
        }
        // Where some lengths are missing the stamps have to tell.
        if rows.lengths.contains(&0) {
            rows.lengths.clear();
        }
        rows.settle_lengths();
        Ok(())
    }
}

fn no_start(reading: &Interval, text: &str) -> Fault {
    let at = reading.at as usize;
    cell(text, at, "<start>".to_owned(), "", "a number of seconds")
}

/// The channel to read and its title; a question when there are several.
fn chosen<'c, 'f>(
    electric: &[&'c Channel<'f>],
    options: &ReadOptions,
) -> Result<(&'c Channel<'f>, String), Fault> {
    let titles = listed(electric.iter().map(|c| c.title()));
    if electric.is_empty() {
        return Err(not_a_load(
            "a Green Button file without electricity",
            "Choose the electricity service when downloading.",
        ));
    }
    // Titles that are not unique are numbered.
    let name = |i: usize| {
        let title = &titles[i];
        let alike = titles.iter().filter(|other| *other == title).count();
        if alike > 1 {
            format!("{} {title}", i + 1)
        } else {
            title.clone()
        }
    };
    if let [only] = electric {
        return Ok((only, name(0)));
    }
    let names = listed((0..titles.len()).map(name));
    let Some(asked) = &options.column else {
        let choice = |name: String| Choice::new(format!("“{name}”"), Answer::Column(name));
        let choices = listed(names.into_iter().map(choice));
        return Err(refuse::ask(
            "The file holds several meters or channels. Which one is the load:".to_owned(),
            choices,
        ));
    };
    let by_name = names
        .iter()
        .position(|name| name.eq_ignore_ascii_case(asked.trim()));
    let by_number = || asked.trim().parse::<usize>().ok()?.checked_sub(1);
    let found = by_name.or_else(by_number);
    match found.and_then(|i| Some((*electric.get(i)?, names.get(i)?.clone()))) {
        Some(found) => Ok(found),
        None => Err(refuse::no_such_column(asked, names.joined(", "))),
    }
}

/// Epoch stamps are UTC; the feed may say what the meter's own clock shows.
fn place_in_zone(feed: &Feed, options: &ReadOptions, rows: &mut Rows) {
    let Some(zone) = feed.zone.filter(|_| options.utc_offset_minutes.is_none()) else {
        return;
    };
    let year = |ms: Option<&i64>| ms.map_or(1970, |&ms| LocalTime(ms).civil().year);
    let (first, last) = (rows.stamps.iter().min(), rows.stamps.iter().max());
    let offsets = Offsets::of(&zone, year(first), year(last));
    rows.offsets = listed(rows.stamps.iter().map(|&ms| offsets.at(ms)));
    rows.zone = Zone::Offsets;
}
