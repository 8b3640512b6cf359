//! Packs, and the battery they make together.

pub mod battery;

pub use battery::{Battery, BatteryError, BatterySpec};
