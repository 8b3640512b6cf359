//! The load as the meter bills it: averaged over clock windows.

use super::resample::{changes_on, window_means};
use super::series::{Clock, Series};
use super::time::{LocalTime, Step};
use std::ops::Range;

const MS_PER_HOUR: f64 = 3_600_000.0;

/// A load averaged over the meter's windows (00:00, 00:15 … local time).
///
/// All windows have the same length but the first and the last, which are as
/// long as the load covers them. Never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    kw: Vec<f64>,
    window: Step,
    /// Covered milliseconds of the first window.
    first_ms: i64,
    /// Covered milliseconds of the last window; the same as `first_ms` when there is one only.
    last_ms: i64,
    /// Counts windows where the series' clock counts steps.
    clock: Clock,
    coarser: bool,
}

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

/// Averages a load over the meter's clock windows of length `window`.
///
/// Windows lie on the clock: they are counted from the local midnight before
/// the load begins. A load that begins or ends inside a window has a shorter
/// first or last one, with the mean over what is there. Steps that do not
/// divide the window are split, each part with its share of the energy. A step
/// longer than the window is used as it is
/// ([`coarser_than_window`](Demand::coarser_than_window)). A change of the
/// clock by no whole number of windows does not move their edges.
///
/// ```
/// use peakpack::load::{Clock, LocalTime, Series, Step, demand};
/// let start = LocalTime::new(2026, 7, 1, 15, 40, 0, 0).unwrap();
/// let five_minutes = Step::from_ms(300_000).unwrap();
/// let series = Series::new(Clock::starting(start), five_minutes, vec![6.0, 1.0, 2.0, 3.0]).unwrap();
/// let billed = demand(&series, Step::QUARTER_HOUR);
/// assert_eq!(billed.kw(), [6.0, 2.0]); // 15:40–15:45, then 15:45–16:00
/// assert_eq!(billed.time(1).to_string(), "2026-07-01T15:45:00");
/// assert_eq!(billed.hours_of(0), 5.0 / 60.0);
/// ```
pub fn demand(series: &Series, window: Step) -> Demand {
    let (step_ms, window_ms) = (series.step().ms(), window.ms());
    if step_ms > window_ms {
        return Demand {
            coarser: true,
            ..Demand::per_step(series)
        };
    }
    let total_ms = step_ms * series.len() as i64;
    // How far the load begins behind an edge of the grid.
    let into_window = series.clock().start.ms_of_day() % window_ms;
    let first_ms = (window_ms - into_window).min(total_ms);
    let behind_first = total_ms - first_ms;
    let last_ms = match behind_first % window_ms {
        _ if behind_first == 0 => first_ms,
        0 => window_ms,
        part => part,
    };
    let kw = window_means(series.kw(), step_ms, first_ms, window_ms);
    let clock = Clock {
        changes: changes_on(series.clock(), step_ms, first_ms, window_ms),
        ..series.clock().clone()
    };
    Demand {
        kw,
        window,
        first_ms,
        last_ms,
        clock,
        coarser: false,
    }
}

impl Demand {
    /// Every step of the load as a window of its own, wherever it lies on the clock.
    ///
    /// ```
    /// use peakpack::load::{Clock, Demand, Series, Step};
    /// let series = Series::new(Clock::undated(), Step::HOUR, vec![1.0, 2.0]).unwrap();
    /// assert_eq!(Demand::per_step(&series).kw(), series.kw());
    /// ```
    pub fn per_step(series: &Series) -> Self {
        Self {
            kw: series.kw().to_vec(),
            window: series.step(),
            first_ms: series.step().ms(),
            last_ms: series.step().ms(),
            clock: series.clock().clone(),
            coarser: false,
        }
    }

    /// Mean kW over each window.
    pub fn kw(&self) -> &[f64] {
        &self.kw
    }

    /// The number of windows; never 0.
    #[allow(clippy::len_without_is_empty, reason = "a demand is never empty")]
    pub fn len(&self) -> usize {
        self.kw.len()
    }

    /// The length of a full window: the one asked for, or the load's own step where that is longer.
    pub fn window(&self) -> Step {
        self.window
    }

    /// The length of a full window in hours.
    pub fn dt_h(&self) -> f64 {
        self.window.hours().0
    }

    /// Hours the load covers of the first window.
    pub fn first_h(&self) -> f64 {
        self.first_ms as f64 / MS_PER_HOUR
    }

    /// Hours the load covers of the last window (the first one, when there is one only).
    pub fn last_h(&self) -> f64 {
        self.last_ms as f64 / MS_PER_HOUR
    }

    /// Hours covered of window `k`.
    pub fn hours_of(&self, k: usize) -> f64 {
        if k == 0 {
            self.first_h()
        } else if k + 1 == self.len() {
            self.last_h()
        } else {
            self.dt_h()
        }
    }

