//! The inputs, the presets, and the packs they make.

#[path = "scenario/catalogue.rs"]
mod catalogue;
#[path = "scenario/fleet.rs"]
mod fleet;
#[path = "scenario/parameters.rs"]
mod parameters;
#[path = "scenario/presets.rs"]
mod presets;
