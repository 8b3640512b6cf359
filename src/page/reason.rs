//! Why the peak is not lower. Zeros and gains without a reason are not believed.

use super::dom::{Node, el, follow, of_class};
use super::settle::Settle;
use super::state::State;
use leptos::prelude::*;
use peakpack::outcome::Advice;
use std::sync::Arc;

/// What limits the packs, and what a lower peak would need.
pub fn reason(state: State) -> Node {
    // Advice takes more than a frame may; it follows once a person pauses, and
    // belongs to one outcome only.
    let advice = RwSignal::<Option<(usize, Option<Advice>)>>::new(None);
    let pause = Settle::new(150);
    follow(move || {
        state.outcome.track();
        pause.ask(move || {
            if let Some(outcome) = state.outcome.try_get_untracked() {
                let _ = advice.try_set(Some((Arc::as_ptr(&outcome).addr(), outcome.advice())));
            }
        });
    });
    let words = move || {
        let outcome = state.outcome.get();
        let of_this = |(of, _): &(usize, _)| *of == Arc::as_ptr(&outcome).addr();
        let advice = advice.get().filter(of_this).and_then(|(_, advice)| advice);
        outcome.reason_with(advice.as_ref()).to_string()
    };
    let title = move || state.outcome.with(|outcome| outcome.limit_title().to_owned());
    of_class("section", "reason")
        .attr("aria-label", "What limits the packs")
        .child(el("b").live_text(title))
        .child(el("p").live_text(words))
}
