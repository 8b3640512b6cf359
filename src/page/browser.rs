//! The few things asked of the browser itself. In a sandboxed frame any of them
//! may be refused, so each is guarded and says nothing when it fails.

use super::dom::{at, number_at, text_at};
use leptos::prelude::{document, window};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};

/// Where the inputs wait for a reload after a crash; the browser forgets it with the tab.
const KEPT: &str = "peakpack-inputs";

/// The query of the address, with its `?`.
pub fn query() -> String {
    text_at(&window(), &["location", "search"])
}

/// Puts a query into the address bar without a new entry in the history.
///
/// Browsers throw when this is done too often, and in some frames always: the
/// address then stays behind, which hurts nobody.
pub fn replace_query(query: &str) {
    let location = at(&window(), &["location"]);
    let path = text_at(&location, &["pathname"]);
    let hash = text_at(&location, &["hash"]);
    let mark = if query.is_empty() { "" } else { "?" };
    let address = [path.as_str(), mark, query, &hash].concat();
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Keeps the inputs for the reload after a crash.
pub fn keep_inputs(query: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(KEPT, query);
    }
}

/// Takes the inputs that were kept, once.
pub fn take_kept_inputs() -> Option<String> {
    let storage = window().session_storage().ok()??;
    let query = storage.get_item(KEPT).ok()??;
    let _ = storage.remove_item(KEPT);
    Some(query)
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
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    element.scroll_into_view();
    let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
}

/// The time since the page was opened, ms.
pub fn now() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// Lets the browser do what else it has to do.
pub async fn next_task() {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let _ = window().set_timeout_with_callback(&done);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Runs a function after a time, even when the page is busy until then.
pub fn later(ms: u64, run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    leptos::prelude::set_timeout(run, Duration::from_millis(ms));
}
