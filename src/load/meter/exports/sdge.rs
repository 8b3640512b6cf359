//! San Diego Gas & Electric: consumption, generation and their difference, quoted, AM and PM.

use super::{DateOrder, Export, Stamps};

pub(crate) const EXPORT: Export = Export {
    name: "San Diego Gas & Electric",
    titles: &[
        &["meter number", "date", "start time", "duration"],
        &["meter number", "date", "start time", "consumption"],
    ],
    date_order: Some(DateOrder::MonthDay),
    stamps: Some(Stamps::Start),
};
