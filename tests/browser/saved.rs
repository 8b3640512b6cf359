//! The calculator as one file.

use crate::files::{iso, read_back_says, two_days};
use crate::harness::{Page, browse};
use std::path::{Path, PathBuf};
use std::process::Command;

const LINK: &str = "?v=1&s=colo&packs=200&soh=71";

/// What a person compares: the finding and the figures.
fn shown(page: &Page) -> Vec<String> {
    page.years();
    [".presets", "#finding", ".figures"]
        .map(|css| page.text(css))
        .to_vec()
}

fn place(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("peakpack-{}-{name}.html", std::process::id()))
}

/// Saves the calculator as the browser would and hands back what the file has in it.
fn save(page: &Page) -> String {
    page.js(
        "window.saved = undefined;
         const make = URL.createObjectURL;
         URL.createObjectURL = blob => (blob.text().then(text => { window.saved = text }), make(blob));
         HTMLAnchorElement.prototype.click = () => {};",
    );
    page.js("document.querySelector('#share').open = true");
    page.wait_for(
        "the offer",
        "return document.querySelector('#save-calculator')",
    );
    page.js("document.querySelector('#save-calculator').click()");
    page.wait_for("the file", "return window.saved");
    page.wait_for(
        "words about it",
        "return document.querySelector('#share').innerText.includes('peakpack.html')",
    );
    page.js("return window.saved").as_str().unwrap().to_owned()
}

fn open_file(page: &Page, path: &Path) {
    page.visit(&format!("file://{}", path.display()));
    page.wait_until_started();
    let asked = page.js(
        "return performance.getEntriesByType('resource').map(entry => entry.name)
             .filter(name => !name.startsWith('data:') && !name.startsWith('blob:'))",
    );
    assert_eq!(asked, serde_json::json!([]));
}

/// What other visits load for that is in the file too.
fn reads_a_file(page: &Page) {
    page.drop_file("body", "hall.csv", &two_days(iso));
    read_back_says(page, "192 rows");
}

/// A link in what is exported is a query alone: where the file lies is nobody else's business.
fn says_nothing_of_the_disk(page: &Page) {
    for kind in ["svg", "csv", "json"] {
        let made = page.js_with(
            "return peakpack.export(arguments[0])",
            &serde_json::json!([kind]),
        );
        let text = made.as_str().unwrap();
        assert!(!text.contains("file:"), "{kind} names the file's place");
        assert!(
            kind == "json" || text.contains("?v=1&"),
            "{kind} has no link"
        );
    }
}

#[test]
fn a_saved_page_shows_the_same_from_a_disk() {
    browse(|page| {
        page.open(LINK);
        let here = shown(page);
        let text = save(page);
        assert!(text.len() < 500_000, "{} bytes", text.len());
        let path = place("saved");
        std::fs::write(&path, &text).unwrap();
        open_file(page, &path);
        assert_eq!(shown(page), here);
        says_nothing_of_the_disk(page);
        // A copy of the copy is the same.
        let again = save(page);
        assert!(again == text, "{} and {} bytes", again.len(), text.len());
        reads_a_file(page);
        page.assert_quiet();
        let _ = std::fs::remove_file(path);
    });
}

#[test]
fn a_page_that_cannot_be_fetched_again_says_so() {
    browse(|page| {
        page.open("");
        page.js("window.fetch = () => Promise.reject(new Error('gone'))");
        page.click("#share summary");
        page.wait_for(
            "the offer",
            "return document.querySelector('#save-calculator')",
        );
        page.click("#save-calculator");
        page.wait_for(
            "the truth",
            "return document.querySelector('#share').innerText.includes('could not be loaded again')",
        );
    });
}

#[test]
fn the_single_file_shows_its_scenario_from_a_disk() {
    let path = place("single");
    let made = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["xtask", "single", "--as-built", "--link", LINK, "--out"])
        .arg(&path)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(made.success());
    browse(|page| {
        page.open(LINK);
        let here = shown(page);
        open_file(page, &path);
        assert_eq!(shown(page), here);
        reads_a_file(page);
        page.assert_quiet();
    });
    let _ = std::fs::remove_file(path);
}

/// What has been changed in a saved page is in its address, also where that is what other pages
/// leave out.
#[test]
fn a_saved_page_keeps_what_is_changed_in_it() {
    browse(|page| {
        page.open("?v=1&packs=12&b.packs=30");
        page.drop_file("body", "hall.csv", &two_days(iso));
        page.wait_for("the file", "return document.querySelector('#use-load')");
        page.click("#use-load");
        page.wait_for("its figures", "return peakpack.get().load === 'file'");
        let text = save(page);
        let path = place("changed");
        std::fs::write(&path, &text).unwrap();
        open_file(page, &path);
        let state = |page: &Page| {
            page.js("const { load, link, peak_after_kw } = peakpack.get();
             return [load, link, peak_after_kw]")
        };
        assert_eq!(state(page)[0], "link");
        assert_eq!(state(page)[1], "v=1&packs=12&b.packs=30");
        page.js("document.querySelector('#compare').click()");
        page.js("const list = document.querySelector('.presets');
             list.value = 0;
             list.dispatchEvent(new Event('change'))");
        page.wait_for(
            "its address",
            "return location.search.includes('s=campus') && location.hash === '#data=none'",
        );
        let changed = state(page);
        assert_eq!(
            (&changed[0], &changed[1]),
            (&"generated".into(), &"".into())
        );
        page.js("document.querySelector('#share').open = true");
        page.wait_for(
            "the offer",
            "return document.querySelector('.offers button')",
        );
        page.js("window.copied = ''; navigator.clipboard.writeText = async (text) => { window.copied = text }");
        page.js("document.querySelector('.offers button').click()");
        page.wait_for("the link", "return window.copied");
        let link = page.js("return copied");
        page.reload();
        assert_eq!(state(page), changed);
        let accuses = page.js("return document.querySelector('.drift').checkVisibility()");
        assert_eq!(accuses, false);
        page.visit("about:blank");
        page.visit(link.as_str().unwrap());
        page.wait_until_started();
        assert_eq!(state(page), changed);
        page.assert_quiet();
        let _ = std::fs::remove_file(path);
    });
}
