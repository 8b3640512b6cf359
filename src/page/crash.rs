//! When the program has a bug: tell the person, keep the inputs, offer a report.
//!
//! The card itself stands in `index.html`, because it must also work when this
//! module could not be loaded at all.

use super::state::State;
use super::{browser, js};
use peakpack::scenario::{Link, Scenario};
use std::cell::Cell;
use std::panic::{self, PanicHookInfo};

thread_local! {
    static INPUTS: Cell<Option<(Scenario, Option<Scenario>)>> = const { Cell::new(None) };
}

/// Remembers the inputs for "Reload with the same inputs".
pub fn remember(state: State) {
    INPUTS.set(Some((
        state.scenario.get_untracked(),
        state.other.get_untracked(),
    )));
}

/// Shows every panic to the person.
pub fn watch() {
    panic::set_hook(Box::new(report));
}

fn report(panic: &PanicHookInfo<'_>) {
    let inputs = INPUTS.get().map(|(scenario, other)| {
        let link = Link {
            other: other.as_ref(),
            ..Link::of(&scenario)
        };
        link.to_query()
    });
    let inputs = inputs.unwrap_or_default();
    browser::keep_inputs(&inputs);
    let report = format!(
        "Peakpack {}\n{panic}\nInputs: {inputs}",
        env!("CARGO_PKG_VERSION")
    );
    js::call("fail", &[report.into()]);
}
