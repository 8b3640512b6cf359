//! Peaks by month.

use super::text::{Align, table};
use peakpack::outcome::{MonthPeak, PowerScale, month_name};

/// Peaks by month for people.
pub fn text(months: &[MonthPeak], dated: bool, scale: PowerScale) -> String {
    let years = dated && months.first().map(|m| m.year) != months.last().map(|m| m.year);
    let heading = [
        format!("Peak by month, {}", scale.unit()),
        "before".to_owned(),
        "after".to_owned(),
        "cut".to_owned(),
    ];
    let row = |peak: &MonthPeak| {
        let name = month_name(peak.month);
        [
            if years {
                format!("{name} {}", peak.year)
            } else {
                name.to_owned()
            },
            scale.number(peak.before_kw),
            scale.number(peak.after_kw),
            scale.difference(peak.before_kw, peak.after_kw),
        ]
    };
    let rows: Vec<[String; 4]> = std::iter::once(heading)
        .chain(months.iter().map(row))
        .collect();
    table(
        [Align::Left, Align::Right, Align::Right, Align::Right],
        &rows,
    )
}
