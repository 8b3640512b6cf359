//! Colours and type of the charts.

/// An opaque colour, red green blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The colours of a chart on a light or a dark ground.
///
/// Checked for contrast and colour-vision types; no meaning rests on colour alone.
///
/// ```
/// use peakpack::chart::{Colour, Theme};
/// assert_eq!(Theme::light().after, Colour(0x00, 0x55, 0x8C));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
    pub ground: Colour,
    /// Grid draw without packs.
    pub before: Colour,
    /// Words and dots about the grid draw without packs: darker than its line, for contrast.
    pub before_text: Colour,
    /// Grid draw with packs.
    pub after: Colour,
    /// What the packs supply and recharge.
    pub battery: Colour,
    /// Words that stand out.
    pub text: Colour,
    /// Numbers on the axes.
    pub soft_text: Colour,
    /// Lines behind the curves.
    pub grid: Colour,
    /// The line at zero.
    pub base: Colour,
}

impl Theme {
    /// Dark on white.
    pub fn light() -> Self {
        Self {
            ground: Colour(0xFF, 0xFF, 0xFF),
            before: Colour(0x8A, 0x8F, 0x98),
            before_text: Colour(0x4B, 0x55, 0x63),
            after: Colour(0x00, 0x55, 0x8C),
            battery: Colour(0xD5, 0x5E, 0x00),
            text: Colour(0x11, 0x18, 0x27),
            soft_text: Colour(0x4B, 0x55, 0x63),
            grid: Colour(0xEC, 0xEE, 0xF1),
            base: Colour(0xC9, 0xCD, 0xD3),
        }
    }

    /// Light on a night sky.
    pub fn dark() -> Self {
        Self {
            ground: Colour(0x0F, 0x17, 0x2A),
            before: Colour(0x87, 0x92, 0xA2),
            before_text: Colour(0xB6, 0xBF, 0xCC),
            after: Colour(0x8F, 0xD0, 0xFF),
            battery: Colour(0xF0, 0x8A, 0x3C),
            text: Colour(0xF3, 0xF4, 0xF6),
            soft_text: Colour(0xAE, 0xB7, 0xC4),
            grid: Colour(0x1E, 0x29, 0x3B),
            base: Colour(0x3B, 0x48, 0x5C),
        }
    }
}

/// The fonts of canvas and SVG, first the one of the person's own system.
pub(super) const FONTS: &str =
    "system-ui, -apple-system, Segoe UI, Roboto, DejaVu Sans, sans-serif";
/// Numbers on the axes and labels at the curves, CSS px.
pub(super) const TEXT_PX: f64 = 12.0;
