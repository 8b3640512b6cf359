//! The space a chart is drawn into.

use super::theme::Theme;

/// The size and the look of a chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width, CSS px.
    pub width: f64,
    /// Height, CSS px.
    pub height: f64,
    /// Backend units per CSS px. Backends draw at whole units.
    ///
    /// On a canvas this is the device pixel ratio; or four times as much with the
    /// canvas context scaled by a quarter, for curves that lie between pixels.
    pub scale: f64,
    /// The colours.
    pub theme: Theme,
}

impl Frame {
    /// A frame of so many CSS px, drawn at one unit per px.
    ///
    /// ```
    /// use peakpack::chart::{Frame, Theme};
    /// let frame = Frame::new(560.0, 188.0, Theme::dark()).scaled(2.0);
    /// assert_eq!(frame.units(), (1120, 376));
    /// ```
    pub fn new(width: f64, height: f64, theme: Theme) -> Self {
        Self {
            width,
            height,
            scale: 1.0,
            theme,
        }
    }

    /// The same with another number of backend units per CSS px.
    #[must_use]
    pub fn scaled(self, scale: f64) -> Self {
        Self { scale, ..self }
    }

    /// The size in backend units: what the canvas needs.
    pub fn units(&self) -> (u32, u32) {
        let units = |px: f64| (px * self.scale).round().clamp(1.0, 32_768.0) as u32;
        (units(self.width), units(self.height))
    }

    /// A size that can be drawn: finite, and room for at least one pixel of curve.
    pub(super) fn sane(&self) -> Self {
        let size = |px: f64, least: f64| {
            if px.is_finite() {
                px.max(least).min(16_384.0)
            } else {
                least
            }
        };
        Self {
            width: size(self.width, 80.0),
            height: size(self.height, 60.0),
            scale: if self.scale.is_finite() {
                self.scale.clamp(0.25, 64.0)
            } else {
                1.0
            },
            theme: self.theme,
        }
    }
}

/// A rectangle in CSS px, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub left: f64,
    /// The top edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The bottom edge.
    pub bottom: f64,
}

impl Rect {
    /// The width, CSS px.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// The height, CSS px.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether two rectangles share any place.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}
