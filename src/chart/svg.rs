//! Charts as self-contained SVG.

use super::frame::Frame;
use super::mark::{Align, Ink, Mark, Point};
use super::theme::{FONTS, TEXT_PX};
use super::view::Chart;
use super::{picture, table};
use crate::decimal::short;
use crate::outcome::{DISCLAIMER, Outcome};
use crate::scenario::hex;
use crate::text::Joined;
use std::ops::Range;

/// A chart as an SVG document of its own, with a title and a description for those who cannot see it.
///
/// ```
/// use peakpack::chart::{Frame, Chart, Theme, View, span, svg};
/// use peakpack::{load::Site, scenario::Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// let day = span(&outcome, View::PeakDay);
/// let frame = Frame::new(800.0, 330.0, Theme::light());
/// let text = svg(Chart::Grid, &[&outcome], day, &frame);
/// assert!(text.starts_with("<svg "));
/// assert!(text.contains("MW"));
/// ```
pub fn svg(chart: Chart, outcomes: &[&Outcome], span: Range<usize>, frame: &Frame) -> String {
    let (title, description, marks) = match outcomes.first() {
        Some(main) => (
            title(chart, main),
            format!("{} {DISCLAIMER}", table::summary(chart, main, span.clone())),
            picture(chart, outcomes, span, frame)
                .map_or_else(|_| Vec::new(), |picture| picture.marks),
        ),
        None => (String::new(), String::new(), Vec::new()),
    };
    document(&title, &description, &marks, frame)
}

/// What a chart of loads is called.
pub(super) fn title(chart: Chart, main: &Outcome) -> String {
    match chart {
        Chart::Grid => main.picture_title(),
        Chart::Charge => "State of charge of the packs".to_owned(),
        Chart::Duration => "Grid draw before and after, the highest first".to_owned(),
    }
}

/// Marks of this frame as a document.
pub(super) fn document(title: &str, description: &str, marks: &[Mark], frame: &Frame) -> String {
    let frame = frame.sane();
    let mut pen = Pen::default();
    pen.marks(marks);
    pen.document(title, description, [frame.width, frame.height])
}

/// Writes SVG: only what charts and sheets are made of, in CSS px. What plotters' own backend
/// writes is twice as long, and how it formats numbers is 6 kB of the page.
#[derive(Default)]
pub(super) struct Pen {
    out: String,
    /// Where the upper left corner of what is drawn lies.
    pub corner: Point,
}

impl Pen {
    /// What has been drawn as a document, with what it is called and what is to be seen in it.
    pub fn document(self, title: &str, description: &str, size: [f64; 2]) -> String {
        let [width, height] = size.map(short);
        let mut pen = Self::default();
        pen.out += "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"";
        pen.attribute("width", &width);
        pen.attribute("height", &height);
        pen.attribute("viewBox", &["0 0", &width, &height].joined(" "));
        pen.attribute("font-family", FONTS);
        pen.attribute("font-size", &short(TEXT_PX));
        pen.out += " stroke-linejoin=\"round\">\n<title>";
        pen.words(title);
        pen.out += "</title>\n<desc>";
        pen.words(description);
        pen.out += "</desc>\n";
        pen.out += &self.out;
        pen.out += "</svg>\n";
        pen.out
    }

    /// Draws marks in their order.
    pub fn marks(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.mark(mark);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { points, width, ink } => {
                self.out += "<polyline fill=\"none\"";
                self.ink("stroke", *ink);
                self.attribute("stroke-width", &short(*width));
                self.points(points);
            }
            Mark::Area { points, ink } => {
                self.out += "<polygon";
                self.ink("fill", *ink);
                self.points(points);
            }
            Mark::Bar { from, to, ink } => {
                // A hairline must not vanish.
                let side = |from: f64, to: f64| if to - from < 0.25 { 0.25 } else { to - from };
                self.out += "<rect";
                self.ink("fill", *ink);
                self.place(["x", "y"], *from);
                self.px("width", side(from.0, to.0));
                self.px("height", side(from.1, to.1));
            }
            Mark::Dot { at, radius, ink } => {
                self.out += "<circle";
                self.ink("fill", *ink);
                self.place(["cx", "cy"], *at);
                self.px("r", *radius);
            }
            Mark::Text {
                at,
                words,
                bold,
                align,
                ink,
            } => {
                return self.text(*at, words, TEXT_PX, *bold, *align, *ink);
            }
        }
        self.out += "/>\n";
    }

    /// Writes words, the middle of their height at a place; `size` in CSS px.
    pub fn text(
        &mut self,
        (x, y): Point,
        words: &str,
        size: f64,
        bold: bool,
        align: Align,
        ink: Ink,
    ) {
        self.out += "<text";
        self.ink("fill", ink);
        if bold {
            self.attribute("font-weight", "bold");
        }
        if size != TEXT_PX {
            self.attribute("font-size", &short(size));
        }
        match align {
            Align::Left => {}
            Align::Centre => self.attribute("text-anchor", "middle"),
            Align::Right => self.attribute("text-anchor", "end"),
        }
        // Half the height of capitals below the middle: `dominant-baseline` differs by program.
        self.place(["x", "y"], (x, y + 0.36 * size));
        self.out.push('>');
        self.words(words);
        self.out += "</text>\n";
    }

    fn points(&mut self, points: &[Point]) {
        self.out += " points=\"";
        for (place, &(x, y)) in points.iter().enumerate() {
            if place > 0 {
                self.out.push(' ');
            }
            self.out += &tenths(x + self.corner.0);
            self.out.push(',');
            self.out += &tenths(y + self.corner.1);
        }
        self.out.push('"');
    }

    fn ink(&mut self, name: &str, Ink(colour, opacity): Ink) {
        let colour = hex([colour.0, colour.1, colour.2]);
        self.attribute(name, &["#", &colour].joined(""));
        // What is opaque need not say so.
        if opacity < 1.0 {
            self.attribute("opacity", &short(opacity));
        }
    }

    fn place(&mut self, names: [&str; 2], (x, y): Point) {
        self.px(names[0], x + self.corner.0);
        self.px(names[1], y + self.corner.1);
    }

    fn px(&mut self, name: &str, px: f64) {
        self.attribute(name, &tenths(px));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out += name;
        self.out += "=\"";
        self.words(value);
        self.out.push('"');
    }

    /// Text as it may stand in XML.
    fn words(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.out += "&amp;",
                '<' => self.out += "&lt;",
                '>' => self.out += "&gt;",
                '"' => self.out += "&quot;",
                _ => self.out.push(letter),
            }
        }
    }
}

/// Text as it may stand in XML and HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut pen = Pen::default();
    pen.words(text);
    pen.out
}

/// A length to a tenth of a CSS px.
fn tenths(px: f64) -> String {
    short((px * 10.0).round() / 10.0)
}
