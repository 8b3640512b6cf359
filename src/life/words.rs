//! The years of a fleet in words and figures.

use super::{Prospect, SEVERITY_SPREAD};
use crate::decimal::{fixed, short};
use crate::outcome::{Figure, FigureId, PowerScale, group};
use crate::scenario::Upkeep;

const NUMBERS: [&str; 11] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// `one year`, `five years`, `15 years`.
fn years(count: u32) -> String {
    let number = match NUMBERS.get(count as usize) {
        Some(word) => (*word).to_owned(),
        None => count.to_string(),
    };
    let s = if count == 1 { "" } else { "s" };
    format!("{number} year{s}")
}

impl Prospect {
    /// What becomes of the cut, in a few sentences: "The packs cut 9.1 MW now and 7.2 MW after
    /// five years."
    ///
    /// ```
    /// use peakpack::life::Study;
    /// use peakpack::load::Site;
    /// use peakpack::scenario::{Id, Scenario};
    /// use std::sync::Arc;
    /// let scenario = Scenario::default().with(Id::Years, 2.0);
    /// let site = Arc::new(Site::of(&scenario).unwrap());
    /// let mut study = Study::new(&scenario, &site).unwrap();
    /// while study.step().unwrap() {}
    /// let said = study.prospect().sentence();
    /// assert!(said.starts_with("The packs cut 9.1 MW now and "), "{said}");
    /// ```
    pub fn sentence(&self) -> String {
        let base = &self.base;
        let scale = PowerScale::for_peak(base.peak_before_kw);
        let [first, .., last] = &base.years[..] else {
            return String::new();
        };
        if first.packs == 0 {
            return "There are no packs to fade.".to_owned();
        }
        let middle = base.years.get(5).unwrap_or(last);
        let mut said = match self.plan.upkeep {
            Upkeep::Fade => format!(
                "The packs cut {} now and {} after {}.",
                scale.with_unit(first.cut_kw),
                scale.with_unit(middle.cut_kw),
                years(middle.year)
            ),
            _ => format!(
                "The packs cut {} now and {} after {}, {}.",
                scale.with_unit(first.cut_kw),
                scale.with_unit(last.cut_kw),
                years(last.year),
                self.upkeep_so_far()
            ),
        };
        let target = scale.with_unit(self.target_kw);
        said += &match base.fails(self.target_kw) {
            Some(0) => format!(" They never reach {target}."),
            Some(1) => format!(" They hold {target} for less than a year."),
            Some(year) => format!(" They hold {target} for {}.", years(year - 1)),
            None => format!(" They hold {target} for all {}.", years(last.year)),
        };
        said
    }

    /// `640 replaced`, `120 added`.
    fn upkeep_so_far(&self) -> String {
        let sum = |of: fn(&super::Year) -> u32| {
            let all = self.base.years.iter().map(|year| u64::from(of(year)));
            group(&all.sum::<u64>().to_string())
        };
        match self.plan.upkeep {
            Upkeep::Replace => format!("{} replaced", sum(|year| year.replaced)),
            _ => format!("{} added", sum(|year| year.added)),
        }
    }

    /// Years until the first packs reach the end of their life: `7–10`, `8.4`, `over 15`.
    fn lasts_words(&self) -> String {
        let horizon = self.base.years.last().map_or(0, |year| year.year);
        let whole = |years: f64| fixed(years.round(), 0);
        if self.draws == 0 {
            return match self.base.lasts {
                Some(lasts) => fixed(lasts, 1),
                None if self.is_whole() => format!("over {horizon}"),
                None => "…".to_owned(),
            };
        }
        match (self.lasts[0], self.lasts[2]) {
            (None, _) => format!("over {horizon}"),
            (Some(low), None) => format!("{} to over {horizon}", whole(low)),
            (Some(low), Some(high)) if whole(low) == whole(high) => whole(low),
            (Some(low), Some(high)) => format!("{}–{}", whole(low), whole(high)),
        }
    }

    /// How long the packs last, with what is behind it.
    pub fn lasts_figure(&self) -> Figure {
        let end = short(100.0 * self.plan.end_health.get());
        let base = &self.base;
        let scale = PowerScale::for_peak(base.peak_before_kw);
        let later = base.years.get(5).or(base.years.last());
        let detail = match later {
            Some(year) if year.year > 0 => format!(
                "until {end} % · cut {} after {}",
                scale.with_unit(year.cut_kw),
                years(year.year)
            ),
            _ => format!("until {end} % health"),
        };
        Figure {
            id: FigureId::Lasts,
            label: "Packs last",
            value: self.lasts_words(),
            unit: "years".to_owned(),
            detail,
            stressed: String::new(),
            equation: self.lasts_equation(&end),
            source: "Published models of cells, each with its paper in the method. They differ by years, so the range counts and no single date.",
        }
    }

    fn lasts_equation(&self, end: &str) -> Vec<String> {
        let plan = &self.plan;
        let mut lines = vec![
            "health after k years = health now × capacity that the model leaves after k years of this dispatch, day by day".to_owned(),
        ];
        if let [first, .., last] = &self.base.years[..] {
            let percent = |share: f64| fixed(100.0 * share, 1);
            lines.push(format!(
                "{}: {} % now, {} % after {}; {} °C, pack factor {}, {} full cycles a year",
                plan.models[0].label(),
                percent(first.soh_mean),
                percent(last.soh_mean),
                years(last.year),
                short(plan.temperature_c),
                short(plan.severity),
                fixed(self.base.years.get(1).map_or(0.0, |year| year.cycles), 0),
            ));
        }
        if self.draws > 0 {
            let number = |years: Option<f64>| years.map_or("beyond".to_owned(), |y| fixed(y, 1));
            let [p10, p50, p90] = self.lasts.map(number);
            lines.push(format!(
                "{end} % health after {p10} (P10), {p50} (P50), {p90} (P90) years: {} draws of model and of ± {} % severity",
                self.draws,
                fixed(100.0 * SEVERITY_SPREAD, 0)
            ));
        }
        lines
    }

    /// What to be careful about: conditions outside those that the models were fitted to.
    pub fn warnings(&self) -> Vec<String> {
        let outside = self.base.outside.iter();
        outside
            .map(|why| {
                let model = self.plan.models[0].label();
                format!("Outside what {model} was fitted to: {why}.")
            })
            .collect()
    }
}
