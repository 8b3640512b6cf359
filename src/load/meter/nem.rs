//! NEM12 and NEM13, the files of Australia's electricity market: records that begin with a number.
//!
//! `200` names a meter (NMI), one of its registers and the length of its intervals; each
//! `300` below is a day of them; `400` gives the quality of some of a day's intervals.
//! Times are the market's, which keeps no summer time. Source: AEMO, Meter Data File
//! Format Specification NEM12 & NEM13.

use super::error::{ReadError, shown};
use super::flow::Flow;
use super::number;
use super::options::{DecimalMark, ReadOptions, Stamps};
use super::records::Records;
use super::rows::{Rows, Zone};
use super::streams::{Stream, load_of};
use super::text::row_at;
use super::unit::Unit;
use super::words::count;
use crate::load::LocalTime;

const FORMAT: &str = "NEM12";
const MINUTES_A_DAY: usize = 1440;
/// Record, date, then the values.
const FIRST_VALUE: usize = 2;

/// Whether a text consists of such records, with or without their header.
pub(crate) fn recognises(text: &str) -> bool {
    let head = text.trim_start();
    let mut lines = head.lines().map(str::trim_start);
    head.starts_with("100,NEM1")
        || head.starts_with("250,")
        || (head.starts_with("200,") && lines.any(|line| line.starts_with("300,")))
}

/// The rows of the load.
pub(crate) fn rows(text: &str, options: &ReadOptions) -> Result<Rows, ReadError> {
    let mut file = File {
        text,
        streams: Vec::new(),
        skips: true,
        other_quantities: 0,
        blank_days: 0,
        substituted: 0,
        misnamed: None,
        day: None,
        accumulated: 0,
    };
    let mut records = Records::new(text, b',', 0);
    let mut header = false;
    while records.advance() {
        match records.field(0) {
            "100" => header = true,
            "200" => file.meter(&records, options)?,
            "250" => file.accumulated += 1,
            "300" => file.day(&records)?,
            "400" => file.quality(&records),
            _ => {}
        }
    }
    let notes = file.notes(header);
    if file.streams.is_empty() && file.accumulated > 0 {
        return Err(ReadError::NotALoad {
            found: format!(
                "a NEM13 file with {} of a counter, weeks or months apart",
                count(file.accumulated, "reading", "readings")
            ),
            mend: "How the load runs within a day is not in it: ask for the interval data, NEM12.",
        });
    }
    if file.streams.is_empty() && file.other_quantities > 0 {
        return Err(ReadError::NotALoad {
            found: "a NEM12 file without active energy".to_owned(),
            mend: "Ask for the registers in kWh, whose names begin with E.",
        });
    }
    let mut rows = load_of(file.streams, options)?;
    rows.warnings.extend(notes);
    Ok(rows)
}

struct File<'t> {
    text: &'t str,
    streams: Vec<Stream>,
    /// Whether the days that follow belong to a register that is not read.
    skips: bool,
    other_quantities: usize,
    blank_days: usize,
    substituted: usize,
    /// Minutes of the interval that a header names, and that its rows have.
    misnamed: Option<(usize, usize)>,
    /// Where the values of the last day stand in its stream.
    day: Option<(usize, usize)>,
    accumulated: usize,
}

