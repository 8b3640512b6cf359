//! Pictures of the page, made by `cargo xtask screenshot` and by nothing else.

use crate::files::read_back_says;
use crate::harness::{Page, Scheme, browse, browse_with};
use std::path::PathBuf;

/// The widths in which the page must look right, by the height of such a screen.
const SIZES: [(u32, u32); 3] = [(1280, 900), (390, 844), (320, 568)];

/// A host page, as a news site has it.
const HOST: &str = "<!doctype html><meta charset=utf-8><title>Host</title>\
    <style>:root{color-scheme:light dark}body{margin:40px;font:16px/1.5 serif}iframe{border:0}</style>\
    <p>A host page with the app in a frame of 600 by 400 pixels.</p>";

/// Two months of hours with a gap and a value far above all others.
const FILE: &str = "let text = 'time,kW\\n';
    for (let h = 0; h < 59 * 24; h++) {
        const at = new Date(Date.UTC(2025, 0, 1, h)).toISOString().slice(0, 16);
        const day = 600 + 250 * Math.sin((h % 24 - 8) / 24 * 6.28) - (h % 168 > 120 ? 150 : 0);
        const kw = h > 300 && h < 340 ? '' : h == 1000 ? 9000 : Math.round(day + h * 7919 % 83);
        text += `${at},${kw}\\n`;
    }
    return text;";

#[test]
#[ignore = "makes pictures: cargo xtask screenshot"]
fn readme() {
    browse(|page| {
        look(page, 1280, 900, Scheme::Light);
        page.open(&link());
        page.years();
        page.screenshot(&folder().join("screenshot.png"));
    });
}

#[test]
#[ignore = "makes pictures: cargo xtask screenshot --all DIR"]
fn every_width() {
    let frame = format!("<iframe width=600 height=400 src='./{}'></iframe>", link());
    let host = format!("{HOST}{frame}");
    browse_with(&[("host.html", &host)], |page| {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let name = |what: &str| folder().join(format!("{what}-{scheme:?}.png").to_lowercase());
            for (width, height) in SIZES {
                look(page, width, height, scheme);
                page.open(&link());
                page.years();
                page.screenshot(&name(&width.to_string()));
                page.drop_made("halls.csv", FILE);
                read_back_says(page, "1,416 rows");
                page.settle();
                page.screenshot(&name(&format!("{width}-file")));
                // Not by the pointer: on a phone the sliders lie over the foot of the page.
                page.js(
                    "for (const css of ['#use-load', '.tabs button:nth-child(3)'])
                     document.querySelector(css).click()",
                );
                page.settle();
                page.screenshot(&name(&format!("{width}-used")));
            }
            look(page, 700, 560, scheme);
            page.go("host.html");
            page.enter_frame("iframe");
            page.wait_for(
                "the app in the frame",
                "return document.documentElement.dataset.app === 'ready'",
            );
            page.years();
            page.leave_frame();
            page.screenshot(&name("frame"));
        }
    });
}

fn look(page: &Page, width: u32, height: u32, scheme: Scheme) {
    page.resize(width, height);
    page.emulate(scheme, "", true);
}

fn folder() -> PathBuf {
    std::env::var_os("PEAKPACK_SCREENSHOTS")
        .expect("cargo xtask screenshot says where pictures go")
        .into()
}

/// The scenario to show, as in an address: empty for the default one.
fn link() -> String {
    match std::env::var("PEAKPACK_LINK") {
        Ok(query) if !query.is_empty() => format!("?{}", query.trim_start_matches('?')),
        _ => String::new(),
    }
}
