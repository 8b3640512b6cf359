//! The address bar: it names the scenario on the screen, and a link sets the scenario.

use super::live::Live;
use super::state::State;
use super::{browser, carried, crash, dom, js};
use leptos::prelude::*;
use peakpack::scenario::{Decoded, Display, Link, Scenario, decode};

/// Browsers throw when the address changes too often; twice a second suits all of them.
const PAUSE_MS: u64 = 500;

/// What of the link is not the scenario, and whether the address is behind.
#[derive(Clone, Copy)]
pub struct Address {
    /// What in the link was not taken as it stood.
    pub warnings: Live<Vec<String>>,
    /// What the model said when the link was made, kW, as long as its scenario is on the screen.
    pub receipt_kw: Live<Option<f64>>,
    /// How the link wants the figures shown.
    pub display: Live<Display>,
    /// Whether the address is to be written when the pause is over.
    due: Live<bool>,
}

/// What the page begins with.
pub struct Opened {
    pub scenario: Scenario,
    /// The scenario beside it.
    pub other: Option<Scenario>,
    pub address: Address,
}

impl Address {
    /// Reads the address, or what was kept when the page had to stop.
    pub fn read() -> Opened {
        let kept = browser::take_kept_inputs();
        let mut decoded = decode(&browser::query());
        if let Some(kept) = &kept {
            // How to show them is not among the inputs.
            decoded = Decoded {
                display: decoded.display,
                ..decode(kept)
            };
        }
        let (scenario, other) = (decoded.scenario, decoded.other);
        let address = Self {
            warnings: Live::new(sentences(&decoded)),
            receipt_kw: Live::new(decoded.receipt_kw),
            display: Live::new(decoded.display),
            due: Live::new(false),
        };
        if kept.is_some() {
            let display = address.display.get_untracked();
            let link = Link {
                other: other.as_ref(),
                display: Some(&display),
                ..Link::of(&scenario)
            };
            browser::replace_query(&link.to_query());
        }
        Opened {
            scenario,
            other,
            address,
        }
    }

    /// Writes what is on the screen soon; of many changes in a row the last.
    pub fn follow(self, state: State) {
        crash::remember(state);
        self.receipt_kw.set(None);
        if !self.due.keep(true) {
            browser::later(PAUSE_MS, move || self.write_what_is_due(state));
        }
    }

    /// Writes the link as it should have been, and forgets what was wrong with it.
    pub fn fix(self, state: State) {
        self.write(state);
        self.warnings.set(Vec::new());
    }

    /// Lists what of a link was not taken as it stood.
    pub fn warn_of(self, decoded: &Decoded) {
        self.warnings.set(sentences(decoded));
    }

    fn write_what_is_due(self, state: State) {
        if self.due.keep(false) {
            self.write(state);
        }
    }

    fn write(self, state: State) {
        carried::let_go(state);
        browser::replace_query(&self.query(state));
    }

    /// The query that opens what is on the screen. Where the load is in it or behind it, the
    /// receipt is too.
    pub fn query(self, state: State) -> String {
        let scenario = state.scenario.get_untracked();
        let is_default =
            scenario.to_query().is_empty() && state.other.with_untracked(Option::is_none);
        let display = self.display.get_untracked();
        query(state, Some(&display), !is_default)
    }
}

/// The link of what is on the screen, with these display keys; with the receipt where the link
/// brings the load too.
pub fn query(state: State, display: Option<&Display>, with_receipt: bool) -> String {
    let scenario = state.scenario.get_untracked();
    let other = state.other.get_untracked();
    let outcome = state.outcome.get_untracked();
    let is_settled = outcome.scenario == scenario && !carried::is_left_out(state);
    let link = Link {
        other: other.as_ref(),
        receipt_kw: (is_settled && with_receipt).then_some(outcome.peak_after_kw),
        display,
        ..Link::of(&scenario)
    };
    link.to_query()
}

/// Follows links and the history's buttons within the open page.
pub fn listen(state: State) {
    let reread = move || {
        let address = state.address;
        // What is on the screen is newer than the address: bring that up to date first.
        if address.due.get_untracked() {
            address.write_what_is_due(state);
            return;
        }
        let decoded = decode(&browser::query());
        let shown = (state.scenario.get_untracked(), state.other.get_untracked());
        if (decoded.scenario, decoded.other) != shown {
            address.display.keep(decoded.display.clone());
            state.show(&decoded.scenario, decoded.other);
            address.warnings.set(sentences(&decoded));
            address.receipt_kw.set(decoded.receipt_kw);
        }
        carried::reread(state);
    };
    for event in ["popstate", "hashchange"] {
        dom::listen(&window(), event, move |_| reread());
    }
}

fn sentences(decoded: &Decoded) -> Vec<String> {
    decoded.warnings.iter().map(ToString::to_string).collect()
}

/// A whole link, from what stands behind its `?` and its `#`.
pub fn link_of(query: &str, fragment: Option<&str>) -> String {
    let place = js::call("place", &[]).and_then(|place| place.as_string());
    let mut link = place.unwrap_or_default();
    for (mark, part) in [('?', query), ('#', fragment.unwrap_or_default())] {
        if !part.is_empty() {
            link.push(mark);
            link.push_str(part);
        }
    }
    link
}
