//! From a link to its scenario, whatever the link says.

use super::LINK_VERSION;
use super::display::{DISPLAY_KEYS, Display, display_key};
use super::encode::Link;
use super::foreign::is_foreign;
use super::query::{pairs, query_of};
use super::receipt::Receipt;
use super::warning::{LinkWarning, Why};
use crate::scenario::{Fit, Id, PARAMETERS, Parameter, Scenario};
use crate::text::Joined;
use std::borrow::Cow;

/// A list of more ignored pairs than this helps nobody.
const MOST_IGNORED: usize = 20;

/// What a link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The scenario.
    pub scenario: Scenario,
    /// The scenario beside it, where the link compares two.
    pub other: Option<Scenario>,
    /// What the model said when the link was made.
    pub receipt: Option<Receipt>,
    /// Everything that was not taken as it stood; empty for a link of our own.
    pub warnings: Vec<LinkWarning>,
    /// How to show it.
    pub display: Display,
}

impl Decoded {
    /// The link as it should have been: the scenario's query, what differs in the scenario beside
    /// it, the receipt, then the display keys.
    ///
    /// ```
    /// use peakpack::scenario::decode;
    /// let decoded = decode("?soh=74,0&packs=1e3&b.packs=900&theme=dark&utm_source=mail");
    /// assert_eq!(decoded.canonical(), "v=1&soh=74&b.packs=900&theme=dark");
    /// assert_eq!(decoded.warnings.len(), 1);
    /// ```
    pub fn canonical(&self) -> String {
        let link = Link {
            other: self.other.as_ref(),
            receipt: self.receipt,
            display: Some(&self.display),
            ..Link::of(&self.scenario)
        };
        link.to_query()
    }
}

/// Reads a link: a query, a query with `?` before it, or a whole address. Any
/// text is read; the fragment (`#…`) is left to others.
///
/// Numbers may have a decimal comma, a sign, spaces, `%`. What is missing or not
/// understood is the preset's.
///
/// ```
/// use peakpack::scenario::decode;
/// let decoded = decode("https://example.org/?v=1&s=colo&packs=200&soh=30&colour=red");
/// assert_eq!(decoded.scenario.preset().id, "colo");
/// assert_eq!(decoded.scenario.packs(), 200);
/// let warnings: Vec<String> = decoded.warnings.iter().map(ToString::to_string).collect();
/// assert_eq!(warnings, ["colour=red ignored (unknown)", "soh=30 → 40 (minimum)"]);
/// ```
pub fn decode(link: &str) -> Decoded {
    let mut reader = Reader {
        version: None,
        given: [const { [const { None }; Id::COUNT] }; 2],
        receipt: None,
        display: [const { None }; DISPLAY_KEYS.len()],
        warnings: Vec::new(),
        ignored: 0,
    };
    for (key, value) in pairs(query_of(link)) {
        reader.sort(key, value);
    }
    reader.finish()
}

