//! The dialog that makes a frame: its code says everything, and its caption what the frame shows.

use crate::files::{iso, two_days};
use crate::harness::browse;
use serde_json::json;

#[test]
fn the_dialog_makes_a_frame_that_says_everything() {
    browse(|page| {
        page.resize(1280, 1000);
        page.open("?v=1&packs=800");
        page.click("#share summary");
        page.js("document.querySelector('#share').open = true");
        page.click("#embed");
        page.wait_for(
            "the preview",
            "return document.querySelector('dialog iframe').contentDocument?.documentElement.dataset.app === 'ready'",
        );
        for (name, value) in [
            ("view", "soc"),
            ("show", "packs"),
            ("theme", "dark"),
            ("script", "1"),
        ] {
            page.js_with(
                "const select = document.querySelector(`dialog [name=${arguments[0]}]`);
                 select.value = arguments[1];
                 select.dispatchEvent(new Event('change'))",
                &json!([name, value]),
            );
        }
        page.wait_for(
            "the preview at its own height",
            "const preview = document.querySelector('dialog iframe');
             return preview.contentDocument?.querySelector('.plot.soc') && preview.style.height === '400px'",
        );
        let code = page.js("return document.querySelector('dialog textarea').value");
        let code = code.as_str().unwrap_or_default();
        let made = page.js_with(
            "const made = new DOMParser().parseFromString(arguments[0], 'text/html');
             const frame = made.querySelector('figure > iframe'), { search } = new URL(frame.src);
             return [search, new URL(frame.src).pathname, frame.title.includes('800 used EV packs'), frame.getAttribute('width'),
                 frame.getAttribute('loading'), frame.getAttribute('sandbox'), frame.getAttribute('allow'),
                 frame.getAttribute('referrerpolicy'), made.querySelectorAll('script').length,
                 made.querySelector('figcaption').textContent.includes('not a quotation'),
                 new URL(made.querySelector('figcaption a').href).search.includes('packs=800')]",
            &json!([code]),
        );
        let search = made[0].as_str().unwrap_or_default();
        assert!(search.starts_with("?v=1&packs=800&"), "{search}");
        let keys = "&embed=1&view=soc&ui=basic&show=packs&lock=none&theme=dark&bg=auto&accent=auto\
            &locale=en&units=auto&title=1&api=1";
        assert!(search.ends_with(keys), "{search}");
        let release = concat!("/some/sub/path/release/", env!("CARGO_PKG_VERSION"), "/");
        let rest = json!([
            release,
            true,
            "100%",
            "lazy",
            "allow-scripts allow-same-origin allow-downloads allow-popups allow-popups-to-escape-sandbox",
            "clipboard-write; web-share; fullscreen",
            "strict-origin-when-cross-origin",
            1,
            true,
            true
        ]);
        assert_eq!(made.as_array().map(|all| json!(all[1..])), Some(rest));

        // The truth about copying: allowed, refused with a way round it, and refused.
        let copy = |how: &str, said: &str| {
            page.js(how);
            page.click("dialog .main");
            page.js_with("window.wanted = arguments[0]", &json!([said]));
            page.wait_for(
                said,
                "return document.querySelector('dialog [role=status]').innerText.startsWith(wanted)",
            );
        };
        copy(
            "navigator.clipboard.writeText = async text => { window.copied = text }",
            "Copied",
        );
        assert_eq!(page.js("return copied"), code);
        copy(
            "navigator.clipboard.writeText = async () => { throw new Error() };
             document.execCommand = () => false",
            "This browser does not",
        );
        let selected = page.js(
            "const { selectionStart, selectionEnd, value } = document.querySelector('dialog textarea');
             return selectionStart === 0 && selectionEnd === value.length",
        );
        assert_eq!(selected, true);
        assert_eq!(page.axe(), Vec::<String>::new());
        page.press("Escape");
        page.wait_for("the end", "return !document.querySelector('dialog iframe')");

        // A host that was filled by hand.
        page.js("window.fetch = async () => ({ ok: false })");
        page.js("document.querySelector('#share').open = true");
        page.click("#embed");
        page.wait_for(
            "what the host has",
            "return document.querySelector('dialog [name=model]').value === 'latest'
                && !document.querySelector('dialog textarea').value.includes('release/')",
        );
    });
}

/// The caption of a frame is that of what it shows, with a person's own load or without.
#[test]
fn a_frame_of_an_own_load_says_what_it_shows() {
    browse(|page| {
        page.open("?v=1&packs=12");
        page.drop_file("body", "hall.csv", &two_days(iso));
        page.wait_for("the file", "return document.querySelector('#use-load')");
        page.click("#use-load");
        page.wait_for("its figures", "return peakpack.get().load === 'file'");
        let own = page.text("#finding");
        page.js("document.querySelector('#share').open = true");
        page.wait_for(
            "the load's link",
            "return document.querySelectorAll('.offers .offer').length > 2",
        );
        page.js("document.querySelector('#embed').click()");
        let mut shown = Vec::new();
        for place in [0, 1] {
            page.js_with(
                "const list = document.querySelector('dialog [name=load]');
                 list.selectedIndex = arguments[0];
                 list.dispatchEvent(new Event('change'))",
                &json!([place]),
            );
            page.wait_for(
                "the frame to show what its caption says",
                "const made = new DOMParser().parseFromString(document.querySelector('dialog textarea').value, 'text/html');
                 const inside = document.querySelector('dialog iframe').contentDocument;
                 const finding = inside?.documentElement.dataset.app === 'ready' && inside.querySelector('#finding')?.textContent;
                 window.caption = made.querySelector('figcaption').textContent;
                 return finding && caption.startsWith(finding) && made.querySelector('iframe').title.startsWith(finding)",
            );
            shown.push(page.js("return caption").as_str().unwrap().to_owned());
        }
        // Nobody's load is given away unasked.
        assert!(!shown[0].starts_with(&own), "{shown:?}");
        assert!(shown[1].starts_with(&own), "{shown:?}");
        // Escape closes the dialog, and not the menu under it.
        page.js("document.querySelector('dialog select').focus()");
        page.press("Escape");
        page.wait_for("the menu", "return !document.querySelector('dialog[open]') && document.querySelector('#share').open");
    });
}
