//! The last step of a release build: binaryen's `wasm-opt`, and esbuild for scripts and styles.

use crate::args::Args;
use crate::process::{self, Result};
use crate::project;
use crate::tools;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What rustc emits and browsers have had for years. Never `--all-features`:
/// it makes modules that Chromium refuses.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Trunk.toml names this as a hook, so `trunk build` and `trunk serve` get it alike.
pub fn run_as_trunk_hook(args: Args) -> Result {
    args.finish()?;
    let variable = |name: &str| {
        std::env::var(name)
            .map_err(|_| format!("{name} is not set: this command is for Trunk, see Trunk.toml"))
    };
    if variable("TRUNK_PROFILE")? != "release" {
        return Ok(());
    }
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    for entry in std::fs::read_dir(&folder)
        .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?
    {
        let path = entry.map_err(|error| error.to_string())?.path();
        match path.extension().and_then(OsStr::to_str) {
            Some("wasm") => in_place(&path)?,
            Some("js") => minify(&path, |text, with| with.minified(text, "js"))?,
            Some("html") => minify(&path, minified_page)?,
            _ => {}
        }
    }
    Ok(())
}

/// Optimises a module. Without binaryen or Node the module stays as it is, with a warning.
pub fn in_place(module: &Path) -> Result {
    let Some(script) = tools::wasm_opt() else {
        eprintln!(
            "warning: no wasm-opt, because Node.js is missing: the page is about 10 % larger"
        );
        return Ok(());
    };
    let optimised = module.with_extension("optimised");
    let mut wasm_opt = Command::new("node");
    wasm_opt.arg(script).args(["-Oz", "--converge"]);
    // Found by trying: larger functions with one caller stay apart, and neighbours that are alike
    // pack well; together half a percent.
    wasm_opt.args(["-ocimfs", "30", "--reorder-functions-by-name"]);
    // Sections that only tools read.
    wasm_opt.args(["--strip-producers", "--strip-target-features"]);
    // The lowest addresses belong to the far end of the stack, and nothing points there.
    wasm_opt.arg("--low-memory-unused").args(FEATURES);
    wasm_opt.arg(module).arg("-o").arg(&optimised);
    process::run(&mut wasm_opt)?;
    std::fs::rename(&optimised, module)
        .map_err(|error| format!("{} cannot be replaced: {error}", module.display()))
}

/// esbuild, a script for Node.js.
struct Esbuild(PathBuf);

/// Replaces a file by what `change` makes of it. Without Node.js it stays as it is.
fn minify(path: &Path, change: impl Fn(&str, &Esbuild) -> Result<String>) -> Result {
    let Some(script) = tools::esbuild() else {
        eprintln!("warning: no esbuild, because Node.js is missing: the page is about 3 % larger");
        return Ok(());
    };
    let text = String::from_utf8_lossy(&project::read(path)?).into_owned();
    project::write(path, change(&text, &Esbuild(script))?.as_bytes())
}

/// The document, with its styles in one piece, and its plain script, made small.
fn minified_page(text: &str, esbuild: &Esbuild) -> Result<String> {
    let (before, styles, after) = between(text, "<style>", "</style>");
    let styles = esbuild.minified(&styles, "css")?;
    let text = format!("{before}<style>{styles}</style>{after}");
    let (before, script, after) = between(&text, "<script>", "</script>");
    let script = esbuild.minified(&script, "js")?;
    let text = format!("{before}<script>{script}</script>{after}");
    // Indentation means nothing here: the page has no preformatted text of its own.
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !(line.starts_with("<!--") && line.ends_with("-->")));
    Ok(lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n"))
}

/// What stands inside the elements of one kind in the head, joined; the text before
/// the first, and all the rest.
fn between(text: &str, open: &str, close: &str) -> (String, String, String) {
    let head = text.find("</head>").unwrap_or(text.len());
    let (mut rest, body) = text.split_at(head);
    let (mut outside, mut inside) = (Vec::new(), String::new());
    while let Some((before, tail)) = rest.split_once(open)
        && let Some((content, tail)) = tail.split_once(close)
    {
        outside.push(before);
        inside += content;
        rest = tail;
    }
    outside.push(rest);
    let first = outside.remove(0).to_owned();
    (first, inside, outside.concat() + body)
}

impl Esbuild {
    fn minified(&self, text: &str, kind: &str) -> Result<String> {
        let mut node = Command::new("node");
        node.arg(&self.0).arg("--minify");
        node.arg(format!("--loader={kind}"));
        // Modern syntax stays; every browser that runs the module knows it.
        node.arg("--target=es2022");
        node.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = node
            .spawn()
            .map_err(|error| format!("`{}` failed: {error}", process::line(&node)))?;
        if let Some(mut input) = child.stdin.take() {
            input
                .write_all(text.as_bytes())
                .map_err(|error| error.to_string())?;
        }
        let output = child
            .wait_with_output()
            .map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(format!(
                "esbuild refused the {kind}; its reason stands above"
            ));
        }
        Ok(String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn elements_of_one_kind_are_joined_where_the_first_stood() {
        let page = "<i><style>a</style><b><style>c</style></head><style>d</style>";
        let (before, inside, after) = between(page, "<style>", "</style>");
        assert_eq!(
            (before.as_str(), inside.as_str(), after.as_str()),
            ("<i>", "ac", "<b></head><style>d</style>")
        );
    }
}
