//! The first look of any scenario, in a document of its own.

use crate::Result;
use crate::head::save;
use crate::html::escaped;
use crate::look::look;
use crate::pages::with_look;
use crate::scene::Scene;
use peakpack::scenario::decode;
use std::path::Path;

/// Writes the scenario of a query, and its first look, into a document. A comparison and a load
/// that is carried are the program's to show.
pub fn write(document: &Path, query: &str) -> Result {
    let built = std::fs::read_to_string(document)
        .map_err(|error| format!("{} cannot be read: {error}", document.display()))?;
    let decoded = decode(query);
    for warning in &decoded.warnings {
        eprintln!("warning: {warning}");
    }
    let scene = Scene::of(decoded.scenario)?;
    let text = with_look(&built, &look(&scene)?)?;
    let marked = format!(
        "<html lang=\"en\" data-query=\"{}\"",
        escaped(&decoded.canonical())
    );
    save(
        document,
        text.replacen("<html lang=\"en\"", &marked, 1).as_bytes(),
    )
}
