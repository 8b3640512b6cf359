//! What must look, read and print well in each engine; what it does is tested beside the rest.

use crate::harness::{Engine, Page, browse, in_every_engine};
use crate::look::{TOO_WIDE, open_everything};
use serde_json::json;

#[test]
fn a_phone_scrolls_down_only() {
    in_every_engine(|page| {
        page.open_sized(320, 640, "?v=1&packs=12345&soh=740");
        page.settle();
        assert_eq!(page.js("return innerWidth"), 320);
        assert_eq!(page.js(TOO_WIDE), json!([]));
        open_everything(page);
        assert_eq!(page.js(TOO_WIDE), json!([]), "with everything open");
        page.assert_quiet();
    });
}

#[test]
fn everyone_can_use_it() {
    in_every_engine(|page| {
        page.open("?v=1&soh=740&mw=90");
        open_everything(page);
        assert_eq!(page.axe(), Vec::<String>::new());
    });
}

#[test]
fn a_slider_follows_the_keys_and_the_pointer_in_a_frame() {
    in_every_engine(|page| {
        page.open_sized(600, 700, "?v=1&packs=800");
        page.js("document.querySelector('#packs').focus()");
        page.press("ArrowRight");
        finding_says(page, "810 used");
        page.press("End");
        finding_says(page, "2,000 used");
        page.drag("#packs", &[(-20, 0), (-40, 0)]);
        page.wait_for(
            "fewer packs",
            "return +document.querySelector('#packs').value < 1000",
        );
        page.assert_quiet();
    });
}

/// Text in a PDF is packed, so what is looked at is that the engine printed something, and that
/// the page is as it was afterwards. What is on the sheet is tested beside the exports.
#[test]
fn it_prints() {
    in_every_engine(|page| {
        page.open("?v=1&packs=800");
        page.years();
        if page.engine() == Engine::WebKit {
            // Its driver cannot print.
            page.js("dispatchEvent(new Event('beforeprint'))");
            assert_eq!(page.count("#sheet svg"), 1);
            page.js("dispatchEvent(new Event('afterprint'))");
        } else {
            let pdf = page.pdf();
            assert!(pdf.starts_with(b"%PDF-"), "{} bytes", pdf.len());
            assert!(pdf.len() > 20_000, "only {} bytes", pdf.len());
        }
        page.settle();
        assert_eq!(page.count("#sheet"), 0);
        finding_says(page, "800 used");
        page.assert_quiet();
    });
}

/// Chromium alone reports it.
#[test]
fn nothing_moves_while_it_loads() {
    browse(|page| {
        page.open("");
        page.years();
        let shift = page.js("return new Promise((done) => {
                 let sum = 0;
                 new PerformanceObserver((list) => {
                     for (const { hadRecentInput, value } of list.getEntries())
                         if (!hadRecentInput) sum += value;
                 }).observe({ type: 'layout-shift', buffered: true });
                 requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
             })");
        assert!(shift.as_f64().is_some_and(|sum| sum <= 0.02), "{shift}");
    });
}

fn finding_says(page: &Page, part: &str) {
    page.wait_for(
        &format!("{part} in the finding"),
        &format!("return document.querySelector('#finding').innerText.includes('{part}')"),
    );
}
