//! The command line, run as people run it.

#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "what fails in a helper is a failed test"
)]

#[path = "cli/chart.rs"]
mod chart;
#[path = "cli/examples.rs"]
mod examples;
#[path = "cli/fade.rs"]
mod fade;
#[path = "cli/harness.rs"]
mod harness;
#[path = "cli/life.rs"]
mod life;
#[path = "cli/link.rs"]
mod link;
#[path = "cli/lists.rs"]
mod lists;
#[path = "cli/peak.rs"]
mod peak;
#[path = "cli/read.rs"]
mod read;
#[path = "cli/run.rs"]
mod run;
