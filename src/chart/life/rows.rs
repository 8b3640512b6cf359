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
    main.base.years.iter().enumerate().map(|(k, year)| {
        // No packs have no health.
        let percent = |share: f64| (year.packs > 0).then_some(100.0 * share);
        let spread = main.spread.get(k).map(|at| at.cut_kw);
        let count = |number: u32| Some(f64::from(number));
        [
            count(year.year),
            percent(year.soh_mean),
            percent(year.soh_min),
            percent(year.soh_max),
            count(year.packs),
            Some(year.cut_kw),
            main.low.get(k).map(|reach| reach.cut_kw),
            main.high.get(k).map(|reach| reach.cut_kw),
            spread.map(|[low, _, _]| low),
            spread.map(|[_, middle, _]| middle),
            spread.map(|[_, _, high]| high),
            Some(year.cycles),
            count(year.replaced),
            count(year.added),
        ]
    })
}
