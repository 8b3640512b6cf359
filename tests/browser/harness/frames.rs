//! Frames, and pages as narrow as no browser's window can be.

use super::page::{ELEMENT, Page};
use serde_json::json;

/// A document with one frame, as wide and high as its address says.
pub const SIZED: (&str, &str) = (
    "sized.html",
    "<!doctype html><html lang=en><title>A frame</title><link rel=icon href='data:,'>
    <style>body { margin: 0 } iframe { border: 0; display: block }</style>
    <body><script>
        const asked = new URLSearchParams(location.search);
        const frame = document.createElement('iframe');
        frame.width = asked.get('width');
        frame.height = asked.get('height');
        frame.src = './' + asked.get('rest');
        document.body.append(frame);
    </script>",
);

impl Page<'_> {
    /// Opens the page in a frame of this size, enters it and waits until the app has mounted.
    /// Windows of Firefox and WebKit are never as narrow as a phone.
    pub fn open_sized(&self, width: u32, height: u32, rest: &str) {
        let rest = rest.replace('&', "%26").replace('#', "%23");
        self.go(&format!(
            "{}?width={width}&height={height}&rest={rest}",
            SIZED.0
        ));
        self.enter_frame("iframe");
        self.wait_until_started();
    }

    /// Lets the following commands act inside a frame.
    pub fn enter_frame(&self, css: &str) {
        let element = self.find(css);
        self.driver
            .post("/frame", &json!({ "id": { ELEMENT: element } }));
    }

    /// Lets the following commands act on the whole page again.
    pub fn leave_frame(&self) {
        self.driver.post("/frame", &json!({ "id": null }));
    }
}
