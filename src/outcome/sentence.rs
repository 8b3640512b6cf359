//! A sentence in parts, so that a page can stress what matters and everything else can read it plain.

use std::fmt;

/// How a part is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// As the rest.
    Plain,
    /// Stressed.
    Strong,
    /// Stressed, in the colour of the grid draw after.
    After,
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text.
    pub text: String,
    /// How it is shown.
    pub emphasis: Emphasis,
}

/// A sentence in parts; `to_string` gives the plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The parts, in order.
    pub parts: Vec<Part>,
}

impl Sentence {
    /// Adds plain text.
    pub(super) fn plain(mut self, text: impl Into<String>) -> Self {
        self.push(text.into(), Emphasis::Plain);
        self
    }

    /// Adds stressed text.
    pub(super) fn strong(mut self, text: impl Into<String>) -> Self {
        self.push(text.into(), Emphasis::Strong);
        self
    }

    /// Adds stressed text about the grid draw after.
    pub(super) fn after(mut self, text: impl Into<String>) -> Self {
        self.push(text.into(), Emphasis::After);
        self
    }

    fn push(&mut self, text: String, emphasis: Emphasis) {
        self.parts.push(Part { text, emphasis });
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts
            .iter()
            .try_for_each(|part| f.write_str(&part.text))
    }
}
