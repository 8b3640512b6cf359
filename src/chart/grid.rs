//! Grid draw before and after, over time.

use super::axes;
use super::curves::Curves;
use super::frame::Frame;
use super::gaps;
use super::geometry::{Geometry, TimeAxis};
use super::labels::Board;
use super::mark::{Mark, Picture};
use super::ticks::power_axis;
use super::time_axis::time_ticks;
use super::trace::{cells, clip};
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
    gaps::draw(&mut marks, &main.site, &geometry, frame);
    let curves = |outcome: &Outcome| Curves {
        before: cells(outcome.site.demand.kw(), &geometry),
        after: cells(&outcome.schedule.grid_kw, &geometry),
    };
    let own = curves(main);
    let compared: Vec<Curves> = others.iter().map(|outcome| curves(outcome)).collect();
    draw(&mut marks, main, &own, &compared, &geometry, frame);
    Picture { marks, geometry }
}

/// The curves of the main outcome and of those beside it, from back to front.
pub(super) fn draw(
    marks: &mut Vec<Mark>,
    main: &Outcome,
    own: &Curves,
    compared: &[Curves],
    geometry: &Geometry,
    frame: &Frame,
) {
    let mut board = Board::new(geometry, frame);
    own.battery(marks, main, geometry, frame);
    Curves::limit(marks, main, geometry, frame);
    for curves in compared {
        curves.compared(marks, geometry, frame);
        board.curve(&curves.after, geometry);
    }
    own.before(marks, geometry, frame);
    own.after(marks, geometry, frame);
    board.curve(&own.before, geometry);
    board.curve(&own.after, geometry);
    own.peaks(marks, main, board, geometry, frame);
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
