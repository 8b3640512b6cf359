//! A browser driven over the WebDriver protocol, closed when dropped.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Long enough for any machine; only a hang takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// A browser without a screen and without questions. Root, as in containers,
/// cannot have Chromium's sandbox; the only pages it opens are our own.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--lang=en-US",
    "--window-size=1280,900",
];

pub struct Driver {
    process: Child,
    agent: ureq::Agent,
    /// The address of the session, once there is one.
    session: String,
}

impl Driver {
    /// Starts a driver on a free port and a browser with a new profile.
    pub fn start() -> Self {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut process = Command::new(&program)
            .arg("--port=0")
            // Local times and formats must not depend on the machine.
            .env("TZ", "UTC")
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{program} could not be started ({error}): run cargo xtask setup")
            });
        let output = BufReader::new(process.stdout.take().expect("a pipe"));
        let port = port_announced_in(output).unwrap_or_else(|| {
            let _ = process.kill();
            panic!("{program} did not say on which port it listens")
        });
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // The driver explains its errors in the body.
            .http_status_as_error(false);
        let mut driver = Self {
            process,
            agent: config.build().into(),
            session: format!("http://127.0.0.1:{port}/session"),
        };
        let mut options = json!({ "args": FLAGS });
        if let Ok(browser) = std::env::var("CHROMIUM") {
            options["binary"] = which(&browser).into();
        }
        let session = driver.post(
            "",
            &json!({ "capabilities": { "alwaysMatch": {
                "goog:chromeOptions": options,
                "goog:loggingPrefs": { "browser": "ALL" },
                "timeouts": { "script": 20_000, "pageLoad": 20_000 },
            }}}),
        );
        let id = session["sessionId"].as_str().expect("a session");
        driver.session = format!("{}/{id}", driver.session);
        driver
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

/// The driver announces its port on standard output. The rest of its output is
/// read and dropped, so that it never waits for a reader.
fn port_announced_in(output: BufReader<std::process::ChildStdout>) -> Option<u16> {
    let mut lines = output.lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let (_, port) = line.split_once("started successfully on port ")?;
        port.trim_end_matches('.').parse().ok()
    });
    std::thread::spawn(move || lines.for_each(drop));
    port
}

/// The driver wants the browser's path, not its name.
fn which(program: &str) -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
        .map_or_else(|| program.to_owned(), |file| file.display().to_string())
}
