//! The ageing models against published results, and what must hold of any of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a failure here is a failed test"
)]

mod known;
mod properties;
mod reference;
