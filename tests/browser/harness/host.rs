//! A host that sends the headers of docs/hosting.md: what a careful deployment does.
//!
//! Each one is an origin of its own, so two of them are a report and the page in its frame.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Where `dist` appears.
pub const BASE: &str = "/some/sub/path/";

/// `dist`, and documents beside it, with the headers that `cargo xtask build` has written.
pub struct Host {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

struct Site {
    dist: PathBuf,
    documents: Vec<(String, String)>,
    /// The headers of `dist/_headers`, by the beginning of a path.
    headers: Vec<(String, Vec<String>)>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Host {
    /// Serves `dist` under [`BASE`] on a port of its own until the tests end. `documents` are
    /// `(path, HTML)` beside it: pages of somebody else, which have no headers.
    pub fn start(documents: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its number");
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        let listed = std::fs::read_to_string(dist.join("_headers"))
            .expect("headers: run cargo xtask build first");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let site = Arc::new(Site {
            dist,
            documents: documents
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
            headers: parsed(&listed, &format!("http://{address}")),
            requests: Arc::clone(&requests),
        });
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&site);
                // A browser that goes away is no failure of the host.
                std::thread::spawn(move || drop(site.answer(&stream)));
            }
        });
        Self { address, requests }
    }

    /// The address of the page's folder, with a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}{BASE}", self.address)
    }

    /// What was asked for so far: methods and paths.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("the log").clone()
    }
}

/// The headers of a list for Netlify, with the host named where only `'self'` stands.
fn parsed(listed: &str, host: &str) -> Vec<(String, Vec<String>)> {
    let mut rules: Vec<(String, Vec<String>)> = Vec::new();
    for line in listed.lines() {
        match (line.strip_prefix("  "), rules.last_mut()) {
            (Some(header), Some((_, headers))) => {
                let named = header.replace("-src 'self'", &format!("-src 'self' {host}"));
                // Frames are of the page itself alone.
                let named = named.replace(&format!("frame-src 'self' {host}"), "frame-src 'self'");
                headers.push(named);
            }
            _ => rules.push((line.trim_end_matches('*').to_owned(), Vec::new())),
        }
    }
    rules
}

impl Site {
    fn answer(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream).lines();
        let request = lines.next().transpose()?.unwrap_or_default();
        let mut packs = false;
        for line in lines {
            let line = line?.to_ascii_lowercase();
            packs |= line.starts_with("accept-encoding:") && line.contains("deflate");
            if line.is_empty() {
                break;
            }
        }
        let mut words = request.split(' ');
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let path = target.split('?').next().unwrap_or("");
        if let Ok(mut requests) = self.requests.lock() {
            requests.push(format!("{method} {path}"));
        }
        let (status, mut headers, mut body) = self.find(path);
        // What loading takes is measured on packed files, as hosts send them.
        if packs && !path.ends_with(".png") {
            body = miniz_oxide::deflate::compress_to_vec_zlib(&body, 9);
            headers.push("Content-Encoding: deflate".to_owned());
        }
        let mut out = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
        for header in headers {
            out += &format!("{header}\r\n");
        }
        out += &format!("Content-Length: {}\r\n\r\n", body.len());
        let mut stream = stream;
        stream.write_all(out.as_bytes())?;
        if method != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn find(&self, path: &str) -> (&'static str, Vec<String>, Vec<u8>) {
        let html = "Content-Type: text/html; charset=utf-8".to_owned();
        let missing = (
            "404 Not Found",
            vec![html.clone()],
            b"nothing here".to_vec(),
        );
        let Some(inside) = path.strip_prefix(BASE) else {
            return missing;
        };
        if let Some((_, text)) = self.documents.iter().find(|(name, _)| name == inside) {
            return ("200 OK", vec![html], text.as_bytes().to_vec());
        }
        let file = match inside {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        let leads_out = Path::new(&file)
            .components()
            .any(|part| !matches!(part, std::path::Component::Normal(_)));
        if leads_out {
            return missing;
        }
        let Ok(body) = std::fs::read(self.dist.join(&file)) else {
            return missing;
        };
        let kind = match file.rsplit('.').next() {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript",
            Some("wasm") => "application/wasm",
            Some("png") => "image/png",
            _ => "application/octet-stream",
        };
        let mut headers = vec![format!("Content-Type: {kind}")];
        let rooted = format!("/{inside}");
        let rules = self
            .headers
            .iter()
            .filter(|(begin, _)| rooted.starts_with(begin));
        headers.extend(rules.flat_map(|(_, headers)| headers.clone()));
        ("200 OK", headers, body)
    }
}
