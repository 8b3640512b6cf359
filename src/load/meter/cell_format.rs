//! Which cells of a workbook hold dates, and the dates they hold.
//!
//! A workbook keeps a date as a number of days; only the format of the cell tells
//! it from any other number.

use super::number;
use super::options::DecimalMark;
use super::stamp::DAY;
use super::xml::{Piece, Pieces, resolved};
use crate::load::LocalTime;

/// Days from the origin of serial numbers, 30 December 1899, to 1 January 1970.
const TO_1970: i64 = 25_569;
/// Days from the origin to that of workbooks that count from 1904.
const TO_1904: i64 = 1_462;
/// The serial number of 1 March 1900: before it a day is counted that there never was.
const FIRST_MARCH: i64 = 61;
/// The serial number of the year 10000.
const TOO_LATE: f64 = 2_958_466.0;
/// Times up to so many days are times passed, not moments of 1900 to 1909.
const MOST_DAYS: i64 = 3_653;

/// What a format shows of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shows {
    /// Year, month or day.
    pub date: bool,
    /// Hour, minute or second.
    pub time: bool,
}

/// What each cell style of a workbook shows.
pub(crate) struct Styles {
    cells: Vec<Shows>,
    /// Whether days are counted from 1904.
    from_1904: bool,
}

impl Styles {
    /// The styles in `styles.xml`, none when it is empty; `None` when it is damaged.
    pub fn of(xml: &str, from_1904: bool) -> Option<Self> {
        let mut pieces = Pieces::of(xml);
        let mut formats: Vec<(u32, Shows)> = Vec::new();
        let mut ids: Vec<u32> = Vec::new();
        let mut within_cells = false;
        loop {
            let piece = pieces.next()?;
            let open = piece == Piece::Open;
            let id = || pieces.attribute("numFmtId")?.parse().ok();
            match pieces.name() {
                _ if piece == Piece::End => break,
                "cellXfs" => within_cells = open,
                "xf" if open && within_cells => ids.push(id().unwrap_or(0)),
                "numFmt" if open => {
                    let code = pieces.attribute("formatCode").unwrap_or_default();
                    formats.push((id().unwrap_or(0), shows(&resolved(code))));
                }
                _ => {}
            }
        }
        let mut styles = Self {
            cells: Vec::new(),
            from_1904,
        };
        for id in ids {
            let own = formats.iter().find(|(known, _)| *known == id);
            styles.cells.push(own.map_or(builtin(id), |own| own.1));
        }
        Some(styles)
    }

    /// The date or time a number stands for in a cell of this style; `None` when it is
    /// any other number.
    pub fn stamp(&self, style: usize, value: &str) -> Option<String> {
        let shows = self.cells.get(style).copied().unwrap_or_default();
        if !shows.date && !shows.time {
            return None;
        }
        let serial = number::parse(value, DecimalMark::Point)?.value;
        (0.0..TOO_LATE)
            .contains(&serial)
            .then(|| stamp(serial, shows, self.from_1904))
    }
}

/// The formats every workbook has without writing them down.
fn builtin(id: u32) -> Shows {
    Shows {
        date: matches!(id, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=58),
        time: matches!(id, 18..=22 | 32..=33 | 45..=47),
    }
}

/// What a format code shows: `yyyy\-mm\-dd hh:mm`, `[h]:mm`, `0.00" days"`.
fn shows(code: &str) -> Shows {
    let (mut date, mut time, mut months) = (false, false, false);
    // All that matters is ASCII.
    let mut letters = code.bytes();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            // The next character stands for itself, or is only as wide as it or repeated.
            b'\\' | b'_' | b'*' => {
                letters.next();
            }
            b'"' => {
                letters.by_ref().find(|&c| c == b'"');
            }
            b'[' => {
                // [h] is time passed; [Red], [$-407], [<1] are no time.
                let (mut any, mut elapsed) = (false, true);
                for inner in letters.by_ref().take_while(|&c| c != b']') {
                    any = true;
                    elapsed &= matches!(inner.to_ascii_lowercase(), b'h' | b'm' | b's');
                }
                time |= any && elapsed;
            }
            // What follows is for negative numbers.
            b';' => break,
            b'y' | b'd' => date = true,
            b'h' | b's' => time = true,
            b'm' => months = true,
            _ => {}
        }
    }
    // Beside hours or seconds m is minutes.
    date |= months && !time;
    Shows { date, time }
}

