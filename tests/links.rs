//! Links: written in one way, read in every way.

#![allow(
    clippy::unwrap_used,
    reason = "what fails in a helper is a failed test"
)]

#[path = "links/corpus.rs"]
mod corpus;
#[path = "links/display.rs"]
mod display;
#[path = "links/golden.rs"]
mod golden;
#[path = "links/properties.rs"]
mod properties;
#[path = "links/tolerance.rs"]
mod tolerance;
