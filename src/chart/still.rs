//! A chart as HTML, for a document that is read before any program runs.
//!
//! The curves stretch with their place and the words do not, so that one drawing serves every
//! width; the colours are the custom properties of the page's styles, so that it serves light
//! and dark.

use super::frame::{Frame, Rect};
use super::mark::{Align, Ink, Mark, Point};
use super::theme::{Colour, Theme};
use super::view::Chart;
use super::{ChartError, picture};
use crate::decimal::{fixed, short};
use crate::outcome::Outcome;
use std::ops::Range;

/// The plot is so many units wide and high.
const UNITS: f64 = 1_000.0;

/// A chart in two parts, both for a box that lies where the plot does.
#[derive(Clone, Debug, PartialEq)]
pub struct Still {
    /// An `<svg>` that fills the box.
    pub curves: String,
    /// A `<span>`, or a `<b>` at a curve, for each word, placed by shares of the box.
    pub words: String,
    /// Where the box lies in the frame, CSS px.
    pub plot: Rect,
}

/// A chart that can be stretched. The frame says how the words are laid out; its colours are left
/// to the document.
///
/// # Errors
/// When there is no outcome.
///
/// ```
/// use peakpack::chart::{Chart, Frame, Theme, View, span, still};
/// use peakpack::{load::Site, scenario::Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// let frame = Frame::new(760.0, 336.0, Theme::light());
/// let still = still(Chart::Grid, &[&outcome], span(&outcome, View::PeakDay), &frame).unwrap();
/// assert!(still.curves.contains("var(--after)"));
/// assert!(still.words.contains(">before 100.0 MW</b>"));
/// ```
pub fn still(
    chart: Chart,
    outcomes: &[&Outcome],
    span: Range<usize>,
    frame: &Frame,
) -> Result<Still, ChartError> {
    // By its colours a mark is known.
    let theme = Theme::light();
    let picture = picture(chart, outcomes, span, &Frame { theme, ..*frame })?;
    let plot = picture.geometry.plot;
    let mut paths: Vec<Path> = Vec::new();
    let mut words = String::new();
    for mark in &picture.marks {
        match mark {
            Mark::Text { .. } => words += &word(mark, &plot),
            _ => draw(&mut paths, mark, &plot),
        }
    }
    let drawn: String = paths.iter().map(Path::element).collect();
    Ok(Still {
        curves: format!(
            "<svg viewBox=\"0 0 {UNITS} {UNITS}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{drawn}</svg>"
        ),
        words,
        plot,
    })
}

/// Neighbouring marks of one look.
#[derive(PartialEq)]
struct Path {
    ink: Ink,
    /// The width of a line; none where the inside is filled.
    width: Option<f64>,
    /// Whether a line ends in half a circle: a line without length is a dot.
    round: bool,
    steps: String,
}

impl Path {
    fn element(&self) -> String {
        let Self {
            ink: Ink(colour, opacity),
            width,
            round,
            steps,
        } = self;
        let colour = property(*colour);
        let (look, opacity_of) = match width {
            Some(width) => (
                format!("stroke:var({colour});stroke-width:{}", short(*width)),
                "stroke-opacity",
            ),
            None => (format!("fill:var({colour});stroke:none"), "fill-opacity"),
        };
        let cap = if *round { ";stroke-linecap:round" } else { "" };
        let opacity = match *opacity {
            1.0 => String::new(),
            opacity => format!(";{opacity_of}:{}", short(opacity)),
        };
        format!("<path style=\"{look}{cap}{opacity}\" d=\"{steps}\"/>")
    }
}

/// The custom property of the page's styles that has this colour of the light theme.
fn property(colour: Colour) -> &'static str {
    let theme = Theme::light();
    let known = [
        (theme.before, "--before"),
        (theme.after, "--after"),
        (theme.battery, "--battery"),
        (theme.text, "--ink"),
        (theme.soft_text, "--soft"),
        (theme.grid, "--grid"),
        (theme.base, "--edge"),
        (theme.ground, "--ground"),
    ];
    let found = known.iter().find(|(known, _)| *known == colour);
    found.map_or("--soft", |(_, name)| name)
}

/// A place in the plot in whole units.
fn units(&(x, y): &Point, plot: &Rect) -> (i64, i64) {
    let whole = |share: f64| (share * UNITS).round() as i64;
    (
        whole((x - plot.left) / plot.width()),
        whole((y - plot.top) / plot.height()),
    )
}

fn draw(paths: &mut Vec<Path>, mark: &Mark, plot: &Rect) {
    let (ink, width, round, steps) = match mark {
        Mark::Line { points, width, ink } => (*ink, Some(*width), false, along(points, plot)),
        Mark::Area { points, ink } => (*ink, None, false, along(points, plot) + "z"),
        Mark::Dot { at, radius, ink } => {
            (*ink, Some(2.0 * radius), true, along(&[*at], plot) + "h0")
        }
        // What stands behind words is their own ground here; what is not so thin is the ground.
        Mark::Bar { from, to, ink } if to.0 - from.0 <= 1.0 || to.1 - from.1 <= 1.0 => {
            let end = if to.1 - from.1 <= 1.0 {
                (to.0, from.1)
            } else {
                (from.0, to.1)
            };
            (*ink, Some(1.0), false, along(&[*from, end], plot))
        }
        Mark::Bar { .. } | Mark::Text { .. } => return,
    };
    match paths.last_mut() {
        Some(last) if (last.ink, last.width, last.round) == (ink, width, round) => {
            last.steps += &steps;
        }
        _ => paths.push(Path {
            ink,
            width,
            round,
            steps,
        }),
    }
}

/// A line through points in as few letters as it can be.
fn along(points: &[Point], plot: &Rect) -> String {
    let mut steps = String::new();
    let mut last: Option<(i64, i64)> = None;
    for point in points {
        let (x, y) = units(point, plot);
        steps += &match last {
            None => format!("M{x} {y}"),
            Some((from_x, from_y)) => match (x - from_x, y - from_y) {
                (0, 0) => String::new(),
                (dx, 0) => format!("h{dx}"),
                (0, dy) => format!("v{dy}"),
                (dx, dy) if dy < 0 => format!("l{dx}{dy}"),
                (dx, dy) => format!("l{dx} {dy}"),
            },
        };
        last = Some((x, y));
    }
    steps
}

/// Words beside the plot keep their distance from it, those inside it their share.
fn word(mark: &Mark, plot: &Rect) -> String {
    let Mark::Text {
        at,
        words,
        bold,
        align,
        ink: Ink(colour, _),
    } = mark
    else {
        return String::new();
    };
    let percent = |share: f64| fixed(100.0 * share, 1) + "%";
    let x = percent((at.0 - plot.left) / plot.width());
    let across = match align {
        Align::Right if at.0 < plot.left => {
            format!("right:calc(100% + {}px)", short(plot.left - at.0))
        }
        Align::Right => format!("right:calc(100% - {x})"),
        Align::Left => format!("left:{x}"),
        Align::Centre => format!("left:{x};translate:-50%"),
    };
    let down = if at.1 > plot.bottom {
        format!("top:calc(100% + {}px)", short(at.1 - plot.bottom))
    } else if at.1 < plot.top {
        format!("top:{}px", short(at.1 - plot.top))
    } else {
        format!("top:{}", percent((at.1 - plot.top) / plot.height()))
    };
    let tag = if *bold { "b" } else { "span" };
    let words = super::svg::escaped(words);
    format!(
        "<{tag} style=\"{across};{down};color:var({})\">{words}</{tag}>",
        property(*colour)
    )
}
