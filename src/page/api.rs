//! What other pages and scripts may ask of this one. Who may ask, and how often, is the matter of
//! `api.js`; what they get is that of the record.

use super::dom::{at, follow, listen, set, text_at};
use super::exports::{made, shown};
use super::state::State;
use super::{frame, js};
use leptos::prelude::window;
use peakpack::chart::{Chart, Shown, View};
use peakpack::scenario::{Display, decode};
use wasm_bindgen::JsValue;

/// Answers for the life of the page: to its own scripts, and to others unless the link forbids it.
pub fn listen_to_others(state: State, display: &Display) {
    listen(&window(), "peakpack-ask", move |event| {
        let asked = at(&event, &["detail"]);
        let answer = answer(state, &asked);
        set(&asked, "answer", &answer);
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
    let text = |name: &str| text_at(asked, &[name]);
    let what = text("type");
    let kind = match what.as_str() {
        "set" => {
            let decoded = decode(&text("query"));
            state.past.seal();
            state.show(&decoded.scenario, decoded.other);
            state.address.warn_of(&decoded);
            "get"
        }
        "reset" => {
            state.past.seal();
            state.reset();
            "get"
        }
        kind => kind,
    };
    // A frame that nobody sees is given no time to draw, and answers all the same.
    state.catch_up();
    let plain = Shown::Load(Chart::Grid, View::PeakDay);
    let asked = match kind {
        "get" | "state" => Some(plain),
        _ => shown(&text("chart"), &text("span")),
    };
    asked.map_or(JsValue::UNDEFINED, |asked| made(state, kind, asked))
}
