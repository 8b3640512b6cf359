//! Places for the words at the curves, so that nothing touches anything.

use super::frame::{Frame, Rect};
use super::mark::{Align, Ink, Mark, Point};
use super::theme::Colour;
use super::trace::Cell;
use super::{geometry::Geometry, words};

/// Height of a line of words, CSS px.
const HEIGHT: f64 = 15.0;
/// Free space round words, CSS px.
const AIR: f64 = 4.0;
/// Distance of two places tried, CSS px.
const STRIDE: f64 = 6.0;
/// From here all places are as far: the first counts.
const LEFT: f64 = f64::NEG_INFINITY;

/// What is taken already: the curves, pixel by pixel, and words.
#[derive(Clone, Debug)]
pub(super) struct Board {
    plot: Rect,
    /// The right edge of the frame.
    right: f64,
    /// Highest and lowest place of the curves in each pixel column of the plot, CSS px from the top.
    curves: Vec<(f64, f64)>,
    words: Vec<Rect>,
    /// A horizontal line that words may not cross.
    line: Option<f64>,
}

impl Board {
    pub(super) fn new(geometry: &Geometry, frame: &Frame) -> Self {
        let columns = geometry.plot.width().ceil().max(1.0) as usize;
        Self {
            plot: geometry.plot,
            right: frame.width,
            curves: vec![(f64::INFINITY, f64::NEG_INFINITY); columns],
            words: Vec::new(),
            line: None,
        }
    }

    /// Takes the place of a curve.
    pub(super) fn curve(&mut self, cells: &[Cell], geometry: &Geometry) {
        let mut last_y = None;
        for cell in cells {
            let first_y = geometry.y(cell.column.first);
            let top = geometry.y(cell.column.max);
            let bottom = geometry.y(cell.column.min);
            // With the upright stroke that joins it to the cell before.
            let joint = last_y.unwrap_or(first_y);
            for (i, column) in self.columns_mut(cell.from, cell.to).iter_mut().enumerate() {
                let joint = if i == 0 { joint } else { first_y };
                column.0 = column.0.min(top).min(joint);
                column.1 = column.1.max(bottom).max(joint);
            }
            last_y = Some(geometry.y(cell.column.last));
        }
    }

    /// Takes the place of a line through points, from left to right.
    pub(super) fn path(&mut self, points: &[Point]) {
        let left = self.plot.left;
        for ends in points.windows(2) {
            let ((from, start), (to, end)) = (ends[0], ends[1]);
            let slope = (end - start) / (to - from).max(1e-9);
            // Not `clamp`, whose panic would write floats out.
            let y = |x: f64| start + (x.min(to).max(from) - from) * slope;
            let (first, _) = self.range(from, to);
            for (i, column) in self.columns_mut(from, to).iter_mut().enumerate() {
                let x = left + (first + i) as f64;
                for y in [y(x), y(x + 1.0)] {
                    column.0 = column.0.min(y);
                    column.1 = column.1.max(y);
                }
            }
        }
    }

    /// Takes the place of words that stand already.
    pub(super) fn keep(&mut self, place: Rect) {
        self.words.push(place);
    }

    /// Takes the place of a horizontal line.
    pub(super) fn line(&mut self, y: f64) {
        self.line = Some(y);
    }

    fn range(&self, from: f64, to: f64) -> (usize, usize) {
        let column = |x: f64| (x - self.plot.left).max(0.0) as usize;
        let end = (column(to) + 1).min(self.curves.len());
        (column(from).min(end), end)
    }

    fn columns_mut(&mut self, from: f64, to: f64) -> &mut [(f64, f64)] {
        let (from, to) = self.range(from, to);
        &mut self.curves[from..to]
    }

    /// The highest and the lowest place of the curves over a width.
    fn curves_over(&self, from: f64, to: f64) -> (f64, f64) {
        let (from, to) = self.range(from - AIR, to + AIR);
        let all = self.curves[from..to].iter();
        all.fold((f64::INFINITY, f64::NEG_INFINITY), |a, b| {
            (a.0.min(b.0), a.1.max(b.1))
        })
    }

