//! Which columns tell the time.

use super::layout::{Kind, Sample, Table};
use super::list::listed;
use super::number;
use super::options::{DecimalMark, Stamps};
use super::stamp;
use super::text::{is_one_of, lower};

/// How a row tells its time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TimeSource {
    /// A stamp in one column, or a date in one and the time of day in another.
    Stamps {
        /// The column with the date.
        date: usize,
        /// The column with the time, if it is another one.
        time: Option<usize>,
    },
    /// Times of day without any date.
    TimeOfDay(usize),
    /// Seconds or milliseconds since 1970, UTC.
    Epoch {
        /// The column.
        column: usize,
        /// The length of its unit in ms.
        unit_ms: f64,
    },
    /// Time passed since the start.
    Elapsed {
        /// The column.
        column: usize,
        /// The length of its unit in ms.
        unit_ms: f64,
    },
    /// Nothing but the order of the rows; perhaps a column that counts them.
    Order {
        /// The column that rises from row to row.
        counter: Option<usize>,
    },
}

impl TimeSource {
    /// The columns that belong to it.
    pub fn columns(self) -> [Option<usize>; 2] {
        match self {
            Self::Stamps { date, time } => [Some(date), time],
            Self::TimeOfDay(c)
            | Self::Epoch { column: c, .. }
            | Self::Elapsed { column: c, .. } => [Some(c), None],
            Self::Order { counter } => [counter, None],
        }
    }

    /// Whether a sample row has a time.
    fn is_timed(self, sample: &Sample, row: usize) -> bool {
        let kind = |c| sample.kind(row, c);
        match self {
            Self::Stamps { date, time: None } => matches!(kind(date), Kind::Stamp | Kind::Date),
            Self::Stamps {
                date,
                time: Some(time),
            } => {
                let is_hour =
                    || stamp::hour(sample.cell(row, time)).is_some() && is_hours(sample, time);
                kind(date) == Kind::Date && (kind(time) == Kind::Time || is_hour())
            }
            Self::TimeOfDay(c) => kind(c) == Kind::Time,
            Self::Epoch { column: c, .. }
            | Self::Elapsed { column: c, .. }
            | Self::Order { counter: Some(c) } => kind(c) == Kind::Number,
            Self::Order { counter: None } => true,
        }
    }

    /// Whether some cell beside the time is of this kind.
    fn has_beside(self, sample: &Sample, row: usize, kind: Kind) -> bool {
        let own = self.columns();
        (0..sample.width()).any(|c| sample.kind(row, c) == kind && !own.contains(&Some(c)))
    }

    /// Whether a sample row has a time and a number beside it.
    fn is_data(self, sample: &Sample, row: usize) -> bool {
        self.is_timed(sample, row) && self.has_beside(sample, row, Kind::Number)
    }

    /// Whether a sample row has a time and nothing but blanks beside it.
    fn is_blank_data(self, sample: &Sample, row: usize) -> bool {
        let dated = !matches!(self, Self::Order { .. });
        dated && self.is_timed(sample, row) && !self.has_beside(sample, row, Kind::Text)
    }
}

/// The time source of a sample and the table it belongs to; `None` when no row looks like data.
pub(crate) fn time_source(sample: &Sample) -> Option<(TimeSource, Table)> {
    let stamped = stamp_sources(sample);
    if let Some(found) = stamped.into_iter().find_map(|source| table(sample, source)) {
        return Some(found);
    }
    numeric_source(sample).and_then(|source| table(sample, source))
}

fn table(sample: &Sample, source: TimeSource) -> Option<(TimeSource, Table)> {
    let mut data = (0..sample.rows.len()).find(|&row| source.is_data(sample, row))?;
    // The load may begin with blanks.
    while data > 0 && source.is_blank_data(sample, data - 1) {
        data -= 1;
    }
    Some((source, Table::above(sample, data)))
}

/// The sources made of dates and times, the one that tells the most rows apart first.
fn stamp_sources(sample: &Sample) -> Vec<TimeSource> {
    let width = sample.width();
    let has = |c: usize, kind: Kind| sample.kinds.iter().any(|row| row.get(c) == Some(&kind));
    let mut sources = Vec::new();
    let mut dates = Vec::new();
    let mut times = Vec::new();
    for c in 0..width {
        // More columns of times than these are none of the rows' own.
        if sources.len() + dates.len() + times.len() >= 16 {
            break;
        }
        if has(c, Kind::Stamp) {
            sources.push(TimeSource::Stamps {
                date: c,
                time: None,
            });
        } else if has(c, Kind::Date) {
            dates.push(c);
        } else if has(c, Kind::Time) || is_hours(sample, c) {
            times.push(c);
        }
    }
    if dates.is_empty() {
        // Hours without a day are numbers like any other.
        times.retain(|&c| has(c, Kind::Time));
    }
    for &date in dates.iter().take(4) {
        for &time in times.iter().take(4) {
            let time = Some(time);
            sources.push(TimeSource::Stamps { date, time });
        }
    }
    sources.extend(
        dates
            .iter()
            .map(|&date| TimeSource::Stamps { date, time: None }),
    );
    if dates.is_empty() {
        sources.extend(times.iter().map(|&c| TimeSource::TimeOfDay(c)));
    }
    let mut ranked: Vec<(usize, TimeSource)> = Vec::with_capacity(sources.len());
    for source in sources {
        // Most changes first; among equals the leftmost, but a start before an end.
        let weight = 2 * changes(sample, source) + usize::from(!ends(sample, source));
        let place = ranked.iter().take_while(|(other, _)| *other >= weight);
        ranked.insert(place.count(), (weight, source));
    }
    listed(ranked.into_iter().map(|(_, source)| source))
}

