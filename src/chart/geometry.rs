//! Where windows and powers lie in a drawn chart.

use super::frame::Rect;
use crate::load::Demand;
use std::ops::Range;

/// The plot of a drawn chart: from a metering window to a place, and back.
///
/// On the time axes the windows are those of the load; on the load-duration
/// curve they are ranks, the highest draw first; on the charts of a fleet's years
/// they are years, and a value stands where its year ends: [`Geometry::x`].
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    /// The rectangle of the curves, CSS px from the frame's upper left corner.
    pub plot: Rect,
    /// The windows (or ranks) shown.
    pub span: Range<usize>,
    /// The value at the bottom of the plot: kW, or state of charge 0 to 1.
    pub low: f64,
    /// The value at the top of the plot.
    pub high: f64,
    time: TimeAxis,
}

const DAY_MS: f64 = 86_400_000.0;
/// The least width of a day on a long axis, CSS px.
const DAY_CELL_PX: f64 = 1.2;
/// Days narrower than this are shown by their range, CSS px.
const NARROW_DAY_PX: f64 = 12.0;
/// Windows per CSS px from which on a line would be a mass.
const DENSE: f64 = 4.0;

/// Elapsed times of the windows shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TimeAxis {
    start_ms: i64,
    /// The end of the first window shown, which may be shorter than the others.
    second_ms: i64,
    window_ms: i64,
    end_ms: i64,
    /// False for ranks and years.
    is_time: bool,
}

impl TimeAxis {
    pub(super) fn of(demand: &Demand, span: &Range<usize>) -> Self {
        Self {
            start_ms: demand.elapsed_ms(span.start),
            second_ms: demand.elapsed_ms(span.start + 1),
            window_ms: demand.window().ms(),
            end_ms: demand.elapsed_ms(span.end),
            is_time: true,
        }
    }

    /// Ranks or years: all of one length.
    pub(super) fn even(count: usize) -> Self {
        Self {
            start_ms: 0,
            second_ms: 1,
            window_ms: 1,
            end_ms: count as i64,
            is_time: false,
        }
    }
}

impl Geometry {
    pub(super) fn new(
        plot: Rect,
        span: Range<usize>,
        (low, high): (f64, f64),
        time: TimeAxis,
    ) -> Self {
        Self {
            plot,
            span,
            low,
            high,
            time,
        }
    }

    /// Where window `k` begins, CSS px from the left; `k = span.end` gives the right edge.
    ///
    /// Windows outside the span lie on its edges.
    pub fn x(&self, k: usize) -> f64 {
        if k <= self.span.start {
            return self.plot.left;
        }
        if k >= self.span.end {
            return self.plot.right;
        }
        let behind = (k - self.span.start - 1) as i64;
        self.x_at(self.time.second_ms + behind * self.time.window_ms)
    }

    /// The middle of window `k`: the place of a time cursor.
    pub fn middle(&self, k: usize) -> f64 {
        (self.x(k) + self.x(k.saturating_add(1))) / 2.0
    }

    /// The window under a pointer so many CSS px from the left; the nearest one outside the plot.
    ///
    /// ```
    /// use peakpack::chart::{Frame, Chart, Theme, View, picture, span};
    /// use peakpack::{load::Site, scenario::Scenario};
    /// use std::sync::Arc;
    /// let scenario = Scenario::default();
    /// let site = Arc::new(Site::of(&scenario).unwrap());
    /// let outcome = peakpack::run(&scenario, &site);
    /// let day = span(&outcome, View::PeakDay);
    /// let frame = Frame::new(800.0, 330.0, Theme::light());
    /// let geometry = picture(Chart::Grid, &[&outcome], day.clone(), &frame).unwrap().geometry;
    /// let noon = day.start + 48;
    /// assert_eq!(geometry.window_at(geometry.middle(noon)), noon);
    /// assert_eq!(geometry.window_at(-5.0), day.start);
    /// ```
    pub fn window_at(&self, x: f64) -> usize {
        let share = ((x - self.plot.left) / self.plot.width()).clamp(0.0, 1.0);
        let length = (self.time.end_ms - self.time.start_ms) as f64;
        // `max` also brings a pointer at NaN to the start.
        let ms = (self.time.start_ms as f64 + share * length).max(self.time.start_ms as f64);
        let behind = ms - self.time.second_ms as f64;
        let k = if behind < 0.0 {
            self.span.start
        } else {
            self.span.start + 1 + (behind / self.time.window_ms as f64) as usize
        };
        k.min(self.span.end.saturating_sub(1)).max(self.span.start)
    }

    /// The year nearest to a pointer on a chart of years; 0 is now.
    pub fn year_at(&self, x: f64) -> usize {
        // Halfway on is the year after.
        let half = self.plot.width() / (2 * self.span.len().max(1)) as f64;
        if x + half >= self.plot.right {
            self.span.end
        } else if x > self.plot.left {
            self.window_at(x + half)
        } else {
            self.span.start
        }
    }

    /// Where a moment lies, CSS px from the left, by the milliseconds since the load began.
    pub(super) fn x_at(&self, elapsed_ms: i64) -> f64 {
        let length = (self.time.end_ms - self.time.start_ms).max(1) as f64;
        let share = (elapsed_ms - self.time.start_ms) as f64 / length;
        self.plot.left + share.clamp(0.0, 1.0) * self.plot.width()
    }

    /// Where a value lies, CSS px from the top: kW, or state of charge 0 to 1. Never outside the plot.
    pub fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        // Not a number would be drawn nowhere; the bottom shows it.
        let share = if share.is_finite() {
            share.clamp(0.0, 1.0)
        } else {
            0.0
        };
        self.plot.bottom - share * self.plot.height()
    }

    /// How many cells of at least a CSS px the windows are put into.
    pub(super) fn columns(&self) -> usize {
        let most = self.plot.width().max(1.0);
        if !self.is_dense() {
            return most as usize;
        }
        // Days, or as many days as it takes: halves of days would alternate between high and low.
        let days = self.days();
        let per_cell = (days * DAY_CELL_PX / most).ceil().max(1.0);
        ((days / per_cell).ceil().max(1.0) as usize).min(most as usize)
    }

    /// Whether the axis shows ranks and not windows of time.
    pub(super) fn is_rank(&self) -> bool {
        !self.time.is_time
    }

    /// Whether days are so narrow that only their range can be told.
    pub(super) fn is_dense(&self) -> bool {
        self.time.is_time
            && self.plot.width() < NARROW_DAY_PX * self.days()
            && self.span.len() as f64 > DENSE * self.plot.width()
    }

    fn days(&self) -> f64 {
        (self.time.end_ms - self.time.start_ms) as f64 / DAY_MS
    }
}
