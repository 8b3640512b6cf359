//! plotters on a canvas of the page: only what the charts draw.
//!
//! The crate plotters-canvas does the same for everything plotters can draw. It
//! writes colours and font sizes with the standard library's float formatting,
//! which nothing else in the page needs: together 10 kB gzipped.

use super::dom::set;
use peakpack::decimal::short;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use std::convert::Infallible;
use std::f64::consts::TAU;
use web_sys::CanvasRenderingContext2d;

/// A canvas as plotters sees it. What a canvas cannot do it leaves out in silence.
pub struct Painter {
    /// Where it draws.
    pub context: CanvasRenderingContext2d,
    /// Width and height in backend units.
    pub units: (u32, u32),
}

type Done = Result<(), DrawingErrorKind<Infallible>>;

impl Painter {
    fn fill_with(&self, colour: BackendColor) {
        self.context.set_fill_style_str(&css(colour));
    }

    fn stroke_with(&self, style: &impl BackendStyle) {
        self.context.set_stroke_style_str(&css(style.color()));
        self.context.set_line_width(f64::from(style.stroke_width()));
    }

    fn path(&self, points: impl IntoIterator<Item = BackendCoord>) {
        self.context.begin_path();
        // The first line of a path has nowhere to come from, and only moves.
        for (x, y) in points {
            self.context.line_to(f64::from(x), f64::from(y));
        }
    }
}

impl DrawingBackend for Painter {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.units
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Done {
        self.fill_with(colour);
        self.context.fill_rect(f64::from(x), f64::from(y), 1.0, 1.0);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Done {
        self.stroke_with(style);
        self.path(points);
        self.context.stroke();
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        if fill {
            self.fill_polygon(corners, style)
        } else {
            self.draw_path(corners.into_iter().chain([(left, top)]), style)
        }
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        self.context.begin_path();
        let radius = f64::from(radius);
        // Fails only for a negative radius.
        let _ = self
            .context
            .arc(f64::from(x), f64::from(y), radius, 0.0, TAU);
        if fill {
            self.fill_with(style.color());
            self.context.fill();
        } else {
            self.stroke_with(style);
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Done {
        self.fill_with(style.color());
        self.path(points);
        self.context.fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        words: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Done {
        let weight = style.style();
        let (size, family) = (short(style.size()), style.family());
        let font = format!("{} {size}px {}", weight.as_str(), family.as_str());
        set(&self.context, "font", &font.into());
        let anchor = style.anchor();
        let across = match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        set(&self.context, "textAlign", &across.into());
        let upright = match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        };
        set(&self.context, "textBaseline", &upright.into());
        self.fill_with(style.color());
        let _ = self.context.fill_text(words, f64::from(x), f64::from(y));
        Ok(())
    }
}

/// A colour as the canvas wants it.
fn css(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    format!("rgba({red},{green},{blue},{})", short(colour.alpha))
}