impl File<'_> {
    /// A `200` record: meter, register, unit, length of the intervals.
    fn meter(&mut self, records: &Records<'_>, options: &ReadOptions) -> Result<(), ReadError> {
        let (nmi, suffix) = (records.field(1).to_owned(), records.field(4));
        let unit = Unit::named(records.field(7));
        // E is energy from the grid, B energy to it; Q, K, S and T are reactive and apparent.
        let flow = match suffix.chars().next() {
            Some('E' | 'e') => Some(Flow::Import),
            Some('B' | 'b') => Some(Flow::Export),
            _ => None,
        };
        let (Some(unit), Some(flow)) = (options.unit.or(unit), flow) else {
            self.skips = true;
            self.other_quantities += 1;
            return Ok(());
        };
        let minutes: usize = records.field(8).parse().unwrap_or(0);
        if minutes == 0 || !MINUTES_A_DAY.is_multiple_of(minutes) || minutes > 60 {
            return Err(self.wrong(records, 8, "a length of 5, 15, 30 or 60 minutes"));
        }
        self.skips = false;
        let known = self
            .streams
            .iter()
            .position(|stream| stream.meter == nmi && stream.register == suffix);
        if let Some(known) = known {
            // Later days of the same register: the last stream is the one that is filled.
            let stream = self.streams.remove(known);
            self.streams.push(stream);
            return Ok(());
        }
        let mut rows = Rows::new(FORMAT, Zone::Local, unit);
        rows.meaning = Some(Stamps::Start);
        rows.step_ms = Some(minutes as i64 * 60_000);
        self.streams.push(Stream {
            meter: nmi,
            register: suffix.to_owned(),
            flow,
            rows,
        });
        Ok(())
    }

    /// A `300` record: a day's values, then their quality.
    fn day(&mut self, records: &Records<'_>) -> Result<(), ReadError> {
        self.day = None;
        if self.skips {
            return Ok(());
        }
        let midnight = date(records.field(1))
            .ok_or_else(|| self.wrong(records, 1, "a date such as 20250131"))?;
        let value = |i: usize| match number::parse(records.field(i), DecimalMark::Point) {
            Some(number) => Some(number.value),
            None if number::is_blank(records.field(i)) => Some(f64::NAN),
            None => None,
        };
        let width = records.fields().count();
        // The quality is the first field that begins with a letter.
        let quality_at = (FIRST_VALUE..width).find(|&i| {
            let first = records.field(i).chars().next();
            first.is_some_and(|c| c.is_ascii_alphabetic())
        });
        let fields = FIRST_VALUE..quality_at.unwrap_or(width);
        if let Some(wrong) = fields.clone().find(|&i| value(i).is_none()) {
            return Err(self.wrong(records, wrong, "a number"));
        }
        let is_value = |&i: &usize| value(i).is_some_and(|value| !value.is_nan());
        let last = fields.rev().find(is_value);
        let values = last.map_or(0, |last| last + 1 - FIRST_VALUE);
        let quality = quality_at.map_or("", |i| records.field(i));
        let Some(stream) = self.streams.last_mut() else {
            return Ok(());
        };
        let stated = stream.rows.step_ms.unwrap_or(0) as usize / 60_000;
        let wanted = MINUTES_A_DAY / stated.max(1);
        let begun = stream.rows.stamps.len();
        let at = records.at;
        if values == 0 || quality.starts_with('N') {
            self.blank_days += 1;
            for k in 0..wanted {
                let stamp = midnight + k as i64 * stated as i64 * 60_000;
                stream.rows.push(stamp, f64::NAN, at);
            }
            return Ok(());
        }
        let minutes = if values == wanted {
            stated
        } else {
            // A header that names another length than all its rows have.
            let fits = MINUTES_A_DAY.is_multiple_of(values) && values >= 24;
            let known = self
                .misnamed
                .is_some_and(|(_, real)| real == MINUTES_A_DAY / values);
            if !fits || (begun > 0 && !known) {
                return Err(ReadError::Cell {
                    row: row_at(self.text, at),
                    column: "2".to_owned(),
                    text: format!("{values} values"),
                    wanted: "the day’s number of intervals that its 200 record names",
                });
            }
            let real = MINUTES_A_DAY / values;
            self.misnamed = Some((stated, real));
            stream.rows.step_ms = Some(real as i64 * 60_000);
            real
        };
        let unit = stream.rows.unit;
        for (k, i) in (FIRST_VALUE..FIRST_VALUE + values).enumerate() {
            let stamp = midnight + k as i64 * minutes as i64 * 60_000;
            stream
                .rows
                .push(stamp, unit.kilo(value(i).unwrap_or(f64::NAN)), at);
        }
        if quality.starts_with(['E', 'F', 'S']) {
            self.substituted += values;
        }
        self.day = Some((begun, values));
        Ok(())
    }

    /// A `400` record: from and to which interval of the day above, and of what quality.
    fn quality(&mut self, records: &Records<'_>) {
        let (Some((begun, values)), Some(stream)) = (self.day, self.streams.last_mut()) else {
            return;
        };
        let place = |i: usize| records.field(i).parse::<usize>().ok();
        let (Some(first), Some(last)) = (place(1), place(2)) else {
            return;
        };
        let range = first.saturating_sub(1).min(values)..last.min(values);
        let quality = records.field(3);
        if quality.starts_with('N') {
            for k in range {
                if let Some(value) = stream.rows.values.get_mut(begun + k) {
                    *value = f64::NAN;
                }
            }
        } else if quality.starts_with(['E', 'F', 'S']) {
            self.substituted += range.len();
        }
    }

    fn notes(&self, header: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if !header {
            notes.push("The header record (100) is missing; the rest was read.".to_owned());
        }
        if let Some((stated, real)) = self.misnamed {
            notes.push(format!(
                "The file names intervals of {stated} minutes, and its days have the number of values of {real} minutes: they were read as such."
            ));
        }
        if self.blank_days > 0 {
            notes.push(format!(
                "{} without any value.",
                count(self.blank_days, "day", "days")
            ));
        }
        if self.other_quantities > 0 {
            notes.push(format!(
                "{} of reactive or other energy left out.",
                count(self.other_quantities, "register", "registers")
            ));
        }
        if self.substituted > 0 {
            notes.push(format!(
                "{} estimated or substituted by the meter’s reader; kept.",
                count(self.substituted, "interval was", "intervals were")
            ));
        }
        notes
    }

    fn wrong(&self, records: &Records<'_>, i: usize, wanted: &'static str) -> ReadError {
        ReadError::Cell {
            row: row_at(self.text, records.at),
            column: (i + 1).to_string(),
            text: shown(records.field(i)),
            wanted,
        }
    }
}

/// Midnight of `20250131`.
fn date(text: &str) -> Option<i64> {
    let number = text.parse::<usize>().ok().filter(|_| text.len() == 8)?;
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    LocalTime::new(year as i32, month as u8, day as u8, 0, 0, 0, 0).map(|midnight| midnight.0)
}
