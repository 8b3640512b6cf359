//! What the browser offers under a name, asked for so that a refusal is an answer and no
//! exception: in a sandboxed frame much of it is missing, and some of it throws.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property that is there.
pub fn get(target: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(target, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// What a method returns.
pub fn call(target: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(target, method)?.dyn_into().ok()?;
    method.apply(target, &list(arguments)).ok()
}

/// A new object of a class of the browser.
pub fn make(class: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let class: Function = get(&js_sys::global(), class)?.dyn_into().ok()?;
    Reflect::construct(&class, &list(arguments)).ok()
}

/// What a promise comes to, if it is kept.
pub async fn wait(promise: JsValue) -> Option<JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await.ok()
}

/// What the promise of a method comes to.
pub async fn ask(target: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    wait(call(target, method, arguments)?).await
}

fn list(arguments: &[JsValue]) -> Array {
    arguments.iter().cloned().collect()
}
