//! The rules by which an ESPI feed says when summer time begins and ends.

use super::green_button_feed::LocalTimeParameters;
use crate::load::LocalTime;
use crate::load::time::days_in_month;

/// When the meter's offset from UTC changes, and to what.
pub(crate) struct Offsets {
    /// Offset before the first change, minutes.
    first: i32,
    /// (UTC ms, minutes from then on), rising.
    changes: Vec<(i64, i32)>,
}

impl Offsets {
    /// The offsets of a zone over the given years.
    pub fn of(zone: &LocalTimeParameters, first_year: i32, last_year: i32) -> Self {
        let standard = (zone.tz_offset_s / 60) as i32;
        let summer = ((zone.tz_offset_s + zone.dst_offset_s) / 60) as i32;
        let mut changes = Vec::new();
        if let (Some(start), Some(end)) = (zone.dst_start, zone.dst_end) {
            for year in first_year.saturating_sub(1)..=last_year {
                // The start is told by standard time, the end by summer time.
                if let (Some(start), Some(end)) = (moment(start, year), moment(end, year)) {
                    let pair = [
                        (start - i64::from(standard) * 60_000, summer),
                        (end - i64::from(summer) * 60_000, standard),
                    ];
                    changes.extend(if start < end {
                        pair
                    } else {
                        [pair[1], pair[0]]
                    });
                }
            }
        }
        Self {
            first: standard,
            changes,
        }
    }

    /// Minutes east of UTC at a moment.
    pub fn at(&self, utc_ms: i64) -> i32 {
        let passed = self.changes.partition_point(|&(from, _)| from <= utc_ms);
        passed
            .checked_sub(1)
            .and_then(|i| self.changes.get(i))
            .map_or(self.first, |&(_, minutes)| minutes)
    }
}

/// The local moment, in ms, a rule names in a year; `None` for rules that name none.
///
/// From the low bits: seconds (12), hour (5), day of the week from Monday = 1 (3),
/// day of the month (5), operator (3), month (4). The operators: 0 that day of the
/// month, 1 that weekday on or after the day, 2 … 6 the first … fifth such weekday
/// of the month, 7 the last one (NAESB REQ.21, `DstRuleType`).
fn moment(rule: u32, year: i32) -> Option<i64> {
    let bits = |low: u32, count: u32| (rule >> low) & ((1 << count) - 1);
    let seconds = i64::from(bits(0, 12)) + i64::from(bits(12, 5)) * 3600;
    let weekday = bits(17, 3);
    let day = bits(20, 5);
    let month = u8::try_from(bits(28, 4)).ok()?;
    let operator = bits(25, 3);
    if !(1..=12).contains(&month) || (operator > 0 && weekday == 0) {
        return None;
    }
    let last = u32::from(days_in_month(year, month));
    let date = |day: u32| LocalTime::new(year, month, u8::try_from(day).ok()?, 0, 0, 0, 0);
    // The first such weekday on or after a day of the month.
    let on_or_after = |day: u32| {
        let found = u32::from(date(day)?.weekday()) + 1;
        Some(day + (weekday + 7 - found) % 7)
    };
    let day = match operator {
        0 => day,
        1 => on_or_after(day.max(1))?,
        7 => on_or_after(last - 6)?,
        nth => on_or_after(1)? + 7 * (nth - 2),
    };
    Some(date(day)?.0 + seconds * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rule: u32, year: i32) -> Option<String> {
        moment(rule, year).map(|ms| LocalTime(ms).to_string())
    }

    #[test]
    fn the_rules_of_north_america() {
        assert_eq!(text(0x360E_2000, 2012).unwrap(), "2012-03-11T02:00:00");
        assert_eq!(text(0xB40E_2000, 2012).unwrap(), "2012-11-04T02:00:00");
        assert_eq!(text(0xB40E_2000, 2026).unwrap(), "2026-11-01T02:00:00");
    }

    #[test]
    fn every_operator() {
        let rule = |month: u32, operator: u32, day: u32, weekday: u32| {
            month << 28 | operator << 25 | day << 20 | weekday << 17 | 1 << 12
        };
        assert_eq!(text(rule(3, 7, 0, 7), 2025).unwrap(), "2025-03-30T01:00:00");
        assert_eq!(
            text(rule(3, 0, 21, 0), 2025).unwrap(),
            "2025-03-21T01:00:00"
        );
        assert_eq!(text(rule(3, 1, 8, 7), 2025).unwrap(), "2025-03-09T01:00:00");
        assert_eq!(text(rule(2, 6, 0, 1), 2025), None);
        assert_eq!(text(0xFFFF_FFFF, 2025), None);
        assert_eq!(text(0, 2025), None);
    }

    #[test]
    fn offsets_on_both_sides_of_the_earth() {
        let zone = |start, end, tz| LocalTimeParameters {
            tz_offset_s: tz,
            dst_offset_s: 3600,
            dst_start: Some(start),
            dst_end: Some(end),
        };
        let utc = |month, day| LocalTime::new(2025, month, day, 12, 0, 0, 0).unwrap().0;
        let east = Offsets::of(&zone(0x360E_2000, 0xB40E_2000, -18_000), 2025, 2025);
        assert_eq!((east.at(utc(1, 15)), east.at(utc(7, 15))), (-300, -240));
        // First Sunday of October to first Sunday of April.
        let south = Offsets::of(&zone(0xA40E_2000, 0x440E_3000, 36_000), 2025, 2025);
        assert_eq!((south.at(utc(1, 15)), south.at(utc(7, 15))), (660, 600));
    }
}
