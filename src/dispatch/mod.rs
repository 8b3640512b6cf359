//! Grid draw after the battery: the exact least peak, demand windows, and the dispatch that reaches it.
//!
//! Conventions: kW at the meter, kWh in the store, hours. Positive battery power
//! discharges. For a threshold `P`, load `L`, auxiliaries `a`:
//!
//! ```text
//! g = L + a + c − d            grid draw; c charges, d discharges, never both
//! E' = E·(1−σ)^dt + η_c·c·dt − d·dt/η_d
//! E_min ≤ E ≤ E_max   0 ≤ c ≤ P_c   0 ≤ d ≤ P_d   g ≥ min(0, L + a)
//! ```

mod blocks;
mod chain;
mod exact;
mod follow;
mod limit;
mod packs;
mod schedule;
mod simplex;
mod steps;
mod walk;
mod windows;

pub use crate::scenario::EndCondition;
pub use exact::{ExactPeak, exact_peak};
pub use follow::can_follow;
pub use limit::{Binding, Critical, Infeasible};
pub use packs::{PacksPeak, packs_peak};
pub use schedule::{Schedule, schedule};
pub use steps::Steps;
pub use windows::{Window, WindowPeaks, is_feasible, least_peaks};
