//! Packs that began together with about the same health.

use super::plan::{CannotPlan, Plan};
use crate::ageing::{Ageing, State};
use crate::fleet::{Fleet, Kind};
use crate::scenario::Scenario;
use crate::units::Fraction;

/// Packs of one kind, and what their cells have lost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cohort {
    /// As they were installed.
    pub kind: Kind,
    pub state: State,
}

impl Cohort {
    /// State of health now.
    pub fn health(&self) -> f64 {
        self.kind.health.get() * self.state.retained()
    }

    /// Which of a plan's models its cells follow.
    pub fn model(&self) -> usize {
        usize::from(self.kind.second)
    }
}

/// All packs, by kind.
#[derive(Clone, Debug)]
pub(super) struct Cohorts {
    pub all: Vec<Cohort>,
    /// How many of them were there at the start.
    first: usize,
}

/// Health over packs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Health {
    pub mean: f64,
    pub min: f64,
    pub max: f64,
}

impl Cohorts {
    /// Packs as they are installed.
    pub fn new(kinds: &[Kind], plan: &Plan, ageing: &[Ageing; 2]) -> Result<Self, CannotPlan> {
        let mut new = Self {
            all: Vec::new(),
            first: 0,
        };
        new.add(kinds, plan, ageing)?;
        new.first = new.all.len();
        Ok(new)
    }

    /// Installs more packs.
    pub fn add(
        &mut self,
        kinds: &[Kind],
        plan: &Plan,
        ageing: &[Ageing; 2],
    ) -> Result<(), CannotPlan> {
        for &kind in kinds {
            let state = plan.state(&ageing[usize::from(kind.second)], kind.health)?;
            self.all.push(Cohort { kind, state });
        }
        Ok(())
    }

    /// Installed packs.
    pub fn packs(&self) -> u32 {
        self.all.iter().map(|cohort| cohort.kind.count).sum()
    }

    /// Replaces what has reached the end of its life. Returns how many packs.
    pub fn replace(&mut self, plan: &Plan, ageing: &[Ageing; 2]) -> Result<u32, CannotPlan> {
        let mut replaced = 0;
        for cohort in &mut self.all {
            if cohort.health() <= plan.end_health.get() {
                cohort.state = plan.state(&ageing[cohort.model()], cohort.kind.health)?;
                replaced += cohort.kind.count;
            }
        }
        Ok(replaced)
    }

    /// Health over all packs; 0 for no packs.
    pub fn health(&self) -> Health {
        Self::over(&self.all)
    }

    /// Health over those that were there at the start.
    pub fn health_of_first(&self) -> Health {
        Self::over(&self.all[..self.first])
    }

    fn over(cohorts: &[Cohort]) -> Health {
        let (mut packs, mut sum) = (0.0, 0.0);
        let (mut min, mut max) = (1.0_f64, 0.0_f64);
        for cohort in cohorts {
            let (health, count) = (cohort.health(), f64::from(cohort.kind.count));
            packs += count;
            sum += health * count;
            min = min.min(health);
            max = max.max(health);
        }
        if packs == 0.0 {
            (min, max) = (0.0, 0.0);
        }
        Health {
            mean: sum / packs.max(1.0),
            min,
            max,
        }
    }

    /// The packs as they are now.
    pub fn fleet(&self, scenario: &Scenario) -> Fleet {
        let kinds: Vec<Kind> = self
            .all
            .iter()
            .filter_map(|cohort| {
                let health = Fraction::new(cohort.health())?;
                Some(Kind {
                    health,
                    ..cohort.kind
                })
            })
            .collect();
        Fleet::of_kinds(scenario, &kinds)
    }
}
