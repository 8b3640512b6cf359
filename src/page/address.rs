//! The address bar: it names the scenario on the screen, and a link sets the scenario.

use super::live::Live;
use super::state::State;
use super::{browser, carried, crash, dom, js};
use leptos::prelude::*;
use peakpack::scenario::{Decoded, Display, Link, Receipt, Scenario, decode};

/// Browsers throw when the address changes too often; twice a second suits all of them.
const PAUSE_MS: u64 = 500;

/// What of the link is not the scenario, and whether the address is behind.
#[derive(Clone, Copy)]
pub struct Address {
    /// What in the link was not taken as it stood.
    pub warnings: Live<Vec<String>>,
    /// What the model said when the link was made, as long as its scenario is on the screen.
    pub receipt: Live<Option<Receipt>>,
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
            receipt: Live::new(decoded.receipt),
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
            browser::replace_address(&link.to_query(), &browser::fragment());
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
        self.receipt.set(None);
        if !self.due.keep(true) {
            browser::later(PAUSE_MS, move || self.write_what_is_due(state));
        }
    }

    /// Writes the link as it should have been, and forgets what was wrong with it.
    pub fn fix(self, state: State) {
        self.write(state);
        self.warnings.set(Vec::new());
    }

    /// Takes down what of a link was not taken as it stood, and what the model said then.
    pub fn take_note_of(self, decoded: &Decoded) {
        self.warnings.set(sentences(decoded));
        self.receipt.set(decoded.receipt);
    }

    fn write_what_is_due(self, state: State) {
        if self.due.keep(false) {
            self.write(state);
        }
    }

    fn write(self, state: State) {
        browser::replace_address(&self.query(state), &carried::fragment(state));
    }

    /// The query that opens what is on the screen. Where the load is in it or behind it, the
    /// receipt is too.
    pub fn query(self, state: State) -> String {
        let scenario = state.scenario.get_untracked();
        let is_default = scenario.to_query().is_empty()
            && state.other.with_untracked(Option::is_none)
            && carried::fragment(state).is_empty();
        let display = self.display.get_untracked();
        query(state, Some(&display), !is_default)
    }
}

/// The link of what is on the screen, with these display keys; with a receipt where it is wanted
/// and the link brings the load too.
pub fn query(state: State, display: Option<&Display>, with_receipt: bool) -> String {
    let scenario = state.scenario.get_untracked();
    let other = state.other.get_untracked();
    let outcome = state.outcome.get_untracked();
    let is_settled = outcome.scenario == scenario && !carried::is_left_out(state);
    let receipt = Receipt {
        peak_kw: outcome.peak_after_kw,
        of_load: state.meter.used_file().is_some(),
    };
    let link = Link {
        other: other.as_ref(),
        receipt: (is_settled && with_receipt).then_some(receipt),
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
        carried::unpack(Box::new(move |carried| {
            state.past.seal();
            let shown = (state.scenario.get_untracked(), state.other.get_untracked());
            if (decoded.scenario, decoded.other) != shown {
                address.display.keep(decoded.display.clone());
                state.show(&decoded.scenario, decoded.other);
            }
            carried::take(state, carried);
            address.take_note_of(&decoded);
        }));
    };
    for event in ["popstate", "hashchange"] {
        dom::listen(&window(), event, move |_| reread());
    }
}

fn sentences(decoded: &Decoded) -> Vec<String> {
    decoded.warnings.iter().map(ToString::to_string).collect()
}

/// A whole link, from what stands behind its `?` and its `#`.
pub fn link_of(query: &str, fragment: &str) -> String {
    let link = js::call("link", &[query.into(), fragment.into()]);
    link.and_then(|link| link.as_string()).unwrap_or_default()
}
