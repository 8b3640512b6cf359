//! The finding: the result in one sentence, and its echo for screen readers and the tab.

use super::settle::Settle;
use super::state::State;
use leptos::prelude::*;
use peakpack::outcome::{Emphasis, Sentence};

/// The headline.
pub fn finding(state: State) -> impl IntoView {
    let sentence = Memo::new(move |_| state.outcome.with(|outcome| outcome.finding()));
    view! { <h1 id="finding">{move || parts(sentence.get())}</h1> }
}

/// A sentence with its stressed parts.
fn parts(sentence: Sentence) -> impl IntoView {
    let part = |part: peakpack::outcome::Part| {
        let class = match part.emphasis {
            Emphasis::Plain => "",
            Emphasis::Strong => "strong",
            Emphasis::After => "strong after",
        };
        view! { <span class=class>{part.text}</span> }
    };
    sentence.parts.into_iter().map(part).collect_view()
}

/// Speaks the finding once a person pauses, and names the tab after it.
pub fn echo(state: State) -> impl IntoView {
    let spoken = RwSignal::new(String::new());
    let (name, speak) = (Settle::new(150), Settle::new(700));
    Effect::new(move |first: Option<()>| {
        state.outcome.track();
        name.ask(move || {
            if let Some(outcome) = state.outcome.try_get_untracked() {
                document().set_title(&format!("{} – Peakpack", outcome.title()));
            }
        });
        // What is there when the page opens is read anyway.
        if first.is_some() {
            speak.ask(move || {
                if let Some(outcome) = state.outcome.try_get_untracked() {
                    let _ = spoken.try_set(outcome.finding().to_string());
                }
            });
        }
    });
    view! { <p class="unseen" role="status" aria-live="polite">{move || spoken.get()}</p> }
}
