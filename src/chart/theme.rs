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
    /// Whether the ground is left as it is.
    pub clear: bool,
}

/// What people with weak sight need between words and their ground (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

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
            clear: false,
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
            clear: false,
        }
    }

    /// With another colour for the grid draw after, brought towards that of words until it can be
    /// read on the ground.
    ///
    /// ```
    /// use peakpack::chart::{Colour, Theme, contrast};
    /// let theme = Theme::light().with_accent([0xFF, 0xE0, 0x00]);
    /// assert!(contrast(theme.after, theme.ground) >= 4.5);
    /// assert_eq!(Theme::light().with_accent([0, 0x66, 0]).after, Colour(0, 0x66, 0));
    /// ```
    #[must_use]
    pub fn with_accent(self, [red, green, blue]: [u8; 3]) -> Self {
        let mut after = Colour(red, green, blue);
        while contrast(after, self.ground) < READABLE && after != self.text {
            after = Colour(
                nearer(after.0, self.text.0),
                nearer(after.1, self.text.1),
                nearer(after.2, self.text.2),
            );
        }
        Self { after, ..self }
    }
}

/// An eighth of the way, at least one step.
fn nearer(from: u8, to: u8) -> u8 {
    let way = i32::from(to) - i32::from(from);
    let step = way / 8 + way.signum();
    (i32::from(from) + step) as u8
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    let (low, high) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    (high + 0.05) / (low + 0.05)
}

fn luminance(Colour(red, green, blue): Colour) -> f64 {
    let light = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            libm::pow((part + 0.055) / 1.055, 2.4)
        }
    };
    0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
}

/// The fonts of canvas and SVG, first the one of the person's own system.
pub(super) const FONTS: &str =
    "system-ui, -apple-system, Segoe UI, Roboto, DejaVu Sans, sans-serif";
/// Numbers on the axes and labels at the curves, CSS px.
pub(super) const TEXT_PX: f64 = 12.0;
