//! Dates and times as meter files write them: ISO, European, American, with and without offset.

use super::options::DateOrder;
use crate::load::LocalTime;

/// Milliseconds in a day.
pub(crate) const DAY: i64 = 86_400_000;

/// A calendar date as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Date {
    /// Year, month and day are certain.
    Sure(i64),
    /// Two numbers of which one is the day; (first, second, year).
    Open(u8, u8, i32),
}

/// What a field says about time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The date, if there is one.
    pub date: Option<Date>,
    /// Milliseconds since midnight, up to and including 24:00, if there is a time.
    pub ms: Option<i64>,
    /// Minutes east of UTC, if stated.
    pub offset: Option<i32>,
}

impl Date {
    /// Midnight of the date in ms since 1970, in the given order; `None` when there is no such day.
    pub fn midnight(self, order: DateOrder) -> Option<i64> {
        match self {
            Self::Sure(ms) => Some(ms),
            Self::Open(a, b, year) => match order {
                DateOrder::DayMonth => civil(year, b, a),
                DateOrder::MonthDay => civil(year, a, b),
            },
        }
    }

    /// The only order in which the date exists; `None` when both or neither do.
    pub fn only_order(self) -> Option<DateOrder> {
        match self {
            Self::Open(a, b, _) if a > 12 && b <= 12 => Some(DateOrder::DayMonth),
            Self::Open(a, b, _) if b > 12 && a <= 12 => Some(DateOrder::MonthDay),
            _ => None,
        }
    }
}

fn civil(year: i32, month: u8, day: u8) -> Option<i64> {
    LocalTime::new(year, month, day, 0, 0, 0, 0).map(|t| t.0)
}

/// Reads a field as a date, a time, or both; `None` when it is neither.
pub(crate) fn parse(field: &str) -> Option<Stamp> {
    // The longest stamps, from one moment to another, have fewer than 80 bytes.
    if field.len() < 3 || field.len() > 80 {
        return None;
    }
    let mut at = Cursor(field.as_bytes());
    let date = at.date();
    let mut stamp = Stamp {
        date,
        ms: None,
        offset: None,
    };
    if date.is_some() {
        if at.0.is_empty() {
            return Some(stamp);
        }
        if !at.between() {
            return None;
        }
    }
    stamp.ms = Some(at.time()?);
    // Without a date a minus cannot begin an offset from UTC.
    if at.to(date.is_none()) {
        return at.is_end().then_some(stamp);
    }
    stamp.offset = at.offset()?;
    (at.0.is_empty() || at.to(true) && at.is_end()).then_some(stamp)
}

/// The time of an hour by its number, 0 to 24, in ms.
pub(crate) fn hour(field: &str) -> Option<i64> {
    let number = field.parse::<u32>().ok().filter(|&hour| hour <= 24)?;
    Some(i64::from(number) * 3_600_000)
}

/// What is left of a field.
#[derive(Clone, Copy)]
struct Cursor<'t>(&'t [u8]);

