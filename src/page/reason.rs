//! Why the peak is not lower. Zeros and gains without a reason are not believed.

use super::browser;
use super::dom::{Node, el, follow, is_open, of_class};
use super::figures::behind;
use super::live::Live;
use super::settle::Settle;
use super::state::State;
use std::rc::Rc;

/// What limits the packs, and what a lower peak would need.
pub fn reason(state: State) -> Node {
    let (title, title_slot) = el("b").slot();
    let (words, slot) = el("p").slot();
    let slot = Rc::new(slot);
    let pause = Settle::new(150);
    let mut at_first = browser::at_first().pop();
    follow(move || {
        state.outcome.with(|outcome| {
            title_slot.show(outcome.limit_title());
            let said = at_first.take();
            slot.show(&said.unwrap_or_else(|| outcome.reason().to_string()));
        });
        // Advice takes more than a frame may; it follows once a person pauses.
        let slot = Rc::clone(&slot);
        pause.ask(move || {
            let outcome = state.outcome.get_untracked();
            let advice = outcome.advice();
            let mut said = outcome.reason_with(advice.as_ref()).to_string();
            if let Some(gap) = outcome.gap_phrase() {
                said.push(' ');
                said += &gap;
            }
            slot.show(&said);
        });
    });
    let open = Live::new(false);
    let equation = of_class("div", "behind").inside(move || match open.get() {
        true => behind(&state.outcome.with(|outcome| outcome.limit_figure())),
        false => Vec::new(),
    });
    let more = of_class("details", "help")
        .child(el("summary").text("How that is known"))
        .child(equation)
        .on("toggle", move |event| open.set(is_open(&event)));
    of_class("section", "reason")
        .attr("aria-label", "What limits the packs")
        .child(title)
        .child(words)
        .child(more)
}
