//! The built page in a real browser.
//!
//! `cargo xtask build` first, then `cargo xtask test --only browser`. Every test
//! has a server, a driver and a browser of its own, so that tests cannot disturb
//! one another and run in any order. One subject per file; [`harness`] knows how.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "whatever goes wrong here is a failed test"
)]

mod harness;

mod api;
mod api_report;
mod bench;
mod charts;
mod embed;
mod embed_dialog;
mod embed_heights;
mod embed_report;
mod embed_sandbox;
mod engines;
mod exports;
mod files;
mod files_kept;
mod files_large;
mod files_later;
mod first;
mod hosted;
mod inputs;
mod links;
mod look;
mod open;
mod presets;
mod saved;
mod screenshot;
mod share;
mod stops;
mod years;
