//! The finding: the result in one sentence, and its echo for screen readers and the tab.

use super::dom::{Node, el, follow, of_class, set};
use super::settle::Settle;
use super::state::State;
use leptos::prelude::*;
use peakpack::outcome::{Emphasis, Part, Sentence};
use peakpack::text::Joined;
use std::rc::Rc;

/// The headline.
pub fn finding(state: State) -> Node {
    let headline = el("h1").attr("id", "finding");
    let (place, mut shown) = (headline.clone(), Sentence::default());
    follow(move || {
        let sentence = state.outcome.with(|outcome| outcome.finding());
        if sentence != shown {
            place.fill(sentence.parts.iter().map(part).collect());
            shown = sentence;
        }
    });
    headline
}

fn part(part: &Part) -> Node {
    let class = match part.emphasis {
        Emphasis::Plain => "plain",
        Emphasis::Strong => "strong",
        Emphasis::After => "strong after",
    };
    of_class("span", class).text(&part.text)
}

/// Speaks the finding once a person pauses, and names the tab after it.
pub fn echo(state: State) -> Node {
    let (region, spoken) = of_class("p", "unseen")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .slot();
    let spoken = Rc::new(spoken);
    let (name, speak) = (Settle::new(150), Settle::new(700));
    let mut first = true;
    follow(move || {
        state.outcome.track();
        name.ask(move || {
            let title = state.outcome.with_untracked(|outcome| outcome.title());
            let title = [&title, " – Peakpack"].joined("");
            set(&document(), "title", &title.into());
        });
        // What is there when the page opens is read anyway.
        if !std::mem::take(&mut first) {
            let spoken = Rc::clone(&spoken);
            speak.ask(move || {
                let finding = state.outcome.with_untracked(|outcome| outcome.finding());
                let mut words = finding.to_string();
                if let Some(other) = state.compared.get_untracked() {
                    words.push_str(" B: ");
                    words.push_str(&other.finding().to_string());
                }
                spoken.show(&words);
            });
        }
    });
    region
}
