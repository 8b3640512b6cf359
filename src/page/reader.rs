//! Reading beside the page's own life: in slices, with progress, until it is done or stopped.

use super::browser;
use super::js;
use super::live::Live;
use js_sys::Uint8Array;
use peakpack::load::meter::{Host, Later};
use std::cell::Cell;

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
    let packed = Uint8Array::from(packed);
    let bytes = js::ask("inflate", &[packed.into(), (most as f64).into()]).await?;
    Some(js::to_vec(&bytes))
}
