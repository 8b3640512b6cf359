//! A browser driven over the WebDriver protocol, closed when dropped.

use super::display::Display;
use super::engine::Engine;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Long enough for any machine; only a hang takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Driver {
    pub engine: Engine,
    process: Child,
    agent: ureq::Agent,
    /// The address of the session, once there is one.
    session: String,
    /// What driver and browser wrote to standard output.
    said: Said,
    /// Dropped after the browser is gone.
    display: Option<Display>,
}

type Said = Arc<Mutex<Vec<String>>>;

impl Driver {
    /// Starts a driver on a free port and a browser with a new profile.
    pub fn start(engine: Engine) -> Self {
        let port = if engine.announces_port() {
            0
        } else {
            free_port()
        };
        let mut command = engine.driver(port);
        let display = engine.needs_display().then(Display::start);
        if let Some(display) = &display {
            command.env("DISPLAY", &display.name);
        }
        let mut process = command
            // Local times and formats must not depend on the machine.
            .env("TZ", "UTC")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{engine:?}'s driver could not be started ({error}): run cargo xtask setup")
            });
        let said = listen(process.stdout.take().expect("a pipe"));
        let port = wait_until_it_listens(port, &said).unwrap_or_else(|| {
            let _ = process.kill();
            panic!("{engine:?}'s driver did not say on which port it listens")
        });
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // The driver explains its errors in the body.
            .http_status_as_error(false);
        let mut driver = Self {
            engine,
            process,
            agent: config.build().into(),
            session: format!("http://127.0.0.1:{port}/session"),
            said,
            display,
        };
        let session = driver.post(
            "",
            &json!({ "capabilities": { "alwaysMatch": engine.capabilities() }}),
        );
        let id = session["sessionId"].as_str().expect("a session");
        driver.session = format!("{}/{id}", driver.session);
        if engine != Engine::Chromium {
            let window = json!({ "width": 1280, "height": 900 });
            driver.post("/window/rect", &window);
        }
        driver
    }

    /// What was written to standard output since the last time this was asked.
    pub fn said(&self) -> Vec<String> {
        std::mem::take(&mut self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A command with a body; `path` as in the WebDriver standard, after the session.
    pub fn post(&self, path: &str, body: &Value) -> Value {
        self.try_post(path, body)
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// As [`Driver::post`], for commands that may fail.
    pub fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        let response = self
            .agent
            .post(format!("{}{path}", self.session))
            .content_type("application/json")
            .send(body.to_string());
        answer(path, response)
    }

    /// A command of Chromium's own debugging protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "{command} is Chromium's own");
        self.post(
            "/goog/cdp/execute",
            &json!({ "cmd": command, "params": parameters }),
        )
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // First the browser, which would live on without its driver.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn answer(
    path: &str,
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Value, String> {
    let mut response = response.map_err(|error| format!("the driver does not answer: {error}"))?;
    let text = response
        .body_mut()
        .with_config()
        // Screenshots of whole pages are large.
        .limit(200_000_000)
        .read_to_string()
        .map_err(|error| format!("the driver's answer broke off: {error}"))?;
    let mut body: Value = serde_json::from_str(&text)
        .map_err(|error| format!("the driver's answer makes no sense ({error}): {text}"))?;
    let value = body["value"].take();
    if response.status().is_success() {
        Ok(value)
    } else {
        Err(format!(
            "{path}: {}: {}",
            value["error"].as_str().unwrap_or("error"),
            value["message"].as_str().unwrap_or(&text)
        ))
    }
}

fn free_port() -> u16 {
    // Taken, noted and given back.
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

/// Collects what is written, so that nobody ever waits for a reader.
fn listen(output: ChildStdout) -> Said {
    let said = Said::default();
    let kept = Arc::clone(&said);
    std::thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line);
        }
    });
    said
}

/// The port given or, for 0, the one announced.
fn wait_until_it_listens(port: u16, said: &Said) -> Option<u16> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if port == 0 {
            let said = said.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(port) = said.iter().find_map(|line| announced_in(line)) {
                return Some(port);
            }
        } else if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(port);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    None
}

/// As ChromeDriver and geckodriver say it.
fn announced_in(line: &str) -> Option<u16> {
    let (_, chromium) = line
        .split_once("started successfully on port ")
        .unwrap_or_default();
    let (_, firefox) = line
        .split_once("Listening on 127.0.0.1:")
        .unwrap_or_default();
    let port = if chromium.is_empty() {
        firefox
    } else {
        chromium
    };
    port.trim_end_matches('.').trim().parse().ok()
}
