//! One input: its name, its limits and its words.

use super::choice::ChoiceOption;
use super::chosen::Scenario;
use super::id::Id;
use super::number::{self, Grid, NotUnderstood};
use super::source::Source;

/// Where an input stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Always in sight.
    Main,
    /// About the data center.
    Site,
    /// About the packs.
    Packs,
    /// How packs age.
    Ageing,
    /// For those who look closer.
    More,
}

/// What an input can be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number.
    Number {
        /// The smallest. Where [`zero`](Kind::Number::zero) is given, 0 is allowed besides.
        min: f64,
        /// The largest.
        max: f64,
        /// Every value is a whole multiple of it.
        step: f64,
        /// What 0 means, where it means something other than the number 0.
        zero: Option<&'static str>,
        /// The ends of the slider; fields and links go from `min` to `max`.
        slider: (f64, f64),
        /// By how much − and + and the arrow keys move it.
        nudge: f64,
    },
    /// An entry of a list; its value is its place in it, from 0.
    Choice {
        /// The list.
        options: &'static [ChoiceOption],
    },
}

/// One input: a row of [`PARAMETERS`](super::PARAMETERS).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// Its name in the program.
    pub id: Id,
    /// Its name in links.
    pub key: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// The unit, as written behind the number; empty when there is none.
    pub unit: &'static str,
    /// What it can be.
    pub kind: Kind,
    /// Its value in the default scenario, frozen for links of version 1.
    pub default: f64,
    /// What it is, in one line for somebody who is no engineer.
    pub help: &'static str,
    /// Where the default comes from.
    pub source: Source,
    /// Where it stands on the page.
    pub panel: Panel,
}

/// How a value was made admissible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It was.
    Exact,
    /// It lay between two steps.
    Snapped,
    /// It was too small.
    Minimum,
    /// It was too large.
    Maximum,
}

/// An admissible value, and what had to be done to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Admitted {
    /// The value.
    pub value: f64,
    /// What was done.
    pub fit: Fit,
}

impl Parameter {
    /// Brings a value within the limits and onto the step. What is no number becomes the default.
    ///
    /// ```
    /// use peakpack::scenario::{Fit, Id};
    /// let health = Id::Health.parameter();
    /// assert_eq!(health.admit(740.0).value, 100.0);
    /// assert_eq!(health.admit(740.0).fit, Fit::Maximum);
    /// assert_eq!(health.admit(77.6).value, 77.5);
    /// ```
    pub fn admit(&self, value: f64) -> Admitted {
        let admitted = |value, fit| Admitted { value, fit };
        if value.is_nan() {
            return admitted(self.default, Fit::Snapped);
        }
        let (min, max, step, zero) = match self.kind {
            Kind::Number {
                min,
                max,
                step,
                zero,
                ..
            } => (min, max, step, zero.is_some()),
            Kind::Choice { options } => (0.0, options.len() as f64 - 1.0, 1.0, false),
        };
        if value > max {
            return admitted(max, Fit::Maximum);
        }
        let snapped = Grid::of(step).snap(value);
        if value < min && !(zero && snapped == 0.0) {
            return admitted(min, Fit::Minimum);
        }
        let exact = snapped == value;
        admitted(snapped, if exact { Fit::Exact } else { Fit::Snapped })
    }

    /// The scenario's value.
    pub fn get(&self, scenario: &Scenario) -> f64 {
        scenario.get(self.id)
    }

    /// Changes the scenario, with the value made admissible.
    pub fn set(&self, scenario: &mut Scenario, value: f64) {
        scenario.set(self.id, value);
    }

