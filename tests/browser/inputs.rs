//! Sliders, fields, lists, presets and the address that follows them.

use crate::harness::{Page, browse, in_every_engine};

fn address_says(page: &Page, part: &str) {
    page.wait_for(
        &format!("{part} in the address"),
        &format!("return location.search.includes('{part}')"),
    );
}

fn finding_says(page: &Page, part: &str) {
    page.wait_for(
        &format!("{part} in the finding"),
        &format!("return document.querySelector('#finding').innerText.includes('{part}')"),
    );
}

#[test]
fn dragging_the_packs_changes_figures_and_address() {
    in_every_engine(|page| {
        page.open("");
        let before = page.text(".figures");
        page.drag("#packs", &[(20, 0), (40, 0), (60, 0)]);
        page.wait_for(
            "more packs",
            "return +document.querySelector('#packs').value > 1000",
        );
        page.settle();
        assert_ne!(page.text(".figures"), before);
        address_says(page, "packs=");
        let entries = page.js("return history.length");
        page.click("#packs");
        page.press("ArrowRight");
        page.settle();
        assert_eq!(page.js("return history.length"), entries);
        page.assert_quiet();
    });
}

#[test]
fn a_long_drag_writes_the_address_twice_a_second_at_most() {
    in_every_engine(|page| {
        page.open("");
        let entries = page.js("return history.length");
        // As a drag does it: a new value with each picture, for two seconds and a half.
        let writes = page.js("const slider = document.querySelector('#packs');
             const writes = [];
             const write = history.replaceState.bind(history);
             history.replaceState = (...what) => {
                 writes.push(performance.now());
                 write(...what);
             };
             const begin = performance.now();
             return new Promise((done) => {
                 const move = () => {
                     const passed = performance.now() - begin;
                     slider.value = 700 + Math.round(passed / 10);
                     slider.dispatchEvent(new Event('input', { bubbles: true }));
                     if (passed < 2500) requestAnimationFrame(move);
                     else setTimeout(() => done(writes), 700);
                 };
                 move();
             })");
        let writes: Vec<f64> = writes
            .as_array()
            .expect("times")
            .iter()
            .filter_map(serde_json::Value::as_f64)
            .collect();
        assert!(writes.len() >= 2, "the address does not follow: {writes:?}");
        // Timers are never early; clocks are rounded to a few milliseconds.
        let gaps = writes.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(gaps.into_iter().all(|gap| gap > 490.0), "{writes:?}");
        let last = page.js("return document.querySelector('#packs').value");
        address_says(page, &format!("packs={}", last.as_str().expect("a value")));
        assert_eq!(page.js("return history.length"), entries);
    });
}

#[test]
fn a_field_takes_a_decimal_comma() {
    in_every_engine(|page| {
        page.open("");
        page.replace("#soh-field", "72,5");
        page.press("Tab");
        finding_says(page, "72.5 % health");
        address_says(page, "soh=72.5");
        assert_eq!(
            page.js("return document.querySelector('#soh-field').value"),
            "72.5"
        );
    });
}

#[test]
fn what_is_no_number_stays_in_its_field_and_changes_nothing() {
    browse(|page| {
        page.open("");
        let before = page.text("#finding");
        page.replace("#packs-field", "many\t");
        page.wait_for(
            "the message",
            "return document.querySelector('#packs-message').innerText.includes('many')",
        );
        assert_eq!(
            page.js("return document.querySelector('#packs-field').value"),
            "many"
        );
        assert_eq!(page.text("#finding"), before);
        page.replace("#packs-field", "99999\t");
        page.wait_for(
            "the limit",
            "return document.querySelector('#packs-message').innerText.includes('20,000 is the most')",
        );
        finding_says(page, "20,000 used EV packs");
        page.assert_quiet();
    });
}

#[test]
fn steps_resets_and_the_way_back() {
    browse(|page| {
        page.open("");
        page.click("button[aria-label='Packs: more']");
        finding_says(page, "650 used");
        page.click("button[aria-label='State of health: less']");
        finding_says(page, "77 % health");
        page.click(".sliders .reset:not([hidden])");
        finding_says(page, "640 used");
        page.click(".head .quiet");
        finding_says(page, "78 % health");
        page.wait_for("an empty query", "return location.search === ''");
    });
}

#[test]
fn a_preset_sets_everything() {
    browse(|page| {
        page.open("?v=1&packs=800");
        page.js("const list = document.querySelector('.presets');
             list.value = '4';
             list.dispatchEvent(new Event('change', { bubbles: true }));");
        finding_says(page, "140 used EV packs");
        page.wait_for(
            "the address",
            "return /^.v=1&s=colo&r=/.test(location.search)",
        );
        page.assert_quiet();
    });
}

#[test]
fn panels_hold_the_other_inputs() {
    browse(|page| {
        page.open("");
        page.click(".panel summary");
        page.wait_for("the site's inputs", "return document.querySelector('#mw')");
        page.replace("#mw-field", "250\t");
        finding_says(page, "250.0");
        address_says(page, "mw=250");
        assert_eq!(page.text(".panel .badge"), "1 changed");
        page.js("const list = document.querySelector('#win');
             list.value = '4';
             list.dispatchEvent(new Event('change', { bubbles: true }));");
        finding_says(page, "hourly");
        page.assert_quiet();
    });
}

#[test]
fn everything_works_by_keyboard() {
    in_every_engine(|page| {
        page.open("");
        page.press("Tab");
        page.wait_for(
            "the skip link",
            "return document.activeElement.className === 'skip'",
        );
        page.press("Enter");
        page.wait_for("the result", "return document.activeElement.id === 'main'");
        let mut reached = Vec::new();
        for _ in 0..40 {
            page.press("Tab");
            let at = page.js("const at = document.activeElement;
                 return at.id || at.getAttribute('aria-label') || at.innerText.split('\\n')[0]");
            reached.push(at.as_str().unwrap_or_default().to_owned());
        }
        for wanted in [
            "packs",
            "packs-field",
            "soh",
            "inspect",
            "Peak day",
            "Site",
            "file",
        ] {
            assert!(
                reached.iter().any(|at| at == wanted),
                "{wanted} not in {reached:?}"
            );
        }
        page.js("document.querySelector('#packs').focus()");
        page.press("ArrowRight");
        finding_says(page, "650 used");
    });
}

/// What is typed into a field is one step to undo, and an emptied field says nothing.
#[test]
fn an_entry_is_one_step() {
    browse(|page| {
        page.open("");
        page.replace("#packs-field", "905");
        page.press("Enter");
        finding_says(page, "905 used EV packs");
        page.click("[aria-label=Undo]");
        finding_says(page, "640 used EV packs");
        page.replace("#packs-field", "80");
        page.press("Backspace");
        page.press("Backspace");
        page.press("Tab");
        finding_says(page, "640 used EV packs");
        assert_eq!(
            page.js("return document.querySelector('#packs-field').value"),
            "640"
        );
        page.replace("#packs-field", "77");
        finding_says(page, "77 used EV packs");
        page.press("Escape");
        finding_says(page, "640 used EV packs");
        // What has been set elsewhere since is not taken back.
        page.replace("#packs-field", "88");
        finding_says(page, "88 used EV packs");
        page.js("peakpack.set('packs=500')");
        finding_says(page, "500 used EV packs");
        page.js("document.querySelector('#packs-field').focus()");
        page.press("Escape");
        page.settle();
        finding_says(page, "500 used EV packs");
        page.assert_quiet();
    });
}

/// A button that is gone after its own press hands the focus on.
#[test]
fn the_focus_stays_near() {
    in_every_engine(|page| {
        page.open("?v=1&packs=700&foo=3&r=5");
        let press = |css: &str| {
            page.js_with(
                "document.querySelector(arguments[0]).focus()",
                &serde_json::json!([css]),
            );
            page.press("Enter");
            page.settle();
            page.wait_for(
                &format!("the focus after {css}"),
                "return document.activeElement !== document.body",
            );
        };
        for css in [
            "#dismiss",
            ".drift button",
            ".sliders .reset",
            "[aria-label=Undo]",
            "#compare",
            ".compared .row button:last-child",
        ] {
            press(css);
        }
    });
}
