//! Lines, bands and marks, from back to front.

use super::super::dash::{dashes, dots};
use super::super::frame::Frame;
use super::super::geometry::Geometry;
use super::super::labels::Board;
use super::super::mark::{Ink, Mark, Point};
use super::course::{Course, Event};

/// The main line, CSS px.
const LINE_PX: f64 = 2.4;
/// Half the size of the mark of packs that come, CSS px.
const MARK_PX: f64 = 4.5;
/// The dot at either end of the line, CSS px.
const DOT_PX: f64 = 3.5;

/// Draws all but words, and says where words may not stand.
pub(super) fn draw(
    marks: &mut Vec<Mark>,
    own: &Course,
    others: &[Course],
    geometry: &Geometry,
    frame: &Frame,
) -> Board {
    let theme = &frame.theme;
    let plot = &geometry.plot;
    let mut board = Board::new(geometry, frame);
    // Told apart by their edges too: dashed, none, and a thin line.
    let after = theme.after;
    for (band, ink, edge) in [
        (&own.bounds, Ink(after, 0.09), Some((4.0, 3.0))),
        (&own.packs, Ink(theme.before, 0.22), None),
        (&own.usual, Ink(after, 0.20), Some((1e4, 1.0))),
    ] {
        let upper = line(band.len(), &|year| band[year].1, geometry);
        let lower = line(band.len(), &|year| band[year].0, geometry);
        if upper.len() > 1 {
            let mut points = upper.clone();
            points.extend(lower.iter().rev());
            marks.push(Mark::Area { points, ink });
        }
        for edge_points in [&upper, &lower] {
            board.path(edge_points);
            if let Some(pattern) = edge {
                marks.extend(dashes(edge_points, pattern, 1.0, Ink(after, 0.55)));
            }
        }
    }
    if let Some(limit) = own.limit {
        let y = geometry.y(limit);
        marks.push(dots(plot.left, plot.right, y, Ink(theme.soft_text, 0.8)));
        board.line(y);
    }
    for other in others {
        let points = line(other.line.len(), &|year| other.line[year], geometry);
        marks.extend(dashes(&points, (9.0, 2.5), 1.3, Ink(after, 0.85)));
        board.path(&points);
    }
    let points = line(own.line.len(), &|year| own.line[year], geometry);
    board.path(&points);
    let ends = [points.first().copied(), points.last().copied()];
    marks.push(Mark::Line {
        points,
        width: LINE_PX,
        ink: after.into(),
    });
    for at in ends.into_iter().flatten() {
        marks.push(Mark::Dot {
            at,
            radius: DOT_PX,
            ink: after.into(),
        });
    }
    for event in &own.events {
        let at @ (x, y) = place(own, event.year, geometry);
        let r = MARK_PX;
        for (points, ink) in [
            // A rim of the ground sets the mark off from the line.
            (shape(at, r + 1.5, event), theme.ground),
            (shape(at, r, event), theme.battery),
        ] {
            let ink = ink.into();
            marks.push(Mark::Area { points, ink });
        }
        board.path(&[(x - r, y - r), (x, y - r), (x, y + r), (x + r, y + r)]);
    }
    board
}

/// Where the line is in a year.
pub(super) fn place(own: &Course, year: usize, geometry: &Geometry) -> Point {
    let value = own.line.get(year).copied().unwrap_or(0.0);
    (geometry.x(year), geometry.y(value))
}

/// Packs that replace others are a diamond, those that are added a triangle.
fn shape((x, y): Point, r: f64, event: &Event) -> Vec<Point> {
    if event.replaces {
        vec![(x - r, y), (x, y - r), (x + r, y), (x, y + r)]
    } else {
        vec![(x - r, y + r), (x, y - r), (x + r, y + r)]
    }
}

/// Year by year the value that `of` gives.
fn line(years: usize, of: &dyn Fn(usize) -> f64, geometry: &Geometry) -> Vec<Point> {
    let mut points = Vec::with_capacity(years);
    for year in 0..years {
        points.push((geometry.x(year), geometry.y(of(year))));
    }
    points
}
