//! A page as a test sees it: what a person does, and what can be asked about the result.

use super::driver::Driver;
use super::engine::Engine;
use super::server::Server;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a condition may take on a slow and busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The name under which WebDriver hands out elements.
pub(super) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Only Chromium's driver keeps a log. In the others what is said after the start is collected in
/// the page; what goes wrong before it shows in the page's own card for failures, in the host's
/// log, and what Firefox could not run also in its output.
const LISTEN: &str = "if (window.heard) return;
    window.heard = [];
    const error = console.error;
    console.error = (...words) => { heard.push(words.join(' ')); error(...words); };
    addEventListener('error', ({ message }) => heard.push(message));
    addEventListener('unhandledrejection', ({ reason }) => heard.push(String(reason)));
    addEventListener('securitypolicyviolation', (event) =>
        heard.push(`refused: ${event.effectiveDirective} ${event.blockedURI}`));";

/// Light or dark, as the system asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// One browser tab with the page in it.
pub struct Page<'a> {
    pub(super) driver: &'a Driver,
    pub(super) server: &'a Server,
}

impl<'a> Page<'a> {
    pub(super) fn new(driver: &'a Driver, server: &'a Server) -> Self {
        Self { driver, server }
    }

    /// The browser it is in.
    pub fn engine(&self) -> Engine {
        self.driver.engine
    }

    // Going somewhere

    /// The address of the page, with `rest` (`?v=1…`, `#…` or another document) after it.
    pub fn address(&self, rest: &str) -> String {
        format!("{}{rest}", self.server.address())
    }

    /// Opens the page and waits until the app has mounted.
    pub fn open(&self, rest: &str) {
        self.go(rest);
        self.wait_until_started();
    }

    /// Opens an address of the server and waits for nothing but the document.
    pub fn go(&self, rest: &str) {
        self.visit(&self.address(rest));
    }

    /// Opens any address and waits for nothing but the document.
    pub fn visit(&self, address: &str) {
        self.driver.post("/url", &json!({ "url": address }));
    }

    /// Waits until the app has mounted, in the page or in the frame that was entered.
    pub fn wait_until_started(&self) {
        self.wait_for(
            "the app to start",
            "return document.documentElement.dataset.app === 'ready'",
        );
        if self.engine() != Engine::Chromium {
            self.js(LISTEN);
        }
    }

