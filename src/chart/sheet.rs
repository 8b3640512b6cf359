//! A sheet: a chart that can leave the page, with all that must go with it.
//!
//! The finding stands above the chart; below it what the figures rest on, the version of the
//! model and the link that brings the scenario back. Words are wrapped by the widths of
//! [`words`], so the same sheet is made everywhere.

use super::frame::Frame;
use super::life::{LifeChart, life_picture, life_summary, life_title};
use super::mark::{Ink, Mark};
use super::svg::{self, Pen};
use super::theme::{TEXT_PX, Theme};
use super::view::{Chart, View, span};
use super::{picture, table, words};
use crate::VERSION;
use crate::life::Prospect;
use crate::outcome::{DISCLAIMER, Figure, Outcome};
use crate::text::Joined;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A chart of the load, and how much of it.
    Load(Chart, View),
    /// A chart of the years.
    Years(LifeChart),
}

/// What is told: the outcomes, the years as far as they are known, and where to find them again.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The first is the main one.
    pub outcomes: &'a [&'a Outcome],
    /// The years of the same, in the same order; may be fewer.
    pub prospects: &'a [&'a Prospect],
    /// The link to the scenario.
    pub link: &'a str,
}

impl Told<'_> {
    /// The finding of a chart, in a sentence.
    pub fn finding(&self, shown: Shown) -> String {
        match (shown, self.outcomes, self.prospects) {
            (Shown::Years(_), _, [years, ..]) => years.sentence(),
            (_, [main, ..], _) => main.finding().to_string(),
            _ => String::new(),
        }
    }

    /// What goes with every export, a line each: inputs, what they rest on, version, link.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if let [main, others @ ..] = self.outcomes {
            notes.push(["Scenario: ", &main.inputs_phrase(), "."].joined(""));
            for other in others {
                notes.push(["Compared with: ", &other.inputs_phrase(), "."].joined(""));
            }
            notes.extend(main.assumptions());
        }
        notes.push(["Peakpack, model ", VERSION, ". ", DISCLAIMER].joined(""));
        if !self.link.is_empty() {
            notes.push(self.link.to_owned());
        }
        notes
    }
}

/// The width of a sheet, CSS px.
const WIDTH: f64 = 800.0;
/// Free on all sides.
const MARGIN: f64 = 20.0;
/// The finding.
const TITLE_PX: f64 = 20.0;
/// A key figure.
const FIGURE_PX: f64 = 18.0;
/// Lines of text, as a multiple of their size.
const LINE: f64 = 1.4;

/// A chart as a sheet of its own, SVG.
///
/// ```
/// use peakpack::chart::{Chart, Shown, Theme, Told, View, sheet};
/// use peakpack::{load::Site, scenario::Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// let told = Told { outcomes: &[&outcome], prospects: &[], link: "https://example.org/?v=1" };
/// let text = sheet(Shown::Load(Chart::Grid, View::PeakDay), &told, Theme::light());
/// assert!(text.contains("https://example.org/?v=1</text>"));
/// ```
pub fn sheet(shown: Shown, told: &Told<'_>, theme: Theme) -> String {
    made(&[shown], told, &[], theme)
}

/// Finding, key figures and charts on one page of paper, A4 or Letter, as SVG.
pub fn print_sheet(told: &Told<'_>, figures: &[Figure], view: View) -> String {
    let all = [
        Shown::Load(view.chart(), view),
        Shown::Load(Chart::Charge, view),
    ];
    let shown = match view {
        View::Duration => &all[..1],
        _ => &all,
    };
    made(shown, told, figures, Theme::light())
}

/// Marks, and what is written over them.
struct Panel {
    heading: String,
    marks: Vec<Mark>,
    height: f64,
    summary: String,
}

fn panel(shown: Shown, told: &Told<'_>, theme: Theme) -> Option<Panel> {
    let frame = |height| Frame::new(WIDTH - 2.0 * MARGIN, height, theme);
    match shown {
        Shown::Load(chart, view) => {
            let main = *told.outcomes.first()?;
            let height = if chart == Chart::Charge { 150.0 } else { 320.0 };
            let span = span(main, view);
            let drawn = picture(chart, told.outcomes, span.clone(), &frame(height)).ok()?;
            let key = match chart {
                Chart::Grid => " (dashed: before; shaded: packs supply; hatched: they recharge)",
                Chart::Charge => "",
                Chart::Duration => " (dashed: before)",
            };
            Some(Panel {
                heading: svg::title(chart, main) + key,
                marks: drawn.marks,
                height,
                summary: table::summary(chart, main, span),
            })
        }
        Shown::Years(chart) => {
            let main = *told.prospects.first()?;
            let drawn = life_picture(chart, told.prospects, &frame(260.0)).ok()?;
            let key = " (line: usual model; inner band: 8 of 10 draws; outer: all models, ± 15 %)";
            Some(Panel {
                heading: life_title(chart, main) + key,
                marks: drawn.marks,
                height: 260.0,
                summary: life_summary(chart, main),
            })
        }
    }
}

