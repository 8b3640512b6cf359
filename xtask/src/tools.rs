//! Everything the project needs besides cargo: one table, checked and installed by the commands.
//!
//! Tools live in `.tools/` inside the project, one folder per name and version,
//! so that two projects never disagree and deleting the folder undoes it all.

mod chromium;
mod engines;
mod install;
mod system;

use crate::process::{self, Result, cargo};
use crate::project;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use system::Package;

pub use chromium::{FLAGS as CHROMIUM_FLAGS, chromium};

/// What a command is about to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Build the page.
    Page,
    /// Check formatting and lints, also for WebAssembly.
    Checks,
    /// Drive a browser.
    Browser,
    /// Drive the other browsers too, with the pages that embed this one.
    Engines,
}

/// How a tool gets onto the machine.
enum Source {
    RustTarget,
    RustComponent,
    /// Built from source by `cargo install`.
    Crate {
        binary: &'static str,
        /// For `cargo install`.
        options: &'static [&'static str],
        takes: &'static str,
    },
    /// Fetched by npm; the file that is used.
    Npm {
        file: &'static str,
    },
    /// From the system's own packages.
    System(&'static Package),
}

struct Tool {
    name: &'static str,
    /// Exact, or empty where the system or the toolchain decides.
    version: &'static str,
    needs: &'static [Need],
    source: Source,
    /// What is lost where it cannot be had; empty where nothing goes on without it.
    without: &'static str,
}

const TOOLS: &[Tool] = &[
    Tool {
        name: "rustfmt",
        version: "",
        needs: &[Need::Checks],
        source: Source::RustComponent,
        without: "",
    },
    Tool {
        name: "clippy",
        version: "",
        needs: &[Need::Checks],
        source: Source::RustComponent,
        without: "",
    },
    Tool {
        name: "wasm32-unknown-unknown",
        version: "",
        needs: &[Need::Page, Need::Checks],
        source: Source::RustTarget,
        without: "",
    },
    Tool {
        name: "trunk",
        // 0.22 needs a newer rustc than rust-toolchain.toml names.
        version: "0.21.14",
        needs: &[Need::Page],
        source: Source::Crate {
            binary: "trunk",
            // Its only default features are HTTPS and asking for updates. It runs
            // offline here, and without them no C code has to be compiled.
            options: &["--no-default-features"],
            takes: "about 8 minutes on two cores",
        },
        without: "",
    },
    Tool {
        name: "wasm-bindgen-cli",
        // Must equal the crate's version in Cargo.toml; a test below compares them.
        version: "0.2.129",
        needs: &[Need::Page],
        source: Source::Crate {
            binary: "wasm-bindgen",
            options: &[],
            takes: "about 5 minutes on two cores",
        },
        without: "",
    },
    Tool {
        name: "binaryen",
        version: "132.0.0",
        needs: &[Need::Page],
        source: Source::Npm {
            file: "bin/wasm-opt",
        },
        without: "the page is a quarter larger",
    },
    Tool {
        name: "esbuild-wasm",
        version: "0.28.2",
        needs: &[Need::Page],
        source: Source::Npm {
            file: "bin/esbuild",
        },
        without: "the page is about 3 % larger",
    },
    Tool {
        name: "dejavu-fonts-ttf",
        version: "2.37.3",
        needs: &[Need::Page],
        source: Source::Npm {
            file: "ttf/DejaVuSans.ttf",
        },
        without: "links have no pictures in previews",
    },
    Tool {
        name: "chromium",
        version: "",
        needs: &[Need::Browser],
        source: Source::System(&chromium::PACKAGE),
        without: "",
    },
    Tool {
        name: "axe-core",
        version: "4.14.1",
        needs: &[Need::Browser],
        source: Source::Npm { file: "axe.min.js" },
        without: "the accessibility rules are not checked",
    },
    Tool {
        name: "firefox",
        version: "",
        needs: &[Need::Engines],
        source: Source::System(&engines::FIREFOX),
        without: "NO TEST RUNS IN FIREFOX",
    },
    Tool {
        name: "geckodriver",
        version: "0.37.1",
        needs: &[Need::Engines],
        source: Source::Crate {
            binary: "geckodriver",
            options: &[],
            takes: "about 3 minutes on two cores",
        },
        without: "NO TEST RUNS IN FIREFOX",
    },
    Tool {
        name: "webkit",
        version: "",
        needs: &[Need::Engines],
        source: Source::System(&engines::WEBKIT),
        without: "NO TEST RUNS IN WEBKIT",
    },
    // What publishers run around an embedded page. None of it is part of the app.
    Tool {
        name: "pym.js",
        version: "1.3.2",
        needs: &[Need::Engines],
        source: Source::Npm {
            file: "dist/pym.v1.min.js",
        },
        without: "embedding is not tested with pym",
    },
    Tool {
        name: "iframe-resizer",
        version: "4.4.5",
        needs: &[Need::Engines],
        source: Source::Npm {
            file: "js/iframeResizer.min.js",
        },
        without: "embedding is not tested with iframe-resizer 4",
    },
    Tool {
        name: "@iframe-resizer/parent",
        version: "5.5.9",
        needs: &[Need::Engines],
        source: Source::Npm {
            file: "index.umd.js",
        },
        without: "embedding is not tested with iframe-resizer 5",
    },
];

