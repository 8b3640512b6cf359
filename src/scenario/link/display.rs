//! Keys that say how to show the figures. They never change a number.

use super::encode::push;
use super::warning::{LinkWarning, Why};
use crate::scenario::Id;
use crate::text::Joined;
use std::borrow::Cow;

/// The keys of the page's and the frame's appearance, in the order of links.
pub const DISPLAY_KEYS: [&str; 12] = [
    "embed", "view", "ui", "show", "lock", "theme", "bg", "accent", "locale", "units", "title",
    "api",
];

// The places of the keys.
const EMBED: usize = 0;
const VIEW: usize = 1;
const UI: usize = 2;
const SHOW: usize = 3;
const LOCK: usize = 4;
const THEME: usize = 5;
const GROUND: usize = 6;
const ACCENT: usize = 7;
const LOCALE: usize = 8;
const UNITS: usize = 9;
const TITLE: usize = 10;
const API: usize = 11;

/// What each key may say, its default first. `show` and `accent` may say more.
const KNOWN: [&[&str]; DISPLAY_KEYS.len()] = [
    &["0", "1"],
    &["grid", "soc", "duration", "fade", "kpi"],
    &["full", "basic", "min", "none"],
    &["auto", "none"],
    &["none", "dc"],
    &["auto", "light", "dark"],
    &["auto", "none"],
    &["auto"],
    &["en"],
    &["auto", "kw", "mw"],
    &["1", "0"],
    &["1", "0"],
];

/// Pictures that are planned, and that links may ask for already.
const PLANNED: [&str; 2] = ["sweep", "cash"];

/// How a link wants its figures shown, read from its display keys.
///
/// ```
/// use peakpack::scenario::{Id, Picture, Theming, decode};
/// let display = decode("?embed=1&view=soc&show=packs_soh&theme=dark&accent=0A6").display;
/// assert!(display.embed());
/// assert_eq!(display.picture(), Picture::Charge);
/// assert_eq!(display.shown(), Some(&[Id::Packs, Id::Health][..]));
/// assert_eq!(display.theme(), Theming::Dark);
/// assert_eq!(display.accent(), Some([0x00, 0xAA, 0x66]));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Display {
    /// What the link says for each key.
    given: [Option<Value>; DISPLAY_KEYS.len()],
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    /// One of [`KNOWN`].
    Known(u8),
    /// The inputs of `show`.
    Inputs(Vec<Id>),
    /// The colour of `accent`.
    Colour([u8; 3]),
}

/// The picture that a frame shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Grid draw before and after on the peak day.
    Grid,
    /// State of charge on the peak day.
    Charge,
    /// Load-duration curves.
    Duration,
    /// The years of the packs.
    Fade,
    /// Key figures and no chart.
    Figures,
}

/// How much stands round the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ui {
    /// The whole page.
    Full,
    /// The finding, the key figures, the picture, two sliders.
    Basic,
    /// The finding and the picture; sliders that are asked for.
    Min,
    /// The picture alone.
    None,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theming {
    /// As the system has it.
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The unit of powers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// What suits the size of the site.
    #[default]
    Auto,
    /// kW.
    Kilowatts,
    /// MW.
    Megawatts,
}

impl Display {
    /// Whether the page stands in a frame of somebody else's page (`embed=1`).
    pub fn embed(&self) -> bool {
        self.at(EMBED) == 1
    }

    /// The picture (`view`).
    pub fn picture(&self) -> Picture {
        use Picture::{Charge, Duration, Fade, Figures, Grid};
        [Grid, Charge, Duration, Fade, Figures][self.at(VIEW)]
    }

    /// How much stands round the picture (`ui`); outside of a frame the whole page.
    pub fn ui(&self) -> Ui {
        let ui = [Ui::Full, Ui::Basic, Ui::Min, Ui::None][self.at(UI)];
        if self.embed() { ui } else { Ui::Full }
    }

    /// The inputs whose sliders are shown (`show=packs_soh`); `None` leaves that to the page.
    pub fn shown(&self) -> Option<&[Id]> {
        match &self.given[SHOW] {
            Some(Value::Inputs(ids)) => Some(ids),
            Some(Value::Known(1)) => Some(&[]),
            _ => None,
        }
    }

    /// Whether the inputs of the data center are out of reach (`lock=dc`).
    pub fn is_site_locked(&self) -> bool {
        self.at(LOCK) == 1
    }

    /// Light or dark (`theme`).
    pub fn theme(&self) -> Theming {
        [Theming::Auto, Theming::Light, Theming::Dark][self.at(THEME)]
    }

    /// Whether the ground is left transparent (`bg=none`).
    pub fn is_clear(&self) -> bool {
        self.at(GROUND) == 1
    }