    /// The list to pick from; empty for a number.
    pub fn options(&self) -> &'static [ChoiceOption] {
        match self.kind {
            Kind::Choice { options } => options,
            Kind::Number { .. } => &[],
        }
    }

    /// A value as links and fields have it: shortest decimal, no unit, no grouping; the name of a choice.
    ///
    /// ```
    /// use peakpack::scenario::Id;
    /// assert_eq!(Id::CRate.parameter().text(0.25), "0.25");
    /// assert_eq!(Id::Packs.parameter().text(20_000.0), "20000");
    /// assert_eq!(Id::End.parameter().text(2.0), "steady");
    /// ```
    pub fn text(&self, value: f64) -> String {
        let mut out = String::new();
        self.write_text(&mut out, value);
        out
    }

    /// Appends [`text`](Self::text).
    pub(super) fn write_text(&self, out: &mut String, value: f64) {
        match self.kind {
            Kind::Number { step, .. } => Grid::of(step).write(out, value, ""),
            Kind::Choice { options } => out.push_str(option(options, value).id),
        }
    }

    /// A value as people read it: "78 %", "2,600", "0.25 C", "by the catalogue".
    ///
    /// ```
    /// use peakpack::scenario::Id;
    /// assert_eq!(Id::Health.parameter().format(78.0), "78 %");
    /// assert_eq!(Id::Packs.parameter().format(2_600.0), "2,600");
    /// assert_eq!(Id::PackEnergy.parameter().format(0.0), "by the catalogue");
    /// ```
    pub fn format(&self, value: f64) -> String {
        let mut out = String::new();
        match self.kind {
            Kind::Number {
                zero: Some(meaning),
                ..
            } if value == 0.0 => out.push_str(meaning),
            Kind::Number { step, .. } => {
                let grid = Grid::of(step);
                // Where a comma may begin the decimals it must not group thousands:
                // what is shown here must be read back as the same number.
                let group = if grid.is_whole() { "," } else { "" };
                grid.write(&mut out, value, group);
                if !self.unit.is_empty() {
                    out.push(' ');
                    out.push_str(self.unit);
                }
            }
            Kind::Choice { options } => out.push_str(option(options, value).label),
        }
        out
    }

    /// Reads what a person typed or a link says: decimal point or comma,
    /// thousands grouped by spaces, commas, points or apostrophes, a leading
    /// `+`, `%` or the unit behind it; the name or the label of a choice, or what 0 means.
    ///
    /// The value may still lie outside the limits: see [`admit`](Self::admit).
    ///
    /// # Errors
    /// When the text is no such number or no entry of the list.
    ///
    /// ```
    /// use peakpack::scenario::Id;
    /// assert_eq!(Id::Health.parameter().parse(" 77,5 % "), Ok(77.5));
    /// assert_eq!(Id::Packs.parameter().parse("2 600"), Ok(2_600.0));
    /// assert_eq!(Id::End.parameter().parse("steady"), Ok(2.0));
    /// assert!(Id::Health.parameter().parse("good").is_err());
    /// ```
    pub fn parse(&self, text: &str) -> Result<f64, NotUnderstood> {
        self.parse_noting(text).map(|(value, _)| value)
    }

    /// Like [`parse`](Self::parse); the second value says that the text could mean another number too.
    pub(super) fn parse_noting(&self, text: &str) -> Result<(f64, bool), NotUnderstood> {
        let text = text.trim();
        match self.kind {
            Kind::Choice { options } => options
                .iter()
                .position(|option| {
                    option.id.eq_ignore_ascii_case(text) || option.label.eq_ignore_ascii_case(text)
                })
                .map(|place| (place as f64, false))
                .ok_or(NotUnderstood),
            Kind::Number {
                zero: Some(meaning),
                ..
            } if meaning.eq_ignore_ascii_case(text) => Ok((0.0, false)),
            Kind::Number { step, .. } => number::parse(text, self.unit, Grid::of(step).is_whole()),
        }
    }
}

/// The entry at a place, the first for a place that is none.
fn option(options: &'static [ChoiceOption], place: f64) -> &'static ChoiceOption {
    options.get(place as usize).unwrap_or(&options[0])
}
