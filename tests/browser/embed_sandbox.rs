//! Whatever a page around it forbids, the app opens, shows the same figures and tells the truth.

use crate::harness::{Elsewhere, Host, Page, in_every_engine};

const LINK: &str = "?v=1&packs=800&soh=74";

/// What publishers write on a frame, by its id. Without `allow-same-origin` the page has an
/// origin of its own that nothing equals, and asking for a storage throws.
const REPORT: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Frames</title>
    <link rel=icon href='data:,'>
    <style>iframe { width: 900px; height: 700px }</style>
    <iframe id=plain title=plain src='CHILD'></iframe>
    <iframe id=allowed title=allowed src='CHILD' allow='clipboard-write; web-share; fullscreen'
        sandbox='allow-scripts allow-same-origin allow-downloads allow-popups'></iframe>
    <iframe id=undownloadable title=undownloadable src='CHILD'
        sandbox='allow-scripts allow-same-origin'></iframe>
    <iframe id=opaque title=opaque src='CHILD' sandbox='allow-scripts'></iframe>
    <iframe id=denied title=denied src='CHILD' sandbox='allow-scripts'
        allow=\"clipboard-write 'none'; web-share 'none'; fullscreen 'none'\"></iframe>";

const FRAMES: [&str; 5] = ["plain", "allowed", "undownloadable", "opaque", "denied"];

#[test]
fn every_sandbox_shows_the_same() {
    in_every_engine(|page| {
        let host = Host::start(&[]);
        page.open(LINK);
        let finding = page.text("#finding");
        let child = format!("{}{LINK}", host.address());
        let elsewhere = Elsewhere::start(&[("frames.html", REPORT)], &child);
        for frame in FRAMES {
            page.visit(&elsewhere.address("frames.html"));
            page.show_frame(&format!("#{frame}"));
            page.enter_frame(&format!("#{frame}"));
            page.wait_until_started();
            assert_eq!(page.text("#finding"), finding, "{frame}");
            follows_the_keys(page, frame);
            offers_only_what_it_can_keep(page, frame);
            says_copied_only_when_it_is(page, frame);
            page.assert_started();
        }
    });
}

/// A press gives the frame the focus, as a person does: a script of a frame on another site may not.
fn follows_the_keys(page: &Page, frame: &str) {
    page.click("#packs");
    page.press("Home");
    page.press("ArrowRight");
    page.wait_for(
        &format!("10 packs in {frame}"),
        "return document.querySelector('#finding').innerText.includes('With 10 used')",
    );
}

fn offers_only_what_it_can_keep(page: &Page, frame: &str) {
    page.drop_file(
        "body",
        "load.csv",
        "2025-01-01 00:00,10\n2025-01-01 01:00,12\n",
    );
    page.wait_for("the file", "return document.querySelector('#use-load')");
    page.settle();
    let can = page.js(
        "return (async () => { try { await caches.open('probe'); return true }
        catch { return false } })()",
    );
    let offers = page.js("return document.querySelector('#remember').checkVisibility()");
    assert_eq!(offers, can, "{frame}: it offers to keep a file");
}

fn says_copied_only_when_it_is(page: &Page, frame: &str) {
    page.js("document.querySelector('#share').open = true");
    page.wait_for(
        "an offer",
        "return document.querySelector('#share .offers button')",
    );
    // Both ways of copying are watched: success is what the browser says it is.
    page.js("window.copied = 0;
        const write = navigator.clipboard?.writeText;
        if (write) navigator.clipboard.writeText = async (text) => {
            await write.call(navigator.clipboard, text);
            window.copied++;
        };
        const command = document.execCommand;
        document.execCommand = (...words) => {
            const done = command.apply(document, words);
            if (done) window.copied++;
            return done;
        };");
    page.click("#share .offers button");
    page.wait_for(
        "a word about it",
        "return document.querySelector('#share .sheet > [role=status]').innerText",
    );
    let (said, copied) = (
        page.text("#share .sheet > [role=status]"),
        page.js("return copied"),
    );
    assert_eq!(
        said.starts_with("Copied"),
        copied == 1,
        "{frame}: {said}, {copied}"
    );
}
