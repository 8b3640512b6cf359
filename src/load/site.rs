//! A load made ready for the dispatch: averaged over the meter's window, cut into months.

use super::demand::{Demand, MonthSpan, demand};
use super::meter::Reading;
use super::series::Series;
use super::synthetic::{self, ProfileError, ProfileSpec};
use super::time::Step;
use crate::scenario::{Scenario, Shape};
use std::ops::Range;

/// Where a load comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadSource {
    /// Generated from a documented profile.
    Profile(Shape),
    /// The person's own meter file.
    Meter,
    /// It came in the link.
    Link,
}

/// A site's load, and what is computed from it once, whatever the packs.
#[derive(Clone, Debug)]
pub struct Site {
    /// Where the load comes from.
    pub source: LoadSource,
    /// The load as it came.
    pub series: Series,
    /// The load as the meter bills it.
    pub demand: Demand,
    /// The calendar months it touches.
    pub months: Vec<MonthSpan>,
    /// The mean over the whole time, kW.
    pub mean_kw: f64,
    /// Where values were missing and filled, in ms since the load began, rising.
    pub filled_ms: Vec<Range<i64>>,
    /// Where values are far above all others, in ms since the load began, rising.
    pub spikes_ms: Vec<i64>,
}

impl Site {
    /// A load behind a meter with this window.
    ///
    /// ```
    /// use peakpack::load::{Clock, LoadSource, Series, Site, Step};
    /// let week = Series::new(Clock::undated(), Step::HOUR, vec![500.0; 168]).unwrap();
    /// let site = Site::new(LoadSource::Meter, week, Step::QUARTER_HOUR);
    /// assert_eq!(site.months.len(), 1);
    /// assert!(site.demand.coarser_than_window());
    /// ```
    pub fn new(source: LoadSource, series: Series, window: Step) -> Self {
        let demand = demand(&series, window);
        let months = demand.months();
        let mean_kw = demand.mean_kw();
        Self {
            source,
            series,
            demand,
            months,
            mean_kw,
            filled_ms: Vec::new(),
            spikes_ms: Vec::new(),
        }
    }

    /// The load of a meter file, with what is to be marked in it.
    pub fn of_meter(reading: &Reading, window: Step) -> Self {
        let step_ms = reading.series.step().ms();
        let ms = |step: usize| step_ms.saturating_mul(step as i64);
        let gaps = reading.report.filled_steps.iter();
        Self {
            filled_ms: gaps.map(|gap| ms(gap.start)..ms(gap.end)).collect(),
            spikes_ms: reading.report.spikes.iter().map(|&step| ms(step)).collect(),
            ..Self::new(LoadSource::Meter, reading.series.clone(), window)
        }
    }

    /// The generated load of a scenario.
    ///
    /// # Errors
    /// When step and days ask for more than can be generated.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::Scenario;
    /// let site = Site::of(&Scenario::default()).unwrap();
    /// assert_eq!(site.demand.peak_kw(), 100_000.0);
    /// ```
    pub fn of(scenario: &Scenario) -> Result<Self, ProfileError> {
        let series = synthetic::profile(&ProfileSpec {
            shape: scenario.shape(),
            peak: scenario.site_peak(),
            load_factor: scenario.load_factor().map(|share| share.get()),
            pue: scenario.pue(),
            seed: scenario.seed(),
            step: Step::from_seconds_clamped(scenario.step_ms() as f64 / 1000.0),
            days: scenario.days(),
        })?;
        let source = LoadSource::Profile(scenario.shape());
        Ok(Self::new(source, series, window_of(scenario)))
    }

    /// The share of a 365-day year that the load covers.
    pub fn years(&self) -> f64 {
        self.demand.total_hours() / 8_760.0
    }

    /// Whether the load covers a year, give or take a day: figures a year need no scaling.
    pub fn is_one_year(&self) -> bool {
        (self.demand.total_hours() - 8_772.0).abs() <= 36.0
    }
}

/// The metering window of a scenario.
pub fn window_of(scenario: &Scenario) -> Step {
    Step::from_seconds_clamped(f64::from(scenario.window_minutes()) * 60.0)
}