/// Proof that the tools for a task are there.
pub struct Tools(());

/// Checks what `needs` asks for, prints it, and installs what is missing. What the project can do
/// without is no reason to stop: what is lost is said here and asked for by [`lost`].
pub fn ensure(needs: &[Need]) -> Result<Tools> {
    println!("Tools");
    let wanted = TOOLS
        .iter()
        .filter(|tool| tool.needs.iter().any(|need| needs.contains(need)));
    for tool in wanted {
        if let Some(place) = tool.find() {
            print_row("✓", tool, &place);
        } else if tool.is_npm_without_node() {
            print_row("–", tool, "skipped: Node.js with npm is not installed");
        } else if tool.name == "geckodriver" && engines::firefox().is_none() {
            print_row("–", tool, "skipped: there is no Firefox to drive");
        } else {
            print_row("✗", tool, &format!("missing; {}", tool.how()));
            let installed = tool.install().and_then(|()| {
                tool.find()
                    .ok_or_else(|| format!("{} is still missing after its installation", tool.name))
            });
            match installed {
                Ok(place) => print_row("✓", tool, &place),
                Err(error) if tool.without.is_empty() => return Err(error),
                Err(error) => println!("{error}"),
            }
        }
    }
    install::clean_up();
    for line in lost(needs) {
        println!("warning: {line}");
    }
    Ok(Tools(()))
}

/// What is lost because a tool is not there, a sentence each.
pub fn lost(needs: &[Need]) -> Vec<String> {
    TOOLS
        .iter()
        .filter(|tool| tool.needs.iter().any(|need| needs.contains(need)))
        .filter(|tool| !tool.without.is_empty() && tool.find().is_none())
        .map(|tool| format!("there is no {}: {}", tool.name, tool.without))
        .collect()
}

fn print_row(mark: &str, tool: &Tool, place: &str) {
    let name = format!("{} {}", tool.name, tool.version);
    println!("  {mark} {:<28} {place}", name.trim_end());
}

impl Tool {
    /// The project's own folder for exactly this version.
    fn folder(&self) -> PathBuf {
        let name = self.name.trim_start_matches('@').replace('/', "-");
        Path::new(".tools").join(format!("{name}-{}", self.version))
    }

    /// Where the tool is, in words, or `None` when it is missing or of another version.
    fn find(&self) -> Option<String> {
        match &self.source {
            Source::RustTarget => rust_target_is_there(self.name).then(|| "rustup".to_owned()),
            Source::RustComponent => {
                let subcommand = if self.name == "rustfmt" {
                    "fmt"
                } else {
                    self.name
                };
                process::output(cargo().args([subcommand, "--version"]))
                    .ok()
                    .map(|_| "rustup".to_owned())
            }
            Source::Crate { binary, .. } => {
                let own = self.folder().join("bin").join(binary);
                if has_version(&own, self.version) {
                    Some(self.folder().display().to_string())
                } else {
                    has_version(Path::new(binary), self.version).then(|| "on PATH".to_owned())
                }
            }
            Source::Npm { .. } => self
                .npm_file()
                .filter(|_| on_path("node"))
                .map(|_| self.folder().display().to_string()),
            Source::System(package) => (package.find)(),
        }
    }

    /// The file that npm brought, when it is there.
    fn npm_file(&self) -> Option<PathBuf> {
        let Source::Npm { file } = self.source else {
            return None;
        };
        let path = self
            .folder()
            .join("node_modules")
            .join(self.name)
            .join(file);
        path.is_file().then_some(path)
    }

    fn is_npm_without_node(&self) -> bool {
        matches!(self.source, Source::Npm { .. }) && !(on_path("node") && on_path("npm"))
    }

    /// How it will be installed, in words.
    fn how(&self) -> String {
        match &self.source {
            Source::RustTarget | Source::RustComponent => "rustup adds it".to_owned(),
            Source::Crate { takes, .. } => format!("cargo builds it once, {takes}"),
            Source::Npm { .. } => "npm fetches it".to_owned(),
            Source::System(_) => "the system's package manager installs it".to_owned(),
        }
    }

    fn install(&self) -> Result {
        match &self.source {
            Source::RustTarget => install::with_rustup("target", self.name),
            Source::RustComponent => install::with_rustup("component", self.name),
            Source::Crate {
                binary, options, ..
            } => {
                let options = [&["--bin", binary], *options].concat();
                install::with_cargo(self.name, self.version, &self.folder(), &options)
            }
            Source::Npm { .. } => install::with_npm(self.name, self.version, &self.folder()),
            Source::System(package) => package.install(),
        }
    }
}

