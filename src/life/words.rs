//! The years of a fleet in words and figures.

use super::Prospect;
use crate::decimal::{fixed, short};
use crate::outcome::{Figure, FigureId, group};
use crate::scenario::Upkeep;
use crate::text::Joined;

const NUMBERS: [&str; 11] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// `one year`, `five years`, `15 years`.
fn years(count: u32) -> String {
    let number = match NUMBERS.get(count as usize) {
        Some(word) => (*word).to_owned(),
        None => count.to_string(),
    };
    number + if count == 1 { " year" } else { " years" }
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
        let scale = self.scale();
        let power = |kw: f64| scale.with_unit(kw);
        let [first, .., last] = &base.years[..] else {
            return String::new();
        };
        if first.packs == 0 {
            return "There are no packs to fade.".to_owned();
        }
        if scale.looks_equal(first.cut_kw, 0.0) {
            return ["The packs cut less than ", &scale.smallest(), "."].joined("");
        }
        if first.cut_kw < 0.0 {
            return "The packs do not lower the peak.".to_owned();
        }
        let (later, upkeep) = match self.plan.upkeep {
            Upkeep::Fade => (base.years.get(5).unwrap_or(last), String::new()),
            _ => (last, self.upkeep_so_far()),
        };
        let held = match base.fails(self.target_kw) {
            Some(0) => " at no time".to_owned(),
            Some(1) => " for less than a year".to_owned(),
            Some(year) => " for ".to_owned() + &years(year - 1),
            None => " for all ".to_owned() + &years(last.year),
        };
        let (now, then) = (power(first.cut_kw), power(later.cut_kw));
        let (when, target) = (years(later.year), power(self.target_kw));
        [
            "The packs cut ",
            &now,
            " now and ",
            &then,
            " after ",
            &when,
            &upkeep,
            ". They hold ",
            &target,
            &held,
            ".",
        ]
        .joined("")
    }

    /// `, 640 replaced`, `, 120 added`.
    fn upkeep_so_far(&self) -> String {
        let (mut replaced, mut added) = (0, 0);
        for year in &self.base.years {
            replaced += year.replaced;
            added += year.added;
        }
        let (count, done) = match self.plan.upkeep {
            Upkeep::Replace => (replaced, " replaced"),
            _ => (added, " added"),
        };
        [", ", &group(&count.to_string()), done].joined("")
    }

    /// Years until the first packs reach the end of their life: `7–10`, `8.4`, `15+`.
    fn lasts_words(&self) -> String {
        let horizon = self.base.years.last().map_or(0, |year| year.year);
        let whole = |years: Option<f64>| match years {
            Some(years) if years < 1.0 => "<1".to_owned(),
            Some(years) => fixed(years.round(), 0),
            None => horizon.to_string() + "+",
        };
        if self.draws == 0 {
            return match self.base.lasts {
                Some(lasts) => fixed(lasts, 1),
                None => whole(None),
            };
        }
        let (low, high) = (whole(self.lasts[0]), whole(self.lasts[2]));
        if low == high {
            return low;
        }
        low + "–" + &high
    }

    /// How long the packs last, with what is behind it.
    pub fn lasts_figure(&self) -> Figure {
        let end = short(100.0 * self.plan.end_health.get());
        let (value, base) = (self.lasts_words(), &self.base);
        let mut detail = ["until ", &end, " %"].joined("");
        let later = base.years.get(5).or(base.years.last());
        if let Some(year) = later.filter(|year| year.cut_kw > 0.0) {
            let cut = self.scale().with_unit(year.cut_kw);
            detail += &[" · cut ", &cut, " in year ", &year.year.to_string()].joined("");
        }
        Figure {
            id: FigureId::Lasts,
            label: "Packs last",
            unit: if value == "1" || value == "<1" {
                "year".to_owned()
            } else {
                "years".to_owned()
            },
            value,
            detail,
            stressed: if base.outside.is_empty() {
                String::new()
            } else {
                " · extrapolated".to_owned()
            },
            equation: self.lasts_equation(&end),
            source: "Published models of cells, each with its paper in the method. They differ by years, so the range counts and no single date.",
        }
    }

    fn lasts_equation(&self, end: &str) -> Vec<String> {
        let plan = &self.plan;
        let mut lines = vec![
            "health = health now × capacity that a model of the cells leaves, from the state of charge of this dispatch, day by day".to_owned(),
        ];
        if let [first, .., last] = &self.base.years[..] {
            let percent = |share: f64| fixed(100.0 * share, 1);
            lines.push(
                [
                    plan.models[0].label(),
                    ", ",
                    &short(plan.temperature_c),
                    " °C, pack factor ",
                    &short(plan.severity),
                    ": ",
                    &percent(first.soh_mean),
                    " % now, ",
                    &percent(last.soh_mean),
                    " % after ",
                    &years(last.year),
                ]
                .joined(""),
            );
        }
        if self.draws > 0 {
            let number = |years: Option<f64>| years.map_or("beyond".to_owned(), |y| fixed(y, 1));
            let [p10, p50, p90] = self.lasts.map(number);
            lines.push(
                [
                    end,
                    " % after ",
                    &p10,
                    " (P10), ",
                    &p50,
                    " (P50), ",
                    &p90,
                    " (P90) years; draws of model and of ± 15 % severity: ",
                    &self.draws.to_string(),
                ]
                .joined(""),
            );
        }
        lines
    }

    /// What to be careful about: conditions outside those that the models were fitted to.
    pub fn warnings(&self) -> Vec<String> {
        let model = self.plan.models[0].label();
        let outside = self.base.outside.iter();
        outside
            .map(|why| {
                [
                    "Outside what ",
                    model,
                    " was fitted to: ",
                    &why.to_string(),
                    ".",
                ]
                .joined("")
            })
            .collect()
    }
}
