//! A plain file server: what any static host does, under a sub-path.

use super::frames::SIZED;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where `dist` appears, to prove that the page needs no root of its own.
pub const BASE: &str = "/some/sub/path/";

/// Where the host writes what it is asked for.
const LOG: &str = "requests.log";

/// Python's file server over a folder of its own with a copy of `dist`: an
/// independent host, with nothing of this project in it.
pub struct Server {
    address: SocketAddr,
    folder: PathBuf,
    python: Child,
}

impl Server {
    /// Serves `dist` and `documents` under [`BASE`], on a port of its own.
    pub fn start(documents: &[(&str, &str)]) -> Self {
        let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
        assert!(
            dist.join("index.html").is_file(),
            "there is no page to test: run cargo xtask build first"
        );
        let documents: Vec<_> = documents.iter().copied().chain([SIZED]).collect();
        Self::over(Some(&dist), &documents)
    }

    /// Serves only `documents`: somebody else's site.
    pub fn of_documents(documents: &[(&str, &str)]) -> Self {
        Self::over(None, documents)
    }

    fn over(dist: Option<&Path>, documents: &[(&str, &str)]) -> Self {
        // A free port: taken, noted and given back.
        let address = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port");
        let folder = std::env::temp_dir().join(format!("peakpack-site-{}", address.port()));
        let site = folder.join(BASE.trim_matches('/'));
        std::fs::create_dir_all(&site).expect("a folder for the site");
        // Browsers ask the root of a host for an icon, whatever the page says.
        std::fs::write(folder.join("favicon.ico"), "").expect("an empty icon");
        if let Some(dist) = dist {
            copy(dist, &site);
        }
        for (path, text) in documents {
            std::fs::write(site.join(path), text).expect("a document beside the page");
        }
        let log = std::fs::File::create(folder.join(LOG)).expect("a log of the requests");
        let python = Command::new("python3")
            .args(["-m", "http.server", "--bind", "127.0.0.1", "--directory"])
            .arg(&folder)
            .arg(address.port().to_string())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect(
                "python3 serves the page to the browser: install it from the system's packages",
            );
        let server = Self {
            address,
            folder,
            python,
        };
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(
                started.elapsed() < Duration::from_secs(20),
                "python3 does not serve"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// The requests so far, one line each.
    pub fn requests(&self) -> Vec<String> {
        let log = std::fs::read_to_string(self.folder.join(LOG)).expect("the log");
        let lines = log.lines().filter(|line| line.contains("HTTP/"));
        lines.map(str::to_owned).collect()
    }

    /// The folder in which the documents lie.
    pub fn site(&self) -> PathBuf {
        self.folder.join(BASE.trim_matches('/'))
    }

    /// The address of the page's folder, with a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}{BASE}", self.address)
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("dist").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(path, to).expect("a copy of dist");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.python.kill();
        let _ = self.python.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
