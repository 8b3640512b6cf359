//! One life, a step at a time.

use super::cohort::{Cohorts, Health};
use super::plan::{CannotPlan, MOST_YEARS, Plan, Target};
use super::year::Course;
use super::{Life, Year};
use crate::ageing::{Ageing, Day, Outside, Pace};
use crate::fleet::{KINDS, drawn};
use crate::load::Site;
use crate::outcome::{Outcome, run_fleet};
use crate::scenario::{Scenario, Upkeep};
use std::sync::Arc;

/// A fleet that lives. Each step is one dispatch of the load.
#[derive(Debug)]
pub(super) struct Living {
    scenario: Scenario,
    site: Arc<Site>,
    plan: Plan,
    ageing: [Ageing; 2],
    cohorts: Cohorts,
    outcome: Outcome,
    /// Energy of the first packs when new.
    first_kwh: f64,
    search: Option<Search>,
    pub life: Life,
    /// One for each year so far.
    pub moments: Vec<Moment>,
}

/// A fleet in a year: what it holds, what it cuts, what the year that follows costs its cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    /// Energy now over the energy of the first packs when new.
    pub share: f64,
    pub cut_kw: f64,
    /// For either model; `None` where the year has not been lived.
    pub paces: Option<[Pace; 2]>,
}

impl Moment {
    /// A fleet that holds nothing.
    pub const NOTHING: Self = Self {
        share: 0.0,
        cut_kw: 0.0,
        paces: None,
    };
}

/// The search for how many packs to add.
#[derive(Debug)]
struct Search {
    /// So many were too few, and what they cut, kW.
    few: (u32, f64),
    /// The fewest found to be enough, or the most that are tried.
    best: Option<(u32, Cohorts, Outcome)>,
    tries: u32,
    year: Year,
}

impl Living {
    pub fn new(scenario: &Scenario, site: &Arc<Site>, plan: &Plan) -> Result<Self, CannotPlan> {
        let ageing = plan.ageing()?;
        let health = scenario.health();
        if health <= plan.end_health {
            return Err(CannotPlan::EndedAlready {
                health,
                end: plan.end_health,
            });
        }
        let kinds = drawn(scenario, scenario.packs(), KINDS);
        let cohorts = Cohorts::new(&kinds, plan, &ageing)?;
        let outcome = run_fleet(scenario, site, cohorts.fleet(scenario));
        let cut_kw = outcome.cut_kw();
        let mut new = Self {
            scenario: *scenario,
            site: Arc::clone(site),
            plan: *plan,
            ageing,
            life: Life {
                peak_before_kw: outcome.peak_before_kw,
                target_kw: match plan.target {
                    Target::Share(share) => share * cut_kw,
                    Target::Cut(kw) => kw,
                },
                years: Vec::new(),
                lasts: None,
                outside: outside(&outcome, plan)?,
                lumps_exactly: true,
            },
            cohorts,
            first_kwh: outcome.fleet.energy_when_new().0,
            outcome,
            search: None,
            moments: Vec::new(),
        };
        new.enter(Year::default());
        Ok(new)
    }

    /// Lives on by one dispatch. Returns whether there is more to come.
    pub fn step(&mut self) -> Result<bool, CannotPlan> {
        if let Some(search) = self.search.take() {
            self.try_more(search)?;
            return Ok(true);
        }
        let year = self.life.years.len() as u32;
        if year > self.plan.years.min(MOST_YEARS) {
            return Ok(false);
        }
        let before = self.cohorts.health_of_first();
        let paces = Course::of(&self.outcome).year(
            &self.ageing,
            self.plan.temperature_c,
            &mut self.cohorts.all,
        )?;
        if let Some(moment) = self.moments.last_mut() {
            moment.paces = Some(paces);
        }
        self.note_end(year, before, self.cohorts.health_of_first());
        let cycles = self.outcome.cycles_per_year();
        let replaced = match self.plan.upkeep {
            Upkeep::Replace => self.cohorts.replace(&self.plan, &self.ageing)?,
            Upkeep::Fade | Upkeep::TopUp => 0,
        };
        self.outcome = self.dispatch(&self.cohorts);
        let year = Year {
            year,
            cycles,
            replaced,
            ..Year::default()
        };
        // What differs by a millionth is the same cut.
        let falls_short = self.outcome.cut_kw() < self.life.target_kw * (1.0 - 1e-9);
        if self.plan.upkeep == Upkeep::TopUp && falls_short {
            self.search = Some(Search {
                few: (0, self.outcome.cut_kw()),
                best: None,
                tries: 0,
                year,
            });
        } else {
            self.enter(year);
        }
        Ok(true)
    }

