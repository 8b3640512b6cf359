//! Meter files that stay in this browser because the person asked for it: the last five.
//!
//! They lie in the browser's cache storage under the page's own address. Putting something
//! there sends nothing, and in a frame or a file where there is no such storage the page
//! does not offer it.

use super::js;
use super::live::Live;
use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The name of the storage.
const STORE: &str = "peakpack-files";
/// What stands before a file's name in its address.
const BEFORE: &str = "/remembered/";
/// How many files are kept.
const MOST: u32 = 5;

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
        spawn_local(async move {
            if let Some(store) = store().await {
                remembered.offered.set(true);
                remembered.look(&store).await;
            }
        });
        remembered
    }

    /// Keeps a file, and lets go of the oldest beyond five.
    pub fn keep(self, name: String, bytes: std::sync::Arc<Vec<u8>>) {
        spawn_local(async move {
            let Some(store) = store().await else {
                return;
            };
            let body = Uint8Array::from(bytes.as_slice());
            if let Some(file) = js::make("Response", &[body.into()]) {
                let _ = js::ask(&store, "put", &[address(&name), file]).await;
            }
            let keys = keys(&store).await;
            for key in keys
                .iter()
                .take(keys.length().saturating_sub(MOST) as usize)
            {
                let _ = js::ask(&store, "delete", &[key]).await;
            }
            self.look(&store).await;
        });
    }

    /// Lets go of a file.
    pub fn forget(self, name: String) {
        spawn_local(async move {
            if let Some(store) = store().await {
                let _ = js::ask(&store, "delete", &[address(&name)]).await;
                self.look(&store).await;
            }
        });
    }

    /// The bytes of a file.
    pub fn open(self, name: String, then: impl FnOnce(String, Vec<u8>) + 'static) {
        spawn_local(async move {
            if let Some(bytes) = bytes(&name).await {
                then(name, bytes);
            }
        });
    }

    async fn look(self, store: &JsValue) {
        let keys = keys(store).await;
        let names = keys.iter().filter_map(|key| {
            let address = js::get(&key, "url")?.as_string()?;
            let (_, name) = address.rsplit_once(BEFORE)?;
            js_sys::decode_uri_component(name).ok().map(String::from)
        });
        let mut names: Vec<String> = names.collect();
        names.reverse();
        self.names.set(names);
    }
}

async fn store() -> Option<JsValue> {
    let caches = js::get(&window(), "caches")?;
    js::ask(&caches, "open", &[STORE.into()]).await
}

async fn keys(store: &JsValue) -> Array {
    let keys = js::ask(store, "keys", &[]).await;
    keys.map(|keys| Array::from(&keys)).unwrap_or_default()
}

async fn bytes(name: &str) -> Option<Vec<u8>> {
    let file = js::ask(&store().await?, "match", &[address(name)]).await?;
    let buffer = js::ask(&file, "arrayBuffer", &[]).await?;
    Some(Uint8Array::new(&buffer).to_vec())
}

fn address(name: &str) -> JsValue {
    let name = String::from(js_sys::encode_uri_component(name));
    JsValue::from_str(&format!("{BEFORE}{name}"))
}