impl Tools {
    /// Trunk, finding the project's own wasm-bindgen first.
    #[allow(clippy::unused_self, reason = "the value proves that Trunk is there")]
    pub fn trunk(&self) -> Command {
        let mut trunk = Command::new("trunk");
        trunk.env("PATH", path_with_tools());
        // Trunk's own call stack would bury the compiler's message.
        trunk.env("RUST_BACKTRACE", "0");
        if std::env::var_os("NO_COLOR").is_some() {
            // Trunk understands only true and false here and refuses to start on NO_COLOR=1.
            trunk.env("NO_COLOR", "true");
        }
        trunk.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            build_flags(),
        );
        trunk
    }
}

/// Binaryen's optimiser, a script for Node.js.
pub fn wasm_opt() -> Option<PathBuf> {
    npm_file("binaryen")
}

/// The minifier of scripts and styles, a script for Node.js.
pub fn esbuild() -> Option<PathBuf> {
    npm_file("esbuild-wasm")
}

/// The folder of the fonts of pictures, whether it is there or not.
pub fn fonts() -> String {
    let font = npm_file("dejavu-fonts-ttf").unwrap_or_default();
    let folder = font.parent().unwrap_or(Path::new(""));
    folder.display().to_string()
}

/// The programs and files that browser tests look for in variables.
pub fn for_browser_tests() -> Vec<(&'static str, String)> {
    let script = |name| {
        let path = project::absolute(&npm_file(name)?).ok()?;
        Some(path.display().to_string())
    };
    let all = [
        ("CHROMIUM", chromium::chromium()),
        ("CHROMEDRIVER", chromium::chromedriver()),
        ("FIREFOX", engines::firefox()),
        ("GECKODRIVER", geckodriver()),
        ("MINIBROWSER", engines::minibrowser()),
        ("WEBKITDRIVER", engines::webkitdriver()),
        ("XVFB", engines::xvfb()),
        ("PEAKPACK_AXE", script("axe-core")),
        ("PEAKPACK_PYM", script("pym.js")),
        ("PEAKPACK_IFRAME_RESIZER_4", script("iframe-resizer")),
        (
            "PEAKPACK_IFRAME_RESIZER_5",
            script("@iframe-resizer/parent"),
        ),
    ];
    all.into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// Firefox's driver: the project's own, or one of the same version.
fn geckodriver() -> Option<String> {
    let tool = TOOLS.iter().find(|tool| tool.name == "geckodriver")?;
    tool.find()?;
    let own = project::absolute(&tool.folder().join("bin/geckodriver")).ok()?;
    let own = own.is_file().then(|| own.display().to_string());
    Some(own.unwrap_or_else(|| tool.name.to_owned()))
}

fn npm_file(name: &str) -> Option<PathBuf> {
    if !on_path("node") {
        return None;
    }
    TOOLS.iter().find(|tool| tool.name == name)?.npm_file()
}

/// Source paths stand in the module, for the report after a crash. They must not say
/// where this machine keeps its files, and the shorter they are the smaller is the page.
fn build_flags() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let sources = home.map(|home| home.join("registry/src"));
    let mut registries: Vec<PathBuf> = sources
        .iter()
        .filter_map(|sources| std::fs::read_dir(sources).ok())
        .flatten()
        .flatten()
        .map(|folder| folder.path())
        .collect();
    // Always in one order, or the page would be built anew.
    registries.sort();
    let flags = registries
        .iter()
        .map(|folder| format!("--remap-path-prefix={}/=", folder.display()));
    // cargo cuts them at spaces.
    let flags = flags.filter(|flag| !flag.contains(char::is_whitespace));
    flags.collect::<Vec<_>>().join(" ")
}

fn path_with_tools() -> OsString {
    let own = TOOLS
        .iter()
        .filter(|tool| matches!(tool.source, Source::Crate { .. }))
        .filter_map(|tool| project::absolute(&tool.folder().join("bin")).ok());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = own.chain(std::env::split_paths(&path));
    std::env::join_paths(all).unwrap_or(path)
}

fn rust_target_is_there(target: &str) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", target]);
    process::output(&mut rustc).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

/// True when `program --version` ends its first line's second word in exactly `version`.
fn has_version(program: &Path, version: &str) -> bool {
    process::output(Command::new(program).arg("--version"))
        .is_ok_and(|said| said.split_whitespace().nth(1) == Some(version))
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).any(|folder| folder.join(&file).is_file())
}

#[cfg(test)]
mod tests {
    use super::TOOLS;

    #[test]
    fn wasm_bindgen_matches_the_crate() {
        let manifest = include_str!("../../Cargo.toml");
        let tool = TOOLS
            .iter()
            .find(|tool| tool.name == "wasm-bindgen-cli")
            .unwrap();
        let pinned = format!("wasm-bindgen = {{ version = \"={}\"", tool.version);
        assert!(
            manifest.contains(&pinned),
            "Cargo.toml and xtask/src/tools.rs name different versions of wasm-bindgen"
        );
    }
}
