//! The last step of a build: the page's scripts in one file; in a release also binaryen's
//! `wasm-opt`, and esbuild for scripts and styles.

mod module;
mod names;
mod order;
mod scripts;
mod split;
mod text;

use crate::args::Args;
use crate::process::{self, Result};
use crate::project;
use crate::tools;
use module::Functions;
use names::Names;
pub use scripts::LATER;
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

/// Passes that must come last.
const LAST: &[&str] = &[
    // A hint that engines ignore; without it all loads and stores of a kind are alike.
    "--dealign",
    // What was moved about above leaves locals in another order than that of their use.
    "--reorder-locals",
    "--reorder-functions-by-name",
    // Sections that only tools read.
    "--strip-producers",
    "--strip-target-features",
];

/// Trunk.toml names this as a hook, so `trunk build` and `trunk serve` get it alike.
pub fn run_as_trunk_hook(args: Args) -> Result {
    args.finish()?;
    let variable = |name: &str| {
        std::env::var(name)
            .map_err(|_| format!("{name} is not set: this command is for Trunk, see Trunk.toml"))
    };
    let release = variable("TRUNK_PROFILE")? == "release";
    let built = scripts::Built::find(Path::new(&variable("TRUNK_STAGING_DIR")?))?;
    if release {
        with_script(&built)?;
    }
    let script = built.join(|text| match (release, tools::esbuild()) {
        (true, Some(script)) => Esbuild(script).minified(text, "js"),
        _ => Ok(text.to_owned()),
    })?;
    built.name_in_document(&script)?;
    if release {
        minify(&built.document, minified_page)?;
    }
    Ok(())
}

/// Optimises a module and the script of wasm-bindgen that belongs to it, and puts beside it what is
/// loaded later.
fn with_script(built: &scripts::Built) -> Result {
    let scripts::Built { module, script, .. } = built;
    let Some(tool) = WasmOpt::find() else {
        return Ok(());
    };
    let whole = module.with_extension("wat");
    // Text, and the names of functions: see `split`.
    let names = ["--minify-imports-and-exports-and-modules", "-g", "-S"];
    let printed = tool.run(module, &whole, &names)?;
    let text = String::from_utf8_lossy(&project::read(script)?).into_owned();
    let text = Names::parse(&printed).shorten(&text)?;
    project::write(script, text.as_bytes())?;
    let text = String::from_utf8_lossy(&project::read(&whole)?).into_owned();
    let split = split::split(&text, split::GATES, split::BEHIND)?;
    let later = built.later();
    for (text, module) in [(&split.first, module), (&split.later, &later)] {
        project::write(&whole, text.as_bytes())?;
        tool.pack(&whole, module)?;
    }
    remove(&whole)
}

/// Optimises a module that its host knows by its own names.
pub fn in_place(module: &Path) -> Result {
    match WasmOpt::find() {
        Some(tool) => tool.pack(module, module),
        None => Ok(()),
    }
}

/// binaryen's optimiser, a script for Node.js.
struct WasmOpt(PathBuf);

impl WasmOpt {
    /// Without binaryen or Node a module stays as it is, with a warning.
    fn find() -> Option<Self> {
        let tool = tools::wasm_opt();
        if tool.is_none() {
            eprintln!(
                "warning: no wasm-opt, because Node.js is missing: the page is half as large again"
            );
        }
        tool.map(Self)
    }

    /// Returns what it printed.
    fn run(&self, from: &Path, to: &Path, more: &[&str]) -> Result<String> {
        let mut wasm_opt = Command::new("node");
        wasm_opt.arg(&self.0);
        // Found by trying: larger functions with one caller stay apart; half a percent.
        wasm_opt.args(["-Oz", "--converge", "-ocimfs", "30"]);
        // The lowest addresses belong to the far end of the stack, and nothing points there.
        wasm_opt.arg("--low-memory-unused").args(FEATURES);
        wasm_opt.args(more).arg(from).arg("-o").arg(to);
        process::output(&mut wasm_opt)
    }

    /// Makes a module as small as it gets, with neighbours that are alike, which pack well: two
    /// percent.
    fn pack(&self, from: &Path, to: &Path) -> Result {
        let named = to.with_extension("named");
        let optimised = to.with_extension("optimised");
        self.run(from, &optimised, &[])?;
        let mut bytes = project::read(&optimised)?;
        let functions = Functions::of(&bytes)?;
        let names = functions.names(&order::alike(&functions.bodies));
        bytes.extend(names);
        project::write(&named, &bytes)?;
        self.run(&named, &optimised, LAST)?;
        remove(&named)?;
        std::fs::rename(&optimised, to)
            .map_err(|error| format!("{} cannot be replaced: {error}", to.display()))
    }
}

fn remove(path: &Path) -> Result {
    std::fs::remove_file(path).map_err(|error| format!("{} stays: {error}", path.display()))
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
