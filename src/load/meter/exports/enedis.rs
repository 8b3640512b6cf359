//! Enedis (France): `Horodate;Valeur`, mean watts at the end of each interval.
//!
//! Stamps have offsets from UTC, so that the repeated hour in autumn is told apart. The unit
//! stands in a table of two lines above. Lost intervals have an empty value.

use super::{Export, Stamps};

pub(crate) const EXPORT: Export = Export {
    name: "Enedis load curve",
    titles: &[&["horodate", "valeur"]],
    date_order: None,
    stamps: Some(Stamps::End),
};
