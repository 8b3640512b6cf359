//! `cargo xtask build`: the folder that any static host can serve.

use crate::args::Args;
use crate::process::{self, Result};
use crate::project;
use crate::sizes;
use crate::tools::{self, Need, Tools};
use std::path::Path;

/// The standard library's checks name the place in the code that failed, and dependencies can write
/// values for their programmers: 2 % of the page. Only unstable options leave them out; the
/// compiler is pinned, and nothing else is compiled with them. A bug is found without the place
/// too: the report has what failed and the inputs, which fail natively in the same way.
pub const WITHOUT_DEBUG: [(&str, &str); 2] = [
    ("RUSTC_BOOTSTRAP", "1"),
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zlocation-detail=none -Zfmt-debug=none",
    ),
];

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
    trunk.envs(WITHOUT_DEBUG);
    process::run(&mut trunk)?;
    sizes::print_and_check(Path::new(project::DIST))
}

/// Trunk runs offline, so that it cannot fetch tools of its own choice; the
/// crates must be there before.
pub fn fetch_crates() -> Result {
    process::run(process::cargo().args(["fetch", "--quiet"]))
}
