//! Cells that tell which meter and which channel a row of a table belongs to.

use super::columns::TimeSource;
use super::error::Fault;
use super::flow::{Flow, is_another_quantity};
use super::layout::{Kind, Sample, Table};
use super::records::Records;
use super::rows::Rows;
use super::streams::{Stream, place_of};
use super::text::{is_one_of, lower, says};
use super::words::note_count;
use crate::text::holds;
use std::ops::Range;

/// More kinds than are told apart; a file of so many is refused when it is split.
const MOST: usize = 255;

/// The columns that hold such cells, if any.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Keys {
    pub meter: Option<usize>,
    pub channel: Option<usize>,
    /// Whether the table may have parts, one below the other, for each way.
    pub parts: bool,
}

fn title_of(table: &Table, c: usize) -> String {
    lower(table.title(c)).replace('_', " ").trim().to_owned()
}

/// The column that tells meters apart: by its title, and by cells that name something and
/// stand in several rows. Columns in `but` are none.
pub(crate) fn meter_column(sample: &Sample, table: &Table, but: &Range<usize>) -> Option<usize> {
    const METERS: &str = "esiid|mprn|mpan|nmi|prm|pdl|pod|ean|meter|meter number|meter id|zählpunkt|\
        messlokation|usage point|service point|site";
    let rows = || (table.data..sample.rows.len()).filter(|&row| !sample.rows[row].is_empty());
    let names = |c: usize| {
        let mut known: Vec<&str> = Vec::new();
        for row in rows() {
            let cell = sample.cell(row, c);
            let letters = cell.bytes().any(|b| b.is_ascii_alphabetic());
            let is_name = letters || (cell.len() >= 4 && !cell.contains(['.', ',', ':']));
            if !is_name {
                return false;
            }
            if !known.contains(&cell) {
                known.push(cell);
            }
        }
        // What differs from row to row is a value.
        3 * known.len() <= 2 * rows().count().max(2)
    };
    (0..sample.width())
        .filter(|c| !but.contains(c))
        .find(|&c| is_one_of(&title_of(table, c), METERS) && names(c))
}

impl Keys {
    /// The columns whose titles say so; that of the channels must also hold such words.
    pub fn of(sample: &Sample, table: &Table, source: TimeSource) -> Self {
        const CHANNELS: &str = "type|read type|channel|register|direction|flow|obis|service";
        let times = source.columns();
        let meter = meter_column(sample, table, &(0..0)).filter(|&c| !times.contains(&Some(c)));
        let channel = (0..sample.width()).find(|&c| {
            let title = title_of(table, c);
            let named = is_one_of(&title, CHANNELS) || holds(&title, "surplus");
            named && !times.contains(&Some(c)) && tells_channels(sample, table, c)
        });
        let first = times[0].map_or("", |c| table.title(c));
        Self {
            meter,
            channel,
            parts: names_part(first),
        }
    }

    /// Whether rows of both ways may stand in one column.
    pub fn tell_channels(self) -> bool {
        self.channel.is_some() || self.parts
    }
}

/// Whether a title names a part of a table by which way energy flows.
pub(crate) fn names_part(title: &str) -> bool {
    says(title, "energy delivered|energy received")
}

/// Whether the words of a column are those of channels.
fn tells_channels(sample: &Sample, table: &Table, column: usize) -> bool {
    const WORDS: &str = "import|consumption|active|electric|usage|delivered";
    let rows = table.data..sample.rows.len();
    rows.filter(|&row| sample.kind(row, column) == Kind::Text)
        .any(|row| {
            let cell = sample.cell(row, column);
            says(cell, WORDS) || is_another_quantity(cell) || Flow::named(cell) != Flow::Import
        })
}

/// The meters and channels met, and which row belongs to which.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    known: Vec<(String, String)>,
    of_row: Vec<u8>,
}

impl Kinds {
    /// Notes which of them the current record belongs to.
    pub fn add(&mut self, keys: &Keys, records: &Records<'_>, section: &str) {
        if keys.meter.is_none() && keys.channel.is_none() && section.is_empty() {
            return;
        }
        let cell = |c: Option<usize>| c.map_or("", |c| records.field(c).trim_start_matches('\''));
        let channel = match keys.channel {
            None => section,
            channel => cell(channel),
        };
        let key = (cell(keys.meter), channel);
        let is = |known: &(String, String)| (known.0.as_str(), known.1.as_str()) == key;
        // The next row is mostly of the same kind.
        let last = self.of_row.last().map(|&kind| usize::from(kind));
        let place = last
            .filter(|&kind| self.known.get(kind).is_some_and(is))
            .or_else(|| self.known.iter().position(is));
        let place = place.unwrap_or_else(|| {
            if self.known.len() < MOST {
                self.known.push((key.0.to_owned(), key.1.to_owned()));
            }
            self.known.len() - 1
        });
        self.of_row.push(place as u8);
    }

    /// The rows by meter and channel; those of other quantities are left out.
    pub fn split(self, mut rows: Box<Rows>, flow: Flow) -> Result<Vec<Stream>, Fault> {
        let others = self
            .known
            .iter()
            .filter(|known| is_another_quantity(&known.1));
        let others = others.count();
        let mut streams = Vec::new();
        if self.known.len() < 2 || others == self.known.len() {
            let column = rows.column.clone();
            streams.push(Stream::of("", &column, flow, rows));
            return Ok(streams);
        }
        note_count(
            &mut rows.warnings,
            others,
            "channel",
            "channels",
            " of gas, reactive or other energy left out.",
        );
        let mut places = Vec::with_capacity(self.known.len());
        for (meter, register) in &self.known {
            if is_another_quantity(register) {
                places.push(None);
                continue;
            }
            let flow = match Flow::named(register) {
                Flow::Import => flow,
                other => other,
            };
            let place = place_of(&mut streams, meter, register, flow, &|| rows.emptied())?;
            places.push(Some(place));
        }
        for (i, &kind) in self.of_row.iter().enumerate() {
            if let Some(place) = places[usize::from(kind)] {
                streams[place].rows.push_from(&rows, i);
            }
        }
        if let Some(first) = streams.first_mut() {
            first.rows.warnings = rows.warnings;
        }
        Ok(streams)
    }
}