    fn is_free(&self, place: &Rect) -> bool {
        let wide = Rect {
            left: place.left - AIR,
            top: place.top - 2.0,
            right: place.right + AIR,
            bottom: place.bottom + 2.0,
        };
        let inside = place.left >= self.plot.left
            && place.right <= self.right - 1.0
            && place.top >= 0.0
            && place.bottom <= self.plot.bottom - 1.0;
        let (top, bottom) = self.curves_over(place.left, place.right);
        let off_curves = wide.bottom <= top || wide.top >= bottom;
        let off_line = self
            .line
            .is_none_or(|y| place.bottom + 1.0 <= y || place.top >= y + 1.0);
        inside && off_curves && off_line && self.words.iter().all(|other| !other.meets(&wide))
    }

    /// The place over a point, as near above it as can be.
    pub(super) fn over(&self, point: Point, width: f64) -> Option<Rect> {
        let left = self.within(point.0 - width / 2.0, width);
        let bottom = point.1 - 6.0;
        let lowest = self.curves_over(left, left + width).0.min(bottom + 3.0) - 3.0;
        let at = |bottom: f64| Rect {
            left,
            top: bottom - HEIGHT,
            right: left + width,
            bottom,
        };
        [at(bottom), at(lowest)]
            .into_iter()
            .find(|place| self.is_free(place))
    }

    /// The first free place along a horizontal line: under it, over it, then under the curves.
    pub(super) fn along(&self, y: f64, width: f64) -> Option<Rect> {
        self.beside(y, width)
            .or_else(|| self.under_curves(LEFT, width))
    }

    /// The first free place along a horizontal line: under it, then over it.
    pub(super) fn beside(&self, y: f64, width: f64) -> Option<Rect> {
        self.nearest(LEFT, width, &|_| y + AIR)
            .or_else(|| self.nearest(LEFT, width, &|_| y - AIR - HEIGHT))
    }

    /// The nearest free place under the curves round a point.
    pub(super) fn under(&self, point: Point, width: f64) -> Option<Rect> {
        self.under_curves(point.0, width)
    }

    fn under_curves(&self, x: f64, width: f64) -> Option<Rect> {
        self.nearest(x, width, &|left| {
            self.curves_over(left, left + width).1 + 6.0
        })
    }

    /// The free place whose middle is nearest to `x`, of a row from the left to the right; `top`
    /// says how high a place stands by where it begins.
    fn nearest(&self, x: f64, width: f64, top: &dyn Fn(f64) -> f64) -> Option<Rect> {
        let first = self.plot.left + 8.0;
        let last = self.plot.right - width;
        let count = ((last - first) / STRIDE).max(0.0) as usize;
        let (mut nearest, mut least_off) = (None, 0.0);
        for i in 0..=count {
            let left = first + i as f64 * STRIDE;
            let top = top(left);
            let place = Rect {
                left,
                top,
                right: left + width,
                bottom: top + HEIGHT,
            };
            let off = ((place.left + place.right) / 2.0 - x).abs();
            // Of two that are as near the first.
            if (nearest.is_none() || off < least_off) && self.is_free(&place) {
                (nearest, least_off) = (Some(place), off);
            }
        }
        nearest
    }

    fn within(&self, left: f64, width: f64) -> f64 {
        left.min(self.right - 2.0 - width).max(self.plot.left + 8.0)
    }

    /// Writes words into a place, if there is one, and takes it.
    pub(super) fn put(
        &mut self,
        marks: &mut Vec<Mark>,
        place: Option<Rect>,
        (words, colour): (String, Colour),
        frame: &Frame,
    ) {
        if let Some(place) = place {
            marks.extend(self.write(place, words, colour, frame));
        }
    }

    /// Writes words into a place and takes it.
    pub(super) fn write(
        &mut self,
        place: Rect,
        words: String,
        colour: Colour,
        frame: &Frame,
    ) -> [Mark; 2] {
        self.words.push(place);
        [
            // Lines of the grid would run through the letters.
            Mark::Bar {
                from: (place.left - 2.0, place.top + 1.0),
                to: (place.right + 2.0, place.bottom - 1.0),
                ink: Ink::ground(&frame.theme),
            },
            Mark::Text {
                at: (
                    (place.left + place.right) / 2.0,
                    (place.top + place.bottom) / 2.0,
                ),
                words,
                bold: true,
                align: Align::Centre,
                ink: colour.into(),
            },
        ]
    }
}

/// How wide words at a curve are, CSS px.
pub(super) fn width(words: &str) -> f64 {
    words::width(words, true)
}