fn made(shown: &[Shown], told: &Told<'_>, figures: &[Figure], theme: Theme) -> String {
    let title = shown
        .first()
        .map_or_else(String::new, |shown| told.finding(*shown));
    let panels: Vec<Panel> = shown
        .iter()
        .filter_map(|shown| panel(*shown, told, theme))
        .collect();
    let mut column = Column {
        lines: Vec::new(),
        x: MARGIN,
        y: MARGIN,
        width: WIDTH - 2.0 * MARGIN,
    };
    let (strong, soft) = (theme.text.into(), theme.soft_text.into());
    column.write(&title, TITLE_PX, true, strong);
    column.figures(figures, strong, soft);
    let mut places = Vec::new();
    let mut summaries = Vec::new();
    for panel in &panels {
        column.y += 10.0;
        column.write(&panel.heading, TEXT_PX, false, strong);
        places.push((MARGIN, column.y));
        column.y += panel.height;
        summaries.push(panel.summary.as_str());
    }
    column.y += 8.0;
    for note in told.notes() {
        column.write(&note, TEXT_PX, false, soft);
    }
    let height = column.y + MARGIN;
    let mut pen = Pen::default();
    summaries.push(DISCLAIMER);
    pen.begin(&title, &summaries.joined(" "), WIDTH, height);
    let mut ground = Vec::new();
    Mark::bar(
        &mut ground,
        (0.0, 0.0),
        (WIDTH, height),
        theme.ground.into(),
    );
    pen.marks_at((0.0, 0.0), &ground);
    for (panel, place) in panels.iter().zip(places) {
        pen.marks_at(place, &panel.marks);
    }
    for line in column.lines {
        let Line {
            x,
            y,
            size,
            bold,
            words,
            ink,
        } = line;
        pen.text((x, y), &words, size, bold, ink);
    }
    pen.end()
}

struct Line {
    x: f64,
    y: f64,
    size: f64,
    bold: bool,
    words: String,
    ink: Ink,
}

/// Lines of text below each other.
struct Column {
    lines: Vec<Line>,
    x: f64,
    y: f64,
    width: f64,
}

impl Column {
    /// Adds words in as many lines as they need.
    fn write(&mut self, words: &str, size: f64, bold: bool, ink: Ink) {
        for words in wrapped(words, self.width * TEXT_PX / size, bold) {
            self.y += size * LINE;
            self.lines.push(Line {
                x: self.x,
                // The middle of the line.
                y: self.y - size * LINE / 2.0,
                size,
                bold,
                words,
                ink,
            });
        }
    }

    /// Adds the key figures beside each other.
    fn figures(&mut self, figures: &[Figure], strong: Ink, soft: Ink) {
        if figures.is_empty() {
            return;
        }
        let (left, top, width) = (self.x, self.y + 10.0, self.width);
        let each = width / figures.len() as f64;
        let mut bottom = top;
        for (place, figure) in figures.iter().enumerate() {
            (self.x, self.y) = (left + each * place as f64, top);
            self.width = each - 12.0;
            self.write(figure.label, TEXT_PX, false, soft);
            let value = [figure.value.as_str(), " ", &figure.unit].joined("");
            self.write(&value, FIGURE_PX, true, strong);
            let detail = [figure.detail.as_str(), &figure.stressed].joined("");
            self.write(&detail, TEXT_PX, false, soft);
            if self.y > bottom {
                bottom = self.y;
            }
        }
        (self.x, self.y, self.width) = (left, bottom, width);
    }
}

/// Words in lines no wider than `width`, CSS px at the size of the charts' own text. What has no
/// space to break at, as a long link, is broken where it must be.
fn wrapped(text: &str, width: f64, bold: bool) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let wide = |line: &str| words::width(line, bold) > width;
        let mut tried = line.clone();
        if !tried.is_empty() {
            tried.push(' ');
        }
        tried += word;
        if !wide(&tried) {
            line = tried;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if wide(&line) && line.len() > letter.len_utf8() {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;
    use crate::chart::words;
    use proptest::prelude::*;

    #[test]
    fn long_words_are_broken_and_short_ones_kept_whole() {
        assert_eq!(wrapped("", 100.0, false), [""; 0]);
        assert_eq!(wrapped("a b", 100.0, false), ["a b"]);
        assert_eq!(wrapped("aaaa bbbb", 40.0, false), ["aaaa", "bbbb"]);
        assert!(wrapped(&"x".repeat(100), 80.0, false).len() > 5);
    }

    proptest! {
        #[test]
        fn lines_fit_and_nothing_is_lost(text in "[a-zA-Z ×–é0-9]{0,200}", width in 20.0..400.0_f64) {
            let lines = wrapped(&text, width, false);
            for line in &lines {
                prop_assert!(words::width(line, false) <= width || line.chars().count() == 1);
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
