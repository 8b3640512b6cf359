//! Where a number comes from, and how far to trust it.

/// How well a number is founded. Everything below [`Published`](Mark::Published)
/// is shown as an assumption that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Measured, or computed from measured data.
    Measured,
    /// Published, and the text was read.
    Published,
    /// Somebody else's account of it.
    Reported,
    /// Our estimate.
    Estimate,
    /// Not verified.
    Unverified,
    /// No fact at all: the person's own choice.
    Choice,
}

impl Mark {
    /// The word to show.
    ///
    /// ```
    /// use peakpack::scenario::Mark;
    /// assert_eq!(Mark::Estimate.label(), "our estimate");
    /// ```
    pub fn label(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Published => "published",
            Self::Reported => "reported by others",
            Self::Estimate => "our estimate",
            Self::Unverified => "not verified",
            Self::Choice => "your choice",
        }
    }
}

/// The origin of a number in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// How well it is founded.
    pub mark: Mark,
    /// Who says so, or how it was reckoned.
    pub text: &'static str,
}

impl Source {
    /// An origin.
    ///
    /// ```
    /// use peakpack::scenario::{Mark, Source};
    /// let source = Source::new(Mark::Reported, "Geotab, 22,700 vehicles");
    /// assert_eq!(source.mark.label(), "reported by others");
    /// ```
    pub const fn new(mark: Mark, text: &'static str) -> Self {
        Self { mark, text }
    }
}
