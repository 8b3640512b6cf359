//! A study of a fleet's years, in steps short enough for a page to stay alive between them.

use super::draws::{Draws, Energy, Ground};
use super::living::Living;
use super::plan::{CannotPlan, Plan};
use super::prospect::{Prospect, Reach};
use super::survey::Survey;
use crate::ageing::Model;
use crate::fleet::{KINDS, Kind, drawn};
use crate::load::Site;
use crate::scenario::Scenario;
use std::sync::Arc;

/// How many lives are drawn.
pub const DRAWS: u32 = 200;

/// How much severity differs from fleet to fleet, either way.
pub const SEVERITY_SPREAD: f64 = 0.15;

/// Packs whose drawing is work for one step.
const PACKS_A_STEP: u32 = 4_000;
/// Draws of packs that are all alike, in one step.
const DRAWS_A_STEP: u32 = 8;

/// A study under way: first the base life, then the lives of all models that fit at 85 and
/// 115 % of the severity, then draws between them.
///
/// ```
/// use peakpack::life::Study;
/// use peakpack::load::Site;
/// use peakpack::scenario::{Id, Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default().with(Id::Years, 3.0);
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let mut study = Study::new(&scenario, &site)?;
/// while study.step()? {}
/// let prospect = study.prospect();
/// assert_eq!((prospect.base.years.len(), prospect.draws), (4, 200));
/// let [p10, _, p90] = prospect.spread[3].cut_kw;
/// assert!(prospect.low[3].cut_kw <= p10 && p90 <= prospect.high[3].cut_kw * 1.001);
/// # Ok::<(), peakpack::life::CannotPlan>(())
/// ```
#[derive(Debug)]
pub struct Study {
    scenario: Scenario,
    site: Arc<Site>,
    cases: Vec<[Model; 2]>,
    /// The life that is being lived, and which.
    living: Option<(usize, Box<Living>)>,
    survey: Survey,
    draws: Draws,
    energy: Energy,
    /// The packs of the base life.
    kinds: Vec<Kind>,
    /// Worst and best of each year so far.
    bounds: Vec<[Reach; 2]>,
    prospect: Prospect,
}

impl Study {
    /// A study of a scenario's own plan.
    ///
    /// # Errors
    /// When the plan is none: see [`CannotPlan`].
    pub fn new(scenario: &Scenario, site: &Arc<Site>) -> Result<Self, CannotPlan> {
        Self::of(scenario, site, &Plan::of(scenario), Plan::cases(scenario))
    }

    /// A study of another plan, over other models; the first of them is the plan's.
    ///
    /// # Errors
    /// When the plan is none: see [`CannotPlan`].
    pub fn of(
        scenario: &Scenario,
        site: &Arc<Site>,
        plan: &Plan,
        cases: Vec<[Model; 2]>,
    ) -> Result<Self, CannotPlan> {
        let living = Living::new(scenario, site, plan)?;
        Ok(Self {
            scenario: *scenario,
            site: Arc::clone(site),
            cases,
            prospect: Prospect {
                plan: *plan,
                target_kw: living.life.target_kw,
                base: living.life.clone(),
                low: Vec::new(),
                high: Vec::new(),
                spread: Vec::new(),
                draws: 0,
                lasts: [None; 3],
                units: crate::scenario::Units::Auto,
            },
            living: Some((0, Box::new(living))),
            survey: Survey::default(),
            draws: Draws::default(),
            energy: Energy::of(scenario),
            kinds: drawn(scenario, scenario.packs(), KINDS),
            bounds: Vec::new(),
        })
    }

    /// What is known so far.
    pub fn prospect(&self) -> &Prospect {
        &self.prospect
    }

    /// Whether the base life is known to its horizon.
    pub fn has_base(&self) -> bool {
        self.living.as_ref().is_none_or(|(which, _)| *which > 0)
    }

    /// Finds out a little more: one dispatch, or some draws. Returns whether there is more to come.
    ///
    /// # Errors
    /// When the dispatch asks more of the cells than any model knows.
    pub fn step(&mut self) -> Result<bool, CannotPlan> {
        let Some((which, mut living)) = self.living.take() else {
            return self.draw();
        };
        let goes_on = living.step()?;
        if which == 0 {
            self.prospect.base.clone_from(&living.life);
        }
        if goes_on {
            self.living = Some((which, living));
        } else {
            self.close(which, &living);
            self.living = self.next(which)?;
            if self.living.is_none() {
                let [low, high] = [0, 1].map(|side| self.bounds.iter().map(|b| b[side]).collect());
                (self.prospect.low, self.prospect.high) = (low, high);
            }
        }
        Ok(true)
    }

    /// Life number 0 is the base; then come two for each case.
    fn case_of(which: usize) -> usize {
        which.saturating_sub(1) / 2
    }

    /// The next life that can be begun.
    fn next(&self, after: usize) -> Result<Option<(usize, Box<Living>)>, CannotPlan> {
        let last = 2 * self.cases.len();
        for which in after + 1..=last {
            let factor = if which % 2 == 1 {
                1.0 - SEVERITY_SPREAD
            } else {
                1.0 + SEVERITY_SPREAD
            };
            let plan = Plan {
                models: self.cases[Self::case_of(which)],
                severity: (self.prospect.plan.severity * factor).clamp(0.1, 10.0),
                ..self.prospect.plan
            };
            match Living::new(&self.scenario, &self.site, &plan) {
                Ok(mut living) => {
                    // What should hold is the same for all.
                    living.life.target_kw = self.prospect.target_kw;
                    return Ok(Some((which, Box::new(living))));
                }
                // A model that cannot begin so is left out.
                Err(CannotPlan::Begin(_)) => {}
                Err(why) => return Err(why),
            }
        }
        Ok(None)
    }

    /// Takes from a life what it says about the others.
    fn close(&mut self, which: usize, living: &Living) {
        self.survey.add(Self::case_of(which), &living.moments);
        for (k, year) in living.life.years.iter().enumerate() {
            let reach = Reach {
                health: year.soh_mean,
                cut_kw: year.cut_kw,
            };
            match self.bounds.get_mut(k) {
                None => self.bounds.push([reach; 2]),
                Some([low, high]) => {
                    low.health = low.health.min(reach.health);
                    low.cut_kw = low.cut_kw.min(reach.cut_kw);
                    high.health = high.health.max(reach.health);
                    high.cut_kw = high.cut_kw.max(reach.cut_kw);
                }
            }
        }
    }

    fn draw(&mut self) -> Result<bool, CannotPlan> {
        let lived: Vec<usize> = (0..self.cases.len())
            .filter(|&case| self.survey.knows(case))
            .collect();
        let ground = Ground {
            scenario: &self.scenario,
            plan: &self.prospect.plan,
            cases: &self.cases,
            lived: &lived,
            survey: &self.survey,
            target_kw: self.prospect.target_kw,
            energy: &self.energy,
            kinds: &self.kinds,
        };
        let some = if self.scenario.spread() > 0.0 {
            (PACKS_A_STEP / self.scenario.packs().max(1)).clamp(1, DRAWS_A_STEP)
        } else {
            DRAWS_A_STEP
        };
        let from = self.draws.count();
        for k in from..(from + some).min(DRAWS) {
            self.draws.draw(&ground, k)?;
        }
        let prospect = &mut self.prospect;
        prospect.draws = self.draws.count();
        prospect.spread = self.draws.quantiles();
        prospect.lasts = self.draws.lasts();
        Ok(prospect.draws < DRAWS)
    }
}
