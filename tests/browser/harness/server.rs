//! A plain file server: what any static host does, under a sub-path.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Response};

/// Where `dist` appears, to prove that the page needs no root of its own.
pub const BASE: &str = "/some/sub/path/";

pub struct Server {
    http: Arc<tiny_http::Server>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Server {
    /// Serves `dist` and `documents` under [`BASE`], on a port of its own.
    pub fn start(documents: &[(&str, &str)]) -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        assert!(
            dist.join("index.html").is_file(),
            "there is no page to test: run cargo xtask build first"
        );
        let documents: HashMap<String, Vec<u8>> = documents
            .iter()
            .map(|(path, html)| ((*path).to_owned(), html.as_bytes().to_vec()))
            .collect();
        let http = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("a free port"));
        let requests = Arc::clone(&http);
        let thread = std::thread::spawn(move || {
            for request in requests.incoming_requests() {
                let response = match find(&dist, &documents, request.url()) {
                    Some((name, bytes)) => {
                        let kind = Header::from_bytes("Content-Type", mime(&name));
                        Response::from_data(bytes).with_header(kind.expect("a valid header"))
                    }
                    None => Response::from_data("not found").with_status_code(404),
                };
                // A browser that has gone away needs no answer.
                let _ = request.respond(response);
            }
        });
        Self {
            http,
            thread: Some(thread),
        }
    }

    /// The address of the page's folder, with a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}{BASE}", self.http.server_addr())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.http.unblock();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn find(
    dist: &Path,
    documents: &HashMap<String, Vec<u8>>,
    url: &str,
) -> Option<(PathBuf, Vec<u8>)> {
    let path = url.split(['?', '#']).next()?.strip_prefix(BASE)?;
    let path = if path.is_empty() { "index.html" } else { path };
    if path.split('/').any(|part| part == "..") {
        return None;
    }
    let name = PathBuf::from(path);
    let bytes = match documents.get(path) {
        Some(bytes) => bytes.clone(),
        None => std::fs::read(dist.join(&name)).ok()?,
    };
    Some((name, bytes))
}

fn mime(name: &Path) -> &'static str {
    match name.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json" | "webmanifest") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}
