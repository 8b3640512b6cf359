//! What becomes of a file: nothing leaves the browser, and it stays there only on request.

use crate::files::{iso, read_back_says, two_days};
use crate::harness::in_every_engine;

#[test]
fn nothing_leaves_the_browser() {
    in_every_engine(|page| {
        page.open("");
        page.settle();
        // Whatever could send is watched; none of it may be used.
        page.js("window.sent = [];
             const watch = (owner, name) => {
                 const original = owner[name];
                 owner[name] = function (...rest) {
                     sent.push(name);
                     return Reflect.construct(original, rest, new.target ?? original);
                 };
             };
             const note = (owner, name) => {
                 const original = owner[name];
                 owner[name] = function (...rest) {
                     sent.push(name);
                     return original.apply(this, rest);
                 };
             };
             const load = window.fetch;
             window.fetch = (...asked) => (sent.push(asked.map(String).join()), load(...asked));
             note(Navigator.prototype, 'sendBeacon');
             note(XMLHttpRequest.prototype, 'open');
             note(HTMLFormElement.prototype, 'submit');
             for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker', 'Image', 'RTCPeerConnection'])
                 watch(window, name);
             window.loaded = performance.getEntriesByType('resource').length;");
        let before = page.requests();
        assert!(!before.is_empty(), "the host's own log must see the page");
        page.drop_file("body", "secret.csv", &two_days(iso));
        read_back_says(page, "192 rows");
        page.click("#use-load");
        read_back_says(page, "Undo");
        page.click("#remember");
        page.wait_for(
            "the file to be remembered",
            "return document.querySelector('.remembered')?.innerText.includes('secret.csv')",
        );
        page.click("#use-load");
        page.settle();
        // The part of the page that reads files is asked for, and nothing is said with that.
        let asked = page.js("return sent.concat(
                 performance.getEntriesByType('resource').slice(loaded).map(entry => entry.name))");
        let asked = asked.as_array().cloned().unwrap_or_default();
        let reader = page.js("return new URL(peakpackFiles.laterFile, location.href).href");
        assert!(
            !asked.is_empty() && asked.iter().all(|name| *name == reader),
            "{asked:?}"
        );
        let after = page.requests();
        assert_eq!(after[..before.len()], before);
        let [request] = &after[before.len()..] else {
            panic!("{after:?}");
        };
        assert!(
            request.contains("GET ") && request.contains("_later.wasm HTTP"),
            "{request}"
        );
        let address = page.js("return location.href");
        assert!(!address.to_string().contains("secret"));
        page.assert_quiet();
    });
}

#[test]
fn the_last_five_files_are_remembered_only_on_request() {
    in_every_engine(|page| {
        page.open("");
        let drop = |name: &str| {
            page.drop_file("body", name, &two_days(iso));
            read_back_says(page, name);
            read_back_says(page, "192 rows");
        };
        drop("not asked.csv");
        for n in 1..=6 {
            let name = format!("hall {n}.csv");
            drop(&name);
            page.wait_for(
                "the offer",
                "return document.querySelector('.tick:not([hidden]) #remember')",
            );
            page.click("#remember");
            page.wait_for(
                "the name in the list",
                &format!(
                    "return document.querySelector('.remembered').innerText.includes('{name}')"
                ),
            );
        }
        let names = "return [...document.querySelectorAll('.remembered li button:first-child')].map(b => b.innerText)";
        let five = [
            "hall 6.csv",
            "hall 5.csv",
            "hall 4.csv",
            "hall 3.csv",
            "hall 2.csv",
        ];
        assert_eq!(page.js(names), serde_json::json!(five));
        // They are there after the page is gone, and can be let go of.
        page.open("?packs=100");
        page.wait_for(
            "the names",
            "return document.querySelectorAll('.remembered li').length === 5",
        );
        page.click(".remembered li:nth-child(2) button:first-child");
        read_back_says(page, "hall 5.csv");
        read_back_says(page, "192 rows");
        assert_eq!(
            page.js("return document.querySelector('#remember').checked"),
            true
        );
        page.click(".remembered li:first-child button:last-child");
        page.wait_for(
            "four names",
            "return document.querySelectorAll('.remembered li').length === 4",
        );
        page.click("#remember");
        page.wait_for(
            "three names",
            "return document.querySelectorAll('.remembered li').length === 3",
        );
        page.assert_quiet();
    });
}
