//! What retired electric-vehicle packs do to the grid draw of a data center.

pub mod dispatch;
pub mod fleet;
pub mod load;
pub mod outcome;
pub mod scenario;
pub mod units;

pub use outcome::{Outcome, run};
