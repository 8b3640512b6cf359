//! A sheet: a chart that can leave the page, with all that must go with it.
//!
//! The finding stands above the chart; below it what the figures rest on, the version of the
//! model and the link that brings the scenario back. Words are wrapped by the widths of
//! [`words`], so the same sheet is made everywhere.

use super::frame::Frame;
use super::life::{LifeChart, life_picture, life_summary, life_title};
use super::mark::{Align, Ink, Mark};
use super::svg::{self, Pen};
use super::theme::{TEXT_PX, Theme};
use super::view::{Chart, View, span};
use super::{picture, table, words};
use crate::VERSION;
use crate::life::Prospect;
use crate::load::LoadSource;
use crate::outcome::{DISCLAIMER, Outcome};
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
    /// What of the sender's link is not in these figures.
    pub remarks: &'a [String],
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

    /// Whether a chart has a second curve.
    fn is_compared(&self, shown: Shown) -> bool {
        match shown {
            Shown::Load(..) => self.outcomes.len() > 1,
            Shown::Years(_) => self.prospects.len() > 1,
        }
    }

    /// What goes with every export, a line each: inputs, what they rest on, version, link.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if let [main, others @ ..] = self.outcomes {
            notes.push(["Scenario: ", &main.inputs_phrase(), "."].joined(""));
            for other in others {
                let (inputs, finding) = (other.inputs_phrase(), other.finding().to_string());
                notes.push(["Compared with B: ", &inputs, ". ", &finding].joined(""));
            }
            notes.extend(main.assumptions());
            if !self.link.is_empty() && !matches!(main.site.source, LoadSource::Profile(_)) {
                notes.push("The link brings the inputs, not this load.".to_owned());
            }
        }
        notes.extend_from_slice(self.remarks);
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
/// Between them.
const INNER: f64 = WIDTH - 2.0 * MARGIN;
/// The finding.
const TITLE_PX: f64 = 20.0;
/// Between a chart and words.
const GAP: f64 = 10.0;
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
/// let told = Told { outcomes: &[&outcome], prospects: &[], link: "https://example.org/?v=1", remarks: &[] };
/// let text = sheet(Shown::Load(Chart::Grid, View::PeakDay), &told, Theme::light());
/// assert!(text.contains("https://example.org/?v=1</text>"));
/// ```
pub fn sheet(shown: Shown, told: &Told<'_>, theme: Theme) -> String {
    let height = match shown {
        Shown::Load(Chart::Charge, _) => 200.0,
        _ => 320.0,
    };
    let frame = Frame::new(INNER, height, theme);
    let (finding, notes) = (told.finding(shown), told.notes());
    let (strong, soft) = (theme.text.into(), theme.soft_text.into());
    let mut column = Column {
        pen: Pen::default(),
        y: MARGIN,
    };
    // Paper below it all; more than there is of the sheet is not seen.
    let mut ground = Vec::new();
    Mark::bar(
        &mut ground,
        (0.0, 0.0),
        (WIDTH, 9_999.0),
        theme.ground.into(),
    );
    column.pen.marks(&ground);
    column.write(&finding, TITLE_PX, true, strong);
    let mut said = String::new();
    if let Some(panel) = panel(shown, told, &frame) {
        column.y += GAP;
        let beside = match told.is_compared(shown) {
            true => " B: thin, in long dashes.",
            false => "",
        };
        let heading = panel.heading + panel.key + beside;
        column.write(&heading, TEXT_PX, false, strong);
        column.pen.corner = (MARGIN, column.y);
        column.pen.marks(&panel.marks);
        column.pen.corner = (0.0, 0.0);
        column.y += height + GAP;
        said = panel.summary;
    }
    for note in notes {
        column.write(&note, TEXT_PX, false, soft);
    }
    let description = [said.as_str(), DISCLAIMER].joined(" ");
    let size = [WIDTH, column.y + MARGIN];
    column.pen.document(&finding, &description, size)
}

/// A chart in a sheet: what is written over it, its marks and height, and the same in words.
struct Panel {
    heading: String,
    key: &'static str,
    marks: Vec<Mark>,
    summary: String,
}

fn panel(shown: Shown, told: &Told<'_>, frame: &Frame) -> Option<Panel> {
    Some(match shown {
        Shown::Load(chart, view) => {
            let main = *told.outcomes.first()?;
            let span = span(main, view);
            Panel {
                heading: svg::title(chart, main),
                key: match chart {
                    Chart::Grid => {
                        " (dashed: before; shaded: packs supply; hatched: they recharge)"
                    }
                    Chart::Charge => "",
                    Chart::Duration => " (dashed: before)",
                },
                marks: picture(chart, told.outcomes, span.clone(), frame)
                    .ok()?
                    .marks,
                summary: table::summary(chart, main, span),
            }
        }
        Shown::Years(chart) => {
            let main = *told.prospects.first()?;
            Panel {
                heading: life_title(chart, main),
                key: " (line: usual model; inner band: 8 of 10 draws; outer: all models, ± 15 %)",
                marks: life_picture(chart, told.prospects, frame).ok()?.marks,
                summary: life_summary(chart, main),
            }
        }
    })
}

/// Lines of text below each other.
struct Column {
    pen: Pen,
    y: f64,
}

impl Column {
    /// Adds words in as many lines as they need.
    fn write(&mut self, words: &str, size: f64, bold: bool, ink: Ink) {
        for words in wrapped(words, INNER * TEXT_PX / size, bold) {
            let middle = self.y + size * LINE / 2.0;
            self.pen
                .text((MARGIN, middle), words, size, bold, Align::Left, ink);
            self.y += size * LINE;
        }
    }
}

/// Words in lines no wider than `width`, CSS px at the size of the charts' own text. What has no
/// space to break at, as a long link, is broken where it must be.
fn wrapped(text: &str, width: f64, bold: bool) -> Vec<&str> {
    let (mut lines, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        // Where the line ends, and where the next one begins.
        let (mut end, mut next) = (rest.len(), rest.len());
        let (mut wide, mut space) = (0.0, None);
        for (at, letter) in rest.char_indices() {
            if letter == ' ' {
                space = Some(at);
            }
            wide += words::letter_width(letter, bold);
            if wide > width && at > 0 {
                (end, next) = space.map_or((at, at), |space| (space, space + 1));
                break;
            }
        }
        let (line, _) = rest.split_at_checked(end).unwrap_or((rest, ""));
        (_, rest) = rest.split_at_checked(next).unwrap_or(("", ""));
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
                let wide = words::width(line, false);
                prop_assert!(wide <= width + 1e-9 || line.chars().count() == 1, "{line}: {wide}");
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
