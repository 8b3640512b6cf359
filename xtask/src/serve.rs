//! `cargo xtask serve`: the page on this machine, rebuilt on every change.

use crate::args::Args;
use crate::build;
use crate::process::{self, Result};
use crate::tools::{self, Need};
use std::net::{Ipv4Addr, TcpListener};

/// Where to look for a free port when none is asked for.
const PORTS: std::ops::Range<u16> = 8080..8100;

pub fn run(mut args: Args) -> Result {
    let open = args.flag("--open");
    let release = args.flag("--release");
    let port = args.number("--port")?;
    args.finish()?;

    let tools = tools::ensure(&[Need::Page])?;
    let port = free_port(port)?;
    build::fetch_crates()?;
    println!("\nBuilding. Then Peakpack is at http://127.0.0.1:{port}/ (Ctrl-C stops it)\n");

    let mut trunk = tools.trunk();
    trunk.args(["serve", "--offline", "true"]);
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    // Apart from `dist`, so that serving never replaces a release build.
    trunk
        .arg("--dist")
        .arg(crate::project::target().join("serve"));
    if release {
        trunk.arg("--release");
    }
    if open {
        trunk.arg("--open");
    }
    process::replace_with(&mut trunk)
}

fn free_port(asked: Option<u16>) -> Result<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    match asked {
        Some(port) if is_free(&port) => Ok(port),
        Some(port) => Err(format!(
            "port {port} is taken. Stop what uses it or choose another: cargo xtask serve --port {}",
            port.saturating_add(1)
        )),
        None => PORTS.clone().find(is_free).ok_or_else(|| {
            format!(
                "ports {} to {} are all taken. Choose one: cargo xtask serve --port N",
                PORTS.start,
                PORTS.end - 1
            )
        }),
    }
}
