//! State of charge, over time.

use super::axes;
use super::frame::Frame;
use super::geometry::{Geometry, TimeAxis};
use super::grid::extent;
use super::mark::{Ink, Mark, Picture};
use super::ticks::charge_axis;
use super::time_axis::time_ticks;
use crate::outcome::Outcome;
use std::ops::Range;

/// The chart of the state of charge.
pub(super) fn picture(
    main: &Outcome,
    others: &[&Outcome],
    span: Range<usize>,
    frame: &Frame,
) -> Picture {
    let (_, high) = extent(main, others, &span);
    let plot = axes::plot(frame, 8.0, &main.scale().number(high));
    let values = charge_axis(axes::most_ticks(&plot));
    let time = TimeAxis::of(&main.site.demand, &span);
    let geometry = Geometry::new(plot, span.clone(), (0.0, 1.0), time);
    let mut marks = Vec::new();
    axes::draw(
        &mut marks,
        frame,
        &geometry,
        &values,
        &time_ticks(&main.site, &geometry),
    );
    let points = span
        .map(|k| (geometry.x(k + 1), geometry.y(main.state_of_charge(k))))
        .collect();
    marks.push(Mark::Line {
        points,
        width: 1.8,
        ink: Ink::from(frame.theme.after),
    });
    Picture { marks, geometry }
}
