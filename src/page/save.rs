//! "Save this calculator": one file to keep, with the scenario on the screen.

use super::address;
use super::browser;
use super::dom::{Node, el, quiet_button};
use super::js;
use super::state::State;
use std::rc::Rc;

/// The button, and what became of it.
pub fn save_calculator(state: State) -> Node {
    let (said, slot) = el("span").attr("role", "status").slot();
    let slot = Rc::new(slot);
    let save = quiet_button("Save this calculator", move |_| {
        let arguments = vec![
            address::query(state, None, false).into(),
            browser::fragment().into(),
        ];
        let slot = Rc::clone(&slot);
        let done: js::Then = Box::new(move |said| {
            let said = said.and_then(|said| said.as_string());
            slot.show(&said.unwrap_or_default());
        });
        js::later("saveCalculator", arguments, done);
    });
    el("span")
        .child(save.attr("id", "save-calculator"))
        .text(" ")
        .child(said)
}