    /// Has a script run in every document before its own.
    pub fn before_documents(&self, script: &str) {
        self.driver.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            &json!({ "source": script }),
        );
    }

    /// Reloads the document, as a person does.
    pub fn reload(&self) {
        self.driver.post("/refresh", &json!({}));
    }

    /// Goes one step back in the history.
    pub fn back(&self) {
        self.driver.post("/back", &json!({}));
    }

    // Asking

    /// Runs a function body in the page and returns what it returns; promises are awaited.
    pub fn js(&self, body: &str) -> Value {
        self.js_with(body, &json!([]))
    }

    /// As [`Page::js`], with `arguments` for the body.
    pub fn js_with(&self, body: &str, arguments: &Value) -> Value {
        self.driver.post(
            "/execute/sync",
            &json!({ "script": body, "args": arguments }),
        )
    }

    /// Asks again and again until the answer is yes; no when patience ends.
    pub fn wait_until(&self, mut ask: impl FnMut() -> bool) -> bool {
        let start = Instant::now();
        while !ask() {
            if start.elapsed() > PATIENCE {
                return false;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Asks again and again until the function body returns something true.
    pub fn wait_for(&self, what: &str, body: &str) {
        let start = Instant::now();
        loop {
            let answer = self
                .driver
                .try_post("/execute/sync", &json!({ "script": body, "args": [] }));
            if matches!(&answer, Ok(value) if is_true(value)) {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain for {what}: the last answer was {answer:?}\nconsole: {:#?}",
                self.console()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until what has been changed is on the screen: two frames later.
    pub fn settle(&self) {
        self.js(
            "return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))",
        );
    }

    /// Waits until the years of the packs are known, draws and all.
    pub fn years(&self) {
        self.wait_for(
            "the years of the packs",
            "const years = document.querySelector('.years');
             return years.querySelector('h3').innerText.length > 0 && !years.ariaBusy",
        );
        self.settle();
    }

    /// The visible text of the first element that fits the CSS selector.
    pub fn text(&self, css: &str) -> String {
        let text = self.js_with(
            "return document.querySelector(arguments[0])?.innerText",
            &json!([css]),
        );
        match text.as_str() {
            Some(text) => text.to_owned(),
            None => panic!("nothing on the page fits `{css}`"),
        }
    }

    /// How many elements fit the CSS selector.
    pub fn count(&self, css: &str) -> u64 {
        self.js_with(
            "return document.querySelectorAll(arguments[0]).length",
            &json!([css]),
        )
        .as_u64()
        .unwrap_or(0)
    }

    // Acting

    /// Clicks, which scrolls the element into view first and fails when something covers it.
    pub fn click(&self, css: &str) {
        let element = self.find(css);
        self.driver
            .post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Types into an element; for `<input type=file>` the text is the file's path.
    pub fn type_into(&self, css: &str, text: &str) {
        let element = self.find(css);
        self.driver.post(
            &format!("/element/{element}/value"),
            &json!({ "text": text }),
        );
    }

    /// Types over what stands in a field, as a person does. A driver's own way to empty a field
    /// leaves it first, empty.
    pub fn replace(&self, css: &str, text: &str) {
        self.js_with(
            "const field = document.querySelector(arguments[0]); field.focus(); field.select()",
            &json!([css]),
        );
        self.type_into(css, text);
    }

    /// Presses and releases one key wherever the focus is: a letter, or a name such as `Tab`,
    /// `Enter`, `Escape`, `ArrowRight`, `Home`, `PageUp`.
    pub fn press(&self, key: &str) {
        let key = key_code(key);
        self.actions(&json!([{ "type": "key", "id": "keyboard", "actions": [
            { "type": "keyDown", "value": key },
            { "type": "keyUp", "value": key },
        ]}]));
    }

    /// Presses the pointer in the middle of an element, moves it through `path` (pixels from
    /// there, one pointer event each) and releases it.
    pub fn drag(&self, css: &str, path: &[(i32, i32)]) {
        let element = self.find(css);
        let origin = json!({ ELEMENT: element });
        let mut actions = vec![
            json!({ "type": "pointerMove", "duration": 0, "origin": origin, "x": 0, "y": 0 }),
            json!({ "type": "pointerDown", "button": 0 }),
        ];
        actions.extend(path.iter().map(|(x, y)| {
            json!({ "type": "pointerMove", "duration": 0, "origin": origin, "x": x, "y": y })
        }));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.actions(&json!([{ "type": "pointer", "id": "mouse",
            "parameters": { "pointerType": "mouse" }, "actions": actions }]));
    }

    /// Chooses a file in an `<input type=file>`, hidden or not.
    pub fn choose_file(&self, css: &str, path: &Path) {
        let path = std::path::absolute(path).expect("a path");
        assert!(path.is_file(), "{} is no file", path.display());
        self.type_into(css, &path.display().to_string());
    }

    /// Drops a file with this name and text onto an element.
    pub fn drop_file(&self, css: &str, name: &str, text: &str) {
        self.find(css);
        self.js_with(
            "const [css, name, text] = arguments;
             const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File([text], name));
             for (const type of ['dragenter', 'dragover', 'drop'])
                 document.querySelector(css).dispatchEvent(new DragEvent(type,
                     { dataTransfer, bubbles: true, cancelable: true }));",
            &json!([css, name, text]),
        );
    }

    /// Drops a file of any bytes.
    pub fn drop_bytes(&self, name: &str, bytes: &[u8]) {
        self.js_with(
            "const [name, bytes] = arguments;
             const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
             document.body.dispatchEvent(new DragEvent('drop',
                 { dataTransfer, bubbles: true, cancelable: true }));",
            &json!([name, bytes]),
        );
    }

    /// Drops a file that the browser makes itself: `script` is the body of a function that
    /// returns its text.
    pub fn drop_made(&self, name: &str, script: &str) {
        self.js_with(
            &format!(
                "const text = (() => {{ {script} }})();
                 const dataTransfer = new DataTransfer();
                 dataTransfer.items.add(new File([text], arguments[0]));
                 document.body.dispatchEvent(new DragEvent('drop',
                     {{ dataTransfer, bubbles: true, cancelable: true }}));"
            ),
            &json!([name]),
        );
    }

    /// What the page's host was asked for since it started, one line each.
    pub fn requests(&self) -> Vec<String> {
        self.server.requests()
    }

    // The surroundings

    /// The size of the viewport in CSS pixels, however narrow.
    pub fn resize(&self, width: u32, height: u32) {
        self.driver.devtools(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// What the system asks for. `media` is `print`, or empty for the screen.
    pub fn emulate(&self, scheme: Scheme, media: &str, reduced_motion: bool) {
        let scheme = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let motion = if reduced_motion {
            "reduce"
        } else {
            "no-preference"
        };
        self.driver.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "media": media, "features": [
                { "name": "prefers-color-scheme", "value": scheme },
                { "name": "prefers-reduced-motion", "value": motion },
            ]}),
        );
    }

    /// Any command of Chromium's debugging protocol, for what has no name here.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.driver.devtools(command, parameters)
    }

    // Judging

    /// What went wrong since the last time this was asked, as the browser tells it.
    pub fn console(&self) -> Vec<String> {
        if self.engine() == Engine::Chromium {
            return self.log(|_| true);
        }
        let mut heard = strings(&self.js("return (window.heard ?? []).splice(0)"));
        let output = self.driver.said().into_iter();
        heard.extend(output.filter(|line| line.starts_with("JavaScript error: http")));
        heard
    }

    /// Fails when the console holds an error: a panic, an exception, a file not found.
    pub fn assert_quiet(&self) {
        let errors = match self.engine() {
            Engine::Chromium => self.log(|level| level == "SEVERE"),
            Engine::Firefox | Engine::WebKit => self.console(),
        };
        assert!(errors.is_empty(), "errors on the console: {errors:#?}");
        self.assert_started();
        let requests = self.requests().into_iter();
        let missing: Vec<String> = requests.filter(|line| line.contains("\" 404 ")).collect();
        assert!(missing.is_empty(), "not found: {missing:#?}");
    }

    /// Fails when the app could not start or had to stop, and shows the card that says so.
    pub fn assert_started(&self) {
        let failed = self.js("return document.documentElement.dataset.app === 'failed'");
        assert_eq!(failed, false, "{}", self.text("body"));
    }

    /// The accessibility rules that the page breaks, by axe-core; without Node.js on the
    /// machine there is no axe-core and this says so and returns nothing.
    pub fn axe(&self) -> Vec<String> {
        let Ok(script) = std::env::var("PEAKPACK_AXE") else {
            eprintln!("skipped: axe-core is not there, cargo xtask setup says why");
            return Vec::new();
        };
        let script = std::fs::read_to_string(script).expect("axe-core's script");
        // As the browser's own words, which a page's security policy cannot refuse.
        self.js(&format!("{script};"));
        let broken = self.js(
            "return axe.run().then(({ violations }) => violations.map(({ id, help, nodes }) =>
                 `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`))",
        );
        strings(&broken)
    }

    /// Saves the whole page, however long, as a PNG.
    pub fn screenshot(&self, path: &Path) {
        self.driver
            .devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }));
        let shot = self.driver.devtools(
            "Page.captureScreenshot",
            &json!({ "format": "png", "captureBeyondViewport": true, "clip": self.extent() }),
        );
        let data = shot["data"].as_str().expect("a picture");
        std::fs::write(path, decode_base64(data))
            .unwrap_or_else(|error| panic!("{} cannot be written: {error}", path.display()));
    }

    /// The page on paper, as a PDF. WebKit's driver cannot print.
    pub fn pdf(&self) -> Vec<u8> {
        let pdf = self.driver.post("/print", &json!({}));
        decode_base64(pdf.as_str().expect("a PDF"))
    }

    fn extent(&self) -> Value {
        self.js("const root = document.documentElement;
             return { x: 0, y: 0, width: root.clientWidth, height: root.scrollHeight, scale: 1 }")
    }

    pub(super) fn find(&self, css: &str) -> String {
        let element = self
            .driver
            .try_post(
                "/element",
                &json!({ "using": "css selector", "value": css }),
            )
            .unwrap_or_else(|error| panic!("nothing on the page fits `{css}`: {error}"));
        element[ELEMENT].as_str().expect("an element").to_owned()
    }

    fn actions(&self, actions: &Value) {
        self.driver.post("/actions", &json!({ "actions": actions }));
    }

    fn log(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let entries = self.driver.post("/se/log", &json!({ "type": "browser" }));
        let entries = entries.as_array().map(Vec::as_slice).unwrap_or_default();
        entries
            .iter()
            .filter(|entry| wanted(entry["level"].as_str().unwrap_or_default()))
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value != 0 && value != ""
}

fn strings(value: &Value) -> Vec<String> {
    let values = value.as_array().map(Vec::as_slice).unwrap_or_default();
    values
        .iter()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

/// WebDriver's private characters for the keys that have no own one.
fn key_code(name: &str) -> &str {
    match name {
        "Tab" => "\u{e004}",
        "Enter" => "\u{e007}",
        "Shift" => "\u{e008}",
        "Backspace" => "\u{e003}",
        "Escape" => "\u{e00c}",
        "PageUp" => "\u{e00e}",
        "PageDown" => "\u{e00f}",
        "End" => "\u{e010}",
        "Home" => "\u{e011}",
        "ArrowLeft" => "\u{e012}",
        "ArrowUp" => "\u{e013}",
        "ArrowRight" => "\u{e014}",
        "ArrowDown" => "\u{e015}",
        "Delete" => "\u{e017}",
        letter => letter,
    }
}

fn decode_base64(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
