//! A second scenario beside the first, on every figure and chart.

use super::dom::{Node, button, el, of_class, quiet_button};
use super::state::State;
use peakpack::scenario::Scenario;
use peakpack::text::Joined;

/// The button that keeps what is on the screen to compare with.
pub fn button_to_compare(state: State) -> Node {
    button("Compare", move |_| {
        let now = state.scenario.get_untracked();
        state.past.seal();
        let other = match state.other.get_untracked() {
            Some(_) => None,
            None => Some(now),
        };
        state.show(&now, other);
    })
    .attr("id", "compare")
    .live_attr("aria-pressed", move || {
        Some(state.other.with(Option::is_some).to_string())
    })
}

/// What it is compared with, and what can be done about it.
pub fn compared(state: State) -> Node {
    let swap = quiet_button("Swap A and B", move |_| {
        let now = state.scenario.get_untracked();
        if let Some(other) = state.other.get_untracked() {
            state.past.seal();
            state.show(&other, Some(now));
        }
    });
    let stop = quiet_button("Stop comparing", move |_| {
        state.past.seal();
        state.show(&state.scenario.get_untracked(), None);
    });
    let finding = move || {
        state.outcome.track();
        let finding = |outcome: &std::sync::Arc<peakpack::Outcome>| outcome.finding().to_string();
        state
            .compared
            .with_untracked(|other| other.as_ref().map_or_else(String::new, finding))
    };
    of_class("section", "compared")
        .attr("aria-label", "Compared with")
        .when("hidden", move || state.other.with(Option::is_none))
        .child(
            el("p")
                .child(of_class("b", "name").text("B"))
                .live_text(finding),
        )
        .child(of_class("p", "soft").live_text(move || differences(state)))
        .child(of_class("p", "row").child(swap).child(stop))
}

/// The inputs that differ, A first.
fn differences(state: State) -> String {
    let (scenario, other) = (state.scenario.get(), state.other.get());
    let Some(other) = other else {
        return String::new();
    };
    let inputs = peakpack::scenario::PARAMETERS.iter();
    let differing = inputs.filter(|input| input.get(&scenario) != input.get(&other));
    let all: Vec<String> = differing
        .map(|input| {
            let value = |of: &Scenario| input.format(input.get(of));
            [
                input.label,
                ": A ",
                &value(&scenario),
                ", B ",
                &value(&other),
            ]
            .joined("")
        })
        .collect();
    if all.is_empty() {
        "B is what you had when you began to compare. Change an input: A follows, B stays."
            .to_owned()
    } else {
        all.joined(" · ")
    }
}
