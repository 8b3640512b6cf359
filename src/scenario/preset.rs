//! Ready-made scenarios.

use super::choice::ChoiceOption;
use super::id::Id;
use super::shape::Shape;
use super::source::{Mark, Source};

/// A ready-made scenario.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// Its name in links; never changes.
    pub id: &'static str,
    /// Its name on the page.
    pub label: &'static str,
    /// What it is, in one sentence.
    pub sentence: &'static str,
    /// What must be said beside it; empty for nothing.
    pub note: &'static str,
    /// Where its figures come from.
    pub source: Source,
    /// How it differs from the defaults of the table; admissible values, frozen for links of version 1.
    pub changes: &'static [(Id, f64)],
}

/// All presets; the first is the default scenario.
///
/// ```
/// use peakpack::scenario::PRESETS;
/// assert_eq!(PRESETS[0].label, "Mixed AI campus");
/// ```
pub static PRESETS: [Preset; 5] = ROWS;

const ROWS: [Preset; 5] = [
    Preset {
        id: "campus",
        label: "Mixed AI campus",
        sentence: "A 100 MW campus that trains, researches and answers, with its cooling, \
                   on a 15-minute meter.",
        note: "",
        source: Source::new(
            Mark::Estimate,
            "its parts are fitted to measured runs and services, their mixture is estimated",
        ),
        changes: &[],
    },
    Preset {
        id: "inference",
        label: "LLM inference site",
        sentence: "A 50 MW site whose language models answer people, busier by day than by night.",
        note: "",
        source: Source::new(
            Mark::Measured,
            "request rates of production services (Alibaba ServeGen); the idle share is estimated",
        ),
        changes: &[
            (Id::SitePeak, 50.0),
            (Id::Shape, Shape::Inference as u8 as f64),
            (Id::Packs, 320.0),
        ],
    },
    Preset {
        id: "training",
        label: "LLM training cluster",
        sentence: "A 100 MW cluster that trains one large model: restless by the second, \
                   nearly flat on a 15-minute meter, so there is little for packs to shave.",
        note: "",
        source: Source::new(
            Mark::Measured,
            "512 H100 training GPT-3 175B (MLPerf Training v4.0): peak over mean 1.047 at 2 s, \
             1.002 at 15 minutes",
        ),
        changes: &[
            (Id::Shape, Shape::Training as u8 as f64),
            (Id::Step, 2.0),
            (Id::Days, 7.0),
        ],
    },
    Preset {
        id: "redwood",
        label: "Redwood–Crusoe-like",
        sentence: "805 used packs with 12 MW and 63 MWh beside about 2,000 GPUs in Nevada.",
        note: "Rebuilt from press reports. Not affiliated with Redwood Materials or Crusoe.",
        source: Source::new(
            Mark::Reported,
            "12 MW, 63 MWh, 805 packs, 99.2 % available (TechCrunch, energy-storage.news, Volts); \
             2,000 GPUs at 10.2 kW for eight and a PUE of 1.15 are 2.9 MW, our estimate",
        ),
        changes: &[
            (Id::SitePeak, 2.9),
            (Id::Shape, Shape::Inference as u8 as f64),
            (Id::Packs, 805.0),
            (Id::PackEnergy, 100.4),
            (Id::Lowest, 0.0),
            (Id::Highest, 100.0),
            (Id::PackPower, 14.9),
            (Id::Availability, 99.2),
        ],
    },
    Preset {
        id: "colo",
        label: "Enterprise colocation",
        sentence: "A 20 MW building with the servers of many companies, busiest in office hours.",
        note: "",
        source: Source::new(
            Mark::Estimate,
            "the load factor 0.84 is measured (an enterprise server room, NREL Research Support \
             Facility, 2011), the hump of the working day is not",
        ),
        changes: &[
            (Id::SitePeak, 20.0),
            (Id::Shape, Shape::Enterprise as u8 as f64),
            (Id::Packs, 140.0),
        ],
    },
];

/// The names of the presets, for the table.
pub(super) static OPTIONS: [ChoiceOption; ROWS.len()] = {
    let mut options = [ChoiceOption::new("", ""); ROWS.len()];
    let mut i = 0;
    while i < ROWS.len() {
        options[i] = ChoiceOption::new(ROWS[i].id, ROWS[i].label);
        i += 1;
    }
    options
};
