//! The promise that a link shows everybody the same numbers, checked bit by bit.
//!
//! `tests/digest` boils every result down to 64 bits. It is built natively and
//! as WebAssembly, through the same optimiser as the page, and the module runs
//! in the browser the tests drive. Both lists must be equal.

use crate::build::WITHOUT_DEBUG;
use crate::optimise;
use crate::process::{self, Result, cargo};
use crate::{project, tools};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

pub fn compare() -> Result {
    let build = |more: &[&str]| {
        process::run(
            cargo()
                .args(["build", "--release", "--package=digest"])
                .args(more),
        )
    };
    build(&["--bin=digest"])?;
    build(&["--lib", "--target", TARGET])?;

    let target = project::target();
    let native = process::output(&mut Command::new(project::absolute(
        &target.join("release/digest"),
    )?))?;
    let module = target.join("digest/digest.wasm");
    let built = target.join(TARGET).join("release/digest.wasm");
    project::write(&module, &project::read(&built)?)?;
    optimise::in_place(&module)?;
    let wasm = run_in_browser(&module, false)?;

    // A native line is "bits name"; the module gives the bits alone.
    let names: Vec<&str> = native.lines().collect();
    let bits: Vec<&str> = wasm.lines().collect();
    if names.is_empty() || names.len() != bits.len() {
        return Err(format!(
            "{} digests natively, {} in WebAssembly:\n{wasm}",
            names.len(),
            bits.len()
        ));
    }
    let mut differences = String::new();
    for (native, wasm) in names.iter().zip(&bits) {
        let same = native.split_whitespace().next() == Some(*wasm);
        println!("  {} {native}", if same { "=" } else { "≠" });
        if !same {
            let _ = write!(differences, "\n    native {native}\n    wasm   {wasm}");
        }
    }
    if differences.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "native and WebAssembly differ:{differences}\n  Mend: look for arithmetic that the \
             platform does its own way; clippy.toml lists what to use instead"
        ))
    }
}

/// Prints what the exact peak costs in the browser, built as the page is.
pub fn measure() -> Result {
    let profile = ["build", "--profile=page", "--package=digest", "--lib"];
    process::run(
        cargo()
            .args(profile)
            .args(["--target", TARGET])
            .envs(WITHOUT_DEBUG),
    )?;
    let target = project::target();
    let module = target.join("digest/measured.wasm");
    let built = target.join(TARGET).join("page/digest.wasm");
    project::write(&module, &project::read(&built)?)?;
    optimise::in_place(&module)?;
    println!("{}", run_in_browser(&module, true)?);
    Ok(())
}

/// Runs the module in a page without a server, which writes what it found into its own text.
fn run_in_browser(module: &Path, measure: bool) -> Result<String> {
    let chromium = tools::chromium().ok_or("Chromium is missing: cargo xtask setup")?;
    let bytes: String = project::read(module)?
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
    let page = module.with_extension("html");
    let html = include_str!("digest.html")
        .replace("MODULE_AS_HEX", &bytes)
        .replace("MEASURE", &measure.to_string());
    project::write(&page, html.as_bytes())?;
    let page = project::absolute(&page)?;
    let profile = page.with_extension("profile");
    // A profile that a stopped run left behind may be locked.
    let _ = std::fs::remove_dir_all(&profile);
    let dump = process::output(
        Command::new(chromium)
            .args(tools::CHROMIUM_FLAGS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("--dump-dom")
            .arg(format!("file://{}", page.display())),
    )?;
    let between = dump
        .split_once("<pre>")
        .and_then(|(_, rest)| rest.split_once("</pre>"))
        .map(|(text, _)| text.trim().to_owned());
    between.ok_or_else(|| format!("the browser did not run the module:\n{dump}"))
}
