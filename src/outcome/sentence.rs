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
    pub(super) fn plain(self, text: impl Into<String>) -> Self {
        self.with(text.into(), Emphasis::Plain)
    }

    /// Adds stressed text.
    pub(super) fn strong(self, text: impl Into<String>) -> Self {
        self.with(text.into(), Emphasis::Strong)
    }

    /// Adds stressed text about the grid draw after.
    pub(super) fn after(self, text: impl Into<String>) -> Self {
        self.with(text.into(), Emphasis::After)
    }

    #[inline(never)]
    fn with(mut self, text: String, emphasis: Emphasis) -> Self {
        self.parts.push(Part { text, emphasis });
        self
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts
            .iter()
            .try_for_each(|part| f.write_str(&part.text))
    }
}