    /// Whether the load's step is longer than the window asked for, so that
    /// its 15-minute peaks, say, are not known.
    pub fn coarser_than_window(&self) -> bool {
        self.coarser
    }

    /// Whether the load has dates of its own.
    pub fn dated(&self) -> bool {
        self.clock.dated
    }

    /// Milliseconds from the start of the load to the start of window `k`; `k = len()` gives the end.
    pub fn elapsed_ms(&self, k: usize) -> i64 {
        if k == 0 {
            0
        } else if k < self.len() {
            self.first_ms + self.window.ms() * (k as i64 - 1)
        } else if self.len() == 1 {
            self.first_ms
        } else {
            self.first_ms + self.window.ms() * (self.len() as i64 - 2) + self.last_ms
        }
    }

    /// Local time at which the load enters window `k` (for the first, the start
    /// of the load); `k = len()` gives the end. Clock changes are carried over.
    pub fn time(&self, k: usize) -> LocalTime {
        self.clock.local(k, self.elapsed_ms(k))
    }

    /// The whole time covered, in hours.
    pub fn total_hours(&self) -> f64 {
        self.elapsed_ms(self.len()) as f64 / MS_PER_HOUR
    }

    /// The first window with the highest demand.
    pub fn peak_index(&self) -> usize {
        let mut at = 0;
        for (k, kw) in self.kw.iter().enumerate() {
            if *kw > self.kw[at] {
                at = k;
            }
        }
        at
    }

    /// The highest demand, kW.
    pub fn peak_kw(&self) -> f64 {
        self.kw[self.peak_index()]
    }

    /// Energy over the whole time, kWh.
    pub fn energy_kwh(&self) -> f64 {
        self.energy_above_kwh(0.0)
    }

    /// Mean over the whole time, kW.
    pub fn mean_kw(&self) -> f64 {
        // About the first value, so that the mean of a flat load is that load to the last bit.
        let anchor = self.kw[0];
        anchor + self.energy_above_kwh(anchor) / self.total_hours()
    }

    /// Energy above a level, less what is below it, kWh.
    fn energy_above_kwh(&self, level_kw: f64) -> f64 {
        let above = |k: usize| (self.kw[k] - level_kw) * self.hours_of(k);
        let last = self.len() - 1;
        if last == 0 {
            return above(0);
        }
        let full: f64 = self.kw[1..last].iter().map(|kw| kw - level_kw).sum();
        above(0) + full * self.dt_h() + above(last)
    }

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
    use super::super::series::ClockChange;
    use super::*;

    fn series(start: LocalTime, step_ms: i64, kw: Vec<f64>) -> Series {
        Series::new(Clock::starting(start), Step::from_ms(step_ms).unwrap(), kw).unwrap()
    }

    #[test]
    fn a_measured_log_that_begins_off_the_grid_has_a_short_first_and_last_window() {
        let start = LocalTime::new(2024, 5, 17, 15, 38, 28, 0).unwrap();
        let log = series(start, 2_000, (0..1_720).map(f64::from).collect());
        let billed = demand(&log, Step::QUARTER_HOUR);
        assert_eq!(billed.len(), 5);
        assert_eq!(billed.first_h(), 392.0 / 3_600.0);
        assert_eq!(billed.last_h(), 348.0 / 3_600.0);
        assert_eq!(billed.time(0), start);
        assert_eq!(billed.time(1).to_string(), "2024-05-17T15:45:00");
        assert_eq!(billed.time(5), log.time(log.len()));
        assert_eq!(billed.kw()[0], (0..196).sum::<i32>() as f64 / 196.0);
    }

    #[test]
    fn a_load_inside_one_window_is_one_window() {
        let start = LocalTime::new(2024, 5, 17, 15, 31, 0, 0).unwrap();
        let billed = demand(
            &series(start, 60_000, vec![1.0, 2.0, 6.0]),
            Step::QUARTER_HOUR,
        );
        assert_eq!(billed.kw(), [3.0]);
        assert_eq!((billed.first_h(), billed.last_h()), (0.05, 0.05));
        assert_eq!(billed.total_hours(), 0.05);
        assert_eq!(billed.mean_kw(), 3.0);
        assert_eq!(billed.months().len(), 1);
    }

    #[test]
    fn a_step_longer_than_the_window_is_used_as_it_is() {
        let half_past = LocalTime::new(2024, 5, 17, 15, 30, 0, 0).unwrap();
        let billed = demand(
            &series(half_past, 3_600_000, vec![1.0, 2.0]),
            Step::QUARTER_HOUR,
        );
        assert!(billed.coarser_than_window());
        assert_eq!(billed.kw(), [1.0, 2.0]);
        assert_eq!(billed.dt_h(), 1.0);
        assert_eq!(billed.time(1).to_string(), "2024-05-17T16:30:00");
    }

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
