//! What retired electric-vehicle packs do to the grid draw of a data center.
//!
//! The library is the model: pure and deterministic, the same bits natively and
//! in WebAssembly. It has no clock, no random source but the scenario's seed, no
//! globals and no input or output. The page and the command line are two small
//! programs on top of it.
//!
//! Data flows one way, and no import runs back:
//!
//! ```text
//! scenario → load → fleet → ageing → dispatch → outcome → chart → page, command line
//! ```
//!
//! Conventions:
//!
//! * Power in kW at the meter (AC side), energy in kWh in the store, time in hours.
//! * Battery power is positive when discharging; grid draw is positive when importing.
//! * A series is the mean power over equal steps of 0.1 s to 1 h, on the meter's own clock.
//! * A peak is the highest mean over a metering window (15 minutes unless chosen otherwise).
//! * A battery, a series or a scenario that makes no sense cannot be constructed.
//!
//! ```
//! use peakpack::load::Site;
//! use peakpack::scenario::{Id, Scenario};
//! use std::sync::Arc;
//!
//! let scenario = Scenario::default().with(Id::Packs, 800.0);
//! let site = Arc::new(Site::of(&scenario)?);
//! let outcome = peakpack::run(&scenario, &site);
//! assert!(outcome.peak_after_kw < outcome.peak_before_kw);
//! println!("{}", outcome.finding());
//! # Ok::<(), peakpack::load::synthetic::ProfileError>(())
//! ```

pub mod ageing;
pub mod chart;
mod checksum;
pub mod decimal;
pub mod dispatch;
pub mod fleet;
pub mod life;
pub mod load;
mod noise;
pub mod outcome;
pub mod scenario;
mod sort;
pub mod text;
pub mod units;

pub use outcome::{Outcome, run};

/// The version of the model: what a figure was computed by.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
