//! What a document says of itself to browsers, search engines and previews of links.

use crate::Result;
use crate::html::{escaped, replaced};
use std::path::Path;

/// What is said of a document.
pub struct About<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// The title of a preview.
    pub headline: &'a str,
    /// What is in the picture.
    pub alt: &'a str,
    /// The folder of the document below that of the page: empty, or `s/colo/`.
    pub folder: &'a str,
    /// `https://HOST/PATH/`, or empty.
    pub origin: &'a str,
}

/// The name of the picture beside a document.
pub const CARD: &str = "card.png";

/// Writes it into the head.
pub fn head(document: &str, about: &About, has_card: bool) -> Result<String> {
    let title = format!("<title>{}</title>", escaped(about.title));
    let document = replaced(
        document,
        "<title>",
        "</title>",
        &(title + &tags(about, has_card)),
    )?;
    let (before, rest) = document
        .split_once("name=\"description\"")
        .ok_or("the built document has no description")?;
    let rest = replaced(
        rest,
        "content=\"",
        "\"",
        &format!("content=\"{}\"", escaped(about.description)),
    )?;
    Ok([before, "name=\"description\"", &rest].concat())
}

fn tags(about: &About, has_card: bool) -> String {
    let mut tags = String::new();
    let mut add = |kind: &str, name: &str, text: &str| {
        let text = escaped(text);
        tags += &format!("\n<meta {kind}=\"{name}\" content=\"{text}\" />");
    };
    add("property", "og:type", "website");
    add("property", "og:site_name", "Peakpack");
    add("property", "og:title", about.headline);
    add("property", "og:description", about.description);
    let here = [about.origin, about.folder].concat();
    if !about.origin.is_empty() {
        add("property", "og:url", &here);
    }
    if has_card {
        // Previews want a whole address; without a known host there is none.
        let card = if about.origin.is_empty() {
            CARD.to_owned()
        } else {
            here + CARD
        };
        add("property", "og:image", &card);
        add("property", "og:image:width", "1200");
        add("property", "og:image:height", "630");
        add("property", "og:image:alt", about.alt);
        add("name", "twitter:card", "summary_large_image");
    }
    tags
}

/// Writes the text of a document.
pub fn save(path: &Path, bytes: &[u8]) -> Result {
    let folder = path.parent().unwrap_or(Path::new(""));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, bytes))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
