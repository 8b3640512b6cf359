//! What a visitor downloads, printed at every build and bounded.

use crate::optimise::LATER;
use crate::process::Result;
use crate::project;
use flate2::{Compression, write::GzEncoder};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

/// Everything a visit loads, gzipped.
/// A dependency that breaks it has to earn its place first.
const BUDGET_GZIP: usize = 221_000;

/// What is loaded only when it is asked for, gzipped.
const BUDGET_LATER: usize = 48_000;

/// The document a visit begins with.
const START: &str = "index.html";

/// What a connection brings at once: the first look must be in it.
const BUDGET_DOCUMENT: usize = 14_000;

/// The picture of previews, which the document names and a visit does not load.
const PREVIEW: &str = "card.png";

#[derive(Default)]
struct Sizes {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Sizes {
    fn add(&mut self, other: &Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// Prints the sizes of what `folder` makes a browser load; fails above the budget.
pub fn print_and_check(folder: &Path) -> Result {
    let files = files(folder)?;
    let loaded = loaded(&files);
    println!(
        "\n{:<36} {:>10} {:>10} {:>10}",
        "Sizes in kB", "raw", "gzip", "brotli"
    );
    let mut all = Sizes::default();
    for (what, is_later, budget) in [
        ("everything a visit loads", false, BUDGET_GZIP),
        ("loaded on demand", true, BUDGET_LATER),
    ] {
        let mut total = Sizes::default();
        let chosen = |name: &String| loaded.contains(name) && name.ends_with(LATER) == is_later;
        for (name, bytes) in files.iter().filter(|(name, _)| chosen(name)) {
            let sizes = measure(bytes);
            print_row(name, &sizes);
            total.add(&sizes);
        }
        print_row(what, &total);
        println!("{:<36} {:>10} {:>10}", "budget", "", kilobytes(budget));
        if total.gzip > budget {
            return Err(format!(
                "{what}: {} kB gzipped, and it may have {}. Look for what the last change brought in \
                 (cargo tree --no-default-features --features page); the budgets stand in xtask/src/sizes.rs",
                kilobytes(total.gzip),
                kilobytes(budget)
            ));
        }
        all.add(&total);
    }
    print_row("all of the app", &all);
    let start = files.iter().find(|(name, _)| name == START);
    let document = start.map_or(0, |(_, bytes)| gzip(bytes));
    if document > BUDGET_DOCUMENT {
        return Err(format!(
            "{START} is {} kB gzipped and may have {}: the first look has to come with the first packets",
            kilobytes(document),
            kilobytes(BUDGET_DOCUMENT)
        ));
    }
    Ok(())
}

fn print_row(name: &str, sizes: &Sizes) {
    println!(
        "{:<36} {:>10} {:>10} {:>10}",
        name,
        kilobytes(sizes.raw),
        kilobytes(sizes.gzip),
        kilobytes(sizes.brotli)
    );
}

fn kilobytes(bytes: usize) -> String {
    format!("{:.1}", bytes as f64 / 1000.0)
}

fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let entries = std::fs::read_dir(&next)
            .map_err(|error| format!("{} cannot be read: {error}", next.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path);
                found.push((name.display().to_string(), project::read(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The names of the files that the start document names, directly or through others. They lie
/// beside it; what lies in folders are other documents and copies.
fn loaded(files: &[(String, Vec<u8>)]) -> BTreeSet<String> {
    let mut loaded = BTreeSet::from([START.to_owned()]);
    loop {
        let before = loaded.len();
        let texts: Vec<String> = files
            .iter()
            .filter(|(name, _)| loaded.contains(name) && !name.ends_with(".wasm"))
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        for (name, _) in files {
            let beside = !name.contains(['/', '\\']) && name != PREVIEW;
            if beside && texts.iter().any(|text| text.contains(name)) {
                loaded.insert(name.clone());
            }
        }
        if loaded.len() == before {
            return loaded;
        }
    }
}

fn measure(bytes: &[u8]) -> Sizes {
    Sizes {
        raw: bytes.len(),
        gzip: gzip(bytes),
        brotli: brotli(bytes),
    }
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(0, |packed| packed.len())
}

fn brotli(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams::default();
    let mut packed = Vec::new();
    let mut source = bytes;
    brotli::BrotliCompress(&mut source, &mut packed, &parameters).map_or(0, |_| packed.len())
}

#[cfg(test)]
mod tests {
    use super::{gzip, loaded};

    fn file(name: &str, text: &str) -> (String, Vec<u8>) {
        (name.to_owned(), text.as_bytes().to_vec())
    }

    #[test]
    fn only_what_a_visit_loads_counts() {
        let files = [
            file("index.html", "<script src='./page-1.js'>"),
            file("page-1.js", "new URL('page-1_bg.wasm')"),
            file("page-1_bg.wasm", "unused.css"),
            file("unused.css", ""),
            file("release/0.1.0/page-1.js", ""),
        ];
        let names: Vec<String> = loaded(&files).into_iter().collect();
        assert_eq!(names, ["index.html", "page-1.js", "page-1_bg.wasm"]);
    }

    #[test]
    fn gzip_packs() {
        assert!(gzip(&[0; 100_000]) < 1_000);
    }
}
