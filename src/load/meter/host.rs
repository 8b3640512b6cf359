//! What a reader needs of the program around it: pauses in long work, and the
//! unpacking of spreadsheets.
//!
//! So that a page can stay alive while five million rows are read, the walks over a file
//! ([`super::phase`]) go a step at a time, and every few thousand steps the host is offered a
//! pause. At the command line no pause is ever taken.

use super::error::{Fault, ReadError};
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// Something that will be there later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The program around a reader.
pub trait Host {
    /// Offers a pause; `done` is the share of the file that is read, 0 to 1.
    /// `None` goes on at once; a pause that ends with `false` stops the reading.
    fn pause(&self, done: f64) -> Option<Later<'_, bool>>;

    /// Unpacks a raw deflate stream (RFC 1951). `None` when it is damaged or gives more
    /// than `most` bytes.
    fn inflate<'a>(&'a self, packed: &'a [u8], most: usize) -> Later<'a, Option<Vec<u8>>>;
}

/// A host that never pauses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Straight;

impl Host for Straight {
    fn pause(&self, _: f64) -> Option<Later<'_, bool>> {
        None
    }

    fn inflate<'a>(&'a self, packed: &'a [u8], most: usize) -> Later<'a, Option<Vec<u8>>> {
        Box::pin(std::future::ready(inflate(packed, most)))
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn inflate(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_with_limit(packed, most).ok()
}

/// In a browser the browser itself unpacks.
#[cfg(target_arch = "wasm32")]
fn inflate(_: &[u8], _: usize) -> Option<Vec<u8>> {
    None
}

/// Steps between two offers of a pause: some milliseconds of work in a browser.
const STEPS: u32 = 2048;

/// Goes through all steps of a walk over so many bytes, each to a byte of the text; the host is
/// offered a pause now and then. `done` is where the reading stands before, 0 to 1; returned is
/// where it stands at the end.
pub(crate) fn walk<'a>(
    host: &'a dyn Host,
    done: f64,
    bytes: usize,
    step: &'a mut dyn FnMut() -> Result<Option<usize>, Fault>,
) -> Later<'a, Result<f64, Fault>> {
    Box::pin(async move {
        // How many walks will follow is not known: each may fill what is left but a rest.
        let room = (1.0 - done) * 0.9;
        let mut at = 0;
        loop {
            for _ in 0..STEPS {
                match step()? {
                    Some(byte) => at = byte,
                    None => return Ok(done + room * at as f64 / bytes.max(1) as f64),
                }
            }
            pause(host, done + room * at as f64 / bytes.max(1) as f64).await?;
        }
    })
}

/// Offers a pause to the host.
pub(crate) fn pause(host: &dyn Host, done: f64) -> Later<'_, Result<(), Fault>> {
    let pause = host.pause(done);
    Box::pin(async move {
        let go_on = match pause {
            None => true,
            Some(pause) => pause.await,
        };
        if go_on {
            Ok(())
        } else {
            Err(Box::new(ReadError::Stopped))
        }
    })
}

/// Runs what never has to wait.
pub(crate) fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
}
