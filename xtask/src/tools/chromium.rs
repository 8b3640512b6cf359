//! The browser that tests drive, from the system's own packages.

use super::system::{Package, choose};
use crate::process;
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

pub const PACKAGE: Package = Package {
    what: "Chromium and its driver",
    find,
    managers: &[
        (
            "apt-get",
            "apt-get update && apt-get install -y chromium chromium-driver",
        ),
        ("dnf", "dnf install -y chromium chromedriver"),
        ("pacman", "pacman -S --noconfirm chromium"),
        ("zypper", "zypper install -y chromium chromedriver"),
        ("apk", "apk add chromium chromium-chromedriver"),
        ("brew", "brew install --cask chromium chromedriver"),
    ],
    by_hand: "Install both, of the same version, and name them in the variables CHROMIUM and \
              CHROMEDRIVER if they are not on PATH",
};

/// The browser's command; `CHROMIUM` names another one.
pub fn chromium() -> Option<String> {
    choose("CHROMIUM", BROWSERS)
}

/// The driver's command; `CHROMEDRIVER` names another one.
pub fn chromedriver() -> Option<String> {
    choose("CHROMEDRIVER", DRIVERS)
}

/// The version of both, when both are there and belong together.
fn find() -> Option<String> {
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

/// The number before the first dot in what `--version` says.
fn major(program: &str) -> Option<u32> {
    let said = process::output(Command::new(program).arg("--version")).ok()?;
    said.split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}
