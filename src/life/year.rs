//! A year of a fleet's life: what the dispatch does to its cells.

use super::cohort::Cohort;
use crate::ageing::{Ageing, Day, Pace, Refused};
use crate::outcome::Outcome;

/// Hours that are lived through in a year.
const YEAR_H: f64 = 8_760.0;
/// Shorter stretches at the end of a load are left out.
const LEAST_H: f64 = 1.0 / 60.0;

/// The state of charge of all packs over a load, cut into days.
pub(super) struct Course {
    /// Before the first window and after each.
    soc: Vec<f64>,
    step_h: f64,
    /// Windows in a day.
    a_day: usize,
}

impl Course {
    /// The course that an outcome's dispatch takes.
    pub fn of(outcome: &Outcome) -> Self {
        let demand = &outcome.site.demand;
        let last = demand.len() - 1;
        // A load that repeats begins where it ends.
        let begin = match outcome.scenario.end() {
            crate::scenario::EndCondition::Steady => outcome.state_of_charge(last),
            _ => outcome.start_of_charge(),
        };
        let step_h = demand.dt_h();
        let soc = std::iter::once(begin)
            .chain((0..demand.len()).map(|k| outcome.state_of_charge(k)))
            .map(|soc| soc.clamp(0.0, 1.0));
        Self {
            soc: soc.collect(),
            step_h,
            a_day: ((24.0 / step_h).round() as usize).max(1),
        }
    }

    /// Lives through a year: the load again and again until 8,760 hours have passed. Returns
    /// what the year costs the cells of either model.
    pub fn year(
        &self,
        ageing: &[Ageing; 2],
        temperature_c: f64,
        cohorts: &mut [Cohort],
    ) -> Result<[Pace; 2], Refused> {
        let (mut passed, mut from) = (0.0, 0);
        let windows = self.soc.len() - 1;
        let mut paces = [Pace::default(); 2];
        while passed < YEAR_H - LEAST_H {
            let left = ((YEAR_H - passed) / self.step_h).round() as usize;
            let to = (from + self.a_day.min(left.max(1))).min(windows);
            let day = Day::new(&self.soc[from..=to], self.step_h, temperature_c)?;
            for (model, (ageing, pace)) in ageing.iter().zip(&mut paces).enumerate() {
                let mut own = cohorts.iter_mut().filter(|c| c.model() == model).peekable();
                let Some(first) = own.peek() else {
                    continue;
                };
                let prepared = ageing.prepare(&day);
                ageing.add_to(pace, &prepared, first.state.q());
                for cohort in own {
                    ageing.advance_prepared(&mut cohort.state, &prepared);
                }
            }
            passed += (to - from) as f64 * self.step_h;
            from = if to == windows { 0 } else { to };
        }
        Ok(paces)
    }

    /// One day like the hardest of them, for what is said about a model's fitted range.
    pub fn deepest_day(&self) -> &[f64] {
        let windows = self.soc.len() - 1;
        let days = (0..windows).step_by(self.a_day);
        let spread = |from: usize| {
            let day = &self.soc[from..=(from + self.a_day).min(windows)];
            let (low, high) = day.iter().fold((1.0_f64, 0.0_f64), |(low, high), &soc| {
                (low.min(soc), high.max(soc))
            });
            high - low
        };
        let deepest = days.max_by(|&a, &b| spread(a).total_cmp(&spread(b)));
        let from = deepest.unwrap_or(0);
        &self.soc[from..=(from + self.a_day).min(windows)]
    }
}
