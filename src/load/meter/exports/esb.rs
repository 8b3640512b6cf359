//! ESB Networks (Ireland), "HDF": half hours with the newest first, stamped at their end.
//!
//! The read type says import or export and kW or kWh; both ways stand in one column. The end
//! of the last half hour of a day is the next day's 00:00.

use super::{DateOrder, Export, Stamps};

pub(crate) const EXPORT: Export = Export {
    name: "ESB Networks HDF",
    titles: &[
        &["mprn", "read value", "read type", "read date and end time"],
        &["mprn", "value", "read type", "read date and end time"],
    ],
    date_order: Some(DateOrder::DayMonth),
    stamps: Some(Stamps::End),
};
