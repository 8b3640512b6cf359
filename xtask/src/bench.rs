//! `cargo xtask bench`: how fast, natively and in a browser. Nothing here can fail a build.

use crate::args::Args;
use crate::build;
use crate::digest;
use crate::process::{self, Result, cargo};
use crate::test::browser_tests;
use crate::tools::{self, Need};

pub fn run(mut args: Args) -> Result {
    let native = args.flag("--native");
    let browser = args.flag("--browser");
    let filter = args.word();
    args.finish()?;
    let both = native == browser;

    if native || both {
        process::run(cargo().args(["bench", "--benches", "--"]).args(&filter))?;
    }
    if browser || both {
        build::release(&tools::ensure(&[Need::Page, Need::Browser])?)?;
        digest::measure()?;
        let mut bench = browser_tests();
        // One after the other: what runs beside a measurement is in it.
        bench.args(["--", "--ignored", "--nocapture", "--test-threads=1"]);
        // Ignored tests in tests/browser/bench*.rs are measurements.
        bench.arg(filter.map_or_else(|| "bench".to_owned(), |name| format!("bench::{name}")));
        process::run(&mut bench)?;
    }
    Ok(())
}