/// Whether a column counts the hours of the day, as its title says: `Hour Ending`, 1 to 24.
fn is_hours(sample: &Sample, column: usize) -> bool {
    const TITLES: &str = "hour|hour ending|hour beginning|hr|he|stunde|heure|hora|uur";
    let rows = 0..sample.rows.len();
    let is_title = |row: usize| {
        let title = lower(sample.cell(row, column)).replace('_', " ");
        is_one_of(title.trim(), TITLES)
    };
    let title = rows.clone().find(|&row| is_title(row));
    let cells = title.map_or(0..0, |row| row + 1..rows.end);
    !cells.is_empty()
        && cells
            .filter(|&row| sample.kind(row, column) != Kind::Blank)
            .all(|row| stamp::hour(sample.cell(row, column)).is_some())
}

/// How often the time changes from data row to data row.
fn changes(sample: &Sample, source: TimeSource) -> usize {
    let rows = listed((0..sample.rows.len()).filter(|&row| source.is_data(sample, row)));
    let text = |row: usize| {
        source
            .columns()
            .map(|c| c.map_or("", |c| sample.cell(row, c)))
    };
    rows.windows(2)
        .filter(|pair| text(pair[0]) != text(pair[1]))
        .count()
}

fn ends(sample: &Sample, source: TimeSource) -> bool {
    let found = table(sample, source);
    found.is_some_and(|(_, table)| meaning(source, &table) == Some(Stamps::End))
}

/// Whether the titles say that stamps name the start or the end of their interval.
pub(crate) fn meaning(source: TimeSource, table: &Table) -> Option<Stamps> {
    const ENDS: &str = "end|ende|ending|endzeit|bis|fin|to|until|hasta|einde";
    const STARTS: &str = "start|von|from|begin|beginn|beginning|startzeit|debut|début|de|desde";
    let [first, second] = source.columns();
    let title = lower(table.title(second.or(first)?));
    let says = |words: &str| title.split(no_letter).any(|word| is_one_of(word, words));
    if says(ENDS) {
        Some(Stamps::End)
    } else if says(STARTS) {
        Some(Stamps::Start)
    } else {
        None
    }
}

/// A source made of a rising number, or of the order of the rows alone.
fn numeric_source(sample: &Sample) -> Option<TimeSource> {
    let width = sample.width();
    // The last rising column may be the load itself; there must be a number beside a counter.
    let found = (0..width).find_map(|column| {
        let counter = TimeSource::Order {
            counter: Some(column),
        };
        let found =
            (rises(sample, column) || is_epoch(sample, column)).then(|| table(sample, counter));
        Some((column, found.flatten()?))
    });
    let Some((column, (source, table))) = found else {
        return Some(TimeSource::Order { counter: None });
    };
    let first = number::parse(sample.cell(table.data, column), DecimalMark::Point)
        .map_or(0.0, |number| number.value);
    let title = lower(table.title(column));
    if let Some(unit_ms) = elapsed_unit(&title) {
        return Some(TimeSource::Elapsed { column, unit_ms });
    }
    // 1985 to 2100, in seconds or milliseconds.
    let unit_ms = match first {
        5e8..4.2e9 => 1000.0,
        5e11..4.2e12 => 1.0,
        _ => return Some(source),
    };
    Some(TimeSource::Epoch { column, unit_ms })
}

/// Whether the numbers of a column are seconds or milliseconds from 1985 to 2100, the last first.
fn is_epoch(sample: &Sample, column: usize) -> bool {
    let (mut n, mut before) = (0, f64::INFINITY);
    for row in 0..sample.rows.len() {
        if sample.kind(row, column) == Kind::Number {
            let number = number::parse(sample.cell(row, column), DecimalMark::Point);
            let value = number.map_or(0.0, |number| number.value);
            if !matches!(value, 5e8..4.2e9 | 5e11..4.2e12) || value >= before {
                return false;
            }
            before = value;
            n += 1;
        }
    }
    n >= 2
}

/// Whether a column's numbers rise strictly over all rows that have one, under either mark.
fn rises(sample: &Sample, column: usize) -> bool {
    [DecimalMark::Point, DecimalMark::Comma]
        .into_iter()
        .any(|mark| rises_under(sample, column, mark))
}

fn rises_under(sample: &Sample, column: usize, mark: DecimalMark) -> bool {
    let mut before: Option<f64> = None;
    let mut n = 0;
    for row in 0..sample.rows.len() {
        if sample.kind(row, column) != Kind::Number {
            continue;
        }
        let number = number::parse(sample.cell(row, column), mark);
        let Some(value) = number.filter(|n| n.unit.is_none()).map(|n| n.value) else {
            return false;
        };
        if before.is_some_and(|b| value <= b) {
            return false;
        }
        before = Some(value);
        n += 1;
    }
    n >= 2
}

/// The length in ms of the unit a title names: `t_min`, `elapsed (s)`, `Hour`.
fn elapsed_unit(title: &str) -> Option<f64> {
    if super::Unit::in_title(title).is_some() {
        return None;
    }
    const UNITS: [(f64, &str); 5] = [
        (1.0, "ms|millisecond|milliseconds"),
        (1000.0, "s|sec|secs|second|seconds|sek|sekunde|sekunden"),
        (60_000.0, "min|mins|minute|minutes|minuten"),
        (3_600_000.0, "h|hr|hrs|hour|hours|std|stunde|stunden"),
        (86_400_000.0, "d|day|days|tag|tage"),
    ];
    title.split(no_letter).find_map(|word| {
        let known = UNITS.iter().find(|(_, names)| is_one_of(word, names));
        known.map(|&(ms, _)| ms)
    })
}

/// Whether a character ends a word of a title. Letters outside ASCII do not.
fn no_letter(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric()
}
