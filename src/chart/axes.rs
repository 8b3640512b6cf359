//! The ground, the plot rectangle, and the lines and numbers round it.

use super::frame::{Frame, Rect};
use super::geometry::Geometry;
use super::mark::{Align, Ink, Mark, Point};
use super::ticks::ValueAxis;
use super::time_axis::TimeTick;
use super::words;

/// Free space above the highest value, for its label, CSS px.
pub(super) const LABEL_ROOM: f64 = 26.0;
const UNDER: f64 = 26.0;
const RIGHT: f64 = 10.0;
/// The least height between two numbers, CSS px.
const TICK_PX: f64 = 34.0;

/// The plot in a frame: `over` CSS px free above it, numbers up to `highest` on its left.
///
/// The left edge goes by the largest number in the scale and not by the numbers
/// shown, so that charts of different height but one span stand under each other.
pub(super) fn plot(frame: &Frame, over: f64, widest: &str) -> Rect {
    let gutter = words::width(widest, false).max(words::width("100 %", false)) + 10.0;
    let left = gutter.min(frame.width / 2.0);
    Rect {
        left,
        top: over,
        right: (frame.width - RIGHT).max(left + 8.0),
        bottom: (frame.height - UNDER).max(over + 8.0),
    }
}

/// How many steps of numbers fit beside a plot.
pub(super) fn most_ticks(plot: &Rect) -> usize {
    ((plot.height() / TICK_PX) as usize).clamp(1, 5)
}

/// Everything behind the curves.
pub(super) fn draw(
    marks: &mut Vec<Mark>,
    frame: &Frame,
    geometry: &Geometry,
    values: &ValueAxis,
    times: &[TimeTick],
) {
    let theme = &frame.theme;
    let plot = &geometry.plot;
    let whole = (frame.width, frame.height);
    Mark::bar(marks, (0.0, 0.0), whole, Ink::ground(theme));
    for (value, name) in &values.ticks {
        let y = geometry.y(*value).round();
        let ink = if *value == 0.0 {
            theme.base
        } else {
            theme.grid
        };
        Mark::bar(marks, (plot.left, y), (plot.right, y + 1.0), ink.into());
        let at = (plot.left - 8.0, y + 0.5);
        text(marks, at, name, Align::Right, frame);
    }
    if !values.unit.is_empty() {
        let highest = values
            .ticks
            .last()
            .map_or(plot.bottom, |(value, _)| geometry.y(*value));
        let y = (highest - 17.0).max(8.0);
        if highest - y >= 14.0 {
            let at = (plot.left - 8.0, y);
            text(marks, at, values.unit, Align::Right, frame);
        }
    }
    let mut free_from = 0.0;
    for tick in times {
        if let Some(x) = tick.line {
            let (from, to) = ((x.round(), plot.top), (x.round() + 1.0, plot.bottom));
            Mark::bar(marks, from, to, theme.grid.into());
        }
        let half = words::width(&tick.words, false) / 2.0;
        let (from, to) = (tick.at - half, tick.at + half);
        if tick.words.is_empty() || from < free_from || to > frame.width {
            continue;
        }
        free_from = to + 4.0;
        let at = (tick.at, plot.bottom + 16.0);
        text(marks, at, &tick.words, Align::Centre, frame);
    }
}

fn text(marks: &mut Vec<Mark>, at: Point, words: &str, align: Align, frame: &Frame) {
    marks.push(Mark::Text {
        at,
        words: words.to_owned(),
        bold: false,
        align,
        ink: Ink::from(frame.theme.soft_text),
    });
}
