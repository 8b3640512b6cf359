//! Where a person gives a meter file: drop, choose or paste.

use super::canvas::Look;
use super::dom::{Node, at, button, el, listen, of_class, quiet_button, set, text_at};
use super::meter;
use super::read_back::read_back;
use super::state::State;
use leptos::prelude::*;
use peakpack::text::Joined;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DataTransfer, Event};

/// The box for a meter file, and what became of the last one.
pub fn load_box(state: State, look: Look) -> Node {
    take_drops_and_pastes(state);
    let file = el("input")
        .attr("type", "file")
        .attr("id", "file")
        .attr("accept", ".csv,.txt,.tsv,.xml,.dat,.xlsx,text/*")
        .on("change", move |event| chosen(state, &event));
    let call = el("span")
        .child(el("b").text("Drop your own meter file"))
        .text(" or ")
        .child(el("u").text("choose one"))
        .text(".");
    let drop = of_class("label", "drop").child(file).child(call).child(
        el("span")
            .text("CSV, Excel, Green Button or NEM12, up to 50 MB. Nothing leaves this browser."),
    );
    let rows = el("textarea")
        .attr("rows", "4")
        .attr("aria-label", "Rows of time and power")
        .attr("placeholder", "2026-01-01 00:00, 512.5");
    let field = rows.clone();
    let read = button("Read these rows", move |_| {
        meter::paste(state, &text_at(field.element(), &["value"]));
    });
    let paste = of_class("details", "help")
        .child(el("summary").text("or paste rows of time and power"))
        .child(rows)
        .child(read);
    let last = of_class("div", "last")
        .attr("role", "status")
        .inside(move || match state.meter.attempt.get() {
            Some(attempt) => vec![read_back(state, look, &attempt)],
            None => Vec::new(),
        });
    of_class("section", "load")
        .attr("aria-label", "Your own load")
        .child(drop)
        .child(paste)
        .child(remembered(state))
        .child(last)
}

/// The files that stay in this browser, to open and to let go of.
fn remembered(state: State) -> Node {
    let remembered = state.meter.remembered;
    let row = move |name: &String| {
        let (opened, forgotten) = (name.clone(), name.clone());
        let open = quiet_button(name, move |_| meter::recall(state, &opened));
        let forget = quiet_button("×", move |_| remembered.forget(&forgotten))
            .attr("aria-label", &["Forget ", name].joined(""));
        of_class("li", "row").child(open).child(forget)
    };
    let list = el("ul").inside(move || {
        remembered
            .names
            .with(|names| names.iter().map(row).collect())
    });
    of_class("div", "remembered")
        .child(of_class("p", "soft").text("Remembered in this browser:"))
        .child(list)
        .when("hidden", move || remembered.names.with(Vec::is_empty))
}

fn chosen(state: State, event: &Event) {
    let input = at(event, &["target"]);
    open_first(state, &input);
    // So that the same file can be chosen again.
    set(&input, "value", &"".into());
}

/// Opens the first of the files that something holds, if it holds any.
fn open_first(state: State, holder: &JsValue) -> bool {
    let file = at(holder, &["files", "0"]);
    let is_there = file.is_object();
    if is_there {
        meter::open(state, file);
    }
    is_there
}

/// A file may be dropped, and rows pasted, anywhere on the page.
fn take_drops_and_pastes(state: State) {
    let page = window();
    listen(&page, "dragover", |event| event.prevent_default());
    listen(&page, "drop", move |event| {
        event.prevent_default();
        open_first(state, &at(&event, &["dataTransfer"]));
    });
    listen(&page, "paste", move |event| {
        let into = text_at(&event, &["target", "tagName"]);
        let data = at(&event, &["clipboardData"]);
        if matches!(into.as_str(), "INPUT" | "TEXTAREA") || open_first(state, &data) {
            return;
        }
        if data.is_object()
            && let Ok(text) = data.unchecked_ref::<DataTransfer>().get_data("text/plain")
            && text.trim().contains('\n')
        {
            meter::paste(state, &text);
        }
    });
}
