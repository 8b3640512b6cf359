//! The charts of years in a few sentences.

use super::LifeChart;
use super::course::{Unit, pick, value};
use super::words::{after, has_packs, packs, throughout, years};
use crate::life::{Prospect, Reach, Year};

/// What a chart of years shows, in a few sentences for those who cannot see it.
pub fn life_summary(chart: LifeChart, main: &Prospect) -> String {
    let lived = &main.base.years;
    let (Some(first), Some(last), true) = (lived.first(), lived.last(), has_packs(main)) else {
        return "There are no packs whose years could be shown.".to_owned();
    };
    let unit = Unit::of(chart, main);
    let text = |year: &Year| unit.text(value(chart, year));
    let what = pick(chart, "Mean state of health", "Peak cut");
    let mut said = format!("{what} by year: {} now", text(first));
    if last.year > 0 {
        said += &format!(", {} {}", text(last), after(last.year));
    }
    said.push('.');
    if chart == LifeChart::Health && last.soh_min < last.soh_max {
        said += &format!(
            " The worst pack then has {}, the best {}.",
            unit.text(last.soh_min),
            unit.text(last.soh_max)
        );
    }
    said += &match chart {
        LifeChart::Health => reached(main, unit),
        LifeChart::Cut => held(main, unit, last),
    };
    said += &certainty(chart, main, unit);
    said += &events(main);
    if !main.is_whole() {
        said += " Later years are not known yet.";
    }
    said
}

fn reached(main: &Prospect, unit: Unit) -> String {
    let share = main.plan.end_health.get();
    let end = unit.text(share);
    let found = main.base.years.iter().find(|year| year.soh_mean <= share);
    match found {
        Some(year) => format!(" The end of life, {end}, is reached {}.", after(year.year)),
        None if main.is_whole() => format!(" The end of life, {end}, is not reached."),
        None => String::new(),
    }
}

fn held(main: &Prospect, unit: Unit, last: &Year) -> String {
    let target = unit.text(main.target_kw);
    match main.base.fails(main.target_kw) {
        Some(0) => format!(" {target} is wanted and not reached."),
        Some(1) => format!(" It holds {target} for less than a year."),
        Some(year) => format!(" It holds {target} for {}.", years(year - 1)),
        None if main.is_whole() && last.year > 0 => {
            format!(" It holds {target} {}.", throughout(last.year))
        }
        None => String::new(),
    }
}

/// The bands at the last year for which they are known.
fn certainty(chart: LifeChart, main: &Prospect, unit: Unit) -> String {
    let mut said = String::new();
    let year = |count: usize| after(count as u32 - 1);
    if let Some(at) = main.spread.last() {
        let [low, middle, high] = pick(chart, at.health, at.cut_kw);
        said += &format!(
            " In 80 % of {} draws it is {} to {} {}, in half of them at most {}.",
            main.draws,
            unit.number(low),
            unit.text(high),
            year(main.spread.len()),
            unit.text(middle)
        );
    }
    if let Some((low, high)) = main.low.last().zip(main.high.last()) {
        let of = |reach: &Reach| pick(chart, reach.health, reach.cut_kw);
        said += &format!(
            " All models that fit, and severities of ±15 %, lie between {} and {} {}.",
            unit.number(of(low)),
            unit.text(of(high)),
            year(main.low.len().min(main.high.len()))
        );
    }
    said
}

fn events(main: &Prospect) -> String {
    let lived = &main.base.years;
    let told = |count: fn(&Year) -> u32, done: &str| -> String {
        let first = lived.iter().find(|year| count(year) > 0);
        first.map_or_else(String::new, |first| {
            let total = lived.iter().map(count).sum();
            format!(
                " In all {} {done}, the first {}.",
                packs(total, ""),
                after(first.year)
            )
        })
    };
    told(|year| year.replaced, "come in the place of others")
        + &told(|year| year.added, "are added")
}
