//! Southern California Edison: from and to in one cell, `2017-09-01 23:00:00 to …`.
//!
//! About ten lines stand above, and the spaces around the "to" may be no-break spaces. The
//! older export has one column of usage, the newer one what is delivered and what is received.

use super::{DateOrder, Export, Stamps};

pub(crate) const EXPORT: Export = Export {
    name: "Southern California Edison",
    titles: &[
        &["energy consumption time period"],
        &["energy received time period"],
        &["energy delivered time period"],
        &["time period", "delivered kwh", "received kwh"],
    ],
    date_order: Some(DateOrder::MonthDay),
    stamps: Some(Stamps::Start),
};
