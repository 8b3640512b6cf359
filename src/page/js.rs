//! The functions of `files.js`, which stand before the module in its script and answer with promises.
//!
//! They are asked for so that a refusal is an answer and no exception: in a sandboxed frame
//! much of a browser is missing, and some of it throws.

use super::dom::at;
use js_sys::{Array, Function, Promise, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What is done with an answer; there is none when the function fails.
pub type Then = Box<dyn FnOnce(Option<JsValue>)>;

/// What a function comes to; `None` when it fails.
pub async fn ask(method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let promise = call(method, arguments)?;
    JsFuture::from(Promise::resolve(&promise)).await.ok()
}

/// Asks, and goes on with the answer.
pub fn later(method: &'static str, arguments: Vec<JsValue>, then: Then) {
    spawn_local(async move {
        then(ask(method, &arguments).await);
    });
}

/// The bytes of an answer.
pub fn to_vec(bytes: &JsValue) -> Vec<u8> {
    Uint8Array::new(bytes).to_vec()
}

/// Calls a function; `None` when it throws or is not there.
#[inline(never)]
pub fn call(method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method = at(&window(), &["peakpackFiles", method]);
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    let method = method.unchecked_ref::<Function>();
    method.apply(&JsValue::UNDEFINED, &list).ok()
}
