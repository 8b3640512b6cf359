//! The ground, the plot rectangle, and the lines and numbers round it.

use super::frame::{Frame, Rect};
use super::geometry::Geometry;
use super::mark::{Align, Ink, Mark};
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
    marks.push(Mark::Bar {
        from: (0.0, 0.0),
        to: (frame.width, frame.height),
        ink: theme.ground.into(),
    });
    for (value, name) in &values.ticks {
        let y = geometry.y(*value).round();
        let ink = if *value == 0.0 {
            theme.base
        } else {
            theme.grid
        };
        marks.push(Mark::Bar {
            from: (plot.left, y),
            to: (plot.right, y + 1.0),
            ink: ink.into(),
        });
        marks.push(text(
            plot.left - 8.0,
            y + 0.5,
            name.clone(),
            Align::Right,
            frame,
        ));
    }
    if !values.unit.is_empty() {
        let highest = values
            .ticks
            .last()
            .map_or(plot.bottom, |(value, _)| geometry.y(*value));
        let y = (highest - 17.0).max(8.0);
        if highest - y >= 14.0 {
            marks.push(text(
                plot.left - 8.0,
                y,
                values.unit.to_owned(),
                Align::Right,
                frame,
            ));
        }
    }
    let mut free_from = 0.0;
    for tick in times {
        if let Some(x) = tick.line {
            marks.push(Mark::Bar {
                from: (x.round(), plot.top),
                to: (x.round() + 1.0, plot.bottom),
                ink: theme.grid.into(),
            });
        }
        let half = words::width(&tick.words, false) / 2.0;
        let (from, to) = (tick.at - half, tick.at + half);
        if tick.words.is_empty() || from < free_from || to > frame.width {
            continue;
        }
        free_from = to + 4.0;
        let y = plot.bottom + 16.0;
        marks.push(text(tick.at, y, tick.words.clone(), Align::Centre, frame));
    }
}

fn text(x: f64, y: f64, words: String, align: Align, frame: &Frame) -> Mark {
    Mark::Text {
        at: (x, y),
        words,
        bold: false,
        align,
        ink: Ink::from(frame.theme.soft_text),
    }
}
