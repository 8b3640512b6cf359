//! Made-up input for everything that reads what a stranger wrote: nothing may panic.
//!
//! The same cases in every run. `PEAKPACK_FUZZ_CASES` sets how many for each reader.

mod files;
mod links;

/// How many cases each reader gets.
fn cases() -> u64 {
    let asked = std::env::var("PEAKPACK_FUZZ_CASES");
    let number = asked.ok().and_then(|text| text.parse().ok());
    number.unwrap_or(1_000_000)
}
