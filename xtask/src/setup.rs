//! `cargo xtask setup`: everything the other commands need, and nothing else.

use crate::args::Args;
use crate::process::Result;
use crate::tools::{self, Need};

pub fn run(args: Args) -> Result {
    args.finish()?;
    tools::ensure(&[Need::Page, Need::Checks, Need::Browser, Need::Engines])?;
    Ok(())
}
