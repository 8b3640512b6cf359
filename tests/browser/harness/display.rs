//! A display without a screen, for browsers that always open a window.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// An X server of its own, gone when dropped.
pub struct Display {
    process: Child,
    /// What goes into the variable `DISPLAY`.
    pub name: String,
}

impl Display {
    pub fn start() -> Self {
        let program = std::env::var("XVFB").unwrap_or_else(|_| "Xvfb".to_owned());
        let mut process = Command::new(&program)
            // It takes a number that is free and writes it down.
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24"])
            .args(["-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} could not be started: {error}"));
        let mut number = String::new();
        let output = process.stdout.take().expect("a pipe");
        let read = BufReader::new(output).read_line(&mut number);
        if read.is_err() || number.trim().is_empty() {
            let _ = process.kill();
            panic!("{program} did not say which display it is");
        }
        Self {
            process,
            name: format!(":{}", number.trim()),
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
