//! Packs that began together with about the same health.

use super::KINDS;
use super::plan::{CannotPlan, Plan};
use crate::ageing::{Ageing, State};
use crate::fleet::{Fleet, in_strings, kinds};
use crate::scenario::Scenario;
use crate::units::Fraction;

/// Packs of one kind.
#[derive(Clone, Copy, Debug)]
struct Cohort {
    /// Health when they were installed.
    start: Fraction,
    count: u32,
}

/// All packs, by kind.
#[derive(Clone, Debug)]
pub(super) struct Cohorts {
    cohorts: Vec<Cohort>,
    /// One for each.
    states: Vec<State>,
    first_packs: u32,
}

/// Health over all packs.
pub(super) struct Health {
    pub mean: f64,
    pub min: f64,
    pub max: f64,
}

impl Cohorts {
    /// The packs of a scenario as they are installed.
    pub fn new(scenario: &Scenario, plan: &Plan, ageing: &Ageing) -> Result<Self, CannotPlan> {
        let health = scenario.health();
        if health <= plan.end_health {
            return Err(CannotPlan::EndedAlready {
                health,
                end: plan.end_health,
            });
        }
        let mut new = Self {
            cohorts: Vec::new(),
            states: Vec::new(),
            first_packs: scenario.packs(),
        };
        new.add(scenario, plan, ageing, scenario.packs())?;
        Ok(new)
    }

    /// Installs more packs.
    pub fn add(
        &mut self,
        scenario: &Scenario,
        plan: &Plan,
        ageing: &Ageing,
        packs: u32,
    ) -> Result<(), CannotPlan> {
        let installed = match plan.spread {
            None => vec![(scenario.health(), packs)],
            Some(spread) => {
                let healths = spread.healths(packs);
                kinds(&in_strings(&healths, plan.string, spread.seed), KINDS)
            }
        };
        for (start, count) in installed {
            if count > 0 {
                self.states.push(plan.state(ageing, start)?);
                self.cohorts.push(Cohort { start, count });
            }
        }
        Ok(())
    }

    /// The states of the cells, to be aged.
    pub fn states(&mut self) -> &mut [State] {
        &mut self.states
    }

    /// Installed packs.
    pub fn packs(&self) -> u32 {
        self.cohorts.iter().map(|cohort| cohort.count).sum()
    }

    /// Packs installed at the start.
    pub fn first_packs(&self) -> u32 {
        self.first_packs
    }

    /// Replaces what has reached the end of its life. Returns how many packs.
    pub fn replace(&mut self, plan: &Plan, ageing: &Ageing) -> Result<u32, CannotPlan> {
        let mut replaced = 0;
        for (cohort, state) in self.cohorts.iter().zip(&mut self.states) {
            if cohort.start.get() * state.retained() <= plan.end_health.get() {
                *state = plan.state(ageing, cohort.start)?;
                replaced += cohort.count;
            }
        }
        Ok(replaced)
    }

    fn healths(&self) -> impl Iterator<Item = (f64, u32)> {
        let pairs = self.cohorts.iter().zip(&self.states);
        pairs.map(|(cohort, state)| (cohort.start.get() * state.retained(), cohort.count))
    }

    /// Health over all packs; 0 for no packs.
    pub fn health(&self) -> Health {
        let packs = f64::from(self.packs()).max(1.0);
        Health {
            mean: self.healths().map(|(h, n)| h * f64::from(n)).sum::<f64>() / packs,
            min: self.healths().map(|(h, _)| h).fold(1.0, f64::min),
            max: self.healths().map(|(h, _)| h).fold(0.0, f64::max),
        }
    }

    /// The packs as they are now.
    pub fn fleet(&self, scenario: &Scenario) -> Fleet {
        let healths = self.healths();
        let kinds: Vec<(Fraction, u32)> = healths
            .filter_map(|(health, count)| Some((Fraction::new(health)?, count)))
            .collect();
        Fleet::of_kinds(scenario, &kinds)
    }
}