impl Cursor<'_> {
    fn eat(&mut self, wanted: u8) -> bool {
        match self.0 {
            [first, rest @ ..] if *first == wanted => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn spaces(&mut self) {
        loop {
            match self.0 {
                [b' ' | b'\t', rest @ ..] | [0xC2, 0xA0, rest @ ..] => self.0 = rest,
                _ => return,
            }
        }
    }

    /// Passes over the `to` of "2025-01-01 00:00 to 2025-01-01 00:15", or the dash of
    /// "00:00 - 00:15"; `tight` where spaces need not stand round the dash.
    fn to(&mut self, tight: bool) -> bool {
        let before = *self;
        self.spaces();
        let apart = self.0.len() < before.0.len();
        let dash = self.0.strip_prefix(b"-").filter(|rest| {
            tight || (apart && rest.first().is_some_and(|b| matches!(b, b' ' | 0xC2)))
        });
        let long_dash = self.0.strip_prefix("–".as_bytes());
        if let Some(rest) = self.0.strip_prefix(b"to").or(dash).or(long_dash) {
            self.0 = rest;
            self.spaces();
            return true;
        }
        *self = before;
        false
    }

    /// Whether all that is left is one more time, perhaps with its date.
    fn is_end(mut self) -> bool {
        let fits = self.date().is_none() || self.between();
        fits && self.time().is_some() && self.offset().is_some() && self.0.is_empty()
    }

    /// Up to `most` digits: their value and how many there were.
    fn digits(&mut self, most: usize) -> Option<(i32, usize)> {
        let n = self
            .0
            .iter()
            .take(most)
            .take_while(|b| b.is_ascii_digit())
            .count();
        let (head, rest) = self.0.split_at_checked(n)?;
        let value = head.iter().fold(0_i32, |v, b| v * 10 + i32::from(b - b'0'));
        self.0 = rest;
        (n > 0).then_some((value, n))
    }

    /// A date, leaving the cursor where it was when there is none.
    fn date(&mut self) -> Option<Date> {
        let before = *self;
        let found = self.try_date();
        if found.is_none() {
            *self = before;
        }
        found
    }

    fn try_date(&mut self) -> Option<Date> {
        let (first, width) = self.digits(4)?;
        let mark = match self.0 {
            [mark @ (b'-' | b'/' | b'.' | b' '), ..] => *mark,
            _ => return None,
        };
        self.eat(mark);
        if width == 4 {
            let (month, _) = self.digits(2)?;
            if mark == b' ' || !self.eat(mark) {
                return None;
            }
            let (day, _) = self.digits(2)?;
            return civil(first, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
                .map(Date::Sure);
        }
        let first = u8::try_from(first).ok().filter(|_| width <= 2)?;
        if let Some(month) = self.month_name() {
            self.eat(mark);
            return civil(self.year()?, month, first).map(Date::Sure);
        }
        if mark == b' ' {
            return None;
        }
        let (second, width) = self.digits(2)?;
        let second = u8::try_from(second).ok()?;
        if width > 2 || !self.eat(mark) {
            return None;
        }
        let year = self.year()?;
        if mark == b'.' {
            // Dots are written day first everywhere.
            return civil(year, second, first).map(Date::Sure);
        }
        let exists = civil(year, second, first).is_some() || civil(year, first, second).is_some();
        exists.then_some(Date::Open(first, second, year))
    }

    /// Four digits, or two of this century.
    fn year(&mut self) -> Option<i32> {
        match self.digits(4)? {
            (year, 4) => Some(year),
            (year, 2) => Some(2000 + year),
            _ => None,
        }
    }

    fn month_name(&mut self) -> Option<u8> {
        const NAMES: [&[u8; 3]; 12] = [
            b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov",
            b"dec",
        ];
        let (head, rest) = self.0.split_first_chunk::<3>()?;
        let head = head.to_ascii_lowercase();
        let month = NAMES.iter().position(|name| name[..] == head[..])?;
        self.0 = rest;
        Some(month as u8 + 1)
    }

    /// What stands between date and time; false when nothing does.
    fn between(&mut self) -> bool {
        let before = self.0.len();
        self.eat(b',');
        self.spaces();
        if self.0.len() == before {
            return self.eat(b'T') || self.eat(b't') || self.eat(b'_');
        }
        true
    }

    /// `h:mm`, `hh:mm:ss`, `hh:mm:ss.fff`, with AM or PM; 24:00 is the end of the day.
    fn time(&mut self) -> Option<i64> {
        let (mut hour, _) = self.digits(2)?;
        if !self.eat(b':') {
            return None;
        }
        let (minute, 2) = self.digits(2)? else {
            return None;
        };
        let (mut second, mut ms) = (0, 0);
        if self.eat(b':') {
            let (s, 2) = self.digits(2)? else {
                return None;
            };
            second = s;
            if self.eat(b'.') || self.eat(b',') {
                ms = self.fraction()?;
            }
        }
        let before = *self;
        self.spaces();
        match self.half_day() {
            Some(afternoon) if (1..=12).contains(&hour) => {
                hour = hour % 12 + if afternoon { 12 } else { 0 };
            }
            Some(_) => return None,
            None => *self = before,
        }
        let total =
            ((i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second)) * 1000 + ms;
        (minute < 60 && second < 60 && total <= DAY).then_some(total)
    }

    /// The digits behind a second's mark as milliseconds, rounded.
    fn fraction(&mut self) -> Option<i64> {
        let (value, n) = self.digits(9)?;
        let scale = [100, 10, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
        let value = i64::from(value);
        let scale = *scale.get(n.checked_sub(1)?)?;
        let ms = if n <= 3 {
            value * scale
        } else {
            (value + scale / 2) / scale
        };
        Some(ms)
    }

    /// `AM`, `a.m.`, `PM`: whether it is the afternoon.
    fn half_day(&mut self) -> Option<bool> {
        let afternoon = match self.0.first()?.to_ascii_lowercase() {
            b'a' => false,
            b'p' => true,
            _ => return None,
        };
        let rest = &self.0[1..];
        let rest = rest.strip_prefix(b".").unwrap_or(rest);
        let rest = rest
            .strip_prefix(b"m")
            .or_else(|| rest.strip_prefix(b"M"))?;
        self.0 = rest.strip_prefix(b".").unwrap_or(rest);
        Some(afternoon)
    }

    /// `Z`, `UTC`, `+01:00`, `-0500`, `+01` in minutes; `None` when what stands there is none of them.
    fn offset(&mut self) -> Option<Option<i32>> {
        self.spaces();
        if self.0.is_empty() {
            return Some(None);
        }
        for utc in [&b"Z"[..], b"z", b"UTC", b"GMT"] {
            if let Some(rest) = self.0.strip_prefix(utc) {
                self.0 = rest;
                return Some(Some(0));
            }
        }
        let sign = match self.0 {
            [b'+', ..] => 1,
            [b'-', ..] => -1,
            _ => return None,
        };
        self.0 = &self.0[1..];
        let (hour, _) = self.digits(2)?;
        self.eat(b':');
        let minute = self.digits(2).map_or(0, |(m, _)| m);
        (hour <= 15 && minute < 60).then_some(Some(sign * (hour * 60 + minute)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stamp as text, day first where that is open.
    fn read(field: &str) -> String {
        let stamp = parse(field).unwrap();
        let date = stamp
            .date
            .map_or(0, |d| d.midnight(DateOrder::DayMonth).unwrap());
        let offset = stamp.offset.map_or(String::new(), |m| format!(" {m}"));
        format!("{}{offset}", LocalTime(date + stamp.ms.unwrap_or(0)))
    }

    #[test]
    fn stamps_of_all_countries() {
        for (field, wanted) in [
            ("2025-01-31T23:45", "2025-01-31T23:45:00"),
            ("2025-01-31 23:45:10", "2025-01-31T23:45:10"),
            ("2025/01/31 23:45", "2025-01-31T23:45:00"),
            ("2025-01-31T23:45:10.1", "2025-01-31T23:45:10.1"),
            ("2025-01-31T23:45:10.123456789", "2025-01-31T23:45:10.123"),
            ("2025-01-31T23:45:10,9996", "2025-01-31T23:45:11"),
            ("2025-01-31T23:45:00Z", "2025-01-31T23:45:00 0"),
            ("2025-01-31T23:45:00+05:30", "2025-01-31T23:45:00 330"),
            ("2025-01-31 23:45:00-0500", "2025-01-31T23:45:00 -300"),
            ("2025-01-31 23:45:00 +01", "2025-01-31T23:45:00 60"),
            ("31.01.2025 23:45", "2025-01-31T23:45:00"),
            ("31.1.25 9:05", "2025-01-31T09:05:00"),
            ("03/04/2025 12:00 AM", "2025-04-03T00:00:00"),
            ("3-4-2025 12:30:00 p.m.", "2025-04-03T12:30:00"),
            ("31-Jan-2025 24:00", "2025-02-01T00:00:00"),
            ("31 JAN 2025, 00:15", "2025-01-31T00:15:00"),
            ("2025-01-31", "2025-01-31T00:00:00"),
            (
                "2025-01-31 23:45:00 to\u{a0}2025-02-01 00:00:00",
                "2025-01-31T23:45:00",
            ),
            ("11:45 PM", "1970-01-01T23:45:00"),
            ("00:00-00:15", "1970-01-01T00:00:00"),
            ("00:15 – 00:30", "1970-01-01T00:15:00"),
            ("2025-01-31 23:30 - 23:45", "2025-01-31T23:30:00"),
        ] {
            assert_eq!(read(field), wanted, "{field}");
        }
    }

    #[test]
    fn what_is_no_stamp_is_refused() {
        for field in [
            "",
            "12.5",
            "2025",
            "2025-13-01",
            "2025-02-29 00:00",
            "30.02.2025",
            "32/13/2025",
            "24:01",
            "12:60",
            "13:00 PM",
            "0:00 AM",
            "2025-01-01 00:00 x",
            "12.05",
            "1:2",
            "-1,008.86",
            "2025-01-01X00:00",
            "20250101",
            "\u{a0}\u{a0}",
        ] {
            assert_eq!(parse(field), None, "{field}");
        }
    }

    #[test]
    fn a_day_above_twelve_tells_the_order() {
        let order = |field| parse(field).unwrap().date.unwrap().only_order();
        assert_eq!(order("13/01/2018"), Some(DateOrder::DayMonth));
        assert_eq!(order("2/29/2020"), Some(DateOrder::MonthDay));
        assert_eq!(order("03/04/2025"), None);
    }
}
