//! Which way energy flows at a meter, and the words that say so.

use super::text::{is_one_of, says};
use std::fmt;

/// Which way the energy of a reading flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// From the grid to the site: the load.
    Import,
    /// From the site back to the grid.
    Export,
    /// Import less export.
    Net,
}

impl Flow {
    /// All of them, the usual one first.
    pub const ALL: [Self; 3] = [Self::Import, Self::Export, Self::Net];

    /// `import`, `export`, `net`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Export => "export",
            Self::Net => "net",
        }
    }

    /// The flow a column's title or a channel's name tells; import where it tells nothing.
    ///
    /// ```
    /// use peakpack::load::meter::Flow;
    /// assert_eq!(Flow::named("Surplus Generation"), Flow::Export);
    /// assert_eq!(Flow::named("Active Import Interval (kW)"), Flow::Import);
    /// ```
    pub fn named(name: &str) -> Self {
        const EXPORTS: &str = "export|surplus|generation|generated|received|einspeis|rücklieferung|injection|\
        feed-in|to grid";
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        if words.any(|word| is_one_of(word, "net|netto")) {
            Self::Net
        } else if says(name, EXPORTS) {
            Self::Export
        } else {
            Self::Import
        }
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Whether a channel's name or unit says that it is no active energy: reactive or apparent
/// power, gas, water.
pub(crate) fn is_another_quantity(name: &str) -> bool {
    const OTHERS: &str = "kvar|varh|reactive|blind|kva|gas|water|wasser|therm";
    says(name, OTHERS)
}
