//! What the page shows before its program runs, written into the built documents by the same
//! library that the page runs on.
//!
//! `cargo xtask build` calls this; see [`pages`] and [`single`].

mod card;
mod head;
mod html;
mod look;
mod pages;
mod scene;
mod single;

use std::process::ExitCode;

/// An error is the message to print.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "prerender pages DIST ORIGIN FONTS | prerender single DOCUMENT QUERY";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match *words.as_slice() {
        ["pages", dist, origin, fonts] => pages::write(dist.as_ref(), origin, fonts.as_ref()),
        ["single", document, query] => single::write(document.as_ref(), query),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
