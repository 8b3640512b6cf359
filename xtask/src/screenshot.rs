//! `cargo xtask screenshot`: pictures of the built page, for the README and for the eye.

use crate::args::Args;
use crate::build;
use crate::process::{self, Result};
use crate::project;
use crate::test::browser_tests;
use crate::tools::{self, Need};
use std::path::Path;

pub fn run(mut args: Args) -> Result {
    let all = args.value("--all")?;
    let link = args.value("--link")?;
    let as_built = args.flag("--as-built");
    args.finish()?;

    let tools = tools::ensure(&[Need::Page, Need::Browser])?;
    if !as_built {
        build::release(&tools)?;
    }
    let (what, folder) = match &all {
        Some(folder) => ("screenshot::every_width", folder.as_str()),
        None => ("screenshot::readme", "docs"),
    };
    let folder = project::absolute(Path::new(folder))?;
    project::create(&folder)?;
    let mut test = browser_tests();
    test.args(["--quiet", "--", "--ignored", "--exact", "--nocapture", what]);
    test.env("PEAKPACK_SCREENSHOTS", &folder);
    test.env("PEAKPACK_LINK", link.unwrap_or_default());
    process::run(&mut test)?;
    println!("Written to {}", folder.display());
    Ok(())
}
