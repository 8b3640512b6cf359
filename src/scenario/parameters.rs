//! The one table of inputs.

use super::choice::ChoiceOption;
use super::end::EndCondition;
use super::id::Id;
use super::model::PackModel;
use super::parameter::{Kind, Panel, Parameter};
use super::parameters_later::LATER;
use super::preset;
use super::shape::Shape;
use super::source::{Mark, Source};

/// The meter's windows, minutes.
pub(super) const WINDOW_MINUTES: [u32; 5] = [1, 5, 15, 30, 60];
const WINDOW_OPTIONS: [ChoiceOption; 5] = [
    ChoiceOption::new("1", "1 minute"),
    ChoiceOption::new("5", "5 minutes"),
    ChoiceOption::new("15", "15 minutes"),
    ChoiceOption::new("30", "30 minutes"),
    ChoiceOption::new("60", "60 minutes"),
];

pub(super) const fn number(
    (min, max): (f64, f64),
    step: f64,
    slider: (f64, f64),
    nudge: f64,
    zero: Option<&'static str>,
) -> Kind {
    Kind::Number {
        min,
        max,
        step,
        zero,
        slider,
        nudge,
    }
}

pub(super) const fn choice(options: &'static [ChoiceOption]) -> Kind {
    Kind::Choice { options }
}

/// Every input, in the order of [`Id`] and of links.
///
/// The defaults are what a link of version 1 leaves out: they never change.
///
/// ```
/// use peakpack::scenario::PARAMETERS;
/// for parameter in &PARAMETERS {
///     println!("{:6} {}: {}", parameter.key, parameter.label, parameter.help);
/// }
/// ```
pub static PARAMETERS: [Parameter; Id::COUNT] = {
    let mut all = [FIRST[0]; Id::COUNT];
    let mut place = 0;
    while place < all.len() {
        all[place] = match place < FIRST.len() {
            true => FIRST[place],
            false => LATER[place - FIRST.len()],
        };
        place += 1;
    }
    all
};

