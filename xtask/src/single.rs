//! `cargo xtask single`: the page as one file, for a mail, a data room, a disk.
//!
//! The page does the same for the scenario on its screen: `src/page/saved.js`.

use crate::args::Args;
use crate::build;
use crate::hash;
use crate::optimise::LATER;
use crate::process::Result;
use crate::project;
use crate::tools::{self, Need};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;

const OUT: &str = "target/peakpack.html";

pub fn run(mut args: Args) -> Result {
    let link = args.value("--link")?.unwrap_or_default();
    let out = args.value("--out")?.unwrap_or_else(|| OUT.to_owned());
    let as_built = args.flag("--as-built");
    args.finish()?;
    if !as_built {
        build::release(&tools::ensure(&[Need::Page])?)?;
    }
    let (query, fragment) = link.split_once('#').unwrap_or((&link, ""));
    let text = composed(Path::new(project::DIST), fragment)?;
    project::write(Path::new(&out), text.as_bytes())?;
    build::prerender(&["single", &out, query])?;
    println!("{out} is the whole calculator: it opens without a network.");
    Ok(())
}

/// The document with its script and its modules inside, and the load of a fragment.
fn composed(dist: &Path, fragment: &str) -> Result<String> {
    let text = |path: &Path| -> Result<String> {
        Ok(String::from_utf8_lossy(&project::read(path)?).into_owned())
    };
    let document = text(&dist.join("index.html"))?;
    let name = |before: &str, ending: &str| -> Result<String> {
        let missing = || format!("dist/index.html names no {ending}: cargo xtask build");
        let (_, rest) = document.split_once(before).ok_or_else(missing)?;
        let (name, _) = rest.split_once('"').ok_or_else(missing)?;
        Ok(name.to_owned())
    };
    let script = name("<script type=\"module\" src=\"./", "script")?;
    let module = name("<link rel=\"preload\" href=\"./", "module")?;
    let script = inside(&text(&dist.join(script))?);
    let mut end = plain("module", dist, &module)?;
    if let Some(later) = later(&script) {
        end += &plain("later", dist, later)?;
    }
    end += &format!("<script type=\"module\">{script}</script></body>");
    let mut alone = without(&document, "<script type=\"module\"", "</script>");
    for tag in [
        "<link rel=\"modulepreload\"",
        "<link rel=\"preload\"",
        "<meta property=",
        "<meta name=\"twitter:",
    ] {
        alone = without(&alone, tag, ">");
    }
    if !fragment.is_empty() {
        // Another load than that of the first look.
        let marked = format!(
            "<html lang=\"en\" data-link data-fragment=\"#{}\"",
            attribute(fragment)
        );
        alone = alone.replacen("<html lang=\"en\"", &marked, 1);
    }
    let (before, after) = alone
        .rsplit_once("</body>")
        .ok_or("dist/index.html has no end")?;
    Ok([before, &end, after].concat())
}

/// The name of the module that the script loads later.
fn later(script: &str) -> Option<&str> {
    let (before, _) = script.split_once(LATER)?;
    let start = before.rfind("page-")?;
    script.get(start..before.len() + LATER.len())
}

/// A module as an element of the document.
fn plain(id: &str, dist: &Path, module: &str) -> Result<String> {
    let packed = hash::base64(&gzip(&project::read(&dist.join(module))?)?);
    Ok(format!(
        "<script type=\"text/plain\" id=\"{id}\">{packed}</script>"
    ))
}

/// A text without all that is between two others, both included.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once(from)
        && let Some((_, after)) = tail.split_once(to)
    {
        kept += before;
        rest = after;
    }
    kept + rest
}

/// A script that may stand inside a document.
fn inside(script: &str) -> String {
    script.replace("</script", "<\\/script")
}

/// A fragment has only letters of addresses; whatever else a person has typed must not end the
/// attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{composed, without};
    use crate::project::write;

    #[test]
    fn nothing_is_left_to_load() {
        let folder = std::env::temp_dir().join(format!("peakpack-single-{}", std::process::id()));
        let document = "<!doctype html>\n<html lang=\"en\"><head><meta property=\"og:image\" content=\"card.png\" />\
            <script>first()</script><script type=\"module\" src=\"./page-1.js\"></script>\
            <link rel=\"modulepreload\" href=\"./page-1.js\"><link rel=\"preload\" href=\"./page-1_bg.wasm\" as=\"fetch\"></head>\
            <body><div id=\"first\"></div></body></html>";
        write(&folder.join("index.html"), document.as_bytes()).unwrap();
        let script = b"start('</script>','page-2_later.wasm')";
        write(&folder.join("page-1.js"), script).unwrap();
        write(&folder.join("page-1_bg.wasm"), b"\0asm").unwrap();
        write(&folder.join("page-2_later.wasm"), b"\0asm later").unwrap();
        let text = composed(&folder, "data=d1.\"x").unwrap();
        assert!(text.contains("<html lang=\"en\" data-link data-fragment=\"#data=d1.&quot;x\""));
        assert!(text.contains("<script>first()</script></head>"), "{text}");
        assert!(
            text.contains("<script type=\"module\">start('<\\/script>',")
                && text.ends_with("</script></body></html>")
        );
        for id in ["module", "later"] {
            let module = format!("<script type=\"text/plain\" id=\"{id}\">H4s");
            assert!(text.contains(&module), "{text}");
        }
        for address in ["page-1", "card.png", "<link"] {
            assert!(!text.contains(address), "{text}");
        }
        let _ = std::fs::remove_dir_all(&folder);
    }

    #[test]
    fn all_of_a_kind_are_taken_out() {
        assert_eq!(without("a<b x>c<b y>d", "<b", ">"), "acd");
        assert_eq!(without("a<b", "<b", ">"), "a<b");
    }
}
