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
//! Nothing here waits for a time to pass: [`Page::wait_for`] asks until something is so.

#![allow(dead_code, reason = "a toolbox: not every tool is in use at all times")]

mod driver;
mod page;
mod server;

pub use page::{Page, Scheme};

use driver::Driver;
use server::Server;

/// Opens a browser, hands it to `test`, and closes everything whatever happens.
pub fn browse(test: impl Fn(&Page)) {
    browse_with(&[], test);
}

/// As [`browse`], with more documents beside the page: `(path, HTML)`, for frames and hosts.
///
/// A headless browser on a busy machine now and then never finishes loading, so
/// a test that fails is tried again in a new browser, twice; what is wrong in
/// the page fails each time.
pub fn browse_with(documents: &[(&str, &str)], test: impl Fn(&Page)) {
    let once = || {
        let server = Server::start(documents);
        let driver = Driver::start();
        let page = Page::new(&driver, &server);
        test(&page);
    };
    for attempt in 1..3 {
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(once));
        if tried.is_ok() {
            return;
        }
        eprintln!("attempt {attempt} failed; once more in a new browser");
    }
    once();
}