/// The moment, day or time of day a serial number stands for.
fn stamp(serial: f64, shows: Shows, from_1904: bool) -> String {
    let mut ms = (serial * DAY as f64).round() as i64;
    // A serial number keeps a time to some millionths of a second, but many programs
    // write fewer digits.
    match ms.rem_euclid(1_000) {
        late @ 0..=50 => ms -= late,
        early @ 950.. => ms += 1_000 - early,
        _ => {}
    }
    let days = ms.div_euclid(DAY);
    let passed = if shows.date { 1 } else { MOST_DAYS };
    let only_time = ms < passed * DAY;
    if from_1904 {
        ms += TO_1904 * DAY;
    } else if days < FIRST_MARCH {
        ms += DAY;
    }
    let moment = LocalTime(ms - TO_1970 * DAY);
    let text = moment.to_string();
    let (day, time) = text.split_once('T').unwrap_or_default();
    let time = time.strip_suffix(":00").unwrap_or(time);
    let midnight = moment.ms_of_day() == 0;
    if only_time {
        // Midnight after some time has passed is the end of a day.
        let time = if midnight && days > 0 { "24:00" } else { time };
        time.to_owned()
    } else if midnight && !shows.time {
        day.to_owned()
    } else {
        let mut both = day.to_owned();
        both.push(' ');
        both.push_str(time);
        both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for (code, date, time) in [
            ("General", false, false),
            ("0.00E+00", false, false),
            ("#,##0.00\\ \"kWh/day\"", false, false),
            ("[Red]0.0;[Blue]-0.0", false, false),
            ("0.0_d;\\d0", false, false),
            ("0.00*s", false, false),
            ("[$-407]dd\\.mm\\.yyyy\\ hh:mm", true, true),
            ("DD/MM/YYYY", true, false),
            ("yyyy\\-mm\\-dd;@", true, false),
            ("mmm", true, false),
            ("h:mm AM/PM", false, true),
            ("mm:ss.0", false, true),
            ("[h]:mm", false, true),
            ("[mm]", false, true),
            ("[]", false, false),
            ("\"", false, false),
            ("[h", false, true),
        ] {
            assert_eq!(shows(code), Shows { date, time }, "{code}");
        }
        assert!(builtin(14).date && builtin(22).time && builtin(46).time);
        assert_eq!([builtin(0), builtin(2), builtin(49)], [Shows::default(); 3]);
    }

    #[test]
    fn serial_numbers_become_moments() {
        let day = Shows {
            date: true,
            time: false,
        };
        let time = Shows {
            date: false,
            time: true,
        };
        let both = Shows {
            date: true,
            time: true,
        };
        for (serial, shows, wanted) in [
            (45_688.989_583_333_336, both, "2025-01-31 23:45"),
            (45_688.989_583_3, both, "2025-01-31 23:45"),
            (45_688.0, both, "2025-01-31 00:00"),
            (45_688.0, day, "2025-01-31"),
            (45_688.5, day, "2025-01-31 12:00"),
            (45_688.5, time, "2025-01-31 12:00"),
            (45_688.000_011_574_08, both, "2025-01-31 00:00:01"),
            (45_688.000_002_893_5, both, "2025-01-31 00:00:00.25"),
            (0.0, time, "00:00"),
            (0.989_583_333_333_333_4, time, "23:45"),
            (0.999_999_999_99, time, "24:00"),
            (1.0, time, "24:00"),
            (1.25, time, "06:00"),
            (2.0, time, "24:00"),
            (0.25, both, "06:00"),
            (1.0, day, "1900-01-01"),
            (59.0, day, "1900-02-28"),
            (61.0, day, "1900-03-01"),
            (2_958_465.5, both, "9999-12-31 12:00"),
        ] {
            assert_eq!(stamp(serial, shows, false), wanted, "{serial}");
        }
        assert_eq!(stamp(44_226.0, day, true), "2025-01-31");
        assert_eq!(stamp(1.0, time, true), "24:00");
    }
}
