//! The browsers that tests run in, and how each is started.
//!
//! Chromium is always there. `cargo xtask test` names the programs of the others in variables
//! when it has found them, and says which it has not; `PEAKPACK_ENGINES=firefox,webkit` runs
//! only those.

use serde_json::{Value, json};
use std::process::Command;

/// A browser without a screen and without questions. Root, as in containers,
/// cannot have Chromium's sandbox; the only pages it opens are our own.
const CHROMIUM_FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--lang=en-US",
    "--window-size=1280,900",
];

/// What draws the page and runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Whether its programs are on this machine and it is to be run.
    pub fn is_here(self) -> bool {
        let chosen = std::env::var("PEAKPACK_ENGINES").unwrap_or_default();
        let name = format!("{self:?}").to_lowercase();
        (chosen.is_empty() || chosen.split(',').any(|one| one.trim() == name))
            && match self {
                Self::Chromium => true,
                Self::Firefox => named("FIREFOX").is_some() && named("GECKODRIVER").is_some(),
                Self::WebKit => ["MINIBROWSER", "WEBKITDRIVER", "XVFB"]
                    .iter()
                    .all(|variable| named(variable).is_some()),
            }
    }

    /// The driver's command, listening on `port`; 0 where the driver chooses and announces it.
    pub(super) fn driver(self, port: u16) -> Command {
        let (variable, usual) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        let mut driver = Command::new(named(variable).unwrap_or_else(|| usual.to_owned()));
        driver.arg(format!("--port={port}"));
        match self {
            Self::Chromium => {}
            Self::Firefox => {
                // Otherwise all that run at once want one port for a protocol nobody speaks here.
                driver.arg("--websocket-port=0");
            }
            Self::WebKit => {
                // Containers have no bus for accessibility, no graphics card and no rights to
                // make a sandbox; without these it waits for them or gives up.
                driver.env("NO_AT_BRIDGE", "1");
                driver.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
                driver.env("LIBGL_ALWAYS_SOFTWARE", "1");
            }
        }
        driver
    }

    /// Whether the driver says itself on which port it listens.
    pub(super) fn announces_port(self) -> bool {
        self != Self::WebKit
    }

    /// Whether it opens windows and therefore needs a display.
    pub(super) fn needs_display(self) -> bool {
        self == Self::WebKit
    }

    /// What a new session is asked for.
    pub(super) fn capabilities(self) -> Value {
        let timeouts = json!({ "script": 30_000, "pageLoad": 30_000 });
        match self {
            Self::Chromium => {
                let mut options = json!({ "args": CHROMIUM_FLAGS });
                if let Some(browser) = named("CHROMIUM") {
                    options["binary"] = which(&browser).into();
                }
                json!({
                    "goog:chromeOptions": options,
                    "goog:loggingPrefs": { "browser": "ALL" },
                    "timeouts": timeouts,
                })
            }
            Self::Firefox => json!({
                "moz:firefoxOptions": {
                    "binary": which(&named("FIREFOX").unwrap_or_else(|| "firefox".to_owned())),
                    "args": ["-headless"],
                    "prefs": {
                        // Nobody is asked for anything.
                        "browser.safebrowsing.downloads.remote.enabled": false,
                        "network.captive-portal-service.enabled": false,
                        "network.connectivity-service.enabled": false,
                        "datareporting.policy.dataSubmissionEnabled": false,
                        "extensions.getAddons.cache.enabled": false,
                        // The tab key reaches all, as on every system but macOS.
                        "accessibility.tabfocus": 7,
                    },
                },
                "timeouts": timeouts,
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "binary": named("MINIBROWSER"),
                    "args": ["--automation"],
                },
                "timeouts": timeouts,
            }),
        }
    }
}

fn named(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|name| !name.is_empty())
}

/// Drivers want the browser's path, not its name.
fn which(program: &str) -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
        .map_or_else(|| program.to_owned(), |file| file.display().to_string())
}
