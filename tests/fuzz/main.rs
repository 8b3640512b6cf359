//! Made-up input for everything that reads what a stranger wrote: nothing may panic, and
//! nothing may take more memory than a browser's tab has.
//!
//! The same cases in every run; `PEAKPACK_FUZZ_CASES` sets how many for each reader. The targets
//! are bolero's, so that a fuzzer that watches the branches taken can look for cases of its own:
//! `cargo bolero test files::no_file_panics`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests are tests: a failed unwrap there is a failed test"
)]

#[cfg(not(fuzzing))]
mod engine;
mod files;
mod links;
mod memory;
mod messages;
mod numbers;
mod seeds;

/// How many cases each reader gets.
#[cfg(not(fuzzing))]
fn cases() -> u64 {
    let asked = std::env::var("PEAKPACK_FUZZ_CASES");
    let number = asked.ok().and_then(|text| text.parse().ok());
    number.unwrap_or(1_000_000)
}

/// A target of bolero's: under a real fuzzer the fuzzer's, else the same in every run.
#[cfg(fuzzing)]
macro_rules! target {
    ($name:literal) => {
        bolero::check!()
    };
}
#[cfg(not(fuzzing))]
macro_rules! target {
    ($name:literal) => {
        bolero::TestTarget::new($crate::engine::SameInEveryRun {
            name: $name,
            cases: $crate::cases(),
        })
    };
}
use target;
