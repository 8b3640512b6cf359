//! The site's demand as a validated series: a clock, a step, and one kW value per step.

use super::time::{LocalTime, Step};
use crate::decimal::short;
use std::fmt;
use std::ops::Range;

/// The largest magnitude a value may have: 1 TW, above any site and below any rounding trouble.
pub const MAX_KW: f64 = 1e9;
/// The most steps a series may have.
pub const MAX_STEPS: usize = 6_000_000;

/// A moment at which the meter's clock was changed (summer time).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// The first step that is labelled by the changed clock.
    pub at_step: usize,
    /// How far the clock was moved at this step: +3,600,000 in spring, −3,600,000 in autumn.
    pub shift_ms: i32,
}

/// How step numbers become local times.
#[derive(Clone, Debug, PartialEq)]
pub struct Clock {
    /// Local time at which step 0 begins.
    pub start: LocalTime,
    /// False when the source had no dates; `start` is then [`LocalTime::UNDATED`].
    pub dated: bool,
    /// Clock changes inside the series, by rising `at_step`.
    pub changes: Vec<ClockChange>,
}

impl Clock {
    /// The clock of a load without dates: Monday 1 January of a 365-day year.
    pub fn undated() -> Self {
        Self {
            start: LocalTime::UNDATED,
            dated: false,
            changes: Vec::new(),
        }
    }

    /// A clock that starts at `start` and is never changed.
    pub fn starting(start: LocalTime) -> Self {
        Self {
            start,
            dated: true,
            changes: Vec::new(),
        }
    }

    /// The local time `elapsed_ms` after the start, at or inside step `step_index`.
    pub fn local(&self, step_index: usize, elapsed_ms: i64) -> LocalTime {
        let shift: i64 = self
            .changes
            .iter()
            .take_while(|change| change.at_step <= step_index)
            .map(|change| i64::from(change.shift_ms))
            .sum();
        self.start.plus_ms(elapsed_ms.saturating_add(shift))
    }
}

/// A site's demand: mean kW over each of `len` equal steps. Positive is import;
/// a site that exports (solar) has negative values.
///
/// A `Series` is never empty, holds only finite values of at most [`MAX_KW`] and
/// never more than [`MAX_STEPS`] of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    clock: Clock,
    step: Step,
    kw: Vec<f64>,
}

/// Why a list of numbers is not a [`Series`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SeriesError {
    /// There is no value at all.
    Empty,
    /// More than [`MAX_STEPS`] values.
    TooLong {
        /// How many there were.
        steps: usize,
    },
    /// A value that is not a number, or beyond [`MAX_KW`].
    NotAPower {
        /// The step, from 0.
        step: usize,
        /// What stood there, in kW.
        kw: f64,
    },
}

impl fmt::Display for SeriesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the load has no values: it needs at least one"),
            Self::TooLong { steps } => write!(
                f,
                "the load has {steps} steps; at most {MAX_STEPS} can be read: use a longer step or a shorter period"
            ),
            Self::NotAPower { step, kw } => write!(
                f,
                "step {} of the load is {} kW; it must be a number of at most {} kW either way",
                step + 1,
                short(*kw),
                short(MAX_KW)
            ),
        }
    }
}

impl std::error::Error for SeriesError {}

impl Series {
    /// A series from its clock, step and kW values.
    ///
    /// # Errors
    /// When `kw` is empty, too long, or holds a value that is no power.
    ///
    /// ```
    /// use peakpack::load::{Clock, Series, Step};
    /// let day = Series::new(Clock::undated(), Step::HOUR, vec![10.0; 24]).unwrap();
    /// assert_eq!(day.energy().0, 240.0);
    /// assert!(Series::new(Clock::undated(), Step::HOUR, vec![f64::NAN]).is_err());
    /// ```
    pub fn new(clock: Clock, step: Step, kw: Vec<f64>) -> Result<Self, SeriesError> {
        if kw.is_empty() {
            return Err(SeriesError::Empty);
        }
        if kw.len() > MAX_STEPS {
            return Err(SeriesError::TooLong { steps: kw.len() });
        }
        let wrong = kw
            .iter()
            .position(|value| !value.is_finite() || value.abs() > MAX_KW);
        match wrong {
            Some(step) => Err(SeriesError::NotAPower { step, kw: kw[step] }),
            None => Ok(Self { clock, step, kw }),
        }
    }

    /// Mean kW over each step.
    pub fn kw(&self) -> &[f64] {
        &self.kw
    }

    /// The length of a step.
    pub fn step(&self) -> Step {
        self.step
    }

    /// How step numbers become local times.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The number of steps; never 0.
    #[allow(clippy::len_without_is_empty, reason = "a series is never empty")]
    pub fn len(&self) -> usize {
        self.kw.len()
    }

    /// The steps of a range as a load of their own; `None` when it holds none.
    ///
    /// ```
    /// use peakpack::load::{Clock, LocalTime, Series, Step};
    /// let start = LocalTime::new(2025, 1, 1, 0, 0, 0, 0).unwrap();
    /// let series = Series::new(Clock::starting(start), Step::HOUR, vec![1.0, 2.0, 3.0]).unwrap();
    /// let part = series.part(1..9).unwrap();
    /// assert_eq!(part.kw(), [2.0, 3.0]);
    /// assert_eq!(part.time(0).to_string(), "2025-01-01T01:00:00");
    /// assert_eq!(series.part(3..9), None);
    /// ```
    pub fn part(&self, range: Range<usize>) -> Option<Self> {
        let kw = self.kw.get(range.start..range.end.min(self.kw.len()))?;
        let changes = self.clock.changes.iter();
        let inside = changes.filter(|change| change.at_step > range.start);
        let clock = Clock {
            start: self.time(range.start),
            dated: self.clock.dated,
            changes: inside
                .filter(|change| change.at_step < range.start + kw.len())
                .map(|change| ClockChange {
                    at_step: change.at_step - range.start,
                    ..*change
                })
                .collect(),
        };
        Self::new(clock, self.step, kw.to_vec()).ok()
    }

    /// The whole time covered.
    pub fn duration(&self) -> crate::units::Hours {
        crate::units::Hours(self.step.hours().0 * self.kw.len() as f64)
    }

    /// Local time at which step `k` begins; `k = len()` gives the end of the series.
    pub fn time(&self, k: usize) -> LocalTime {
        self.clock.local(k, self.step.ms().saturating_mul(k as i64))
    }

    /// All energy imported, less what was exported.
    pub fn energy(&self) -> crate::units::KilowattHours {
        crate::units::KilowattHours(self.kw.iter().sum::<f64>() * self.step.hours().0)
    }
}
