//! What retired electric-vehicle packs do to the grid draw of a data center.

pub mod fleet;
pub mod load;
pub mod scenario;
pub mod units;
