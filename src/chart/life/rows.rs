//! The years in numbers: the rows of a data table and of CSV.

use crate::life::Prospect;

/// The columns of [`life_rows`].
pub const LIFE_HEADINGS: [&str; 14] = [
    "year",
    "health_percent",
    "worst_percent",
    "best_percent",
    "packs",
    "cut_kw",
    "low_kw",
    "high_kw",
    "p10_kw",
    "p50_kw",
    "p90_kw",
    "cycles",
    "replaced",
    "added",
];

/// The years in numbers, in order, as far as they are known; `None` is not known or means nothing.
///
/// From `low_kw` to `p90_kw` the columns are those of the cut.
pub fn life_rows(main: &Prospect) -> impl Iterator<Item = [Option<f64>; 14]> {
    let years = 0..main.base.years.len();
    years.map(|k| std::array::from_fn(|column| life_value(main, k, column)))
}

/// The number of a column in the year of that place.
pub(in crate::chart) fn life_value(main: &Prospect, k: usize, column: usize) -> Option<f64> {
    let year = main.base.years.get(k)?;
    // No packs have no health.
    let percent = |share: f64| (year.packs > 0).then_some(100.0 * share);
    let count = |number: u32| Some(f64::from(number));
    match column {
        0 => count(year.year),
        1 => percent(year.soh_mean),
        2 => percent(year.soh_min),
        3 => percent(year.soh_max),
        4 => count(year.packs),
        5 => Some(year.cut_kw),
        6 => main.low.get(k).map(|reach| reach.cut_kw),
        7 => main.high.get(k).map(|reach| reach.cut_kw),
        8..=10 => main.spread.get(k).map(|at| at.cut_kw[column - 8]),
        11 => Some(year.cycles),
        12 => count(year.replaced),
        _ => count(year.added),
    }
}
