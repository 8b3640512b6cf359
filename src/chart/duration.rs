//! The load-duration curves: grid draw before and after, the highest first.

use super::axes;
use super::frame::Frame;
use super::geometry::{Geometry, TimeAxis};
use super::grid::extent;
use super::mark::{Ink, Mark, Picture};
use super::ticks::power_axis;
use super::trace::{cells, steps};
use crate::outcome::Outcome;

/// The chart of the load-duration curves.
pub(super) fn picture(main: &Outcome, others: &[&Outcome], frame: &Frame) -> Picture {
    let scale = main.scale();
    let count = main.site.demand.len();
    let (low, high) = extent(main, others, &(0..count));
    let plot = axes::plot(frame, axes::LABEL_ROOM, &scale.number(high));
    let values = power_axis(low, high, scale, axes::most_ticks(&plot));
    let geometry = Geometry::new(
        plot,
        0..count,
        (values.low, values.high),
        TimeAxis::ranks(count),
    );
    let mut marks = Vec::new();
    axes::draw(&mut marks, frame, &geometry, &values, &[]);
    let (before, after) = main.load_duration();
    for (row, width, colour) in [
        (before, 1.6, frame.theme.before),
        (after, 2.6, frame.theme.after),
    ] {
        let points = steps(&cells(&row, &geometry), &geometry);
        marks.push(Mark::Line {
            points,
            width,
            ink: Ink::from(colour),
        });
    }
    Picture { marks, geometry }
}
