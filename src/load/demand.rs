//! The load as the meter bills it: averaged over clock windows.

pub use super::months::MonthSpan;
use super::resample::{changes_on, window_means};
use super::series::{Clock, Series};
use super::time::{LocalTime, Step};

const MS_PER_HOUR: f64 = 3_600_000.0;

/// A load averaged over the meter's windows (00:00, 00:15 … local time).
///
/// All windows have the same length but the first and the last, which are as
/// long as the load covers them. Never empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    kw: Vec<f64>,
    pub(super) window: Step,
    /// Covered milliseconds of the first window.
    pub(super) first_ms: i64,
    /// Covered milliseconds of the last window; the same as `first_ms` when there is one only.
    last_ms: i64,
    /// Counts windows where the series' clock counts steps.
    pub(super) clock: Clock,
    coarser: bool,
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

    /// Other values in the first of these windows; never none.
    pub(crate) fn with_values(&self, mut kw: Vec<f64>) -> Self {
        kw.truncate(self.len());
        Self { kw, ..self.clone() }
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
}

#[cfg(test)]
mod tests {
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
}
