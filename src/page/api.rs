//! What other pages and scripts may ask of this one. Who may ask, and how often, is the matter of
//! `api.js`; what they get is that of the record.

use super::dom::{at, follow, listen, number_at, set, text_at};
use super::exports::{Kind, made, shown};
use super::state::State;
use super::{frame, js};
use leptos::prelude::window;
use peakpack::scenario::{Display, decode};
use wasm_bindgen::JsValue;

/// What can be asked, in the order of the list in `exports.js`.
const KINDS: [Kind; 6] = [
    Kind::Record,
    Kind::Brief,
    Kind::Table,
    Kind::Sheet,
    // After a change of the inputs.
    Kind::Record,
    Kind::Record,
];
/// To take the inputs of a query, and to put all back to the preset.
const SET: usize = 4;
const RESET: usize = 5;

/// Answers for the life of the page: to its own scripts, and to others unless the link forbids it.
pub fn listen_to_others(state: State, display: &Display) {
    listen(&window(), "peakpack-ask", move |event| {
        let asked = at(&event, &["detail"]);
        set(&asked, "answer", &answer(state, &asked));
    });
    if !display.has_api() {
        return;
    }
    js::call("startApi", &[]);
    frame::tell_warnings(state);
    follow(move || {
        state.outcome.track();
        js::call("changed", &[]);
    });
}

fn answer(state: State, asked: &JsValue) -> JsValue {
    // What is no number, or below 0, is the first.
    let [kind, chart, view] =
        ["kind", "chart", "view"].map(|name| number_at(asked, &[name]) as usize);
    if kind == SET || kind == RESET {
        state.past.seal();
    }
    if kind == SET {
        let decoded = decode(&text_at(asked, &["query"]));
        state.show(&decoded.scenario, decoded.other);
        state.address.take_note_of(&decoded);
    } else if kind == RESET {
        state.reset();
    }
    // A frame that nobody sees is given no time to draw, and answers all the same.
    state.catch_up();
    match (KINDS.get(kind), shown(chart, view)) {
        (Some(kind), Some(shown)) => made(state, *kind, shown),
        _ => JsValue::UNDEFINED,
    }
}