/// The pairs of a link, sorted by what they are about.
struct Reader<'a> {
    version: Option<Cow<'a, str>>,
    /// For each input what the link says last, for the scenario and for the one beside it.
    given: [[Option<Cow<'a, str>>; Id::COUNT]; 2],
    receipt: Option<Cow<'a, str>>,
    /// The same for each display key.
    display: [Option<Cow<'a, str>>; DISPLAY_KEYS.len()],
    warnings: Vec<LinkWarning>,
    ignored: usize,
}

impl<'a> Reader<'a> {
    fn sort(&mut self, key: Cow<'a, str>, value: Cow<'a, str>) {
        if key.eq_ignore_ascii_case("v") {
            if let Some(earlier) = self.version.replace(value) {
                self.ignore("v", &earlier, Why::Repeated);
            }
        } else if key.eq_ignore_ascii_case("r") {
            if let Some(earlier) = self.receipt.replace(value) {
                self.ignore("r", &earlier, Why::Repeated);
            }
        } else if let Some((which, id)) = input_of(&key) {
            if let Some(earlier) = self.given[which][id as usize].replace(value) {
                let key = [BEFORE[which], id.parameter().key].joined("");
                self.ignore(&key, &earlier, Why::Repeated);
            }
        } else if let Some(place) = display_key(&key) {
            if let Some(earlier) = self.display[place].replace(value) {
                self.ignore(DISPLAY_KEYS[place], &earlier, Why::Repeated);
            }
        } else if !is_foreign(&key) {
            self.ignore(&key, &value, Why::Unknown);
        }
    }

    fn ignore(&mut self, key: &str, value: &str, why: Why) {
        self.ignored += 1;
        if self.ignored <= MOST_IGNORED {
            self.warnings.push(LinkWarning::ignored(key, value, why));
        }
    }

    fn finish(mut self) -> Decoded {
        if self.ignored > MOST_IGNORED {
            let more = Why::More(self.ignored - MOST_IGNORED);
            self.warnings.push(LinkWarning::ignored("", "", more));
        }
        self.warnings.extend(self.version.and_then(version_warning));
        let mut warnings = self.warnings;
        let scenario = apply_all(Scenario::default(), 0, &self.given[0], &mut warnings);
        let other = apply_all(scenario, 1, &self.given[1], &mut warnings);
        let written = self.receipt.as_deref();
        let receipt = written.and_then(Receipt::read);
        if let (Some(text), None) = (written, receipt) {
            warnings.push(LinkWarning::ignored("r", text, Why::NotUnderstood));
        }
        let display = Display::read(&self.display, &mut warnings);
        Decoded {
            scenario,
            other: Some(other).filter(|other| *other != scenario),
            receipt,
            warnings,
            display,
        }
    }
}

/// What stands before the keys of the scenario, and of the one beside it.
pub(super) const BEFORE: [&str; 2] = ["", "b."];

/// Which scenario a key is about, and which input of it.
fn input_of(key: &str) -> Option<(usize, Id)> {
    if let Some(id) = Id::from_key(key) {
        return Some((0, id));
    }
    let (before, key) = key.split_at_checked(BEFORE[1].len())?;
    let is_other = before.eq_ignore_ascii_case(BEFORE[1]);
    is_other
        .then(|| Id::from_key(key))
        .flatten()
        .map(|id| (1, id))
}

/// Sets what the link says in a scenario that is as it is where the link is silent.
fn apply_all(
    mut scenario: Scenario,
    which: usize,
    given: &[Option<Cow<'_, str>>; Id::COUNT],
    warnings: &mut Vec<LinkWarning>,
) -> Scenario {
    let begun = scenario;
    let follows_preset = which == 0 || given[Id::Preset as usize].is_some();
    for parameter in &PARAMETERS {
        let id = parameter.id;
        let expected = if follows_preset {
            scenario.preset_value(id)
        } else {
            begun.get(id)
        };
        let warning = match given[id as usize].as_deref() {
            Some(text) => apply(&mut scenario, parameter, text),
            None => missing(&scenario, parameter, expected),
        };
        warnings.extend(warning.map(|mut warning| {
            warning.key = [BEFORE[which], parameter.key].joined("");
            warning
        }));
    }
    scenario
}

/// Sets one input as the link says.
fn apply(scenario: &mut Scenario, parameter: &Parameter, text: &str) -> Option<LinkWarning> {
    let why = match parameter.parse_noting(text) {
        Err(_) => Some(Why::NotUnderstood),
        Ok((value, ambiguous)) => {
            let admitted = parameter.admit(value);
            scenario.set(parameter.id, admitted.value);
            match admitted.fit {
                _ if scenario.get(parameter.id) != admitted.value => Some(Why::TooManySteps),
                Fit::Minimum => Some(Why::Minimum),
                Fit::Maximum => Some(Why::Maximum),
                _ if ambiguous => Some(Why::Ambiguous),
                Fit::Snapped => Some(Why::Step),
                Fit::Exact => None,
            }
        }
    };
    why.map(|why| {
        let used = parameter.text(scenario.get(parameter.id));
        LinkWarning::replaced(parameter.key, text, used, why)
    })
}

/// The days may be fewer than expected because of the step.
fn missing(scenario: &Scenario, parameter: &Parameter, expected: f64) -> Option<LinkWarning> {
    let actual = scenario.get(parameter.id);
    (expected != actual).then(|| {
        let (expected, actual) = (parameter.text(expected), parameter.text(actual));
        LinkWarning::replaced(parameter.key, &expected, actual, Why::TooManySteps)
    })
}

fn version_warning(text: Cow<'_, str>) -> Option<LinkWarning> {
    let version = text.parse::<usize>().ok().filter(|&version| version > 0);
    let why = match version {
        Some(version) if version <= LINK_VERSION as usize => return None,
        Some(_) => Why::Newer,
        // More digits than a number holds are newer too.
        None if text.len() > 9 && text.bytes().all(|byte| byte.is_ascii_digit()) => Why::Newer,
        None => Why::NotUnderstood,
    };
    let used = LINK_VERSION.to_string();
    Some(LinkWarning::replaced("v", &text, used, why))
}
