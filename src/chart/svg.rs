//! Charts as self-contained SVG.

use super::frame::Frame;
use super::mark::Mark;
use super::paint::paint;
use super::view::Chart;
use super::{picture, table};
use crate::outcome::{DISCLAIMER, Outcome};
use plotters::prelude::SVGBackend;
use std::ops::Range;

/// Drawn four times as large in a `viewBox`, for coordinates to a quarter of a pixel.
const FINE: f64 = 4.0;
/// plotters' SVG backend divides font sizes by this.
const FONT_DIVISOR: f64 = 1.24;

/// A chart as an SVG document of its own, with a title and a description for those who cannot see it.
///
/// ```
/// use peakpack::chart::{Frame, Chart, Theme, View, span, svg};
/// use peakpack::{load::Site, scenario::Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// let day = span(&outcome, View::PeakDay);
/// let frame = Frame::new(800.0, 330.0, Theme::light());
/// let text = svg(Chart::Grid, &[&outcome], day, &frame);
/// assert!(text.starts_with("<svg "));
/// assert!(text.contains("MW"));
/// ```
pub fn svg(chart: Chart, outcomes: &[&Outcome], span: Range<usize>, frame: &Frame) -> String {
    let (title, description, marks) = match outcomes.first() {
        Some(main) => (
            title(chart, main),
            format!("{} {DISCLAIMER}", table::summary(chart, main, span.clone())),
            picture(chart, outcomes, span, frame)
                .map_or_else(|_| Vec::new(), |picture| picture.marks),
        ),
        None => (String::new(), String::new(), Vec::new()),
    };
    document(&title, &description, &marks, frame)
}

fn title(chart: Chart, main: &Outcome) -> String {
    match chart {
        Chart::Grid => main.picture_title(),
        Chart::Charge => "State of charge of the packs".to_owned(),
        Chart::Duration => "Grid draw before and after, the highest first".to_owned(),
    }
}

/// Marks of this frame as a document.
pub(super) fn document(title: &str, description: &str, marks: &[Mark], frame: &Frame) -> String {
    let frame = &frame.sane().scaled(FINE);
    let (width, height) = frame.units();
    let mut drawn = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut drawn, (width, height));
        // Writing to memory does not fail.
        let _ = paint(&mut backend, marks, frame, FONT_DIVISOR);
    }
    // The backend's first line is its own `<svg …>`: without a role, and four times too large.
    let body = drawn.split_once('\n').map_or("", |(_, body)| body);
    let mut out = String::with_capacity(body.len() + 1_000);
    out.push_str(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" stroke-linejoin=\"round\">\n<title>{}</title>\n<desc>{}</desc>\n",
        frame.width,
        frame.height,
        escaped(title),
        escaped(description)
    ));
    // Full opacity is the default and need not be written on every mark.
    out.push_str(&body.replace(" opacity=\"1\"", ""));
    out
}

/// Text as it may stand in XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