/// The site, its packs, and how they are used.
const FIRST: [Parameter; Id::SecondModel as usize] = [
    Parameter {
        id: Id::Preset,
        key: "s",
        label: "Example",
        unit: "",
        kind: choice(&preset::OPTIONS),
        default: 0.0,
        help: "A ready-made site with its packs to start from.",
        source: Source::new(Mark::Choice, "each example names its own sources"),
        panel: Panel::Main,
    },
    Parameter {
        id: Id::SitePeak,
        key: "mw",
        label: "Site peak",
        unit: "MW",
        kind: number((0.01, 5_000.0), 0.001, (1.0, 500.0), 1.0, None),
        default: 100.0,
        help: "The most the whole site draws from the grid without packs.",
        source: Source::new(Mark::Choice, "a common size for one new AI campus"),
        panel: Panel::Site,
    },
    Parameter {
        id: Id::Shape,
        key: "shape",
        label: "Kind of site",
        unit: "",
        kind: choice(&Shape::OPTIONS),
        default: Shape::Campus as u8 as f64,
        help: "What the computers do, which decides how the draw rises and falls.",
        source: Source::new(
            Mark::Measured,
            "fitted to measured runs and services; what is estimated stands in the method",
        ),
        panel: Panel::Site,
    },
    Parameter {
        id: Id::LoadFactor,
        key: "lf",
        label: "Load factor",
        unit: "%",
        kind: number(
            (20.0, 100.0),
            1.0,
            (20.0, 100.0),
            1.0,
            Some("as the profile"),
        ),
        default: 0.0,
        help: "Average draw as a share of the peak. The lower, the more there is to shave.",
        source: Source::new(
            Mark::Measured,
            "a campus with a supercomputer centre 67 %, an enterprise server room 84 %",
        ),
        panel: Panel::Site,
    },
    Parameter {
        id: Id::Pue,
        key: "pue",
        label: "PUE",
        unit: "",
        kind: number(
            (1.0, 3.0),
            0.01,
            (1.0, 2.0),
            0.01,
            Some("usual for the site"),
        ),
        default: 0.0,
        help: "The site's energy over the computers' own: how much cooling and losses add.",
        source: Source::new(
            Mark::Reported,
            "1.1–1.2 at the largest operators, 1.54 on average (Uptime Institute 2025)",
        ),
        panel: Panel::Site,
    },
    Parameter {
        id: Id::Seed,
        key: "seed",
        label: "Variation",
        unit: "",
        kind: number((0.0, 999_999.0), 1.0, (1.0, 100.0), 1.0, None),
        default: 1.0,
        help: "Another number draws another year of the same kind: other jobs, other weather.",
        source: Source::new(
            Mark::Choice,
            "any number; the same number gives the same year",
        ),
        panel: Panel::More,
    },
    Parameter {
        id: Id::Step,
        key: "dt",
        label: "Time step",
        unit: "s",
        kind: number((0.1, 3_600.0), 0.1, (1.0, 3_600.0), 1.0, None),
        default: 900.0,
        help: "How finely the load is drawn. Finer than the meter's window changes little.",
        source: Source::new(
            Mark::Choice,
            "900 s is 15 minutes, the usual metering window",
        ),
        panel: Panel::More,
    },
    Parameter {
        id: Id::Days,
        key: "days",
        label: "Days",
        unit: "days",
        kind: number((1.0, 366.0), 1.0, (1.0, 366.0), 1.0, None),
        default: 365.0,
        help: "How long a stretch is simulated. A year holds summer and winter peaks.",
        source: Source::new(Mark::Choice, "a year, as bills are compared"),
        panel: Panel::More,
    },
    Parameter {
        id: Id::Window,
        key: "win",
        label: "Metering window",
        unit: "",
        kind: choice(&WINDOW_OPTIONS),
        default: 2.0,
        help: "The utility bills the highest average over one such window.",
        source: Source::new(
            Mark::Reported,
            "15 minutes is common, 30 at some utilities; the tariff says which",
        ),
        panel: Panel::Site,
    },
    Parameter {
        id: Id::Packs,
        key: "packs",
        label: "Packs",
        unit: "",
        kind: number((0.0, 20_000.0), 1.0, (0.0, 2_000.0), 10.0, None),
        default: 640.0,
        help: "Used electric-car batteries installed at the site.",
        source: Source::new(Mark::Estimate, "about a tenth of a 100 MW site's peak"),
        panel: Panel::Main,
    },
    Parameter {
        id: Id::PackModel,
        key: "pack",
        label: "Pack from",
        unit: "",
        kind: choice(&PackModel::OPTIONS),
        default: PackModel::Tesla3Long as u8 as f64,
        help: "The car the packs come from, which gives their energy when new.",
        source: Source::new(Mark::Reported, "open-ev-data, usable energy, lower value"),
        panel: Panel::Packs,
    },
    Parameter {
        id: Id::PackEnergy,
        key: "kwh",
        label: "Energy when new",
        unit: "kWh",
        kind: number(
            (1.0, 250.0),
            0.1,
            (10.0, 120.0),
            1.0,
            Some("by the catalogue"),
        ),
        default: 0.0,
        help: "Usable energy of one pack when it left the factory.",
        source: Source::new(Mark::Reported, "the catalogue's value for the pack chosen"),
        panel: Panel::Packs,
    },
    Parameter {
        id: Id::Health,
        key: "soh",
        label: "State of health",
        unit: "%",
        kind: number((40.0, 100.0), 0.5, (40.0, 100.0), 1.0, None),
        default: 78.0,
        help: "Energy a pack still holds, as a share of what it held when new.",
        source: Source::new(
            Mark::Estimate,
            "packs leave cars at 60–90 %; early Leaf packs were measured at 60–67 %",
        ),
        panel: Panel::Main,
    },
    Parameter {
        id: Id::Lowest,
        key: "lo",
        label: "Lowest charge",
        unit: "%",
        kind: number((0.0, 45.0), 1.0, (0.0, 45.0), 1.0, None),
        default: 5.0,
        help: "The packs are never emptied below this.",
        source: Source::new(Mark::Estimate, "a margin that spares the weakest cells"),
        panel: Panel::Packs,
    },
    Parameter {
        id: Id::Highest,
        key: "hi",
        label: "Highest charge",
        unit: "%",
        kind: number((50.0, 100.0), 1.0, (50.0, 100.0), 1.0, None),
        default: 95.0,
        help: "The packs are never filled above this.",
        source: Source::new(Mark::Estimate, "a full cell ages fastest"),
        panel: Panel::Packs,
    },
    Parameter {
        id: Id::CRate,
        key: "crate",
        label: "Power rate",
        unit: "C",
        kind: number((0.05, 4.0), 0.01, (0.05, 1.0), 0.05, None),
        default: 0.25,
        help: "Power as a share of the energy left: 0.25 C empties a full pack in four hours.",
        source: Source::new(
            Mark::Reported,
            "fleets of used packs run at 0.19–0.42 C (Redwood, B2U)",
        ),
        panel: Panel::Packs,
    },
    Parameter {
        id: Id::PackPower,
        key: "kwp",
        label: "Power per pack",
        unit: "kW",
        kind: number(
            (0.1, 500.0),
            0.1,
            (1.0, 100.0),
            1.0,
            Some("by the power rate"),
        ),
        default: 0.0,
        help: "A fixed rating of one pack and its converter, if you know it.",
        source: Source::new(Mark::Choice, "from the supplier's data sheet"),
        panel: Panel::Packs,
    },
    Parameter {
        id: Id::ChargePower,
        key: "kwc",
        label: "Charging power",
        unit: "kW",
        kind: number(
            (0.1, 500.0),
            0.1,
            (1.0, 100.0),
            1.0,
            Some("same as discharging"),
        ),
        default: 0.0,
        help: "How fast one pack may be refilled, if that differs.",
        source: Source::new(Mark::Choice, "from the supplier's data sheet"),
        panel: Panel::More,
    },
    Parameter {
        id: Id::RoundTrip,
        key: "rte",
        label: "Round trip",
        unit: "%",
        kind: number(
            (50.0, 100.0),
            0.1,
            (70.0, 100.0),
            0.5,
            Some("from the health"),
        ),
        default: 0.0,
        help: "Energy that comes back for each unit put in, measured at the meter.",
        source: Source::new(
            Mark::Estimate,
            "87, 86, 85 % at a health of 90, 80, 70 %; plants were measured at 83.5–89.1 %",
        ),
        panel: Panel::Packs,
    },
    Parameter {
        id: Id::SelfDischarge,
        key: "self",
        label: "Self-discharge",
        unit: "%/month",
        kind: number((0.0, 50.0), 0.1, (0.0, 10.0), 0.1, None),
        default: 0.0,
        help: "Share of the stored energy that leaks away in a month of rest.",
        source: Source::new(
            Mark::Measured,
            "contained in the round trip of the plants it was measured at",
        ),
        panel: Panel::More,
    },
    Parameter {
        id: Id::Auxiliary,
        key: "aux",
        label: "Own use per pack",
        unit: "kW",
        kind: number((0.0, 5.0), 0.01, (0.0, 1.0), 0.01, None),
        default: 0.0,
        help: "What cooling and controls of one pack draw all the time.",
        source: Source::new(
            Mark::Measured,
            "contained in the round trip of the plants it was measured at",
        ),
        panel: Panel::More,
    },
    Parameter {
        id: Id::Availability,
        key: "avail",
        label: "Availability",
        unit: "%",
        kind: number((50.0, 100.0), 0.1, (90.0, 100.0), 0.1, None),
        default: 99.0,
        help: "Share of the packs that work at any time.",
        source: Source::new(Mark::Reported, "Redwood: 99.2 % over seven months"),
        panel: Panel::More,
    },
    Parameter {
        id: Id::Parking,
        key: "park",
        label: "Resting charge",
        unit: "%",
        kind: number((0.0, 100.0), 1.0, (0.0, 100.0), 1.0, None),
        default: 65.0,
        help: "The charge the packs rest at between peaks. A lower one ages them less.",
        source: Source::new(
            Mark::Estimate,
            "60–70 % rather than the 99 % of a measured peak-shaving battery",
        ),
        panel: Panel::Ageing,
    },
    Parameter {
        id: Id::End,
        key: "end",
        label: "At the end",
        unit: "",
        kind: choice(&EndCondition::OPTIONS),
        default: EndCondition::Steady as u8 as f64,
        help: "What must be in the packs when the period ends, compared with its start.",
        source: Source::new(
            Mark::Choice,
            "a year that repeats gains nothing from a full start",
        ),
        panel: Panel::More,
    },
];
