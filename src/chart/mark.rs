//! What a chart is made of, before any backend sees it.
//!
//! A chart is first a list of plain marks in CSS px, then painted. Only the
//! painting is generic over the backend, so it is compiled small and twice,
//! and all that decides what is seen stands in ordinary, testable functions.

use super::geometry::Geometry;
use super::theme::{Colour, Theme};

/// A place, CSS px: x to the right, y downwards.
pub(super) type Point = (f64, f64);

/// A colour and its opacity, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ink(pub Colour, pub f64);

impl Ink {
    /// The ground; nothing where it is left as it is.
    pub(super) fn ground(theme: &Theme) -> Self {
        Self(theme.ground, if theme.clear { 0.0 } else { 1.0 })
    }
}

impl From<Colour> for Ink {
    fn from(colour: Colour) -> Self {
        Self(colour, 1.0)
    }
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// One thing to paint.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A line through points.
    Line {
        points: Vec<Point>,
        width: f64,
        ink: Ink,
    },
    /// A filled outline.
    Area { points: Vec<Point>, ink: Ink },
    /// A filled rectangle, by two corners: sharp, where a line would be blurred.
    Bar { from: Point, to: Point, ink: Ink },
    /// A filled circle.
    Dot { at: Point, radius: f64, ink: Ink },
    /// Words, centred on their place vertically.
    Text {
        at: Point,
        words: String,
        bold: bool,
        align: Align,
        ink: Ink,
    },
}

impl Mark {
    /// Adds a line through points. Functions, because a mark is large and its making was compiled
    /// into every place of a picture.
    #[inline(never)]
    pub(super) fn line(marks: &mut Vec<Self>, points: Vec<Point>, width: f64, ink: Ink) {
        marks.push(Self::Line { points, width, ink });
    }

    /// Adds a filled outline.
    #[inline(never)]
    pub(super) fn area(marks: &mut Vec<Self>, points: Vec<Point>, ink: Ink) {
        marks.push(Self::Area { points, ink });
    }

    /// Adds a filled rectangle.
    #[inline(never)]
    pub(super) fn bar(marks: &mut Vec<Self>, from: Point, to: Point, ink: Ink) {
        marks.push(Self::Bar { from, to, ink });
    }

    /// Adds a filled circle.
    #[inline(never)]
    pub(super) fn dot(marks: &mut Vec<Self>, at: Point, radius: f64, ink: Ink) {
        marks.push(Self::Dot { at, radius, ink });
    }
}

/// A chart ready to be painted.
#[derive(Clone, Debug)]
pub struct Picture {
    pub(super) marks: Vec<Mark>,
    /// Where windows and values lie.
    pub geometry: Geometry,
}
