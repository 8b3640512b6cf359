//! `cargo xtask build`: the folder that any static host can serve.

use crate::args::Args;
use crate::dist;
use crate::headers::{self, Origin};
use crate::process::{self, Result, cargo};
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

pub fn run(mut args: Args) -> Result {
    let origin = Origin::parse(&args.value("--origin")?.unwrap_or_default())?;
    args.finish()?;
    release_at(&tools::ensure(&[Need::Page])?, &origin)?;
    println!("\ndist/ is ready: copy its files to any static host, into any folder.");
    println!(
        "Headers for it stand in dist/_headers and {}; docs/hosting.md says which.",
        headers::OTHERS
    );
    Ok(())
}

/// Builds `dist` for a host that is not known yet, prints its sizes and fails when they are above
/// the budget.
pub fn release(tools: &Tools) -> Result {
    release_at(tools, &Origin::default())
}

fn release_at(tools: &Tools, origin: &Origin) -> Result {
    fetch_crates()?;
    let built = project::target().join("built");
    let mut trunk = tools.trunk();
    trunk.args(["build", "--release", "--offline", "true"]);
    // Small rather than fast: see the profile in Cargo.toml.
    trunk.args(["--cargo-profile", "page"]);
    trunk.arg("--dist").arg(&built);
    trunk.envs(WITHOUT_DEBUG);
    process::run(&mut trunk)?;
    let dist = Path::new(project::DIST);
    dist::renew(&built, dist)?;
    prerender(&["pages", project::DIST, &origin.folder(), &tools::fonts()])?;
    dist::keep_release(dist)?;
    headers::write(dist, origin)?;
    sizes::print_and_check(dist)
}

/// Runs the program that writes first looks with the library of the page.
pub fn prerender(words: &[&str]) -> Result {
    let run = ["run", "--quiet", "--package=prerender", "--"];
    process::run(cargo().args(run).args(words))
}

/// Trunk runs offline, so that it cannot fetch tools of its own choice; the
/// crates must be there before.
pub fn fetch_crates() -> Result {
    process::run(cargo().args(["fetch", "--quiet"]))
}
