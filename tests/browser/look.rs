//! Every width, light and dark, and for everyone.

use crate::harness::{Page, Scheme, browse, browse_with};
use serde_json::json;

/// What reaches beyond the right edge.
pub const TOO_WIDE: &str = "return document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [...document.querySelectorAll('body *')]
        .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(element => element.tagName + '.' + element.className).slice(0, 8)
    : []";

pub fn open_everything(page: &Page) {
    page.js("document.querySelectorAll('details').forEach(part => part.open = true)");
    page.wait_for(
        "the method's table",
        "return document.querySelector('#method table')",
    );
    page.settle();
}

#[test]
fn no_width_scrolls_sideways() {
    browse(|page| {
        for width in [320, 400, 600, 700, 1000, 1280] {
            page.resize(width, 700);
            page.open("?v=1&packs=12345&soh=740");
            page.settle();
            assert_eq!(page.js(TOO_WIDE), json!([]), "{width} px");
            // A read-back with everything in it: a gap, a spike, a period to choose, a long name.
            page.drop_made(
                "a meter file with a name that is longer than most pages are wide.csv",
                "let text = 'time,kW\\n';
                 for (let h = 0; h < 59 * 24; h++)
                     text += `${new Date(Date.UTC(2025, 0, 1, h)).toISOString().slice(0, 16)},${
                         h == 100 ? '' : h == 500 ? 99999 : 400 + h % 24}\\n`;
                 return text;",
            );
            page.wait_for("the file", "return document.querySelector('#use-load')");
            page.settle();
            assert_eq!(page.js(TOO_WIDE), json!([]), "{width} px with a file");
            open_everything(page);
            assert_eq!(
                page.js(TOO_WIDE),
                json!([]),
                "{width} px with everything open"
            );
        }
    });
}

#[test]
fn the_sliders_stay_in_reach_on_a_phone() {
    browse(|page| {
        page.resize(390, 844);
        page.open("");
        page.js("document.querySelector('.inspect').scrollIntoView({ block: 'center' })");
        page.settle();
        let top = page.js("return document.querySelector('#packs').getBoundingClientRect().top");
        assert!(
            top.as_f64().is_some_and(|top| (0.0..150.0).contains(&top)),
            "{top}"
        );
    });
}

#[test]
fn dark_is_dark_and_follows_the_system() {
    browse(|page| {
        page.emulate(Scheme::Light, "", false);
        page.open("");
        page.settle();
        let corner = "const canvas = document.querySelector('.plot.grid canvas');
            return canvas.getContext('2d').getImageData(1, 1, 1, 1).data[0]";
        assert_eq!(page.js(corner), 255);
        page.emulate(Scheme::Dark, "", false);
        page.settle();
        assert_eq!(page.js(corner), 15);
        assert_eq!(
            page.js("return getComputedStyle(document.body).backgroundColor"),
            "rgb(15, 23, 42)"
        );
    });
}

#[test]
fn accessibility_rules_hold() {
    browse(|page| {
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.emulate(scheme, "", true);
            page.open("?v=1&soh=740&mw=90");
            page.drop_file(
                "body",
                "load.csv",
                "2025-01-01 00:00,10\n2025-01-01 01:00,12\n",
            );
            page.wait_for("the file", "return document.querySelector('#use-load')");
            open_everything(page);
            assert_eq!(page.axe(), Vec::<String>::new(), "{scheme:?}");
        }
    });
}

#[test]
fn a_frame_of_600_by_400_needs_no_sideways_scroll() {
    let host = "<!doctype html><title>Host</title><link rel=icon href='data:,'><iframe width=600 height=400 src='./'></iframe>";
    browse_with(&[("host.html", host)], |page| {
        page.go("host.html");
        page.enter_frame("iframe");
        page.wait_for(
            "the app",
            "return document.documentElement.dataset.app === 'ready'",
        );
        page.settle();
        assert_eq!(page.js(TOO_WIDE), json!([]));
        page.leave_frame();
        page.assert_quiet();
    });
}
