//! The charts of years in one line: what is found.

use super::LifeChart;
use super::course::{Unit, pick};
use super::words::{after, has_packs, packs, throughout, years};
use crate::decimal::short;
use crate::life::{Prospect, Year};
use crate::scenario::Upkeep;

/// The finding of a chart of years; a plain title until all years are known.
pub fn life_title(chart: LifeChart, main: &Prospect) -> String {
    let plain = pick(chart, "Health by year", "Peak cut by year");
    let [first, .., last] = &main.base.years[..] else {
        return plain.to_owned();
    };
    if !main.is_whole() {
        return plain.to_owned();
    }
    if !has_packs(main) {
        return "There are no packs".to_owned();
    }
    match chart {
        LifeChart::Health => health(main, last),
        LifeChart::Cut => cut(main, first, last),
    }
}

fn health(main: &Prospect, last: &Year) -> String {
    let mut lived = main.base.years.iter();
    if let Some(year) = lived.clone().find(|year| year.replaced > 0) {
        let who = if year.replaced < year.packs {
            "The first packs"
        } else {
            "Packs"
        };
        return format!("{who} are replaced {}", after(year.year));
    }
    let end = main.plan.end_health.get();
    let percent = short(100.0 * end);
    match lived.find(|year| year.soh_mean <= end) {
        Some(year) => {
            let who = if year.soh_min < year.soh_max {
                "On average the packs"
            } else {
                "The packs"
            };
            format!("{who} reach {percent} % health {}", after(year.year))
        }
        None => format!("Health stays above {percent} % {}", throughout(last.year)),
    }
}

fn cut(main: &Prospect, first: &Year, last: &Year) -> String {
    let unit = Unit::of(LifeChart::Cut, main);
    let lived = &main.base.years;
    if lived.iter().all(|year| year.cut_kw <= 0.0) {
        return "The packs do not lower the peak".to_owned();
    }
    if main.plan.upkeep == Upkeep::TopUp {
        let cut_kw = main.target_kw;
        let added = lived.iter().map(|year| year.added).sum();
        let more = match added {
            0 => "The packs".to_owned(),
            _ => packs(added, "more "),
        };
        let wanted = unit.text(cut_kw);
        return match main.base.fails(cut_kw) {
            Some(year) => format!("{more} cut less than {wanted} {}", after(year)),
            None => {
                let holds = if added == 1 { "holds" } else { "hold" };
                format!("{more} {holds} {wanted} {}", throughout(last.year))
            }
        };
    }
    let (from, to) = (first.cut_kw, last.cut_kw);
    if lived.iter().any(|year| year.replaced > 0) {
        let (cut, when) = (unit.text(to), years(last.year));
        return format!("With packs replaced the cut is {cut} after {when}");
    }
    if unit.number(from) == unit.number(to) {
        return format!(
            "The cut stays at {} for {}",
            unit.text(to),
            years(last.year)
        );
    }
    let moves = if to < from { "falls" } else { "rises" };
    format!(
        "The cut {moves} from {} to {} in {}",
        unit.number(from),
        unit.text(to),
        years(last.year)
    )
}
