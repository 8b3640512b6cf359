//! The address bar: it names the scenario on the screen, and a link sets the scenario.

use super::live::Live;
use super::state::State;
use super::{browser, crash, dom};
use leptos::prelude::*;
use peakpack::scenario::{Decoded, Scenario, decode};

/// Browsers throw when the address changes too often; twice a second suits all of them.
const PAUSE_MS: u64 = 500;

/// What of the link is not the scenario, and when the address was last written.
#[derive(Clone, Copy)]
pub struct Address {
    /// What in the link was not taken as it stood.
    pub warnings: Live<Vec<String>>,
    /// The keys that say how to show the figures, kept as they came.
    display: Live<Vec<(&'static str, String)>>,
    /// The scenario to write when the pause is over.
    due: Live<Option<Scenario>>,
}

impl Address {
    /// Reads the address, or what was kept when the page had to stop.
    pub fn read() -> (Scenario, Self) {
        let kept = browser::take_kept_inputs();
        let decoded = decode(kept.as_deref().unwrap_or(&browser::query()));
        let address = Self {
            warnings: Live::new(sentences(&decoded)),
            display: Live::new(decoded.display),
            due: Live::new(None),
        };
        crash::remember(decoded.scenario);
        if kept.is_some() {
            address.write(decoded.scenario);
        }
        (decoded.scenario, address)
    }

    /// Writes the scenario soon; of many in a row the last.
    pub fn follow(self, scenario: Scenario) {
        crash::remember(scenario);
        let waiting = self.due.keep(Some(scenario));
        if waiting.is_none() {
            browser::later(PAUSE_MS, move || self.write_what_is_due());
        }
    }

    /// Writes the link as it should have been, and forgets what was wrong with it.
    pub fn fix(self, scenario: Scenario) {
        self.write(scenario);
        self.warnings.set(Vec::new());
    }

    fn write_what_is_due(self) {
        if let Some(scenario) = self.due.keep(None) {
            self.write(scenario);
        }
    }

    fn write(self, scenario: Scenario) {
        let link = Decoded {
            scenario,
            warnings: Vec::new(),
            display: self.display.get_untracked(),
        };
        browser::replace_query(&link.canonical());
    }
}

/// Follows links and the history's buttons within the open page.
pub fn listen(state: State) {
    let reread = move || {
        let address = state.address;
        // What is on the screen is newer than the address: bring that up to date first.
        if address.due.get_untracked().is_some() {
            address.write_what_is_due();
            return;
        }
        let decoded = decode(&browser::query());
        if decoded.scenario != state.scenario.get_untracked() {
            address.warnings.set(sentences(&decoded));
            address.display.keep(decoded.display);
            state.change(|scenario| *scenario = decoded.scenario);
        }
    };
    for event in ["popstate", "hashchange"] {
        dom::listen(&window(), event, move |_| reread());
    }
}

fn sentences(decoded: &Decoded) -> Vec<String> {
    decoded.warnings.iter().map(ToString::to_string).collect()
}
