//! `cargo xtask fuzz`: made-up input for everything that reads what a stranger wrote.

use crate::args::Args;
use crate::process::{self, Result};

/// The project's promise: at least this many links and files without a panic.
const CASES: u64 = 1_000_000;

pub fn run(mut args: Args) -> Result {
    let cases = args.number::<u64>("--cases")?.unwrap_or(CASES);
    args.finish()?;
    println!("{cases} cases for each reader");
    // The test profile, not `--release`: optimised too, but overflow checks stay on.
    process::run(
        process::cargo()
            .args(["test", "--test", "fuzz", "--", "--nocapture"])
            .env("PEAKPACK_FUZZ_CASES", cases.to_string()),
    )
}
