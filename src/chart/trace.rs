//! A row of windows as a line of steps: power is constant within a window.

use super::decimate::{Column, decimate};
use super::geometry::Geometry;
use super::mark::Point;
use std::ops::Range;

/// A window, or as many as share a pixel, from `from` to `to` CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub from: f64,
    pub to: f64,
    pub column: Column,
}

/// The cells of some values, one for each window of the geometry's span (as far as there are any).
///
/// The same geometry gives the same cells for every row, so rows can be compared cell by cell.
pub(super) fn cells(values: &[f64], geometry: &Geometry) -> Vec<Cell> {
    let span = clip(&geometry.span, values.len());
    let values = &values[span.clone()];
    if span.len() as f64 <= geometry.plot.width() {
        let cell = |(k, &value): (usize, &f64)| Cell {
            from: geometry.x(k),
            to: geometry.x(k + 1),
            column: Column::flat(value),
        };
        return (span.start..).zip(values).map(cell).collect();
    }
    spread(
        decimate(values, geometry.columns()),
        geometry.x(span.end),
        geometry,
    )
}

/// Columns of one width, from the left of the plot to `right`.
pub(super) fn spread(columns: Vec<Column>, right: f64, geometry: &Geometry) -> Vec<Cell> {
    let width = (right - geometry.plot.left) / columns.len().max(1) as f64;
    let cell = |(i, column): (usize, Column)| Cell {
        from: geometry.plot.left + i as f64 * width,
        to: geometry.plot.left + (i + 1) as f64 * width,
        column,
    };
    columns.into_iter().enumerate().map(cell).collect()
}

/// A span brought into `0..len`.
pub(super) fn clip(span: &Range<usize>, len: usize) -> Range<usize> {
    let end = span.end.min(len);
    span.start.min(end)..end
}

/// The line through cells, with right angles only: a slanted line would be cut or
/// would overshoot where it turns.
pub(super) fn steps(cells: &[Cell], geometry: &Geometry) -> Vec<Point> {
    let mut points = Vec::with_capacity(2 * cells.len());
    for cell in cells {
        let Column {
            first,
            min,
            max,
            last,
        } = cell.column;
        points.push((cell.from, geometry.y(first)));
        // Ranks only fall: a slant over one pixel column says as much as a step.
        if min < max && !geometry.is_rank() {
            let rises = last >= first;
            let (near, far) = if rises { (min, max) } else { (max, min) };
            points.push((cell.from, geometry.y(near)));
            points.push((cell.from, geometry.y(far)));
            points.push((cell.from, geometry.y(last)));
        }
        points.push((cell.to, geometry.y(last)));
    }
    points
}

/// The line of steps along the highest values.
pub(super) fn tops(cells: &[Cell], geometry: &Geometry) -> Vec<Point> {
    let mut points = Vec::with_capacity(2 * cells.len());
    for cell in cells {
        let y = geometry.y(cell.column.max);
        points.push((cell.from, y));
        points.push((cell.to, y));
    }
    points
}

/// The outline round all values.
pub(super) fn envelope(cells: &[Cell], geometry: &Geometry) -> Vec<Point> {
    let mut points = tops(cells, geometry);
    for cell in cells.iter().rev() {
        let y = geometry.y(cell.column.min);
        points.push((cell.to, y));
        points.push((cell.from, y));
    }
    points
}
