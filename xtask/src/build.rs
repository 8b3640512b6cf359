//! `cargo xtask build`: the folder that any static host can serve.

use crate::args::Args;
use crate::process::{self, Result};
use crate::project;
use crate::sizes;
use crate::tools::{self, Need, Tools};
use std::path::Path;

pub fn run(args: Args) -> Result {
    args.finish()?;
    release(&tools::ensure(&[Need::Page])?)?;
    println!("\ndist/ is ready: copy its files to any static host, into any folder.");
    Ok(())
}

/// Builds `dist`, prints its sizes and fails when they are above the budget.
pub fn release(tools: &Tools) -> Result {
    fetch_crates()?;
    let mut trunk = tools.trunk();
    trunk.args(["build", "--release", "--offline", "true"]);
    // Small rather than fast: see the profile in Cargo.toml.
    trunk.args(["--cargo-profile", "page"]);
    trunk.args(["--dist", project::DIST]);
    process::run(&mut trunk)?;
    sizes::print_and_check(Path::new(project::DIST))
}

/// Trunk runs offline, so that it cannot fetch tools of its own choice; the
/// crates must be there before.
pub fn fetch_crates() -> Result {
    process::run(process::cargo().args(["fetch", "--quiet"]))
}
