//! Cells that tell which meter and which channel a row of a table belongs to.

use super::columns::TimeSource;
use super::flow::{Flow, is_another_quantity};
use super::layout::{Kind, Sample, Table};
use super::records::Records;
use super::rows::Rows;
use super::streams::Stream;
use super::text::lower;
use super::words::count;
use crate::text::holds;

/// A file with more meters and channels than this is none of a site.
const MOST: usize = 200;

/// The columns that hold such cells, if any.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Keys {
    meter: Option<usize>,
    channel: Option<usize>,
}

impl Keys {
    /// The columns whose titles say so; that of the channels must also hold such words.
    pub fn of(sample: &Sample, table: &Table, source: TimeSource) -> Self {
        const METERS: [&str; 14] = [
            "esiid",
            "mprn",
            "mpan",
            "nmi",
            "prm",
            "pdl",
            "pod",
            "ean",
            "meter",
            "meter number",
            "meter id",
            "zählpunkt",
            "messlokation",
            "usage point",
        ];
        const CHANNELS: [&str; 8] = [
            "type",
            "read type",
            "channel",
            "register",
            "direction",
            "flow",
            "obis",
            "service",
        ];
        let title = |c: usize| {
            let title = lower(table.title(c));
            title.replace('_', " ").trim().to_owned()
        };
        let times = source.columns();
        let mut columns = (0..sample.width()).filter(|c| !times.contains(&Some(*c)));
        let meter = columns
            .clone()
            .find(|&c| METERS.contains(&title(c).as_str()));
        let channel = columns.find(|&c| {
            let title = title(c);
            let named = CHANNELS.contains(&title.as_str()) || holds(&title, "surplus");
            named && tells_channels(sample, table, c)
        });
        Self { meter, channel }
    }

    /// Whether rows of both ways may stand in one column.
    pub fn tell_channels(self) -> bool {
        self.channel.is_some()
    }
}

/// Whether the words of a column are those of channels.
fn tells_channels(sample: &Sample, table: &Table, column: usize) -> bool {
    const WORDS: [&str; 6] = [
        "import",
        "consumption",
        "active",
        "electric",
        "usage",
        "delivered",
    ];
    let rows = table.data..sample.rows.len();
    rows.filter(|&row| sample.kind(row, column) == Kind::Text)
        .any(|row| {
            let cell = lower(sample.cell(row, column));
            WORDS.iter().any(|word| holds(&cell, word))
                || is_another_quantity(&cell)
                || Flow::named(&cell) != Flow::Import
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
    pub fn add(&mut self, keys: &Keys, records: &Records<'_>) {
        if keys.meter.is_none() && keys.channel.is_none() {
            return;
        }
        let cell = |c: Option<usize>| c.map_or("", |c| records.field(c).trim_start_matches('\''));
        let key = (cell(keys.meter), cell(keys.channel));
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
    pub fn split(self, rows: Rows, flow: Flow) -> Vec<Stream> {
        let whole = |rows: Rows| {
            vec![Stream {
                meter: String::new(),
                register: rows.column.clone(),
                flow,
                rows,
            }]
        };
        let is_other = |known: &(String, String)| is_another_quantity(&known.1);
        let others = self.known.iter().filter(|known| is_other(known)).count();
        if self.known.len() < 2 || others == self.known.len() || self.known.len() >= MOST {
            return whole(rows);
        }
        let mut streams = Vec::new();
        for (place, known) in self.known.iter().enumerate() {
            if is_other(known) {
                continue;
            }
            let keep: Vec<bool> = self
                .of_row
                .iter()
                .map(|&kind| usize::from(kind) == place)
                .collect();
            let mut part = rows.clone();
            part.retain(&keep);
            if !streams.is_empty() {
                part.warnings.clear();
            }
            let (meter, register) = known.clone();
            streams.push(Stream {
                meter,
                flow: match Flow::named(&register) {
                    Flow::Import => flow,
                    other => other,
                },
                register,
                rows: part,
            });
        }
        if others > 0
            && let Some(first) = streams.first_mut()
        {
            first.rows.warnings.push(format!(
                "{} of gas, reactive or other energy left out.",
                count(others, "channel", "channels")
            ));
        }
        streams
    }
}
