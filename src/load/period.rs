//! The part of a load to look at: a year, a month, the week of the peak.

use super::calendar::days_around;
use super::demand::Demand;
use super::series::Series;
use std::fmt;
use std::ops::Range;

/// A part of a load by the calendar.
///
/// ```
/// use peakpack::load::Period;
/// for text in ["all", "last-year", "2025", "2025-03", "peak-week"] {
///     assert_eq!(Period::parse(text).unwrap().to_string(), text);
/// }
/// assert_eq!(Period::parse("2025-13"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// All of it.
    #[default]
    All,
    /// Its last 365 days.
    LastYear,
    /// A calendar year.
    Year(i32),
    /// A calendar month.
    Month(i32, u8),
    /// The seven calendar days around its highest value.
    PeakWeek,
}

const DAY_MS: i64 = 86_400_000;
const YEAR_MS: i64 = 365 * DAY_MS;

impl Period {
    /// A period from its text: `all`, `last-year`, `2025`, `2025-03`, `peak-week`.
    pub fn parse(text: &str) -> Option<Self> {
        let number = |text: &str, width: usize| {
            let all = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
            all.then(|| text.parse::<i32>().ok()).flatten()
        };
        match text.trim() {
            "all" => Some(Self::All),
            "last-year" => Some(Self::LastYear),
            "peak-week" => Some(Self::PeakWeek),
            other => match other.split_once('-') {
                None => number(other, 4).map(Self::Year),
                Some((year, month)) => {
                    let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
                    Some(Self::Month(number(year, 4)?, month as u8))
                }
            },
        }
    }

    /// The periods that part a load, all of it first; those that would hold all of it are none.
    ///
    /// ```
    /// use peakpack::load::{Clock, LocalTime, Period, Series, Step};
    /// let start = LocalTime::new(2025, 1, 20, 0, 0, 0, 0).unwrap();
    /// let month = Series::new(Clock::starting(start), Step::HOUR, vec![1.0; 720]).unwrap();
    /// assert_eq!(
    ///     Period::of(&month),
    ///     [Period::All, Period::Month(2025, 1), Period::Month(2025, 2), Period::PeakWeek]
    /// );
    /// ```
    pub fn of(series: &Series) -> Vec<Self> {
        let mut found = vec![Self::All];
        let length_ms = series.step().ms().saturating_mul(series.len() as i64);
        if length_ms > YEAR_MS + DAY_MS {
            found.push(Self::LastYear);
        }
        if series.clock().dated {
            let months = Demand::per_step(series).months();
            let mut years: Vec<i32> = months.iter().map(|month| month.year).collect();
            years.dedup();
            if years.len() > 1 {
                found.extend(years.into_iter().map(Self::Year));
            }
            if months.len() > 1 {
                let month = |month: &super::MonthSpan| Self::Month(month.year, month.month);
                found.extend(months.iter().map(month));
            }
        }
        if length_ms > 8 * DAY_MS {
            found.push(Self::PeakWeek);
        }
        found
    }

    /// The steps of a load that lie in the period; `None` when there are none.
    pub fn range(self, series: &Series) -> Option<Range<usize>> {
        let all = 0..series.len();
        let (year, month) = match self {
            Self::All => return Some(all),
            Self::LastYear => {
                let steps = (YEAR_MS / series.step().ms()) as usize;
                return Some(series.len().saturating_sub(steps)..series.len());
            }
            Self::PeakWeek => return Some(days_around(&Demand::per_step(series), 7)),
            Self::Year(year) => (year, None),
            Self::Month(year, month) => (year, Some(month)),
        };
        if !series.clock().dated {
            return None;
        }
        let months = Demand::per_step(series).months();
        let is_in = |span: &&super::MonthSpan| {
            span.year == year && month.is_none_or(|month| span.month == month)
        };
        let first = months.iter().find(is_in)?;
        let last = months.iter().rfind(is_in)?;
        Some(first.range.start..last.range.end)
    }
}

/// As [`Period::parse`] reads it.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::LastYear => f.write_str("last-year"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::PeakWeek => f.write_str("peak-week"),
        }
    }
}
