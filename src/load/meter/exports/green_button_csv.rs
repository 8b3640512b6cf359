//! Green Button as CSV: PG&E, ComEd and others in the United States.
//!
//! Some lines about the customer stand above. `END TIME` is the last minute of the interval
//! (00:14), so that the start counts. Sites that export have `IMPORT` and `EXPORT` in place of
//! `USAGE`; gas may stand beside electricity. The hour that comes twice in autumn has its
//! stamps twice, the hour that is left out in spring none.

use super::{DateOrder, Export, Stamps};

pub(crate) const EXPORT: Export = Export {
    name: "Green Button CSV",
    titles: &[&["type", "date", "start time", "end time"]],
    date_order: Some(DateOrder::MonthDay),
    stamps: Some(Stamps::Start),
};
