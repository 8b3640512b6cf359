//! State of charge, over time.

use super::axes;
use super::dash::{dashes, dots};
use super::decimate::Column;
use super::frame::Frame;
use super::geometry::{Geometry, TimeAxis};
use super::grid;
use super::mark::{Ink, Mark, Picture, Point};
use super::ticks::charge_axis;
use super::time_axis::time_ticks;
use super::trace::{Cell, cells, clip, envelope, steps};
use crate::outcome::Outcome;
use std::ops::Range;

/// Below this height the numbers of time are left out: the chart stands under one that has them, CSS px.
const LOW_PX: f64 = 80.0;

/// The chart of the state of charge.
pub(super) fn picture(
    main: &Outcome,
    others: &[&Outcome],
    span: Range<usize>,
    frame: &Frame,
) -> Picture {
    let (_, high) = grid::extent(main, others, &span);
    let mut plot = axes::plot(frame, 8.0, &main.scale().number(high));
    let low = frame.height < LOW_PX;
    if low {
        plot.bottom = (frame.height - 8.0).max(plot.top + 8.0);
    }
    let values = charge_axis(axes::most_ticks(&plot));
    let time = TimeAxis::of(&main.site.demand, &span);
    let geometry = Geometry::new(plot, span, (0.0, 1.0), time);
    let mut marks = Vec::new();
    let times = if low {
        Vec::new()
    } else {
        time_ticks(&main.site, &geometry)
    };
    axes::draw(&mut marks, frame, &geometry, &values, &times);
    let colour = frame.theme.after;
    if main.battery.usable_kwh() > 0.0 {
        let scenario = &main.scenario;
        for share in [scenario.lowest().get(), scenario.highest().get()] {
            let y = geometry.y(share);
            marks.push(dots(
                plot.left,
                plot.right,
                y,
                Ink(frame.theme.soft_text, 0.55),
            ));
        }
        for outcome in others {
            let points = line(outcome, &geometry);
            marks.extend(dashes(&points, (9.0, 2.5), 1.2, Ink(colour, 0.85)));
        }
        own(&mut marks, main, &geometry, frame);
    }
    Picture { marks, geometry }
}

fn own(marks: &mut Vec<Mark>, main: &Outcome, geometry: &Geometry, frame: &Frame) {
    let colour = frame.theme.after;
    if geometry.is_dense() {
        let mut cells = shares(main, geometry);
        let range = envelope(&cells, geometry);
        for cell in &mut cells {
            cell.column = Column::flat(cell.column.min);
        }
        // How deep each day goes is what wears the packs.
        let deepest = steps(&cells, geometry);
        Mark::area(marks, range, Ink(colour, 0.30));
        to_bottom(marks, deepest, 1.2, geometry, frame);
        return;
    }
    let points = line(main, geometry);
    to_bottom(marks, points, 2.0, geometry, frame);
}

/// A line, and the area from it down to the bottom of the plot.
fn to_bottom(
    marks: &mut Vec<Mark>,
    line: Vec<Point>,
    width: f64,
    geometry: &Geometry,
    frame: &Frame,
) {
    let mut outline = line.clone();
    if let (Some(first), Some(last)) = (line.first(), line.last()) {
        let bottom = geometry.plot.bottom;
        outline.push((last.0, bottom));
        outline.push((first.0, bottom));
    }
    let colour = frame.theme.after;
    Mark::area(marks, outline, Ink(colour, 0.10));
    Mark::line(marks, line, width, colour.into());
}

/// The stored energy of each cell as a share of what the store holds at 100 %.
fn shares(outcome: &Outcome, geometry: &Geometry) -> Vec<Cell> {
    let per_kwh = per_kwh(outcome);
    let mut cells = cells(&outcome.schedule.stored_kwh, geometry);
    for cell in &mut cells {
        let Column {
            first,
            min,
            max,
            last,
        } = &mut cell.column;
        for value in [first, min, max, last] {
            *value *= per_kwh;
        }
    }
    cells
}

/// State of charge by stored energy, 1/kWh.
fn per_kwh(outcome: &Outcome) -> f64 {
    let most_kwh = outcome.battery.spec().e_max_kwh;
    if most_kwh > 0.0 {
        outcome.scenario.highest().get() / most_kwh
    } else {
        0.0
    }
}

/// The line through the levels at the ends of the windows: power is constant in
/// between, so the charge runs straight.
fn line(outcome: &Outcome, geometry: &Geometry) -> Vec<Point> {
    let per_kwh = per_kwh(outcome);
    let stored = &outcome.schedule.stored_kwh;
    let span = clip(&geometry.span, stored.len());
    let before = match span.start.checked_sub(1) {
        Some(k) => stored.get(k).copied(),
        None => Some(outcome.schedule.start_kwh),
    };
    let start = before.map(|kwh| (geometry.plot.left, geometry.y(kwh * per_kwh)));
    let mut points: Vec<Point> = start.into_iter().collect();
    if span.len() as f64 <= 2.0 * geometry.plot.width() {
        let end = |k: usize| (geometry.x(k + 1), geometry.y(stored[k] * per_kwh));
        points.extend(span.map(end));
    } else {
        for cell in shares(outcome, geometry) {
            let Column {
                first,
                min,
                max,
                last,
            } = cell.column;
            let (near, far) = if last >= first {
                (min, max)
            } else {
                (max, min)
            };
            let middle = (cell.from + cell.to) / 2.0;
            points.push((middle, geometry.y(near)));
            points.push((middle, geometry.y(far)));
            points.push((cell.to, geometry.y(last)));
        }
    }
    points
}
