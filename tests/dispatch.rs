//! The dispatch against pencil-and-paper cases, an independent linear program, and its own physics.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a failure here is a failed test"
)]

#[path = "dispatch/fleets.rs"]
mod fleets;
#[path = "dispatch/long.rs"]
mod long;
#[path = "dispatch/oracle.rs"]
mod oracle;
#[path = "dispatch/packs.rs"]
mod packs;
#[path = "dispatch/properties.rs"]
mod properties;
#[path = "dispatch/reference.rs"]
mod reference;
