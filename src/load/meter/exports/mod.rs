//! The exports of utilities whose tables are known: one file each.
//!
//! All are read by the one reader of tables. What is known of an export spares a question
//! that its rows may leave open, above all the order of day and month, and gives the
//! read-back its name.

mod enedis;
mod esb;
mod green_button_csv;
mod sce;
mod sdge;
mod smart_meter_texas;

use super::layout::Table;
use super::options::{DateOrder, ReadOptions, Stamps};
use super::text::lower;

/// What is known of one utility's tables.
pub(crate) struct Export {
    /// Its name in the read-back.
    pub name: &'static str,
    /// Titles in small letters: the table has all of one of these lists.
    pub titles: &'static [&'static [&'static str]],
    /// The order of day and month, for dates that leave it open.
    pub date_order: Option<DateOrder>,
    /// Which moment of its interval a stamp names.
    pub stamps: Option<Stamps>,
}

/// Those with the most telling titles first.
const EXPORTS: [Export; 6] = [
    smart_meter_texas::EXPORT,
    esb::EXPORT,
    sdge::EXPORT,
    green_button_csv::EXPORT,
    sce::EXPORT,
    enedis::EXPORT,
];

/// The export that a table's titles belong to.
pub(crate) fn of(table: &Table) -> Option<&'static Export> {
    let titles: Vec<String> = table.titles.iter().map(|title| lower(title)).collect();
    let has = |wanted: &&str| titles.iter().any(|title| title == wanted);
    EXPORTS
        .iter()
        .find(|export| export.titles.iter().any(|list| list.iter().all(&has)))
}

impl Export {
    /// What a person has chosen, and what is known of the export where they have not.
    pub fn options(&self, chosen: &ReadOptions) -> ReadOptions {
        ReadOptions {
            date_order: chosen.date_order.or(self.date_order),
            stamps: chosen.stamps.or(self.stamps),
            ..chosen.clone()
        }
    }
}
