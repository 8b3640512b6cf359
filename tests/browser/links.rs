//! Links: read whatever they say, and say what was changed.

use crate::harness::in_every_engine;

#[test]
fn a_link_opens_its_scenario() {
    in_every_engine(|page| {
        page.open("?v=1&packs=800&soh=74");
        let finding = page.text("#finding");
        assert!(finding.contains("800 used EV packs"), "{finding}");
        assert!(finding.contains("74 % health"), "{finding}");
        assert!(
            !page
                .js("return document.querySelector('.link-warnings').checkVisibility()")
                .as_bool()
                .unwrap_or(true)
        );
        page.assert_quiet();
    });
}

#[test]
fn what_was_wrong_with_a_link_is_listed_and_can_be_mended() {
    in_every_engine(|page| {
        page.open("?v=1&soh=740&colour=%3Cb%3Ered&theme=dark");
        let warnings = page.text(".link-warnings");
        assert!(warnings.contains("soh=740 → 100 (maximum)"), "{warnings}");
        assert!(warnings.contains("colour=<b>red ignored"), "{warnings}");
        page.click("#fix-link");
        page.wait_for(
            "the mended link",
            "return /^\\?v=1&soh=100&r=\\d+&theme=dark$/.test(location.search)",
        );
        page.wait_for(
            "the list to go",
            "return !document.querySelector('.link-warnings').checkVisibility()",
        );
        page.open("?v=1&soh=740");
        page.click("#dismiss");
        page.settle();
        assert_eq!(page.js("return location.search"), "?v=1&soh=740");
    });
}

#[test]
fn the_history_is_followed() {
    in_every_engine(|page| {
        page.open("?v=1&packs=800");
        page.js("history.pushState(null, '', '?v=1&packs=300')");
        page.js("history.back()");
        page.wait_for("the entry before", "return location.search.includes('800')");
        page.js("history.forward()");
        page.wait_for(
            "the later scenario",
            "return document.querySelector('#finding').innerText.includes('300 used')",
        );
        page.assert_quiet();
    });
}
