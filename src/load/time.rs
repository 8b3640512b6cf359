//! Civil time on the meter's own clock, and the length of a step.
//!
//! A meter's months and weekdays are those of its own time zone, so times here
//! are local and carry no zone. Proleptic Gregorian calendar, millisecond grain.

use crate::units::Hours;

const MS_PER_DAY: i64 = 86_400_000;

/// A moment on the meter's clock: milliseconds since 1970-01-01 00:00 local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime(pub i64);

/// The parts of a [`LocalTime`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year, for example 2026.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Millisecond, 0 to 999.
    pub ms: u16,
}

/// Days from 1970-01-01 to the given civil date (any month number from 1 to 12).
fn days_from_civil(year: i32, month: u8, day: u8) -> i64 {
    // Years counted from March, so that the leap day is the last of the year.
    let y = i64::from(year) - i64::from(month <= 2);
    let m = (i64::from(month) + 9) % 12;
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * m + 2) / 5 + i64::from(day) - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    era * 146_097 + doe - 719_468
}

fn civil_from_days(days: i64) -> (i32, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
    let month = if mp < 10 { mp + 3 } else { mp - 9 } as u8;
    let year = yoe + era * 400 + i64::from(month <= 2);
    (year as i32, month, day)
}

/// The number of days in a month.
///
/// ```
/// use peakpack::load::time::days_in_month;
/// assert_eq!(days_in_month(2024, 2), 29);
/// assert_eq!(days_in_month(2100, 2), 28);
/// ```
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl LocalTime {
    /// Where a load without dates begins: a Monday 1 January of a 365-day year.
    pub const UNDATED: Self = Self(978_307_200_000); // 2001-01-01

    /// The moment with the given parts, or `None` when they name none (month 13, 30 February).
    ///
    /// ```
    /// use peakpack::load::time::LocalTime;
    /// let t = LocalTime::new(2024, 2, 29, 12, 30, 0, 0).unwrap();
    /// assert_eq!(t.to_string(), "2024-02-29T12:30:00");
    /// assert!(LocalTime::new(2023, 2, 29, 0, 0, 0, 0).is_none());
    /// ```
    pub fn new(
        year: i32,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
        ms: u16,
    ) -> Option<Self> {
        let valid = (-9999..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month)
            && hour < 24
            && minute < 60
            && second < 60
            && ms < 1000;
        valid.then(|| {
            let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
            Self(days_from_civil(year, month, day) * MS_PER_DAY + seconds * 1000 + i64::from(ms))
        })
    }

    /// The calendar and clock parts.
    pub fn civil(self) -> Civil {
        let (year, month, day) = civil_from_days(self.0.div_euclid(MS_PER_DAY));
        let ms = self.0.rem_euclid(MS_PER_DAY);
        Civil {
            year,
            month,
            day,
            hour: (ms / 3_600_000) as u8,
            minute: (ms / 60_000 % 60) as u8,
            second: (ms / 1000 % 60) as u8,
            ms: (ms % 1000) as u16,
        }
    }

    /// Day of the week, 0 = Monday … 6 = Sunday.
    pub fn weekday(self) -> u8 {
        (self.0.div_euclid(MS_PER_DAY) + 3).rem_euclid(7) as u8
    }

    /// Milliseconds since the local midnight before.
    pub fn ms_of_day(self) -> i64 {
        self.0.rem_euclid(MS_PER_DAY)
    }

    /// The local midnight at or before this moment.
    pub fn midnight(self) -> Self {
        Self(self.0 - self.ms_of_day())
    }

    /// This moment moved by a number of milliseconds.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

/// ISO 8601 without a zone: `2026-01-31T23:45:00`, with `.5` or `.025` behind when not on a second.
impl std::fmt::Display for LocalTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let c = self.civil();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            c.year, c.month, c.day, c.hour, c.minute, c.second
        )?;
        if c.ms > 0 {
            let text = format!("{:03}", c.ms);
            write!(f, ".{}", text.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// The length of one step of a series: 0.1 s to 1 h, to the millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step(u32);

impl Step {
    /// One hour, the longest step.
    pub const HOUR: Self = Self(3_600_000);
    /// A quarter of an hour, the commonest metering interval.
    pub const QUARTER_HOUR: Self = Self(900_000);

    /// A step of so many milliseconds, or `None` outside 100 … 3,600,000.
    ///
    /// ```
    /// use peakpack::load::time::Step;
    /// assert_eq!(Step::from_ms(900_000), Some(Step::QUARTER_HOUR));
    /// assert_eq!(Step::from_ms(86_400_000), None);
    /// ```
    pub fn from_ms(ms: i64) -> Option<Self> {
        (100..=3_600_000).contains(&ms).then_some(Self(ms as u32))
    }

    /// The nearest step to so many seconds, brought into 0.1 s … 1 h.
    pub fn from_seconds_clamped(seconds: f64) -> Self {
        Self((seconds * 1000.0).round().clamp(100.0, 3_600_000.0) as u32)
    }

    /// Milliseconds.
    pub fn ms(self) -> i64 {
        i64::from(self.0)
    }

    /// Seconds.
    pub fn seconds(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// Hours.
    pub fn hours(self) -> Hours {
        Hours(f64::from(self.0) / 3_600_000.0)
    }
}
