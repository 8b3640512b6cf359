//! The charts: one drawing for canvas and SVG.
//!
//! A chart is [`draw`]n on any plotters backend, or made into an [`svg`]. Titles
//! and legends belong to the page; lines are labelled directly. All lengths are
//! CSS px, whatever the backend's own units are ([`Frame::scale`]).
//!
//! Every function takes a slice of outcomes: the first is the main one, the
//! others are drawn thinner beside it. The years of a fleet have charts of their own,
//! made of prospects in the same way ([`life_picture`]).
//!
//! ```
//! use peakpack::chart::{Frame, Chart, Theme, View, draw, span};
//! use peakpack::{load::Site, scenario::Scenario};
//! use plotters::prelude::SVGBackend;
//! use std::sync::Arc;
//! let scenario = Scenario::default();
//! let site = Arc::new(Site::of(&scenario).unwrap());
//! let outcome = peakpack::run(&scenario, &site);
//!
//! let frame = Frame::new(560.0, 188.0, Theme::light()).scaled(2.0);
//! let mut text = String::new();
//! let mut backend = SVGBackend::with_string(&mut text, frame.units());
//! let week = span(&outcome, View::Week);
//! let geometry = draw(&mut backend, Chart::Grid, &[&outcome], week.clone(), &frame).unwrap();
//! assert_eq!(geometry.window_at(geometry.plot.right), week.end - 1);
//! ```

mod axes;
mod beside;
mod charge;
mod curves;
mod dash;
mod decimate;
mod duration;
mod frame;
mod gaps;
mod geometry;
mod grid;
mod hatch;
mod labels;
#[cfg(test)]
mod legible;
mod life;
mod mark;
mod paint;
mod peaks;
mod preview;
mod series;
mod sheet;
mod still;
mod svg;
mod table;
mod theme;
mod ticks;
mod time_axis;
mod trace;
mod view;
mod words;

pub use beside::laid_on;
pub use decimate::{Column, decimate};
pub use frame::{Frame, Rect};
pub use geometry::Geometry;
pub use life::{
    LIFE_HEADINGS, LifeChart, draw_life, life_picture, life_rows, life_summary, life_svg,
    life_title,
};
pub use mark::Picture;
pub use paint::ChartError;
pub use series::{Columns, columns};
pub use sheet::{Shown, Told, sheet};
pub use still::{Still, still};
pub use svg::svg;
pub use table::{Row, rows, summary, time_label};
pub use theme::{Colour, Theme, contrast};
pub use view::{Chart, View, span};

use crate::load::Site;
use crate::outcome::Outcome;
use plotters::prelude::DrawingBackend;
use std::ops::Range;

/// Draws a chart, ground and all, and says where things lie.
///
/// `span` holds the windows to show, as [`span`](span()) gives them; a
/// [`Chart::Duration`] always shows all. The backend must be
/// [`Frame::units`] large.
///
/// # Errors
/// When there is no outcome, or the backend fails.
pub fn draw<DB: DrawingBackend>(
    backend: &mut DB,
    chart: Chart,
    outcomes: &[&Outcome],
    span: Range<usize>,
    frame: &Frame,
) -> Result<Geometry, ChartError> {
    let picture = picture(chart, outcomes, span, frame)?;
    paint::paint(backend, &picture.marks, &frame.sane(), 1.0)?;
    Ok(picture.geometry)
}

/// Draws a load alone, whole and small, before anything is made of it: with the gaps that were
/// filled and the values far above all others.
///
/// # Errors
/// When the backend fails.
pub fn draw_preview<DB: DrawingBackend>(
    backend: &mut DB,
    site: &Site,
    frame: &Frame,
) -> Result<(), ChartError> {
    let picture = preview(site, frame);
    paint::paint(backend, &picture.marks, &frame.sane(), 1.0)
}

/// The picture of [`draw_preview`] before it is painted.
///
/// ```
/// use peakpack::chart::{Frame, Theme, preview};
/// use peakpack::load::{Site, Step, meter};
/// let file = b"time,kW\n2025-01-01 00:00,1\n2025-01-01 01:00,2\n";
/// let reading = meter::read(file, &meter::ReadOptions::default()).unwrap();
/// let site = Site::of_meter(&reading, Step::HOUR);
/// let picture = preview(&site, &Frame::new(300.0, 110.0, Theme::light()));
/// assert_eq!(picture.geometry.span, 0..2);
/// ```
pub fn preview(site: &Site, frame: &Frame) -> Picture {
    preview::picture(site, &frame.sane())
}

/// A chart before it is painted: says where things will lie.
///
/// # Errors
/// When there is no outcome.
pub fn picture(
    chart: Chart,
    outcomes: &[&Outcome],
    span: Range<usize>,
    frame: &Frame,
) -> Result<Picture, ChartError> {
    let (main, others) = outcomes.split_first().ok_or(ChartError::NoOutcome)?;
    let frame = frame.sane();
    let len = main.site.demand.len();
    // A span of another load must not be a reason to fail.
    let start = span.start.min(len - 1);
    let span = start..span.end.clamp(start + 1, len);
    let others: Vec<_> = others.iter().map(|other| laid_on(main, other)).collect();
    let others: Vec<&Outcome> = others.iter().map(|other| &**other).collect();
    let others = others.as_slice();
    Ok(match chart {
        Chart::Grid => grid::picture(main, others, span, &frame),
        Chart::Charge => charge::picture(main, others, span, &frame),
        Chart::Duration => duration::picture(main, others, &frame),
    })
}
