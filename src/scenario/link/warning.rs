//! What in a link was not taken as it stood.

use std::fmt;

/// Longer keys and values are shortened to this many characters.
const LONGEST: usize = 40;

/// One thing in a link that was not taken as it stood, or not at all.
///
/// ```
/// use peakpack::scenario::decode;
/// let decoded = decode("v=1&soh=740");
/// assert_eq!(decoded.warnings[0].to_string(), "soh=740 → 100 (maximum)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkWarning {
    /// The key; harmless text of at most 40 characters.
    pub key: String,
    /// What the link said; harmless text of at most 40 characters.
    pub given: String,
    /// What is used instead, as links write it; `None` when the pair was ignored.
    pub used: Option<String>,
    /// Why.
    pub why: Why,
}

/// Why something in a link was not taken as it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No input has this key.
    Unknown,
    /// The key comes again later, and the last counts.
    Repeated,
    /// Too small.
    Minimum,
    /// Too large.
    Maximum,
    /// Between two steps of the input.
    Step,
    /// No number, or no entry of the list: the preset's value is used.
    NotUnderstood,
    /// It is planned, and the default is shown until it is there.
    NotYet,
    /// The mark in it could group thousands or begin the decimals.
    Ambiguous,
    /// With the time step, more days than can be drawn.
    TooManySteps,
    /// The link was made by a later version.
    Newer,
    /// So many further pairs were ignored.
    More(usize),
}

impl LinkWarning {
    pub(super) fn ignored(key: &str, given: &str, why: Why) -> Self {
        Self {
            key: harmless(key),
            given: harmless(given),
            used: None,
            why,
        }
    }

    pub(super) fn replaced(key: &str, given: &str, used: String, why: Why) -> Self {
        Self {
            used: Some(used),
            ..Self::ignored(key, given, why)
        }
    }
}

impl fmt::Display for LinkWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Why::More(count) = self.why {
            return write!(f, "{count} more were ignored");
        }
        f.write_str(&self.key)?;
        if !(self.given.is_empty() && self.used.is_none()) {
            f.write_str("=")?;
            f.write_str(&self.given)?;
        }
        match &self.used {
            Some(used) => {
                f.write_str(" → ")?;
                f.write_str(used)?;
            }
            None => f.write_str(" ignored")?,
        }
        f.write_str(match self.why {
            Why::Unknown => " (unknown)",
            Why::Repeated => " (given again later)",
            Why::Minimum => " (minimum)",
            Why::Maximum => " (maximum)",
            Why::Step => " (nearest step)",
            Why::NotUnderstood => " (not understood)",
            Why::NotYet => " (not available yet)",
            Why::Ambiguous => " (thousands or decimals?)",
            Why::TooManySteps => " (at most 1,000,000 time steps)",
            Why::Newer => " (made by a newer version; read as well as this one can)",
            Why::More(_) => "",
        })
    }
}

/// Shortens a stranger's text and takes out what is not for showing: control
/// characters and those that turn or hide the text around them.
fn harmless(text: &str) -> String {
    let shown = |c: char| match c {
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    let mut out: String = text.chars().take(LONGEST).map(shown).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.pop();
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strangers_text_is_shortened_and_made_harmless() {
        assert_eq!(
            harmless("a\n\u{0}b\u{202e}c"),
            "a\u{fffd}\u{fffd}b\u{fffd}c"
        );
        let long = harmless(&"é".repeat(41));
        assert_eq!(long.chars().count(), 40);
        assert!(long.ends_with('…'));
        assert_eq!(harmless(&"é".repeat(40)), "é".repeat(40));
    }
}
