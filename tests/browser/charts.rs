//! The charts: their tabs, the time cursor, and what they say in words and numbers.

use crate::harness::{Page, browse};
use serde_json::json;

fn readout(page: &Page) -> String {
    page.settle();
    page.text(".inspect output")
}

#[test]
fn tabs_change_what_is_shown() {
    browse(|page| {
        page.open("");
        for (place, (name, last)) in [
            ("Peak day", 95),
            ("Week", 671),
            ("Year", 35_039),
            ("Duration", 35_039),
        ]
        .into_iter()
        .enumerate()
        {
            let tab = format!(".tabs button:nth-child({})", place + 1);
            page.click(&tab);
            page.settle();
            assert_eq!(page.text(".tabs [aria-pressed=true]"), name);
            let reach = page.js(
                "const slider = document.querySelector('#inspect'); return slider.max - slider.min",
            );
            assert_eq!(reach, json!(last), "{name}");
            // The thumb stands where the line is: at the peak, within the new ends.
            let at_peak = page.js(
                "const { value, min } = document.querySelector('#inspect'); return +value > +min",
            );
            assert_eq!(at_peak, json!(name != "Duration"), "{name}");
            let colours = page.js_with(super::open::COLOURS, &json!([".plot.grid canvas"]));
            assert!(colours.as_u64() > Some(5), "{name} is blank");
        }
        page.assert_quiet();
    });
}

#[test]
fn the_time_cursor_goes_by_window_and_by_day() {
    browse(|page| {
        page.open("");
        page.click(".tabs button:nth-child(2)");
        let at = || {
            page.settle();
            page.js("return +document.querySelector('#inspect').value")
                .as_i64()
                .unwrap_or(-1)
        };
        let peak = at();
        assert!(readout(page).contains("before 100.0"));
        page.js("document.querySelector('#inspect').focus()");
        page.press("ArrowRight");
        assert_eq!(at(), peak + 1);
        page.press("PageDown");
        assert_eq!(at(), peak + 1 - 96);
        page.press("PageUp");
        page.press("PageUp");
        assert_eq!(at(), peak + 1 + 96);
        page.click(".inspect button");
        assert_eq!(at(), peak);
    });
}

#[test]
fn the_pointer_moves_the_cursor_and_never_the_scroll() {
    browse(|page| {
        page.open("");
        let before = readout(page);
        page.js("const plot = document.querySelector('.plot.grid');
             const { left, top, width } = plot.getBoundingClientRect();
             plot.dispatchEvent(new PointerEvent('pointermove',
                 { clientX: left + width / 4, clientY: top + 50, bubbles: true }));");
        assert_ne!(readout(page), before);
        let touch =
            page.js("return getComputedStyle(document.querySelector('.plot.grid')).touchAction");
        assert_eq!(touch, "pan-y");
    });
}

#[test]
fn the_charts_can_be_read() {
    browse(|page| {
        page.open("");
        page.click(".data summary");
        page.wait_for(
            "a row for each window",
            "return document.querySelectorAll('.data tbody tr').length === 96",
        );
        let name = page
            .js("return document.querySelector('.plot.grid canvas').getAttribute('aria-label')");
        assert!(
            name.as_str().is_some_and(|name| name.contains("100.0")),
            "{name}"
        );
        page.click(".tabs button:nth-child(3)");
        page.wait_for(
            "a row for each month",
            "return document.querySelectorAll('.data tbody tr').length === 12",
        );
        page.click(".tabs button:nth-child(4)");
        page.wait_for(
            "ranks",
            "return document.querySelectorAll('.data tbody tr').length === 101",
        );
    });
}
