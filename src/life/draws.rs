//! Lives drawn at random: another model, another severity, other packs.
//!
//! A draw follows the exact lives' own dispatches ([`Survey`]) and ages its cells a year at a
//! time ([`Pace`](crate::ageing::Pace)), so hundreds take milliseconds.

use super::cohort::{Cohort, Cohorts};
use super::plan::{CannotPlan, Plan};
use super::prospect::Quantiles;
use super::study::SEVERITY_SPREAD;
use super::survey::Survey;
use crate::fleet::{Fleet, KINDS, Kind, drawn};
use crate::noise::Noise;
use crate::scenario::{Id, Scenario, Upkeep};
use crate::units::Fraction;

/// Of more packs than these another draw has the same mean.
const MOST_DRAWN: u32 = 1_000;

/// The stream of draws that belongs to ageing.
const STREAM: u32 = 0xA6E1;

/// The years of all draws so far.
#[derive(Debug, Default)]
pub(super) struct Draws {
    /// For each year the mean health of each draw, sorted.
    health: Vec<Vec<f64>>,
    /// For each year the cut of each draw, sorted, kW.
    cut_kw: Vec<Vec<f64>>,
    /// Years that each draw's packs last, sorted; beyond the horizon infinite.
    lasts: Vec<f64>,
}

/// What a draw needs.
pub(super) struct Ground<'a> {
    pub scenario: &'a Scenario,
    pub plan: &'a Plan,
    pub cases: &'a [[crate::ageing::Model; 2]],
    /// Those that have been lived; the base is always among them.
    pub lived: &'a [usize],
    pub survey: &'a Survey,
    pub target_kw: f64,
    pub energy: &'a Energy,
    /// The packs of the base life.
    pub kinds: &'a [Kind],
}

impl Draws {
    /// How many there are.
    pub fn count(&self) -> u32 {
        self.lasts.len() as u32
    }

    /// Lives through draw number `k`.
    pub fn draw(&mut self, ground: &Ground, k: u32) -> Result<(), CannotPlan> {
        let noise = Noise::new(ground.scenario.pack_seed(), STREAM);
        let slot = i64::from(k) * 2;
        let place = (noise.unit(slot) * ground.lived.len() as f64) as usize;
        let case = ground.lived.get(place).copied().unwrap_or(0);
        let factor = noise.between(slot + 1, 1.0 - SEVERITY_SPREAD, 1.0 + SEVERITY_SPREAD);
        let scenario = ground.scenario;
        // The first draw has the packs of the base life; the others have others.
        let seed = f64::from((scenario.pack_seed() + k) % 1_000_000);
        let packs = scenario.packs();
        let kinds = if packs <= MOST_DRAWN {
            drawn(&scenario.with(Id::PackSeed, seed), packs, KINDS)
        } else {
            ground.kinds.to_vec()
        };
        let plan = |models, factor: f64| Plan {
            models,
            severity: (ground.plan.severity * factor).clamp(0.1, 10.0),
            ..*ground.plan
        };
        let begin = |plan: Plan| {
            let ageing = plan.ageing()?;
            Ok((plan, ageing, Cohorts::new(&kinds, &plan, &ageing)?))
        };
        // Cells that cannot begin where their first life ended are those of the base.
        let (case, (plan, ageing, mut cohorts)) = match begin(plan(ground.cases[case], factor)) {
            Err(CannotPlan::Begin(_)) => (0, begin(*ground.plan)?),
            begun => (case, begun?),
        };
        let energy = ground.energy;
        let end = plan.end_health.get();
        let mut lasts = f64::INFINITY;
        for year in 0..=plan.years as usize {
            if year > 0 {
                let before = cohorts.health_of_first().mean;
                let paces = ground.survey.paces(case, energy.share(&cohorts.all));
                for cohort in &mut cohorts.all {
                    let model = cohort.model();
                    ageing[model].jump(&mut cohort.state, &paces[model]);
                }
                let after = cohorts.health_of_first().mean;
                if lasts.is_infinite() && after <= end && before > end {
                    lasts = year as f64 - 1.0 + (before - end) / (before - after);
                }
                match plan.upkeep {
                    Upkeep::Fade => {}
                    Upkeep::Replace => {
                        cohorts.replace(&plan, &ageing)?;
                    }
                    Upkeep::TopUp => {
                        let wanted = ground.survey.share_for(ground.target_kw);
                        let missing = wanted - energy.share(&cohorts.all);
                        let more = (missing / energy.at_start).min(1.0);
                        if more > 0.0 {
                            cohorts.add(&scaled(&kinds, more), &plan, &ageing)?;
                        }
                    }
                }
            }
            let cut_kw = ground.survey.cut_kw(energy.share(&cohorts.all));
            put(&mut self.health, year, cohorts.health().mean);
            put(&mut self.cut_kw, year, cut_kw);
        }
        insert(&mut self.lasts, lasts);
        Ok(())
    }

