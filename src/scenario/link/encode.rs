//! From a scenario to its link.

use super::LINK_VERSION;
use crate::scenario::{Id, Scenario};

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
        let mut out = String::new();
        if self.get(Id::Preset) != Id::Preset.parameter().default {
            push(self, Id::Preset, &mut out);
        }
        for id in self.changed() {
            push(self, id, &mut out);
        }
        out
    }
}

fn push(scenario: &Scenario, id: Id, out: &mut String) {
    if out.is_empty() {
        out.push_str("v=");
        out.push_str(&LINK_VERSION.to_string());
    }
    let parameter = id.parameter();
    out.push('&');
    out.push_str(parameter.key);
    out.push('=');
    parameter.write_text(out, scenario.get(id));
}