    fn dispatch(&self, cohorts: &Cohorts) -> Outcome {
        run_fleet(&self.scenario, &self.site, cohorts.fleet(&self.scenario))
    }

    /// Writes down a year: the packs as they are now.
    fn enter(&mut self, year: Year) {
        let health = self.cohorts.health();
        let outcome = &self.outcome;
        let share = outcome.fleet.energy_now().0 / self.first_kwh;
        self.moments.push(Moment {
            share: if share.is_finite() { share } else { 0.0 },
            cut_kw: outcome.cut_kw(),
            paces: None,
        });
        self.life.lumps_exactly &= outcome.fleet.lumps_exactly();
        self.life.years.push(Year {
            packs: self.cohorts.packs(),
            soh_mean: health.mean,
            soh_min: health.min,
            soh_max: health.max,
            usable_kwh: outcome.battery.usable_kwh(),
            power_kw: outcome.battery.spec().p_discharge_kw,
            peak_after_kw: outcome.peak_after_kw,
            cut_kw: outcome.cut_kw(),
            ..year
        });
    }

    /// Notes when the first packs reach the end of their life on average.
    fn note_end(&mut self, year: u32, before: Health, after: Health) {
        let end = self.plan.end_health.get();
        if self.life.lasts.is_none() && after.mean <= end && before.mean > end {
            let part = (before.mean - end) / (before.mean - after.mean);
            self.life.lasts = Some(f64::from(year - 1) + part);
        }
    }

    /// Tries one number of packs on the way to the fewest that hold the cut. The cut grows
    /// nearly in proportion to the packs, so a straight line finds it in a few tries; halving
    /// ends it where it does not.
    fn try_more(&mut self, mut search: Search) -> Result<(), CannotPlan> {
        let target_kw = self.life.target_kw;
        let (few, few_kw) = search.few;
        // Beyond as many as there were at first, packs are not what is missing.
        let most = self.scenario.packs().max(1);
        let (known, known_kw) = match &search.best {
            Some((packs, _, outcome)) => (f64::from(*packs), outcome.cut_kw()),
            None => (-f64::from(self.cohorts.packs()), 0.0),
        };
        let slope = (known_kw - few_kw) / (known - f64::from(few));
        let guess = f64::from(few) + ((target_kw - few_kw) / slope).ceil();
        let top = search.best.as_ref().map_or(most, |(packs, ..)| packs - 1);
        search.tries += 1;
        let packs = if search.tries < 6 && guess.is_finite() {
            guess as u32
        } else {
            few + (top - few) / 2
        };
        let packs = packs.max(few + 1).min(top);
        let mut more = self.cohorts.clone();
        // The worst, the best, and the mean of the others: they are few, and every year has its own.
        let kinds = drawn(&self.scenario, packs, 3);
        more.add(&kinds, &self.plan, &self.ageing)?;
        let outcome = self.dispatch(&more);
        let enough = outcome.cut_kw() >= target_kw * (1.0 - 1e-9);
        if enough || packs == most {
            search.best = Some((packs, more, outcome));
        } else {
            search.few = (packs, outcome.cut_kw());
        }
        match search.best {
            Some((packs, cohorts, outcome))
                if packs <= search.few.0 + 1 || (packs == most && !enough) =>
            {
                search.year.added = packs;
                (self.cohorts, self.outcome) = (cohorts, outcome);
                self.enter(search.year);
            }
            _ => self.search = Some(search),
        }
        Ok(())
    }
}

/// Why the models' answers are extrapolations on the hardest day of a dispatch.
fn outside(outcome: &Outcome, plan: &Plan) -> Result<Vec<Outside>, CannotPlan> {
    let course = Course::of(outcome);
    let day = Day::new(
        course.deepest_day(),
        outcome.site.demand.dt_h(),
        plan.temperature_c,
    )?;
    let [first, second] = plan.models;
    let mut found = first.outside(&day);
    if second != first {
        found.extend(second.outside(&day));
    }
    Ok(found)
}
