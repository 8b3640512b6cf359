//! Smart Meter Texas: every quarter hour twice, consumption and surplus generation.
//!
//! The meter's number begins with an apostrophe, for spreadsheets. A day on which the clock
//! changes has 92 or 100 rows of each; some of them are blank in spring.

use super::{DateOrder, Export, Stamps};

pub(crate) const EXPORT: Export = Export {
    name: "Smart Meter Texas",
    titles: &[&["esiid", "usage_date", "usage_start_time", "usage_kwh"]],
    date_order: Some(DateOrder::MonthDay),
    stamps: Some(Stamps::Start),
};
