//! Meter files that stay in this browser because the person asked for it: the last five.
//!
//! They lie in the browser's storage for this page, by way of `files.js`; in a frame or a
//! file where there is no such storage the page does not offer it.

use super::js;
use super::live::Live;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

/// The remembered files.
#[derive(Clone, Copy)]
pub struct Remembered {
    /// Their names, the newest first.
    pub names: Live<Vec<String>>,
    /// Whether there is a storage at all.
    pub offered: Live<bool>,
}

impl Remembered {
    /// Looks what is there.
    pub fn new() -> Self {
        let remembered = Self {
            names: Live::new(Vec::new()),
            offered: Live::new(false),
        };
        remembered.ask("names", Vec::new());
        remembered
    }

    /// Keeps a file, and lets go of the oldest beyond five.
    pub fn keep(self, name: &str, bytes: &[u8]) {
        self.ask("keep", vec![name.into(), Uint8Array::from(bytes).into()]);
    }

    /// Lets go of a file.
    pub fn forget(self, name: &str) {
        self.ask("forget", vec![name.into()]);
    }

    /// Hands on the bytes of a file.
    pub fn open(name: &str, then: impl FnOnce(Vec<u8>) + 'static) {
        let then: js::Then = Box::new(|bytes| {
            if let Some(bytes) = bytes {
                then(js::to_vec(&bytes));
            }
        });
        js::later("open", vec![name.into()], then);
    }

    /// Has something done to the storage, which answers with the names in it.
    fn ask(self, method: &'static str, arguments: Vec<JsValue>) {
        let show: js::Then = Box::new(move |names| {
            let Some(names) = names else {
                return;
            };
            self.offered.set(true);
            let names = Array::from(&names);
            self.names
                .set(names.iter().filter_map(|n| n.as_string()).collect());
        });
        js::later(method, arguments, show);
    }
}
