//! Stands in for the crate `wasm-streams`, of which Leptos' server functions use these names.
//!
//! That crate exports three classes to JavaScript. Exports are never removed, so
//! they and all they call were 7 kB gzipped of every build, although Peakpack has
//! no server and calls no server function. Nothing here can be reached without
//! one; should that change, the first call says what to do.

use futures_core::Stream;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::JsValue;

/// A stream of bytes from or to a server.
#[derive(Debug)]
pub struct ReadableStream(Infallible);

/// What such a stream gives.
#[derive(Debug)]
pub struct IntoStream(Infallible);

const MEND: &str = "this build has no byte streams: remove `wasm-streams` from [patch.crates-io]";

impl ReadableStream {
    /// Would read what a server sends.
    #[allow(clippy::panic, reason = "says how to mend the build")]
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        panic!("{MEND}")
    }

    /// Would send what a stream gives.
    #[allow(clippy::panic, reason = "says how to mend the build")]
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        panic!("{MEND}")
    }

    /// The browser's own kind of stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        match self.0 {}
    }

    /// What the stream gives, piece by piece.
    pub fn into_stream(self) -> IntoStream {
        match self.0 {}
    }
}

impl Stream for IntoStream {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0 {}
    }
}
