//! Grid draw before and after, over time.

use super::axes;
use super::frame::Frame;
use super::geometry::{Geometry, TimeAxis};
use super::mark::{Ink, Mark, Picture};
use super::ticks::power_axis;
use super::time_axis::time_ticks;
use super::trace::{cells, clip, steps};
use crate::outcome::Outcome;
use std::ops::Range;

/// The chart of the grid draw.
pub(super) fn picture(
    main: &Outcome,
    others: &[&Outcome],
    span: Range<usize>,
    frame: &Frame,
) -> Picture {
    let scale = main.scale();
    let demand = &main.site.demand;
    let (low, high) = extent(main, others, &span);
    let plot = axes::plot(frame, axes::LABEL_ROOM, &scale.number(high));
    let values = power_axis(low, high, scale, axes::most_ticks(&plot));
    let geometry = Geometry::new(
        plot,
        span.clone(),
        (values.low, values.high),
        TimeAxis::of(demand, &span),
    );
    let mut marks = Vec::new();
    axes::draw(
        &mut marks,
        frame,
        &geometry,
        &values,
        &time_ticks(&main.site, &geometry),
    );
    let before = cells(demand.kw(), &geometry);
    let after = cells(&main.schedule.grid_kw, &geometry);
    marks.push(Mark::Line {
        points: steps(&before, &geometry),
        width: 1.6,
        ink: frame.theme.before.into(),
    });
    marks.push(Mark::Line {
        points: steps(&after, &geometry),
        width: 2.6,
        ink: Ink::from(frame.theme.after),
    });
    Picture { marks, geometry }
}

/// The lowest and the highest power to be shown, kW.
pub(super) fn extent(main: &Outcome, others: &[&Outcome], span: &Range<usize>) -> (f64, f64) {
    let mut low = main.peak_after_kw;
    let mut high = main.peak_after_kw;
    for outcome in others.iter().chain([&main]) {
        for row in [outcome.site.demand.kw(), &outcome.schedule.grid_kw] {
            for &kw in &row[clip(span, row.len())] {
                low = if kw < low { kw } else { low };
                high = if kw > high { kw } else { high };
            }
        }
    }
    (low, high)
}
