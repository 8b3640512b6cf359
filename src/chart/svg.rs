//! Charts as self-contained SVG.

use super::frame::Frame;
use super::mark::{Align, Ink, Mark, Point};
use super::theme::{FONTS, TEXT_PX};
use super::view::Chart;
use super::{picture, table};
use crate::decimal::short;
use crate::outcome::{DISCLAIMER, Outcome};
use crate::text::Joined;
use std::fmt::Write;
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
    pen.begin(title, description, frame.width, frame.height);
    pen.marks(marks);
    pen.end()
}

/// Writes SVG: only what charts and sheets are made of, in CSS px. What plotters' own backend
/// writes is twice as long, and how it formats numbers is 6 kB of the page.
#[derive(Default)]
pub(super) struct Pen {
    out: String,
}

impl Pen {
    /// Begins a document of a size, with what it is called and what is to be seen in it.
    pub fn begin(&mut self, title: &str, description: &str, width: f64, height: f64) {
        let (width, height) = (short(width), short(height));
        self.out += "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"";
        self.attribute("width", &width);
        self.attribute("height", &height);
        self.attribute("viewBox", &["0 0", &width, &height].joined(" "));
        self.attribute("font-family", FONTS);
        self.attribute("font-size", &short(TEXT_PX));
        self.attribute("stroke-linejoin", "round");
        self.out += ">\n<title>";
        self.words(title);
        self.out += "</title>\n<desc>";
        self.words(description);
        self.out += "</desc>\n";
    }

    /// Ends the document.
    pub fn end(mut self) -> String {
        self.out += "</svg>\n";
        self.out
    }

    /// Draws a chart with its upper left corner at a place.
    pub fn marks_at(&mut self, (x, y): Point, marks: &[Mark]) {
        let place = ["translate(", &short(x), " ", &short(y), ")"].joined("");
        self.out += "<g";
        self.attribute("transform", &place);
        self.out += ">\n";
        self.marks(marks);
        self.out += "</g>\n";
    }

    /// Writes words, the middle of their height at a place; `size` in CSS px.
    pub fn text(&mut self, at: Point, words: &str, size: f64, bold: bool, ink: Ink) {
        self.text_to(at, words, (size, bold), Align::Left, ink);
    }

    /// Draws marks in their order.
    fn marks(&mut self, marks: &[Mark]) {
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
            Mark::Bar { from, to, ink } => self.bar(*from, *to, *ink),
            Mark::Dot { at, radius, ink } => {
                self.out += "<circle";
                self.ink("fill", *ink);
                self.px("cx", at.0);
                self.px("cy", at.1);
                self.px("r", *radius);
            }
            Mark::Text {
                at,
                words,
                bold,
                align,
                ink,
            } => {
                self.text_to(*at, words, (TEXT_PX, *bold), *align, *ink);
                return;
            }
        }
        self.out += "/>\n";
    }

    fn bar(&mut self, from: Point, to: Point, ink: Ink) {
        // A hairline must not vanish.
        let side = |from: f64, to: f64| if to - from < 0.25 { 0.25 } else { to - from };
        self.out += "<rect";
        self.ink("fill", ink);
        self.px("x", from.0);
        self.px("y", from.1);
        self.px("width", side(from.0, to.0));
        self.px("height", side(from.1, to.1));
    }

    fn text_to(
        &mut self,
        (x, y): Point,
        words: &str,
        (size, bold): (f64, bool),
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
        self.px("x", x);
        // Half the height of capitals below the middle: `dominant-baseline` differs by program.
        self.px("y", y + 0.36 * size);
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
            self.out += &tenths(x);
            self.out.push(',');
            self.out += &tenths(y);
        }
        self.out.push('"');
    }

    fn ink(&mut self, name: &str, Ink(colour, opacity): Ink) {
        // Writing to a string cannot fail.
        let _ = write!(
            self.out,
            " {name}=\"#{:02X}{:02X}{:02X}\"",
            colour.0, colour.1, colour.2
        );
        // What is opaque need not say so.
        if opacity < 1.0 {
            self.attribute("opacity", &short(opacity));
        }
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
