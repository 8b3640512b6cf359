//! Packs, and the battery they make together.

pub mod battery;
mod catalogue;
mod drawn;
#[allow(clippy::module_inception, reason = "the file says what is in it")]
mod fleet;
mod lump;
mod pack;
mod spread;
mod suited;

pub use battery::{Battery, BatteryError, BatterySpec};
pub use catalogue::{CATALOGUE, CataloguePack, Chemistry};
pub use drawn::{KINDS, Kind, drawn};
pub use fleet::{Fleet, PackGroup};
pub use pack::{Pack, PackSpec, round_trip_at, self_discharge_per_hour};
pub use spread::{Spread, in_strings, kinds};
pub use suited::{reach_of_packs, round_up, suited_packs, tenth_of};
