//! The functions of `files.js`, which stand in the document and answer with promises.
//!
//! They are asked for so that a refusal is an answer and no exception: in a sandboxed frame
//! much of a browser is missing, and some of it throws.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
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

fn call(method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let files = Reflect::get(&js_sys::global(), &"peakpackFiles".into()).ok()?;
    let method: Function = Reflect::get(&files, &method.into()).ok()?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().cloned().collect();
    method.apply(&files, &arguments).ok()
}
