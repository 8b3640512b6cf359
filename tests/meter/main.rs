//! Meter files: every dialect read back, every fault named, every clock followed.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests are tests: a failed unwrap there is a failed test"
)]

mod channels;
mod clock;
mod day_rows;
mod dialects;
mod faults;
mod fixtures;
mod gaps;
mod green_button;
mod nem;
mod spikes;
mod uneven;
mod units;
mod utilities;
mod workbook;
mod writers;
mod xlsx;

use peakpack::load::meter::{ReadError, ReadOptions, Reading, read};

/// Reads a text that must be readable without asking.
#[track_caller]
fn understood(text: &str) -> Reading {
    match read(text.as_bytes(), &ReadOptions::default()) {
        Ok(reading) => reading,
        Err(why) => panic!("{why}"),
    }
}

/// Reads a text with something said about it.
#[track_caller]
fn understood_as(text: &str, options: &ReadOptions) -> Reading {
    match read(text.as_bytes(), options) {
        Ok(reading) => reading,
        Err(why) => panic!("{why}"),
    }
}

/// Reads a text that must not be readable.
#[track_caller]
fn refused(text: &str) -> ReadError {
    match read(text.as_bytes(), &ReadOptions::default()) {
        Ok(reading) => panic!("{:?}", reading.report),
        Err(why) => why,
    }
}
