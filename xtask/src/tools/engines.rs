//! Firefox and WebKit, in which the browser tests run too. What is missing is skipped and said.

use super::system::{Package, choose};
use crate::process;
use std::path::PathBuf;
use std::process::Command;

pub const FIREFOX: Package = Package {
    what: "Firefox",
    find: || {
        let said = process::output(Command::new(firefox()?).arg("--version")).ok()?;
        Some(said.trim().to_owned())
    },
    managers: &[
        (
            "apt-get",
            "apt-get update && apt-get install -y --no-install-recommends firefox-esr",
        ),
        ("dnf", "dnf install -y firefox"),
        ("pacman", "pacman -S --noconfirm firefox"),
        ("zypper", "zypper install -y MozillaFirefox"),
        ("apk", "apk add firefox-esr"),
        ("brew", "brew install --cask firefox"),
    ],
    by_hand: "Install it, and name it in the variable FIREFOX if it is not on PATH",
};

pub const WEBKIT: Package = Package {
    what: "WebKit and its driver",
    find: || {
        minibrowser()?;
        webkitdriver()?;
        xvfb().map(|_| "WebKitGTK, with its driver and a display without a screen".to_owned())
    },
    managers: &[
        (
            "apt-get",
            "apt-get update && apt-get install -y --no-install-recommends webkit2gtk-driver xvfb",
        ),
        (
            "pacman",
            "pacman -S --noconfirm webkit2gtk-4.1 xorg-server-xvfb",
        ),
    ],
    by_hand: "It needs WebKitGTK's MiniBrowser and WebKitWebDriver, and Xvfb, as Debian has them; \
              the variables MINIBROWSER, WEBKITDRIVER and XVFB name them elsewhere",
};

/// The browser's command; `FIREFOX` names another one.
pub fn firefox() -> Option<String> {
    const NAMES: &[&str] = &[
        "firefox-esr",
        "firefox",
        "/Applications/Firefox.app/Contents/MacOS/firefox",
    ];
    choose("FIREFOX", NAMES)
}

/// WebKitGTK's browser for tests, which systems keep off PATH.
pub fn minibrowser() -> Option<String> {
    if let Ok(named) = std::env::var("MINIBROWSER") {
        return Some(named);
    }
    let mut folders: Vec<PathBuf> = vec!["/usr/lib".into(), "/usr/lib64".into()];
    let inside = std::fs::read_dir("/usr/lib").into_iter().flatten();
    folders.extend(inside.flatten().map(|entry| entry.path()));
    folders.push("/usr/libexec".into());
    let mut places = folders
        .iter()
        .map(|folder| folder.join("webkit2gtk-4.1/MiniBrowser"));
    let found = places.find(|file| file.is_file())?;
    Some(found.display().to_string())
}

pub fn webkitdriver() -> Option<String> {
    choose("WEBKITDRIVER", &["WebKitWebDriver"])
}

pub fn xvfb() -> Option<String> {
    choose("XVFB", &["Xvfb"])
}
