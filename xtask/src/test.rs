//! `cargo xtask test`: every layer of proof, cheapest first, stopping at the first that fails.

use crate::args::Args;
use crate::build;
use crate::digest;
use crate::process::{self, Result, cargo};
use crate::tools::{self, Need, Tools};
use std::process::Command;
use std::time::{Duration, Instant};

pub struct Layer {
    pub name: &'static str,
    pub what: &'static str,
    /// Part of `--quick`: needs neither a release build nor a browser.
    quick: bool,
    needs: &'static [Need],
    run: fn(&Tools) -> Result,
}

pub const LAYERS: &[Layer] = &[
    Layer {
        name: "format",
        what: "rustfmt has nothing to change",
        quick: true,
        needs: &[Need::Checks],
        run: |_| process::run(cargo().args(["fmt", "--all", "--check"])),
    },
    Layer {
        name: "clippy",
        what: "no lint in the library, the command line, the tests, the benches and xtask",
        quick: true,
        needs: &[Need::Checks],
        run: |_| {
            process::run(cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--features=peakpack/browser",
                "--",
                "--deny=warnings",
            ]))
        },
    },
    Layer {
        name: "clippy-wasm",
        what: "no lint in the library and the page, as WebAssembly",
        quick: true,
        needs: &[Need::Checks],
        run: |_| {
            process::run(cargo().args([
                "clippy",
                "--target=wasm32-unknown-unknown",
                "--no-default-features",
                "--features=page",
                "--lib",
                "--bin=page",
                "--",
                "--deny=warnings",
            ]))
        },
    },
    Layer {
        name: "docs",
        what: "the documentation builds without a warning",
        quick: true,
        needs: &[],
        run: |_| {
            process::run(
                cargo()
                    .args(["doc", "--workspace", "--no-deps"])
                    .env("RUSTDOCFLAGS", "--deny=warnings"),
            )
        },
    },
    Layer {
        name: "native",
        what: "unit, property, reference, golden and documentation tests",
        quick: true,
        needs: &[],
        run: |_| process::run(cargo().args(["test", "--workspace"])),
    },
    Layer {
        name: "digest",
        what: "native and WebAssembly give the same bits",
        quick: false,
        needs: &[Need::Checks, Need::Page, Need::Browser],
        run: |_| digest::compare(),
    },
    Layer {
        name: "build",
        what: "the release build, within its size budget",
        quick: false,
        needs: &[Need::Page],
        run: build::release,
    },
    Layer {
        name: "browser",
        what: "the built page in Chromium, Firefox and WebKit",
        quick: false,
        needs: &[Need::Browser, Need::Engines],
        run: |_| process::run(&mut browser_tests()),
    },
];

/// `cargo test` on the tests in tests/browser; the caller may add arguments for them.
pub fn browser_tests() -> Command {
    let mut test = cargo();
    test.args(["test", "--features=browser", "--test=browser"]);
    test.envs(tools::for_browser_tests());
    test
}

pub fn run(mut args: Args) -> Result {
    let quick = args.flag("--quick");
    let only = args.values("--only")?;
    args.finish()?;
    let layers = choose(quick, only.as_deref())?;

    let start = Instant::now();
    let needs: Vec<Need> = layers
        .iter()
        .flat_map(|layer| layer.needs)
        .copied()
        .collect();
    let tools = tools::ensure(&needs)?;
    let mut times = Vec::new();
    for layer in &layers {
        println!("\n━━ {}: {}", layer.name, layer.what);
        let begin = Instant::now();
        (layer.run)(&tools).map_err(|error| {
            format!(
                "{}: {error}\n\n  After mending it: cargo xtask test --only {}",
                layer.name, layer.name
            )
        })?;
        times.push((layer.name, begin.elapsed()));
        println!("✓ {} in {}", layer.name, seconds(begin.elapsed()));
    }

    let times: Vec<String> = times
        .iter()
        .map(|(name, time)| format!("{name} {}", seconds(*time)))
        .collect();
    println!(
        "\n✓ passed in {}: {}",
        seconds(start.elapsed()),
        times.join(", ")
    );
    let lost = tools::lost(&needs);
    if !lost.is_empty() {
        println!("\n⚠ but not everything was tested:");
        for line in lost {
            println!("  ⚠ {line}");
        }
    }
    Ok(())
}

fn choose(quick: bool, only: Option<&[String]>) -> Result<Vec<&'static Layer>> {
    if let Some(names) = only {
        let unknown = names
            .iter()
            .find(|name| !LAYERS.iter().any(|layer| layer.name == **name));
        if let Some(name) = unknown {
            let known: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
            return Err(format!(
                "there is no layer `{name}`; there are: {}",
                known.join(", ")
            ));
        }
    }
    Ok(LAYERS
        .iter()
        .filter(|layer| match only {
            Some(names) => names.iter().any(|name| name == layer.name),
            None => layer.quick || !quick,
        })
        .collect())
}

fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:.0} s", time.as_secs() / 60, seconds % 60.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{LAYERS, choose};

    #[test]
    fn layers_keep_their_order() {
        let wanted = ["docs".to_owned(), "format".to_owned()];
        let names: Vec<&str> = choose(false, Some(&wanted))
            .unwrap()
            .iter()
            .map(|layer| layer.name)
            .collect();
        assert_eq!(names, ["format", "docs"]);
    }

    #[test]
    fn quick_is_a_part_of_all() {
        assert_eq!(choose(false, None).unwrap().len(), LAYERS.len());
        assert!(choose(true, None).unwrap().len() < LAYERS.len());
    }

    #[test]
    fn unknown_layers_are_refused() {
        assert!(choose(false, Some(&["linting".to_owned()])).is_err());
    }
}