    /// The colour of what matters, red green blue (`accent=00558c`).
    pub fn accent(&self) -> Option<[u8; 3]> {
        match self.given[ACCENT] {
            Some(Value::Colour(colour)) => Some(colour),
            _ => None,
        }
    }

    /// The unit of powers (`units`).
    pub fn units(&self) -> Units {
        [Units::Auto, Units::Kilowatts, Units::Megawatts][self.at(UNITS)]
    }

    /// Whether a frame shows the finding (`title`).
    pub fn has_title(&self) -> bool {
        self.at(TITLE) == 0
    }

    /// Whether the page talks with the one around it (`api`).
    pub fn has_api(&self) -> bool {
        self.at(API) == 0
    }

    fn at(&self, key: usize) -> usize {
        match self.given[key] {
            Some(Value::Known(place)) => usize::from(place),
            _ => 0,
        }
    }

    /// Reads what a link says, and lists what of it was not taken as it stood.
    pub(super) fn read(
        given: &[Option<Cow<'_, str>>; DISPLAY_KEYS.len()],
        warnings: &mut Vec<LinkWarning>,
    ) -> Self {
        let mut display = Self::default();
        for (key, text) in given.iter().enumerate() {
            if let Some(text) = text {
                display.given[key] = value(key, text, warnings);
                if display.given[key].is_none() {
                    let used = KNOWN[key][0].to_owned();
                    let why = why_not(key, text);
                    warnings.push(LinkWarning::replaced(DISPLAY_KEYS[key], text, used, why));
                }
            }
        }
        display
    }

    /// Appends the keys of the link with their values; the version too where there is nothing yet.
    pub(super) fn write(&self, out: &mut String) {
        for (key, value) in self.given.iter().enumerate() {
            let Some(value) = value else {
                continue;
            };
            push(out, ["", DISPLAY_KEYS[key]], |out| match value {
                Value::Known(place) => out.push_str(KNOWN[key][usize::from(*place)]),
                Value::Inputs(ids) => {
                    let keys: Vec<&str> = ids.iter().map(|id| id.parameter().key).collect();
                    out.push_str(&keys.joined("_"));
                }
                Value::Colour(colour) => out.push_str(&hex(*colour)),
            });
        }
    }
}

/// The display key of that name, upper or lower case: its place among [`DISPLAY_KEYS`].
pub(super) fn display_key(key: &str) -> Option<usize> {
    DISPLAY_KEYS
        .iter()
        .position(|known| known.eq_ignore_ascii_case(key))
}

/// What a key's value means; `None` where nothing.
fn value(key: usize, text: &str, warnings: &mut Vec<LinkWarning>) -> Option<Value> {
    let named = |name: &&str| name.eq_ignore_ascii_case(text);
    match KNOWN[key].iter().position(named) {
        Some(place) => Some(Value::Known(place as u8)),
        None if key == SHOW => inputs(text, warnings),
        None if key == ACCENT => colour(text).map(Value::Colour),
        None => None,
    }
}

fn why_not(key: usize, text: &str) -> Why {
    let planned = PLANNED.iter().any(|name| name.eq_ignore_ascii_case(text));
    // Numbers are written in one way: they stand in English sentences.
    if key == LOCALE || key == VIEW && planned {
        Why::NotYet
    } else {
        Why::NotUnderstood
    }
}

/// A list of inputs, by their keys; `None` where it has none. What is no input is listed.
fn inputs(text: &str, warnings: &mut Vec<LinkWarning>) -> Option<Value> {
    let mut ids = Vec::new();
    for part in text.split('_') {
        let why = match Id::from_key(part) {
            Some(id) if ids.contains(&id) => Why::Repeated,
            // The example is no slider.
            Some(id) if id != Id::Preset => {
                ids.push(id);
                continue;
            }
            _ => Why::Unknown,
        };
        warnings.push(LinkWarning::ignored(DISPLAY_KEYS[SHOW], part, why));
    }
    (!ids.is_empty()).then_some(Value::Inputs(ids))
}

/// `00558c`, `#00558C` or `05c`.
fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    let digit = |at: usize| {
        let byte = digits.as_bytes().get(at).copied()?;
        char::from(byte).to_digit(16).map(|digit| digit as u8)
    };
    let pair = |place: usize| match digits.len() {
        3 => Some(digit(place)? * 0x11),
        6 => Some(digit(2 * place)? * 0x10 + digit(2 * place + 1)?),
        _ => None,
    };
    Some([pair(0)?, pair(1)?, pair(2)?])
}

/// Two hexadecimal digits for each part of a colour.
pub fn hex(colour: [u8; 3]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    let parts = colour.into_iter();
    parts
        .flat_map(|part| [digit(part >> 4), digit(part & 0xF)])
        .collect()
}
