//! NEM12 and NEM13, the files of Australia's electricity market: records that begin with a number.
//!
//! `200` names a meter (NMI), one of its registers and the length of its intervals; each
//! `300` below is a day of them; `400` gives the quality of some of a day's intervals.
//! Times are the market's, which keeps no summer time. Source: AEMO, Meter Data File
//! Format Specification NEM12 & NEM13.

use super::error::{Fault, shown};
use super::flow::Flow;
use super::nem_versions::{Day, keep_latest};
use super::number;
use super::options::{DecimalMark, ReadOptions, Stamps};
use super::phase::{Next, Phase};
use super::records::Records;
use super::refuse::{self, cell};
use super::rows::{Rows, Zone};
use super::streams::{Stream, load_of, place_of};
use super::unit::Unit;
use super::words::{count, note, note_count};
use crate::load::LocalTime;
use crate::text::Joined;

const FORMAT: &str = "NEM12";
const MINUTES_A_DAY: usize = 1440;
/// Record, date, then the values.
const FIRST_VALUE: usize = 2;

/// Whether a text consists of such records, with their header or by what stands in a `200`.
pub(crate) fn recognises(text: &str) -> bool {
    let head = text.trim_start();
    if head.starts_with("100,NEM1") || head.starts_with("100;NEM1") {
        return true;
    }
    // A meter's number (NMI) has ten characters, eleven with its check digit.
    let nmi = head
        .strip_prefix("200")
        .and_then(|rest| rest.strip_prefix([',', ';']))
        .and_then(|rest| rest.split_once([',', ';']));
    let is_nmi =
        |nmi: &str| matches!(nmi.len(), 10 | 11) && nmi.bytes().all(|b| b.is_ascii_alphanumeric());
    let near = head.as_bytes().get(..4096).unwrap_or(head.as_bytes());
    let has_day = near.windows(5).any(|at| at == b"\n300," || at == b"\n300;");
    nmi.is_some_and(|(nmi, _)| is_nmi(nmi)) && has_day
}

/// The walk over the records.
pub(crate) fn begin<'t>(text: &'t str, options: &ReadOptions) -> Result<Next<'t>, Fault> {
    // Semicolons stand between the fields where commas are decimal marks, and sometimes else.
    let is_semicolon = text.trim_start().as_bytes().get(3) == Some(&b';');
    let (mark, delimiter) = match (is_semicolon, text.as_bytes().contains(&b',')) {
        (true, true) => (DecimalMark::Comma, b';'),
        (true, false) => (DecimalMark::Point, b';'),
        _ => (DecimalMark::Point, b','),
    };
    Ok(Next::walk(File {
        text,
        records: Records::new(text, delimiter, 0),
        options: options.clone(),
        mark,
        header: false,
        streams: Vec::new(),
        registers: Vec::new(),
        current: None,
        other_quantities: 0,
        blank_days: 0,
        substituted: 0,
        day: None,
        days: Vec::new(),
        accumulated: 0,
    }))
}

impl<'t> Phase<'t> for File<'t> {
    fn step(&mut self) -> Result<Option<usize>, Fault> {
        if !self.records.advance() {
            return Ok(None);
        }
        match self.records.field(0) {
            "100" => self.header = true,
            "200" => self.meter()?,
            "250" => self.accumulated += 1,
            "300" => self.day()?,
            "400" => self.quality(),
            _ => {}
        }
        Ok(Some(self.records.at))
    }

    fn next(mut self: Box<Self>) -> Result<Next<'t>, Fault> {
        let mut notes = self.notes();
        notes.extend(keep_latest(&mut self.streams, &self.days));
        if self.streams.is_empty() && self.accumulated > 0 {
            return Err(refuse::not_such_a_load(
                format!(
                    "a NEM13 file with {} of a counter, weeks or months apart",
                    count(self.accumulated, "reading", "readings")
                ),
                "How the load runs within a day is not in it: ask for the interval data, NEM12.",
            ));
        }
        if self.streams.is_empty() && self.other_quantities > 0 {
            return Err(refuse::not_a_load(
                "a NEM12 file without active energy",
                "Ask for the registers in kWh, whose names begin with E.",
            ));
        }
        for stream in &mut self.streams {
            stream.rows.settle_lengths();
        }
        let streams = named(self.streams, &self.options)?;
        let mut rows = load_of(streams, &self.options)?;
        rows.warnings.extend(notes);
        Ok(Next::Rows(rows))
    }
}

