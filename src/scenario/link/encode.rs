//! From a scenario to its link.

use super::LINK_VERSION;
use super::decode::BEFORE;
use super::display::Display;
use super::receipt::Receipt;
use crate::scenario::{Id, PARAMETERS, Scenario};

/// What a link is to say; the order of its parts is always the same.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The scenario beside it; one that is the same is not written.
    pub other: Option<&'a Scenario>,
    /// What the model says of it today.
    pub receipt: Option<Receipt>,
    /// How to show it.
    pub display: Option<&'a Display>,
}

impl<'a> Link<'a> {
    /// A link that says a scenario and no more.
    pub fn of(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            other: None,
            receipt: None,
            display: None,
        }
    }

    /// The query of an address, without `?`; empty when there is nothing to say.
    ///
    /// ```
    /// use peakpack::scenario::{Id, Link, Receipt, Scenario};
    /// let scenario = Scenario::default();
    /// let link = Link {
    ///     other: Some(&scenario.with(Id::Packs, 800.0)),
    ///     receipt: Some(Receipt { peak_kw: 86_412.34, of_load: false }),
    ///     ..Link::of(&scenario)
    /// };
    /// assert_eq!(link.to_query(), "v=1&b.packs=800&r=86412");
    /// ```
    pub fn to_query(&self) -> String {
        let mut out = String::new();
        push_scenario(&mut out, self.scenario);
        if let Some(other) = self.other {
            push_difference(&mut out, self.scenario, other);
        }
        if let Some(receipt) = self.receipt {
            push(&mut out, ["", "r"], |out| out.push_str(&receipt.text()));
        }
        if let Some(display) = self.display {
            display.write(&mut out);
        }
        out
    }
}

impl Scenario {
    /// The scenario as the query of an address, without `?`; empty for the default scenario.
    ///
    /// ```
    /// use peakpack::scenario::{Id, Scenario};
    /// assert_eq!(Scenario::default().to_query(), "");
    /// let scenario = Scenario::default().with(Id::Packs, 800.0).with(Id::Health, 74.0);
    /// assert_eq!(scenario.to_query(), "v=1&packs=800&soh=74");
    /// ```
    pub fn to_query(&self) -> String {
        Link::of(self).to_query()
    }
}

fn push_scenario(out: &mut String, scenario: &Scenario) {
    if scenario.get(Id::Preset) != Id::Preset.parameter().default {
        push_input(out, scenario, Id::Preset, 0);
    }
    for id in scenario.changed() {
        push_input(out, scenario, id, 0);
    }
}

/// What differs in the second scenario: from the first, or from a preset of its own.
fn push_difference(out: &mut String, scenario: &Scenario, other: &Scenario) {
    let own_preset = other.get(Id::Preset) != scenario.get(Id::Preset);
    for parameter in &PARAMETERS {
        let id = parameter.id;
        let expected = match (own_preset, id) {
            (true, Id::Preset) | (false, _) => scenario.get(id),
            (true, _) => other.preset_value(id),
        };
        if other.get(id) != expected {
            push_input(out, other, id, 1);
        }
    }
}

fn push_input(out: &mut String, scenario: &Scenario, id: Id, which: usize) {
    let parameter = id.parameter();
    push(out, [BEFORE[which], parameter.key], |out| {
        parameter.write_text(out, scenario.get(id));
    });
}

/// Appends a pair; the first of all is the version.
pub(super) fn push(out: &mut String, key: [&str; 2], value: impl FnOnce(&mut String)) {
    if out.is_empty() {
        out.push_str("v=");
        out.push_str(&LINK_VERSION.to_string());
    }
    out.push('&');
    out.push_str(key[0]);
    out.push_str(key[1]);
    out.push('=');
    value(out);
}
