//! Reading beside the page's own life: in slices, with progress, until it is done or stopped.

use super::browser;
use super::js;
use super::live::Live;
use js_sys::Uint8Array;
use peakpack::load::meter::{Host, Later};
use std::cell::Cell;
use wasm_bindgen::JsValue;

/// The longest that the page is kept from other things, ms. A pause costs some four.
const SLICE_MS: f64 = 24.0;

/// The page as the host of a reader.
pub struct PageHost {
    /// The number of the reading that is wanted; any other stops.
    pub wanted: Live<u32>,
    /// The number of this one.
    pub own: u32,
    /// Its progress, 0 to 1.
    pub progress: Live<f64>,
    /// When the slice began.
    pub since: Cell<f64>,
}

impl Host for PageHost {
    fn pause(&self, done: f64) -> Option<Later<'_, bool>> {
        if browser::now() - self.since.get() < SLICE_MS {
            return None;
        }
        Some(Box::pin(async move {
            self.progress.set(done);
            browser::next_task().await;
            self.since.set(browser::now());
            self.wanted.get_untracked() == self.own
        }))
    }

    fn inflate<'a>(&'a self, packed: &'a [u8], most: usize) -> Later<'a, Option<Vec<u8>>> {
        Box::pin(inflate(packed, most))
    }
}

/// The browser's own unpacking of a raw deflate stream.
async fn inflate(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    let parts = js_sys::Array::of1(&Uint8Array::from(packed));
    let packed = js::make("Blob", &[parts.into()])?;
    let packed = js::call(&packed, "stream", &[])?;
    let unpacker = js::make("DecompressionStream", &[JsValue::from_str("deflate-raw")])?;
    let unpacked = js::call(&packed, "pipeThrough", &[unpacker])?;
    let reader = js::call(&unpacked, "getReader", &[])?;
    let mut out = Vec::new();
    loop {
        let piece = js::ask(&reader, "read", &[]).await?;
        let Some(bytes) = js::get(&piece, "value") else {
            return Some(out);
        };
        let bytes = Uint8Array::new(&bytes);
        if out.len() + bytes.length() as usize > most {
            let _ = js::call(&reader, "cancel", &[]);
            return None;
        }
        out.extend(bytes.to_vec());
    }
}
