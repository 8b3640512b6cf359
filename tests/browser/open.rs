//! The page opens: a result before anything is touched, and nobody else is asked for anything.

use crate::harness::{browse, in_every_engine};

/// How many different colours a canvas shows: an empty one has a single one.
pub const COLOURS: &str = "const canvas = document.querySelector(arguments[0]);
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size";

#[test]
fn the_page_shows_a_result_at_once() {
    in_every_engine(|page| {
        page.open("");
        page.settle();
        let finding = page.text("#finding");
        assert!(finding.contains("640 used EV packs"), "{finding}");
        assert!(finding.contains("100.0"), "{finding}");
        page.wait_for(
            "the title",
            "return document.title.endsWith('640 packs – Peakpack')",
        );
        for canvas in [".plot.grid canvas", ".plot.soc canvas"] {
            let colours = page.js_with(COLOURS, &serde_json::json!([canvas]));
            assert!(colours.as_u64() > Some(5), "{canvas} is blank: {colours}");
        }
        assert_eq!(page.count(".figure"), 4);
        assert!(page.text("footer").contains("not a quotation"));
        assert_eq!(page.count("#first"), 0);
        page.assert_quiet();
    });
}

#[test]
fn nothing_is_asked_of_any_other_host() {
    in_every_engine(|page| {
        page.open("?v=1&packs=800");
        page.drop_file(
            "body",
            "load.csv",
            "2025-01-01 00:00,10\n2025-01-01 01:00,12\n",
        );
        page.wait_for("the file", "return document.querySelector('#use-load')");
        let foreign = page.js(
            "return performance.getEntriesByType('resource').map(entry => entry.name)
                 .filter(name => !name.startsWith(location.origin + '/some/sub/path/'))",
        );
        assert_eq!(foreign, serde_json::json!([]));
        page.assert_quiet();
    });
}

#[test]
fn figures_open_into_their_equations() {
    browse(|page| {
        page.open("");
        page.click(".figure summary");
        page.wait_for(
            "the equation",
            "return document.querySelector('.figure .equation')?.innerText.includes('max over windows')",
        );
        assert!(page.text(".figure .source").contains("linear program"));
    });
}

#[test]
fn the_method_lists_every_input() {
    browse(|page| {
        page.open("");
        page.click("a[href='#method']");
        page.wait_for("the focus", "return document.activeElement.id === 'method'");
        page.js("document.querySelectorAll('#method details').forEach(part => part.open = true)");
        page.wait_for(
            "the table",
            "return document.querySelectorAll('#method tbody tr').length >= 20",
        );
        assert!(page.text("#method").contains("State of health"));
        assert_eq!(page.js("return location.hash"), "");
    });
}