/// What a register's days must be.
#[derive(Clone, Copy)]
struct Register {
    /// Minutes of an interval, as its records name them.
    stated: usize,
    /// Minutes of an interval, as its days have them; none before the first with values.
    real: Option<usize>,
}

/// The streams of the register that is asked for.
fn named(mut streams: Vec<Stream>, options: &ReadOptions) -> Result<Vec<Stream>, Fault> {
    let Some(asked) = &options.column else {
        return Ok(streams);
    };
    let is_asked = |stream: &Stream| stream.register.eq_ignore_ascii_case(asked.trim());
    if !streams.iter().any(is_asked) {
        let mut known: Vec<&str> = Vec::new();
        for stream in &streams {
            if known.last() != Some(&stream.register.as_str()) {
                known.push(&stream.register);
            }
        }
        return Err(refuse::no_such_column(asked, shown(&known.joined(", "))));
    }
    streams.retain(is_asked);
    Ok(streams)
}

struct File<'t> {
    text: &'t str,
    records: Records<'t>,
    options: ReadOptions,
    mark: DecimalMark,
    /// Whether the file has its header record.
    header: bool,
    streams: Vec<Stream>,
    /// One for each stream.
    registers: Vec<Register>,
    /// The register that the days belong to and the unit of its values; none for one that is
    /// not read.
    current: Option<(usize, Unit)>,
    other_quantities: usize,
    blank_days: usize,
    substituted: usize,
    /// Where the values of the last day stand in its stream.
    day: Option<(usize, usize)>,
    /// All days with values, in the order of the file.
    days: Vec<Day>,
    accumulated: usize,
}

