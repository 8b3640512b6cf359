//! The calendar months a demand touches.

use super::demand::Demand;
use super::time::LocalTime;
use std::ops::Range;

/// A calendar month that a [`Demand`] touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthSpan {
    /// Year, for example 2026; of no meaning when the load has no dates.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// The windows that begin in it.
    pub range: Range<usize>,
}

impl Demand {
    /// The calendar months of the meter's local time that the load touches, in
    /// order; together they hold every window once.
    ///
    /// ```
    /// use peakpack::load::{Clock, Demand, Series, Step};
    /// let year = Series::new(Clock::undated(), Step::HOUR, vec![1.0; 8760]).unwrap();
    /// let months = Demand::per_step(&year).months();
    /// assert_eq!(months.len(), 12);
    /// assert_eq!(months[1].range, 744..1416);
    /// ```
    pub fn months(&self) -> Vec<MonthSpan> {
        let mut spans: Vec<MonthSpan> = Vec::new();
        // Between two clock changes local time runs evenly, so month ends are computed, not searched.
        let mut from = 0;
        let mut changes = self.clock.changes.iter().map(|change| change.at_step);
        while from < self.len() {
            let to = changes
                .find(|at| *at > from)
                .map_or(self.len(), |at| at.min(self.len()));
            self.months_between(from, to, &mut spans);
            from = to;
        }
        spans
    }

    /// Adds the months of the windows `from..to`, within which the clock is not changed.
    fn months_between(&self, mut from: usize, to: usize, spans: &mut Vec<MonthSpan>) {
        while from < to {
            let now = self.time(from);
            let civil = now.civil();
            let next_month = if civil.month == 12 {
                LocalTime::new(civil.year + 1, 1, 1, 0, 0, 0, 0)
            } else {
                LocalTime::new(civil.year, civil.month + 1, 1, 0, 0, 0, 0)
            };
            // Beyond the calendar's last year there is no next month to wait for.
            let to_go = next_month.map_or(i64::MAX, |next| next.0 - now.0);
            let until = self.first_window_after(from, to_go).min(to);
            match spans.last_mut() {
                // A clock set back over midnight must not open a finished month again.
                Some(last) if (last.year, last.month) >= (civil.year, civil.month) => {
                    last.range.end = until;
                }
                _ => spans.push(MonthSpan {
                    year: civil.year,
                    month: civil.month,
                    range: from..until,
                }),
            }
            from = until;
        }
    }

    /// The first window behind `from` that begins at least `ms` after it.
    fn first_window_after(&self, from: usize, ms: i64) -> usize {
        let edge_ms = self.elapsed_ms(from).saturating_add(ms);
        let behind_first = (edge_ms.saturating_sub(self.first_ms)).max(0);
        let windows =
            behind_first / self.window.ms() + i64::from(behind_first % self.window.ms() > 0);
        (1 + windows.min(self.len() as i64) as usize).max(from + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::demand::demand;
    use super::super::series::{Clock, ClockChange, Series};
    use super::super::time::Step;
    use super::*;

    #[test]
    fn clock_changes_reach_the_windows_and_the_months() {
        let start = LocalTime::new(2025, 3, 30, 0, 0, 0, 0).unwrap();
        let mut clock = Clock::starting(start);
        clock.changes = vec![ClockChange {
            at_step: 24,
            shift_ms: 3_600_000,
        }];
        // Five-minute steps; 47 hours to 1 April because the clock jumps from 02:00 to 03:00.
        let step = Step::from_ms(300_000).unwrap();
        let billed = demand(
            &Series::new(clock, step, vec![1.0; 12 * 50]).unwrap(),
            Step::QUARTER_HOUR,
        );
        assert_eq!(billed.time(7).to_string(), "2025-03-30T01:45:00");
        assert_eq!(billed.time(8).to_string(), "2025-03-30T03:00:00");
        let months = billed.months();
        assert_eq!((months[0].month, months[0].range.clone()), (3, 0..188));
        assert_eq!((months[1].month, months[1].range.clone()), (4, 188..200));
    }

    #[test]
    fn a_clock_set_back_over_midnight_does_not_reopen_a_month() {
        let mut clock = Clock::starting(LocalTime::new(2025, 10, 31, 22, 0, 0, 0).unwrap());
        clock.changes = vec![ClockChange {
            at_step: 3,
            shift_ms: -3_600_000,
        }];
        // Labels 22, 23, 00, then back: 00, 01 …; and a change of two hours goes back to 23.
        clock.changes.push(ClockChange {
            at_step: 4,
            shift_ms: -7_200_000,
        });
        let billed = Demand::per_step(&Series::new(clock, Step::HOUR, vec![1.0; 8]).unwrap());
        let months = billed.months();
        assert_eq!(months.len(), 2);
        assert_eq!(months[0].range, 0..2);
        assert_eq!(months[1].range, 2..8);
    }
}
