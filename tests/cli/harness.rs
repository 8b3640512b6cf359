//! Runs the built program and keeps what it says.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The program.
pub const PEAKPACK: &str = env!("CARGO_BIN_EXE_peakpack");

/// A lossless battery of 4 MWh and 1 MW.
pub const BATTERY: &str = r#"{"e_min_kwh": 0, "e_max_kwh": 4000, "p_charge_kw": 1000,
    "p_discharge_kw": 1000, "eta_c": 1, "eta_d": 1, "e0_kwh": 4000,
    "self_discharge_per_h": 0, "aux_kw": 0}"#;

/// What a run of the program gave.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// The output of a run that succeeded without a word on standard error.
    pub fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// The same as JSON.
    pub fn json(self) -> Value {
        serde_json::from_str(&self.ok()).expect("the output is JSON")
    }

    /// The message of a run that failed with this exit code and no output.
    pub fn failed(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        assert!(self.err.starts_with("error: "), "{}", self.err);
        self.err
    }
}

/// Runs the program with these arguments and nothing on standard input.
pub fn peakpack(args: &[&str]) -> Said {
    peakpack_reading(args, b"")
}

/// Runs the program with these arguments and standard input.
pub fn peakpack_reading(args: &[&str], input: &[u8]) -> Said {
    let mut child = Command::new(PEAKPACK)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that fails before it reads closes the pipe: that is no fault of the test's.
    let _ = stdin.write_all(input);
    drop(stdin);
    let done = child.wait_with_output().expect("the program ends");
    Said {
        code: done.status.code().expect("no signal ended the program"),
        out: String::from_utf8(done.stdout).expect("the output is UTF-8"),
        err: String::from_utf8(done.stderr).expect("the messages are UTF-8"),
    }
}

/// The path of a file of `tests/fixtures`.
pub fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A folder that is removed when it goes out of scope.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("cli-{}-{number}", std::process::id());
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("the folder can be made");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The path of a file in it.
    pub fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Writes a file and returns its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.file(name);
        fs::write(&path, text).expect("the file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Two months of hours with dates, 40 kW by night and 60 kW by day, and one hour of 90 kW in each month.
pub fn two_months() -> String {
    let mut csv = "time,kW\n".to_owned();
    for (month, days) in [(1, 31), (2, 28)] {
        for day in 1..=days {
            for hour in 0..24 {
                let kw = match (day, hour) {
                    (10, 18) => 90,
                    (_, 8..=19) => 60,
                    _ => 40,
                };
                csv.push_str(&format!("2025-{month:02}-{day:02} {hour:02}:00,{kw}\n"));
            }
        }
    }
    csv
}
