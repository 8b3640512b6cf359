//! The browser that tests drive, from the system's own packages.

use crate::process::{self, Result};
use std::process::Command;

/// Names and places under which systems install it.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// For a browser without a screen that opens only our own page and asks nobody
/// anything. Root, as in containers, cannot have Chromium's sandbox.
pub const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];
const DRIVERS: &[&str] = &["chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/// How each family of systems installs both: the program to look for, and what to type.
const MANAGERS: &[(&str, &str)] = &[
    (
        "apt-get",
        "apt-get update && apt-get install -y chromium chromium-driver",
    ),
    ("dnf", "dnf install -y chromium chromedriver"),
    ("pacman", "pacman -S --noconfirm chromium"),
    ("zypper", "zypper install -y chromium chromedriver"),
    ("apk", "apk add chromium chromium-chromedriver"),
    ("brew", "brew install --cask chromium chromedriver"),
];

/// The browser's command; `CHROMIUM` names another one.
pub fn chromium() -> Option<String> {
    choose("CHROMIUM", BROWSERS)
}

/// The driver's command; `CHROMEDRIVER` names another one.
pub fn chromedriver() -> Option<String> {
    choose("CHROMEDRIVER", DRIVERS)
}

/// The version of both, when both are there and belong together.
pub fn find() -> Option<String> {
    let browser = major(&chromium()?)?;
    let driver = major(&chromedriver()?)?;
    if browser != driver {
        println!(
            "    the browser has version {browser}, its driver {driver}: they must be the same"
        );
        return None;
    }
    Some(format!("version {browser}, with its driver"))
}

pub fn install() -> Result {
    let Some((manager, line)) = MANAGERS.iter().find(|(program, _)| super::on_path(program)) else {
        return Err(
            "Chromium and its driver are missing. Install both, of the same version, and name \
             them in the variables CHROMIUM and CHROMEDRIVER if they are not on PATH"
                .to_owned(),
        );
    };
    let as_root = is_root();
    if !as_root && *manager != "brew" {
        return Err(format!(
            "Chromium and its driver are missing, and installing them needs the right to. Type\n\n    \
             sudo sh -c '{line}'\n\n  and try again. Everything else works without: cargo xtask test --quick"
        ));
    }
    println!("    {line}");
    process::run(
        Command::new("sh")
            .args(["-c", line])
            // Otherwise a package may stop to ask a question that nobody can answer.
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
    .map_err(|error| format!("{error}\n  Mend: see the reason above, or type the command by hand."))
}

fn choose(variable: &str, names: &[&str]) -> Option<String> {
    std::env::var(variable).ok().or_else(|| {
        names
            .iter()
            .find(|name| super::on_path(name))
            .map(|name| (*name).to_owned())
    })
}

/// The number before the first dot in what `--version` says.
fn major(program: &str) -> Option<u32> {
    let said = process::output(Command::new(program).arg("--version")).ok()?;
    said.split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