impl File<'_> {
    /// A `200` record: meter, register, unit, length of the intervals.
    fn meter(&mut self) -> Result<(), Fault> {
        self.current = None;
        self.day = None;
        let records = &self.records;
        let suffix = records.field(4);
        let unit = Unit::named(records.field(7));
        // E is energy from the grid, B energy to it; Q, K, S and T are reactive and apparent.
        let flow = match suffix.bytes().next() {
            Some(b'E' | b'e') => Some(Flow::Import),
            Some(b'B' | b'b') => Some(Flow::Export),
            _ => None,
        };
        let (Some(unit), Some(flow)) = (self.options.unit.or(unit), flow) else {
            self.other_quantities += 1;
            return Ok(());
        };
        let stated: usize = records.field(8).parse().unwrap_or(0);
        if stated == 0 || !MINUTES_A_DAY.is_multiple_of(stated) || stated > 60 {
            return Err(self.wrong(8, "a length of 5, 15, 30 or 60 minutes"));
        }
        let place = place_of(&mut self.streams, records.field(1), suffix, flow, &|| {
            let mut rows = Rows::new(FORMAT, Zone::Local, unit);
            rows.meaning = Some(Stamps::Start);
            rows.standard_time = true;
            rows
        })?;
        match self.registers.get(place) {
            None => self.registers.push(Register { stated, real: None }),
            // From here on the register's intervals have another length.
            Some(known) if known.stated != stated => {
                self.registers[place] = Register { stated, real: None };
            }
            Some(_) => {}
        }
        self.current = Some((place, unit));
        Ok(())
    }

    /// A `300` record: a day's values, then their quality.
    fn day(&mut self) -> Result<(), Fault> {
        self.day = None;
        let records = &self.records;
        let Some((place, unit)) = self.current else {
            return Ok(());
        };
        let midnight =
            date(records.field(1)).ok_or_else(|| self.wrong(1, "a date such as 20250131"))?;
        let mark = self.mark;
        let value = |i: usize| match number::parse(records.field(i), mark) {
            Some(number) => Some(number.value),
            None if number::is_blank(records.field(i)) => Some(f64::NAN),
            None => None,
        };
        let width = records.fields().count();
        // The quality is the first field that begins with a letter.
        let is_quality = |i: &usize| {
            let first = records.field(*i).bytes().next();
            first.is_some_and(|byte| byte.is_ascii_alphabetic())
        };
        let quality_at = (FIRST_VALUE..width).find(is_quality);
        let fields = FIRST_VALUE..quality_at.unwrap_or(width);
        if let Some(wrong) = fields.clone().find(|&i| value(i).is_none()) {
            return Err(self.wrong(wrong, "a number"));
        }
        let is_measured = |&i: &usize| value(i).is_some_and(|value| !value.is_nan());
        let last = fields.clone().rev().find(is_measured);
        // Without a quality nothing tells empty values from the fields behind them.
        let values = match (last, quality_at) {
            (None, _) => 0,
            (Some(_), Some(_)) => fields.len(),
            (Some(last), None) => last + 1 - FIRST_VALUE,
        };
        let quality = quality_at.map_or("", |i| records.field(i));
        let real = self.registers[place].real;
        let at = records.at;
        let rows = &mut self.streams[place].rows;
        if values == 0 || quality.starts_with('N') {
            // A gap like one whose records are missing.
            self.blank_days += 1;
            return Ok(());
        }
        // A register may name another length than all its days have.
        let fits = MINUTES_A_DAY.is_multiple_of(values) && values >= 24;
        let minutes = MINUTES_A_DAY / values;
        if !fits || real.is_some_and(|real| real != minutes) {
            return Err(cell(
                self.text,
                at,
                "2".to_owned(),
                &format!("{values} values"),
                "the number of intervals of a day that its 200 record names",
            ));
        }
        self.registers[place].real = Some(minutes);
        let begun = rows.stamps.len();
        for (k, i) in (FIRST_VALUE..FIRST_VALUE + values).enumerate() {
            let value = unit.kilo(value(i).unwrap_or(f64::NAN));
            rows.push(midnight + minutes_ms(k * minutes), value, at);
            rows.lengths.push(minutes_ms(minutes) as i32);
        }
        self.days.push(Day {
            stream: place,
            midnight,
            // Behind the quality stand a reason, its text, and the time of the last change.
            updated: quality_at
                .and_then(|i| records.field(i + 3).parse().ok())
                .unwrap_or(0),
            rows: begun..begun + values,
        });
        if quality.starts_with(['E', 'F', 'S']) {
            self.substituted += values;
        }
        self.day = Some((begun, values));
        Ok(())
    }

    /// A `400` record: from and to which interval of the day above, and of what quality.
    fn quality(&mut self) {
        let records = &self.records;
        let (Some((begun, values)), Some((place, _))) = (self.day, self.current) else {
            return;
        };
        let number = |i: usize| records.field(i).parse::<usize>().ok();
        let (Some(first), Some(last)) = (number(1), number(2)) else {
            return;
        };
        let range = first.saturating_sub(1).min(values)..last.min(values);
        let quality = records.field(3);
        if quality.starts_with('N') {
            for k in range {
                if let Some(value) = self.streams[place].rows.values.get_mut(begun + k) {
                    *value = f64::NAN;
                }
            }
        } else if quality.starts_with(['E', 'F', 'S']) {
            self.substituted += range.len();
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.header {
            let said = "The header record (100) is missing; the rest was read.";
            note(&mut notes, said);
        }
        let misnamed = |r: &&Register| r.real.is_some_and(|real| real != r.stated);
        if let Some(Register {
            stated,
            real: Some(real),
        }) = self.registers.iter().find(misnamed)
        {
            notes.push(format!(
                "The file names intervals of {stated} minutes, and its days have the number of values of {real} minutes: they were read as such."
            ));
        }
        let mut count = |n, one, many, said| note_count(&mut notes, n, one, many, said);
        count(self.blank_days, "day", "days", " without any value.");
        count(
            self.other_quantities,
            "register",
            "registers",
            " of reactive or other energy left out.",
        );
        count(
            self.substituted,
            "interval was",
            "intervals were",
            " estimated or substituted by the meter’s reader; kept.",
        );
        notes
    }

    fn wrong(&self, i: usize, wanted: &'static str) -> Fault {
        cell(
            self.text,
            self.records.at,
            (i + 1).to_string(),
            self.records.field(i),
            wanted,
        )
    }
}

fn minutes_ms(minutes: usize) -> i64 {
    minutes as i64 * 60_000
}

/// Midnight of `20250131`.
fn date(text: &str) -> Option<i64> {
    let number = text.parse::<usize>().ok().filter(|_| text.len() == 8)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    LocalTime::new(year as i32, month as u8, day as u8, 0, 0, 0, 0).map(|midnight| midnight.0)
}
