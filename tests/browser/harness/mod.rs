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
pub fn browse(test: impl FnOnce(&Page)) {
    browse_with(&[], test);
}

/// As [`browse`], with more documents beside the page: `(path, HTML)`, for frames and hosts.
pub fn browse_with(documents: &[(&str, &str)], test: impl FnOnce(&Page)) {
    let server = Server::start(documents);
    let driver = Driver::start();
    let page = Page::new(&driver, &server);
    test(&page);
}
