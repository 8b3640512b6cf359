//! How a missing tool is installed. Each installer shows its own progress.

use crate::process::{self, Result, cargo};
use crate::project;
use std::path::Path;
use std::process::Command;

pub fn with_rustup(kind: &str, name: &str) -> Result {
    process::run(Command::new("rustup").args([kind, "add", name])).map_err(|error| {
        format!(
            "{error}\n  Mend: Peakpack is built with rustup's toolchain, which can add `{name}`.\n  \
             Install rustup, see to it that its cargo comes first on PATH, and try again."
        )
    })
}

pub fn with_cargo(name: &str, version: &str, folder: &Path, options: &[&str]) -> Result {
    // One folder for all, so that crates used by several tools are compiled once.
    let build = project::absolute(Path::new(".tools/build"))?;
    let mut install = cargo();
    install.args(["install", "--locked", name, "--version", version]);
    install.args(options).arg("--root").arg(folder);
    install.env("CARGO_TARGET_DIR", &build);
    // Without link-time optimisation the tools are ready sooner and run as well.
    install.env("CARGO_PROFILE_RELEASE_LTO", "off");
    install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    process::run(&mut install).map_err(|error| {
        format!(
            "{error}\n  The reason stands above. What usually mends it:\n  \
             · no linker or C compiler: install one (Debian, Ubuntu: sudo apt-get install build-essential)\n  \
             · no network: try again, nothing that was compiled is lost\n  \
             · or put {name} {version} on PATH in your own way; it is used when found there"
        )
    })
}

/// The compiled parts are worth a gigabyte and nothing once the tools are installed.
pub fn clean_up() {
    // Failing to tidy is no reason to fail.
    let _ = std::fs::remove_dir_all(".tools/build");
}

pub fn with_npm(name: &str, version: &str, folder: &Path) -> Result {
    project::create(folder)?;
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--loglevel",
        "error",
    ]);
    npm.arg("--prefix")
        .arg(folder)
        .arg(format!("{name}@{version}"));
    process::run(&mut npm).map_err(|error| {
        format!(
            "{error}\n  Mend: see to it that npm works (`npm ping`), or take Node.js off PATH \
             to go on without {name}."
        )
    })
}
