//! When the app cannot start, or has to stop.

use crate::harness::{browse_with, in_every_engine};

fn index() -> String {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/index.html");
    std::fs::read_to_string(dist).expect("a built page")
}

#[test]
fn a_bug_tells_the_person_and_keeps_the_inputs() {
    in_every_engine(|page| {
        page.open("?v=1&packs=800");
        page.years();
        page.click("button[aria-label='Packs: more']");
        page.years();
        // A browser that suddenly refuses to draw makes the app fail in the midst of a frame. In
        // one go with the click: years that come in between would be drawn, and fail, before it.
        page.js("for (const way of ['beginPath', 'fillRect'])
                     CanvasRenderingContext2D.prototype[way] = undefined;
                 document.querySelector('button[aria-label=\"Packs: more\"]').click()");
        page.wait_for(
            "the card",
            "return !document.querySelector('#failure').hidden",
        );
        assert!(
            page.text("#failure")
                .contains("Reload with the same inputs")
        );
        page.click("#failure-reload");
        page.wait_for(
            "the app again",
            "return document.documentElement.dataset.app === 'ready'",
        );
        let finding = page.text("#finding");
        assert!(finding.contains("820 used EV packs"), "{finding}");
    });
}

#[test]
fn a_script_that_is_missing_is_named() {
    let broken = index().replace("src=\"./page-", "src=\"./gone-");
    browse_with(&[("broken.html", &broken)], |page| {
        page.go("broken.html");
        page.wait_for(
            "the card",
            "return !document.querySelector('#failure').hidden",
        );
        assert!(page.text("#failure").contains("could not start"));
    });
}

#[test]
fn without_webassembly_it_says_so() {
    let blocked = index().replacen(
        "<head>",
        "<head><script>delete window.WebAssembly; window.WebAssembly = undefined;</script>",
        1,
    );
    browse_with(&[("blocked.html", &blocked)], |page| {
        page.go("blocked.html");
        page.wait_for(
            "the card",
            "return !document.querySelector('#failure').hidden",
        );
        assert!(page.text("#failure").contains("WebAssembly"));
    });
}
