//! The finding: the result in one sentence, and its echo for screen readers and the tab.

use super::dom::{Node, el, follow, memo, of_class};
use super::settle::Settle;
use super::state::State;
use leptos::prelude::*;
use peakpack::outcome::{Emphasis, Part};

/// The headline.
pub fn finding(state: State) -> Node {
    let sentence = memo(move || state.outcome.with(|outcome| outcome.finding()));
    let part = |part: &Part| {
        let class = match part.emphasis {
            Emphasis::Plain => "plain",
            Emphasis::Strong => "strong",
            Emphasis::After => "strong after",
        };
        of_class("span", class).text(&part.text)
    };
    el("h1")
        .attr("id", "finding")
        .inside(move || sentence.with(|sentence| sentence.parts.iter().map(part).collect()))
}

/// Speaks the finding once a person pauses, and names the tab after it.
pub fn echo(state: State) -> Node {
    let spoken = RwSignal::new(String::new());
    let (name, speak) = (Settle::new(150), Settle::new(700));
    let mut first = true;
    follow(move || {
        state.outcome.track();
        name.ask(move || {
            if let Some(outcome) = state.outcome.try_get_untracked() {
                document().set_title(&format!("{} – Peakpack", outcome.title()));
            }
        });
        // What is there when the page opens is read anyway.
        if !std::mem::take(&mut first) {
            speak.ask(move || {
                if let Some(outcome) = state.outcome.try_get_untracked() {
                    let _ = spoken.try_set(outcome.finding().to_string());
                }
            });
        }
    });
    of_class("p", "unseen")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .live_text(move || spoken.get())
}
