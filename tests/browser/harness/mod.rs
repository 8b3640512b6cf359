//! What browser tests stand on: a server for `dist`, a browser, and a page to act on.
//!
//! ```ignore
//! #[test]
//! fn the_slider_moves() {
//!     browse(|page| {
//!         page.open("?v=1&packs=800");
//!         page.click("#packs");
//!         page.press("ArrowRight");
//!         page.wait_for("a new finding", "return document.title.includes('801')");
//!         page.assert_quiet();
//!     });
//! }
//! ```
//!
//! [`in_every_engine`] does the same in Chromium, Firefox and WebKit, and names those that fail.
//!
//! Nothing here waits for a time to pass: [`Page::wait_for`] asks until something is so.

#![allow(dead_code, reason = "a toolbox: not every tool is in use at all times")]

mod display;
mod driver;
mod elsewhere;
mod engine;
mod frames;
mod host;
mod page;
mod server;

pub use elsewhere::{Elsewhere, script};
pub use engine::Engine;
pub use host::Host;
pub use page::{Page, Scheme};

use driver::Driver;
use server::Server;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Opens Chromium, hands it to `test`, and closes everything whatever happens.
pub fn browse(test: impl Fn(&Page)) {
    browse_with(&[], test);
}

/// As [`browse`], with more documents beside the page: `(path, HTML)`, for frames and hosts.
pub fn browse_with(documents: &[(&str, &str)], test: impl Fn(&Page)) {
    if let Err(reason) = try_in(Engine::Chromium, documents, &test) {
        resume_unwind(reason);
    }
}

/// As [`browse`], in each engine that is on this machine.
pub fn in_every_engine(test: impl Fn(&Page)) {
    in_every_engine_with(&[], test);
}

/// As [`in_every_engine`], with more documents beside the page.
pub fn in_every_engine_with(documents: &[(&str, &str)], test: impl Fn(&Page)) {
    let mut failures = Vec::new();
    for engine in Engine::ALL {
        if !engine.is_here() {
            eprintln!("skipped in {engine:?}, which cargo xtask setup did not find");
        } else if let Err(reason) = try_in(engine, documents, &test) {
            failures.push(format!("in {engine:?}: {}", message(&*reason)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A headless browser on a busy machine now and then never finishes loading, so
/// a test that fails is tried again in a new browser, twice; what is wrong in
/// the page fails each time.
fn try_in(
    engine: Engine,
    documents: &[(&str, &str)],
    test: &impl Fn(&Page),
) -> Result<(), Box<dyn Any + Send>> {
    let once = || {
        let server = Server::start(documents);
        let driver = Driver::start(engine);
        let page = Page::new(&driver, &server);
        test(&page);
    };
    for attempt in 1..3 {
        if catch_unwind(AssertUnwindSafe(once)).is_ok() {
            return Ok(());
        }
        eprintln!("attempt {attempt} failed in {engine:?}; once more in a new browser");
    }
    catch_unwind(AssertUnwindSafe(once))
}

/// What a failed assertion said.
fn message(reason: &(dyn Any + Send)) -> &str {
    let text = reason.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| reason.downcast_ref::<&str>().copied())
        .unwrap_or("failed")
}
