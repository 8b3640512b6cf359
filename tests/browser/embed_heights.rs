//! A frame is as high as its content under the scripts that publishers run already, none of
//! them changed: when it opens, when the content grows and shrinks, and not a pixel more while
//! nothing happens.

use crate::harness::{Elsewhere, Host, Page, in_every_engine, script};
use serde_json::json;

/// What a figure of a report shows.
const LINK: &str = "?v=1&packs=800&embed=1&view=grid&ui=basic";

/// Parents, the script each needs, and the variable that names it.
const PARENTS: [(&str, &str, &str, &str); 5] = [
    (
        "messages.html",
        include_str!("parents/messages.html"),
        "",
        "",
    ),
    (
        "datawrapper.html",
        include_str!("parents/datawrapper.html"),
        "",
        "",
    ),
    (
        "pym.html",
        include_str!("parents/pym.html"),
        "pym.js",
        "PEAKPACK_PYM",
    ),
    (
        "resizer4.html",
        include_str!("parents/resizer4.html"),
        "resizer4.js",
        "PEAKPACK_IFRAME_RESIZER_4",
    ),
    (
        "resizer5.html",
        include_str!("parents/resizer5.html"),
        "resizer5.js",
        "PEAKPACK_IFRAME_RESIZER_5",
    ),
];

#[test]
fn height_follows_under_every_parent() {
    in_every_engine(|page| {
        let host = Host::start(&[]);
        let child = format!("{}{LINK}", host.address());
        for (name, html, file, variable) in PARENTS {
            let mut documents = vec![(name, html.to_owned())];
            if !file.is_empty() {
                let Some(script) = script(variable) else {
                    continue;
                };
                documents.push((file, script));
            }
            let documents: Vec<(&str, &str)> =
                documents.iter().map(|(n, t)| (*n, t.as_str())).collect();
            let elsewhere = Elsewhere::start(&documents, &child);
            page.visit(&elsewhere.address(name));
            page.enter_frame("#frame");
            page.wait_until_started();
            page.leave_frame();
            follows(page, name);
        }
    });
}

fn follows(page: &Page, name: &str) {
    let before = page.wait_for_height("#frame", &format!("{name} as it opens"));
    no_scrollbar(page, name);
    // What a person opens in the frame is content that grows.
    page.enter_frame("#frame");
    page.js("const more = document.createElement('div');
         more.id = 'more';
         more.style.height = '321px';
         document.body.append(more)");
    page.leave_frame();
    let grown = page.wait_until(|| page.heights("#frame").1 > before + 300.0);
    assert!(grown, "{name}: the content did not grow");
    let grown = page.wait_for_height("#frame", &format!("{name} with more in it"));
    assert!((grown - before - 321.0).abs() <= 2.0, "{before} → {grown}");
    page.enter_frame("#frame");
    page.js("document.querySelector('#more').remove()");
    page.leave_frame();
    page.wait_until(|| page.heights("#frame").1 < before + 300.0);
    let shrunk = page.wait_for_height("#frame", &format!("{name} with less in it"));
    assert!((shrunk - before).abs() <= 1.0, "{before} → {shrunk}");
    stays(page, name);
}

/// Sixty frames of a screen and then two hundred more: whatever feeds on itself has grown by then.
fn stays(page: &Page, name: &str) {
    let heights = page.js("const frame = document.querySelector('#frame');
         const heights = new Set();
         return new Promise((done) => {
             let left = 200;
             const look = () => {
                 heights.add(frame.getBoundingClientRect().height);
                 if (left-- > 0) requestAnimationFrame(look);
                 else done([...heights]);
             };
             look();
         })");
    assert_eq!(
        heights.as_array().map(Vec::len),
        Some(1),
        "{name}: the height changes while nothing happens: {heights}"
    );
}

fn no_scrollbar(page: &Page, name: &str) {
    page.enter_frame("#frame");
    let beyond = page.js(
        "const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
         return [scrollHeight - clientHeight, scrollWidth - clientWidth]",
    );
    page.leave_frame();
    let one = |at: usize| beyond[at].as_f64().unwrap_or(99.0);
    assert!(one(0) <= 1.0 && one(1) <= 1.0, "{name} scrolls: {beyond}");
    assert_ne!(beyond, json!(null));
}
