//! The page's script: one file, with everything that runs.
//!
//! Trunk starts the app by a script inside the document that names the module, and so is another
//! one after each change; a content security policy would have to name it anew. Here the document
//! has one script of its own, which never depends on the rest, and names one file: the plain
//! scripts of the page, what wasm-bindgen has written, and what starts the app.

use crate::hash;
use crate::process::Result;
use crate::project;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Where the page's plain scripts are: each one function, called at once, with what it offers on
/// `window`.
const SCRIPTS: &str = "src/page";
/// Starts the app; `MODULE` stands for the module's name, `LATER` for that of the later one.
const START: &str = include_str!("../../../src/page/start.mjs");
/// How the name of the later module ends.
pub const LATER: &str = "_later.wasm";

/// What Trunk has built.
pub struct Built {
    pub document: PathBuf,
    /// What wasm-bindgen has written.
    pub script: PathBuf,
    pub module: PathBuf,
}

impl Built {
    pub fn find(folder: &Path) -> Result<Self> {
        let files = files_in(folder)?;
        let one = |kind: &str| {
            let mut found = files
                .iter()
                .filter(|path| path.extension() == Some(OsStr::new(kind)))
                .filter(|path| !name(path).ends_with(LATER));
            match (found.next(), found.next()) {
                (Some(path), None) => Ok(path.clone()),
                _ => Err(format!("{} has not one .{kind} in it", folder.display())),
            }
        };
        Ok(Self {
            document: one("html")?,
            script: one("js")?,
            module: one("wasm")?,
        })
    }

    /// Where the later module is written, if there is one.
    pub fn later(&self) -> PathBuf {
        self.module.with_extension("later")
    }

    /// Names the modules after what is in them, and writes the script that has everything. Returns
    /// the script's path; `finish` may make it smaller.
    pub fn join(&self, finish: impl Fn(&str) -> Result<String>) -> Result<PathBuf> {
        let module = renamed(&self.module, "_bg.wasm")?;
        let later = match self.later() {
            path if path.exists() => name(&renamed(&path, LATER)?),
            _ => String::new(),
        };
        let mut text = String::new();
        let mut plain = files_in(Path::new(SCRIPTS))?;
        plain.retain(|path| path.extension() == Some(OsStr::new("js")));
        for path in &plain {
            text += &read(path)?;
        }
        text += &read(&self.script)?;
        text += &START
            .replace("MODULE", &name(&module))
            .replace("LATER", &later);
        project::write(&self.script, finish(&text)?.as_bytes())?;
        renamed(&self.script, ".js")
    }

    /// Puts the script in the place of the one inside the document, and follows the new names.
    pub fn name_in_document(&self, script: &Path) -> Result {
        let module = Self::find(self.document.parent().unwrap_or(Path::new("")))?.module;
        let text = with_one_script(&read(&self.document)?, &name(&self.script))?
            .replace(&name(&self.script), &name(script))
            .replace(&name(&self.module), &name(&module));
        project::write(&self.document, text.as_bytes())
    }
}

/// The document with a script that is named in the place of Trunk's inline one.
fn with_one_script(document: &str, script: &str) -> Result<String> {
    let missing =
        || format!("Trunk's script that loads {script} was not found: is it of another version?");
    let (before, rest) = document
        .split_once("<script type=\"module\">")
        .ok_or_else(missing)?;
    let (loader, after) = rest.split_once("</script>").ok_or_else(missing)?;
    let (head, _) = loader.split_once(script).ok_or_else(missing)?;
    let path = head.rsplit(['\'', '"']).next().unwrap_or_default();
    Ok(format!(
        "{before}<script type=\"module\" src=\"{path}{script}\"></script>{after}"
    ))
}

/// Renames a file after what is in it, so that a cache may keep it for ever.
fn renamed(path: &Path, ending: &str) -> Result<PathBuf> {
    let hash = hash::short(&project::read(path)?);
    let to = path.with_file_name(format!("page-{hash}{ending}"));
    std::fs::rename(path, &to)
        .map_err(|error| format!("{} cannot be renamed: {error}", path.display()))?;
    Ok(to)
}

/// The files of a folder, in the order of their names.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        files.push(entry.map_err(|error| error.to_string())?.path());
    }
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&project::read(path)?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Built, with_one_script};
    use crate::project;
    use std::path::Path;

    const DOCUMENT: &str = "<head><script>first()</script><script type=\"module\">
import init, * as bindings from './page-1.js';
const wasm = await init({ module_or_path: './page-1_bg.wasm' });
</script><link rel=\"modulepreload\" href=\"./page-1.js\"><link rel=\"preload\" href=\"./page-1_bg.wasm\"></head>";

    #[test]
    fn the_loader_becomes_a_file() {
        let text = with_one_script(DOCUMENT, "page-1.js").unwrap();
        assert!(text.starts_with(
            "<head><script>first()</script><script type=\"module\" src=\"./page-1.js\"></script><link"
        ));
    }

    #[test]
    fn another_trunk_is_an_error() {
        let other = DOCUMENT.replace(" type=\"module\"", "");
        assert!(with_one_script(&other, "page-1.js").is_err());
        assert!(with_one_script(DOCUMENT, "page-2.js").is_err());
    }

    #[test]
    fn names_follow_what_is_in_the_files() {
        let folder = std::env::temp_dir().join(format!("peakpack-built-{}", std::process::id()));
        let build = |module: &[u8]| {
            let _ = std::fs::remove_dir_all(&folder);
            project::write(&folder.join("index.html"), DOCUMENT.as_bytes()).unwrap();
            project::write(&folder.join("page-1.js"), b"let __wbg_init;").unwrap();
            project::write(&folder.join("page-1_bg.wasm"), module).unwrap();
            let built = Built::find(&folder).unwrap();
            let script = built.join(|text| Ok(text.to_owned())).unwrap();
            built.name_in_document(&script).unwrap();
            let document = std::fs::read_to_string(folder.join("index.html")).unwrap();
            let now = Built::find(&folder).unwrap();
            for file in [&now.script, &now.module] {
                assert!(document.contains(&super::name(file)), "{document}");
            }
            for before in ["page-1.js", "page-1_bg"] {
                assert!(!document.contains(before), "{document}");
            }
            let text = std::fs::read_to_string(&now.script).unwrap();
            assert!(text.contains("window.peakpackFiles"), "{text}");
            assert!(text.contains(&super::name(&now.module)), "{text}");
            (now.script, now.module)
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        std::env::set_current_dir(root).unwrap();
        let first = build(b"one");
        assert_eq!(build(b"one"), first);
        let other = build(b"two");
        assert!(other.0 != first.0 && other.1 != first.1);
        let _ = std::fs::remove_dir_all(&folder);
    }
}
