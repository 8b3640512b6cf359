//! The start document and a page for each preset, each with its first look and its picture.

use crate::card::{Fonts, card};
use crate::head::{About, CARD, head, save};
use crate::look::look;
use crate::scene::Scene;
use crate::{Result, html};
use peakpack::scenario::{LINK_VERSION, PRESETS, Scenario};
use std::path::Path;

/// The start document is the start of every scenario's link, so it says nothing of any.
const TITLE: &str = "Peakpack";
const DESCRIPTION: &str = "What retired electric-vehicle packs do to the grid draw of an AI data center: an exact simulation that runs in the browser.";
/// The first look takes the place of this.
const EMPTY: (&str, &str) = ("<div id=\"first\">", "</div>");

/// Writes all documents of a built page. `origin` is where it will stand, or empty; in `fonts` are
/// those of the pictures, which are left out without.
pub fn write(dist: &Path, origin: &str, fonts: &Path) -> Result {
    let start = dist.join("index.html");
    let built = std::fs::read_to_string(&start)
        .map_err(|error| format!("{} cannot be read: {error}", start.display()))?;
    let fonts = Fonts::find(fonts);
    for (place, preset) in PRESETS.iter().enumerate() {
        let scene = Scene::of(Scenario::of(preset))?;
        let finding = scene.outcome.finding().to_string();
        let picture = fonts
            .as_ref()
            .map(|fonts| card(&scene, fonts))
            .transpose()?;
        let page = with_look(&built, &look(&scene)?)?;
        let folder = format!("s/{}/", preset.id);
        let name = scene.name();
        let title = format!("{} – Peakpack", preset.label);
        let description = format!("{} {finding} {}", preset.sentence, scene.disclaimer());
        let about = About {
            title: &title,
            description: &description,
            headline: &format!("{name}: {}", scene.outcome.title()),
            alt: &finding,
            folder: &folder,
            origin,
        };
        let text = head(&page, &about, picture.is_some())?;
        let text = for_folder(&text, preset.id);
        save(&dist.join(&folder).join("index.html"), text.as_bytes())?;
        if let Some(picture) = &picture {
            save(&dist.join(&folder).join(CARD), picture)?;
        }
        if place == 0 {
            let about = About {
                title: TITLE,
                description: DESCRIPTION,
                headline: TITLE,
                alt: &format!("An example, {name}: {finding}"),
                folder: "",
                origin,
            };
            let text = head(&page, &about, picture.is_some())?;
            save(&start, text.as_bytes())?;
            if let Some(picture) = &picture {
                save(&dist.join(CARD), picture)?;
            }
        }
    }
    Ok(())
}

/// The built document with a first look in it.
pub fn with_look(built: &str, look: &str) -> Result<String> {
    let by = [EMPTY.0, look, EMPTY.1].concat();
    html::replaced(built, EMPTY.0, EMPTY.1, &by)
}

/// The document two folders further down, where a link without a scenario means this preset.
fn for_folder(text: &str, preset: &str) -> String {
    let query = format!("v={LINK_VERSION}&amp;s={preset}");
    let marked = format!("<html lang=\"en\" data-query=\"{query}\"");
    text.replacen("<html lang=\"en\"", &marked, 1)
        .replace("=\"./page-", "=\"../../page-")
}

#[cfg(test)]
mod tests {
    use super::{for_folder, with_look};

    #[test]
    fn addresses_lead_two_folders_up() {
        let page = "<html lang=\"en\"><script src=\"./page-1.js\"></script><link href=\"./page-1_bg.wasm\">";
        let moved = for_folder(page, "colo");
        assert_eq!(
            moved,
            "<html lang=\"en\" data-query=\"v=1&amp;s=colo\"><script src=\"../../page-1.js\"></script><link href=\"../../page-1_bg.wasm\">"
        );
    }

    #[test]
    fn the_look_takes_its_place() {
        let page = "<body><div id=\"first\">Loading</div><div id=\"app\"></div>";
        assert_eq!(
            with_look(page, "<h1></h1>").unwrap(),
            "<body><div id=\"first\"><h1></h1></div><div id=\"app\"></div>"
        );
        assert!(with_look("<body>", "").is_err());
    }
}