    /// P10, P50 and P90 of each year.
    pub fn quantiles(&self) -> Vec<Quantiles> {
        let years = self.health.iter().zip(&self.cut_kw);
        years
            .map(|(health, cut_kw)| Quantiles {
                health: three(health),
                cut_kw: three(cut_kw),
            })
            .collect()
    }

    /// P10, P50 and P90 of the years that the packs last.
    pub fn lasts(&self) -> [Option<f64>; 3] {
        three(&self.lasts).map(|years| Some(years).filter(|years| years.is_finite()))
    }
}

/// A share of packs, each car's as one kind.
fn scaled(kinds: &[Kind], share: f64) -> Vec<Kind> {
    let mut all = Vec::new();
    for second in [false, true] {
        let (mut packs, mut sum, mut one) = (0.0, 0.0, None);
        for kind in kinds.iter().filter(|kind| kind.second == second) {
            packs += f64::from(kind.count);
            sum += f64::from(kind.count) * kind.health.get();
            one = Some(*kind);
        }
        if let (Some(one), Some(health)) = (one, Fraction::new(sum / packs)) {
            let count = (packs * share).ceil() as u32;
            all.push(Kind {
                health,
                count,
                ..one
            });
        }
    }
    all
}

/// The energy of each kind of pack.
#[derive(Debug)]
pub(super) struct Energy {
    /// Of one pack of either car when new, kWh.
    new_kwh: [f64; 2],
    /// Of the first packs when new, kWh.
    first_kwh: f64,
    /// Share of it that is left at the start.
    at_start: f64,
}

impl Energy {
    pub fn of(scenario: &Scenario) -> Self {
        let one = |share: f64| {
            let alone = scenario.with(Id::Packs, 1.0).with(Id::SecondShare, share);
            Fleet::from_scenario(&alone).energy_when_new().0
        };
        let fleet = Fleet::from_scenario(scenario);
        let first_kwh = fleet.energy_when_new().0;
        Self {
            new_kwh: [one(0.0), one(100.0)],
            first_kwh,
            at_start: fleet.energy_now().0 / first_kwh,
        }
    }

    /// Energy now over the energy of the first packs when new; 0 for no packs.
    fn share(&self, cohorts: &[Cohort]) -> f64 {
        let now = |cohort: &Cohort| {
            f64::from(cohort.kind.count) * self.new_kwh[cohort.model()] * cohort.health()
        };
        let share = cohorts.iter().map(now).sum::<f64>() / self.first_kwh;
        if share.is_finite() { share } else { 0.0 }
    }
}

fn put(years: &mut Vec<Vec<f64>>, year: usize, value: f64) {
    while years.len() <= year {
        years.push(Vec::new());
    }
    insert(&mut years[year], value);
}

fn insert(sorted: &mut Vec<f64>, value: f64) {
    let at = sorted.partition_point(|&seen| seen < value);
    sorted.insert(at, value);
}

/// The values that 10, 50 and 90 % of a sorted, filled list stay below, linear between its entries.
fn three(sorted: &[f64]) -> [f64; 3] {
    [0.1, 0.5, 0.9].map(|share| {
        let place = share * (sorted.len().max(1) - 1) as f64;
        let below = place.floor() as usize;
        let at = |k: usize| sorted.get(k).or(sorted.last()).copied().unwrap_or(0.0);
        let (low, high) = (at(below), at(below + 1));
        // Two that never end differ by no number.
        if low == high {
            low
        } else {
            low + (high - low) * (place - below as f64)
        }
    })
}
