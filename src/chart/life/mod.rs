//! A fleet's years: state of health and peak cut, year by year.
//!
//! | file | what is in it |
//! |---|---|
//! | `course.rs` | the numbers of a prospect that a chart shows |
//! | `curves.rs` | lines, bands and marks |
//! | `notes.rs` | the words at them |
//! | `title.rs`, `summary.rs`, `words.rs` | the finding in one line, and a text alternative |
//! | `rows.rs` | data table and CSV |
//!
//! ```
//! use peakpack::chart::{Frame, LifeChart, Theme, life_svg, life_title};
//! use peakpack::life::Study;
//! use peakpack::{load::Site, scenario::{Id, Scenario}};
//! use std::sync::Arc;
//! let scenario = Scenario::default().with(Id::Years, 2.0);
//! let site = Arc::new(Site::of(&scenario).unwrap());
//! let mut study = Study::new(&scenario, &site)?;
//! while study.step()? {}
//! let prospect = study.prospect();
//! let title = life_title(LifeChart::Health, prospect);
//! assert_eq!(title, "Health stays above 55 % for all 2 years");
//! let frame = Frame::new(340.0, 170.0, Theme::light());
//! assert!(life_svg(LifeChart::Health, &[prospect], &frame).contains("78 %"));
//! # Ok::<(), peakpack::life::CannotPlan>(())
//! ```

mod course;
mod curves;
#[cfg(test)]
mod legible;
mod notes;
mod rows;
mod summary;
mod title;
mod words;

pub(super) use rows::life_value;
pub use rows::{LIFE_HEADINGS, life_rows};
pub use summary::life_summary;
pub use title::life_title;

use super::axes;
use super::frame::{Frame, Rect};
use super::geometry::{Geometry, TimeAxis};
use super::mark::Picture;
use super::paint::{self, ChartError};
use super::svg::document;
use super::ticks::{ValueAxis, charge_axis, power_axis};
use super::time_axis::TimeTick;
use crate::life::Prospect;
use crate::outcome::DISCLAIMER;
use course::{Course, Unit};
use plotters::prelude::DrawingBackend;

/// Which chart of a fleet's years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifeChart {
    /// State of health by year.
    Health,
    /// Peak cut by year.
    Cut,
}

impl LifeChart {
    /// In the order of the page.
    pub const ALL: [Self; 2] = [Self::Health, Self::Cut];
}

/// A chart of years before it is painted. Its geometry counts years: [`Geometry::year_at`].
///
/// The first prospect is the main one, the others are drawn thinner beside it.
///
/// # Errors
/// When there is no prospect.
pub fn life_picture(
    chart: LifeChart,
    prospects: &[&Prospect],
    frame: &Frame,
) -> Result<Picture, ChartError> {
    let (main, others) = prospects.split_first().ok_or(ChartError::NoOutcome)?;
    let frame = frame.sane();
    let horizon = course::horizon(main);
    let own = Course::of(chart, main, horizon);
    let others: Vec<Course> = others
        .iter()
        .map(|other| Course::of(chart, other, horizon))
        .collect();
    let unit = Unit::of(chart, main);
    let (low, mut high) = others
        .iter()
        .fold(own.extent(horizon), |(low, high), other| {
            let (least, most) = other.extent(horizon);
            (low.min(least), high.max(most))
        });
    // Numbers of an axis on which nothing can be told would all look the same.
    let peak_kw = main.base.peak_before_kw;
    if chart == LifeChart::Cut && peak_kw.is_finite() && high - low < 1e-4 * peak_kw {
        high = low + 0.1 * peak_kw;
    }
    let (plot, values) = room((low, high), unit, &frame);
    let ends = (values.low, values.high);
    let geometry = Geometry::new(plot, 0..horizon, ends, TimeAxis::even(horizon));
    let mut marks = Vec::new();
    axes::draw(&mut marks, &frame, &geometry, &values, &ticks(&geometry));
    let board = curves::draw(&mut marks, &own, &others, &geometry, &frame);
    notes::draw(&mut marks, board, &own, unit, &geometry, &frame);
    Ok(Picture { marks, geometry })
}

/// Draws a chart of years, ground and all, and says where things lie.
///
/// # Errors
/// When there is no prospect, or the backend fails.
pub fn draw_life<DB: DrawingBackend>(
    backend: &mut DB,
    chart: LifeChart,
    prospects: &[&Prospect],
    frame: &Frame,
) -> Result<Geometry, ChartError> {
    let picture = life_picture(chart, prospects, frame)?;
    paint::paint(backend, &picture.marks, &frame.sane(), 1.0)?;
    Ok(picture.geometry)
}

/// A chart of years as an SVG document of its own, with a title and a description.
pub fn life_svg(chart: LifeChart, prospects: &[&Prospect], frame: &Frame) -> String {
    let (title, description) = match prospects.first() {
        Some(main) => (
            life_title(chart, main),
            format!("{} {DISCLAIMER}", life_summary(chart, main)),
        ),
        None => (String::new(), String::new()),
    };
    let marks = life_picture(chart, prospects, frame).map_or_else(|_| Vec::new(), |p| p.marks);
    document(&title, &description, &marks, frame)
}

/// Where the curves go, and the numbers beside them; on the right there is room for what they end at.
fn room((low, high): (f64, f64), unit: Unit, frame: &Frame) -> (Rect, ValueAxis) {
    let (least, most) = (unit.number(low), unit.number(high));
    let widest = if least.len() > most.len() {
        least
    } else {
        most
    };
    let mut plot = axes::plot(frame, axes::LABEL_ROOM, &widest);
    plot.right = (frame.width - notes::end_room(widest, unit)).max(plot.left + 8.0);
    let most = axes::most_ticks(&plot);
    let values = match unit {
        Unit::Percent => charge_axis(most),
        Unit::Power(scale) => power_axis(low, high, scale, most),
    };
    (plot, values)
}

/// More ticks than this are noise, however wide the axis is.
const MOST_TICKS: usize = 6;
/// The least distance of two ticks, CSS px.
const TICK_PX: f64 = 36.0;

/// Now, and round numbers of years; the last one says that they are years.
fn ticks(geometry: &Geometry) -> Vec<TimeTick> {
    let horizon = geometry.span.end;
    let most = ((geometry.plot.width() / TICK_PX) as usize).min(MOST_TICKS);
    let step = [1, 2, 5, 10, 20]
        .into_iter()
        .find(|step| horizon <= step * most)
        .unwrap_or(horizon);
    let last = horizon - horizon % step;
    let tick = |year: usize| TimeTick {
        line: (year > 0).then(|| geometry.x(year)),
        at: geometry.x(year),
        words: match year {
            0 => "now".to_owned(),
            _ if year == last => words::years(year as u32),
            _ => year.to_string(),
        },
    };
    (0..=last).step_by(step).map(tick).collect()
}
