//! Grid draw before and after, over time.

use super::axes;
use super::curves::Curves;
use super::frame::Frame;
use super::gaps;
use super::geometry::{Geometry, TimeAxis};
use super::labels::Board;
use super::mark::{Mark, Picture};
use super::ticks::power_axis;
use super::time_axis::{TimeTick, time_ticks};
use super::trace::{Cell, cells, clip};
use crate::load::Site;
use crate::outcome::Outcome;
use std::ops::Range;

/// The chart of the grid draw.
pub(super) fn picture(
    main: &Outcome,
    others: &[&Outcome],
    span: Range<usize>,
    frame: &Frame,
) -> Picture {
    let time = TimeAxis::of(&main.site.demand, &span);
    of_rows(main, others, (span, time), (time_ticks, cells), frame)
}

/// The marks under an axis, and the cells of a row of powers.
type Ways = (
    fn(&Site, &Geometry) -> Vec<TimeTick>,
    fn(&[f64], &Geometry) -> Vec<Cell>,
);

/// A chart of the draw before and after, over time or over rank.
pub(super) fn of_rows(
    main: &Outcome,
    others: &[&Outcome],
    (span, time): (Range<usize>, TimeAxis),
    (ticks, row): Ways,
    frame: &Frame,
) -> Picture {
    let scale = main.scale();
    let (low, high) = extent(main, others, &span);
    let plot = axes::plot(frame, axes::LABEL_ROOM, &scale.number(high));
    let values = power_axis(low, high, scale, axes::most_ticks(&plot));
    let geometry = Geometry::new(plot, span, (values.low, values.high), time);
    let mut marks = Vec::new();
    let times = ticks(&main.site, &geometry);
    axes::draw(&mut marks, frame, &geometry, &values, &times);
    if !geometry.is_rank() {
        gaps::draw(&mut marks, &main.site, &geometry, frame);
    }
    let curves = |outcome: &Outcome| Curves {
        before: row(outcome.site.demand.kw(), &geometry),
        after: row(&outcome.schedule.grid_kw, &geometry),
    };
    let own = curves(main);
    let compared: Vec<Curves> = others.iter().map(|outcome| curves(outcome)).collect();
    draw(&mut marks, main, &own, &compared, &geometry, frame);
    Picture { marks, geometry }
}

/// The curves of the main outcome and of those beside it, from back to front.
fn draw(
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
