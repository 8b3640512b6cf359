//! The few things asked of the browser itself. In a sandboxed frame any of them
//! may be refused, so each is guarded and says nothing when it fails.

use super::dom::{at, number_at};
use super::js;
use leptos::prelude::window;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// The query that the page is to open, with its `?`.
pub fn query() -> String {
    text("query")
}

/// What stands behind the `#` of the address, without it, or came with the document.
pub fn fragment() -> String {
    text("fragment")
}

/// The text that a function comes to; empty where it fails.
fn text(method: &str) -> String {
    let text = js::call(method, &[]).and_then(|text| text.as_string());
    text.unwrap_or_default()
}

/// Puts a query and a fragment into the address bar without a new entry in the history.
pub fn replace_address(query: &str, fragment: &str) {
    js::call("address", &[query.into(), fragment.into()]);
}

/// Keeps the inputs for the reload after a crash.
pub fn keep_inputs(query: &str) {
    js::call("keepInputs", &[query.into()]);
}

/// Takes the inputs that were kept, once.
pub fn take_kept_inputs() -> Option<String> {
    js::call("takeInputs", &[])?.as_string()
}

/// What the document says before the years and advice are known: how long packs last, as value,
/// unit, detail and what of it is stressed, and why the peak is not lower. Empty where that is of
/// another scenario.
pub fn at_first() -> Vec<String> {
    let texts = js::call("atFirst", &[]).unwrap_or_default();
    let texts: js_sys::Array = texts.unchecked_into();
    texts.iter().filter_map(|text| text.as_string()).collect()
}

/// Whether a media query holds.
pub fn media(query: &str) -> Option<web_sys::MediaQueryList> {
    window().match_media(query).ok()?
}

/// Device pixels in a CSS pixel.
pub fn pixel_ratio() -> f64 {
    number_at(&window(), &["devicePixelRatio"]).clamp(1.0, 4.0)
}

/// Scrolls to an element and gives it the focus, without an entry in the history.
pub fn go_to(id: &str) {
    js::call("goTo", &[id.into()]);
}

/// The time since the page was opened, ms.
pub fn now() -> f64 {
    let clock = at(&window(), &["performance"]);
    clock.unchecked_ref::<web_sys::Performance>().now()
}

/// Lets the browser do what else it has to do.
pub async fn next_task() {
    let _ = js::ask("pause", &[]).await;
}

/// Runs a function after a time, even when the page is busy until then.
pub fn later(ms: u64, run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    leptos::prelude::set_timeout(run, Duration::from_millis(ms));
}
