//! Marks on a plotters backend.

use super::frame::Frame;
use super::mark::{Align, Ink, Mark, Point};
use super::theme::{FONTS, TEXT_PX};
use plotters::prelude::{DrawingBackend, FontFamily, FontStyle, RGBAColor, ShapeStyle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, TextStyle};
use std::fmt;

/// Why a chart could not be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartError {
    /// There is no outcome to draw.
    NoOutcome,
    /// The backend refused.
    Backend(String),
}

impl fmt::Display for ChartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOutcome => f.write_str("there is nothing to draw: give at least one outcome"),
            Self::Backend(why) => write!(f, "the chart could not be drawn: {why}"),
        }
    }
}

impl std::error::Error for ChartError {}

/// Paints marks. `text_scale` makes up for backends that take a font size to mean something else.
pub(super) fn paint<DB: DrawingBackend>(
    backend: &mut DB,
    marks: &[Mark],
    frame: &Frame,
    text_scale: f64,
) -> Result<(), ChartError> {
    backend.ensure_prepared().map_err(refused)?;
    for mark in marks {
        paint_one(backend, mark, frame.scale, text_scale)?;
    }
    backend.present().map_err(refused)
}

fn paint_one<DB: DrawingBackend>(
    backend: &mut DB,
    mark: &Mark,
    scale: f64,
    text_scale: f64,
) -> Result<(), ChartError> {
    let unit = |px: f64| (px * scale).round() as i32;
    let place = |&(x, y): &Point| (unit(x), unit(y));
    let done = match mark {
        Mark::Line { points, width, ink } => {
            let width = unit(*width).max(1) as u32;
            backend.draw_path(points.iter().map(place), &style(*ink, width))
        }
        Mark::Area { points, ink } => {
            backend.fill_polygon(points.iter().map(place), &style(*ink, 1))
        }
        Mark::Bar { from, to, ink } => {
            let (from, to) = (place(from), place(to));
            // At least one unit, or a hairline would vanish.
            let to = (to.0.max(from.0 + 1), to.1.max(from.1 + 1));
            backend.draw_rect(from, to, &style(*ink, 1), true)
        }
        Mark::Dot { at, radius, ink } => {
            let radius = unit(*radius).max(1) as u32;
            backend.draw_circle(place(at), radius, &style(*ink, 1), true)
        }
        Mark::Text {
            at,
            words,
            bold,
            align,
            ink,
        } => {
            let weight = if *bold {
                FontStyle::Bold
            } else {
                FontStyle::Normal
            };
            let size = TEXT_PX * scale * text_scale;
            let font = FontDesc::new(FontFamily::Name(FONTS), size, weight);
            let anchor = match align {
                Align::Left => HPos::Left,
                Align::Centre => HPos::Center,
                Align::Right => HPos::Right,
            };
            // Only the centre means the same height in canvas and SVG.
            let ink = colour(*ink);
            let text = TextStyle::from(font)
                .color(&ink)
                .pos(Pos::new(anchor, VPos::Center));
            backend.draw_text(words, &text, place(at))
        }
    };
    done.map_err(refused)
}

fn refused(why: impl fmt::Display) -> ChartError {
    ChartError::Backend(why.to_string())
}

fn colour(Ink(colour, opacity): Ink) -> RGBAColor {
    RGBAColor(colour.0, colour.1, colour.2, opacity)
}

fn style(ink: Ink, width: u32) -> ShapeStyle {
    ShapeStyle {
        color: colour(ink).to_rgba(),
        filled: true,
        stroke_width: width,
    }
}
