//! A page of somebody else, on another site or in a file, with the page in its frame.

use super::page::{ELEMENT, Page};
use super::server::Server;
use serde_json::json;

/// Documents on a host of their own, whose name differs from that of the page's host: to a
/// browser that is another site, not only another origin.
pub struct Elsewhere(Server);

impl Elsewhere {
    /// `documents` are `(path, text)`; `CHILD` in them becomes `child`, the address in the frame.
    pub fn start(documents: &[(&str, &str)], child: &str) -> Self {
        let documents: Vec<(&str, String)> = documents
            .iter()
            .map(|(path, text)| (*path, text.replace("CHILD", child)))
            .collect();
        let documents: Vec<(&str, &str)> = documents
            .iter()
            .map(|(path, text)| (*path, text.as_str()))
            .collect();
        Self(Server::of_documents(&documents))
    }

    /// The address of a document on its host.
    pub fn address(&self, document: &str) -> String {
        let address = self.0.address().replace("127.0.0.1", "localhost");
        format!("{address}{document}")
    }

    /// The address of the same document as a file.
    pub fn file(&self, document: &str) -> String {
        format!("file://{}", self.0.site().join(document).display())
    }
}

/// A script that npm brought and a variable names; `None`, and a word about it, without.
pub fn script(variable: &str) -> Option<String> {
    let Ok(path) = std::env::var(variable) else {
        eprintln!("skipped: {variable} names no script, cargo xtask setup says why");
        return None;
    };
    Some(std::fs::read_to_string(path).expect("a script that npm brought"))
}

impl Page<'_> {
    /// How high a frame is inside, and the content in it, in CSS pixels. What the commands act
    /// on is the whole page before and after.
    pub fn heights(&self, frame: &str) -> (f64, f64) {
        let outer = self.js_with(
            "const frame = document.querySelector(arguments[0]);
             const style = getComputedStyle(frame);
             return frame.getBoundingClientRect().height
                 - parseFloat(style.borderTopWidth) - parseFloat(style.borderBottomWidth)",
            &json!([frame]),
        );
        self.enter_frame(frame);
        let content = self.js("return document.body.getBoundingClientRect().height");
        self.leave_frame();
        let number = |value: &serde_json::Value| value.as_f64().expect("a height");
        (number(&outer), number(&content))
    }

    /// Waits until the frame is as high as its content, within a pixel, and says how high.
    pub fn wait_for_height(&self, frame: &str, what: &str) -> f64 {
        let mut last = (0.0, 0.0);
        let agree = self.wait_until(|| {
            last = self.heights(frame);
            (last.0 - last.1).abs() <= 1.0 && last.1 > 1.0
        });
        assert!(
            agree,
            "{what}: the frame is {} high, its content {}",
            last.0, last.1
        );
        last.0
    }

    /// Brings a frame into view.
    pub fn show_frame(&self, css: &str) {
        self.js_with(
            "arguments[0].scrollIntoView()",
            &json!([{ ELEMENT: self.find(css) }]),
        );
    }
}
