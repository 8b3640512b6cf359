//! The life of a fleet, year by year: state of health, peak, cycles, and what is replaced.
//!
//! Each year the packs of that moment are dispatched over the load, exactly; the state of
//! charge of that dispatch, day by day, ages the cells ([`crate::ageing`]); the next year
//! begins with what is left. A load shorter than a year is lived through again and again.
//! All packs share one state of charge: they are used in proportion to what they hold.
//!
//! ```
//! use peakpack::life::{Plan, life};
//! use peakpack::load::Site;
//! use peakpack::scenario::Scenario;
//! use std::sync::Arc;
//! let scenario = Scenario::default();
//! let site = Arc::new(Site::of(&scenario).unwrap());
//! let life = life(&scenario, &site, &Plan { years: 2, ..Plan::of(&scenario) })?;
//! assert_eq!(life.years.len(), 3); // now, after one year, after two
//! assert!(life.years[2].cut_kw < life.years[0].cut_kw);
//! # Ok::<(), peakpack::life::CannotPlan>(())
//! ```

mod cohort;
mod out;
mod plan;
mod prospect;
mod year;

pub use out::{Out, packs_out};
pub use plan::{Begin, CannotPlan, HORIZON_YEARS, MOST_YEARS, Plan, Policy, models_of};
pub use prospect::{Prospect, Quantiles, Reach};

use crate::ageing::{Day, Outside};
use crate::load::Site;
use crate::outcome::{Outcome, run_fleet};
use crate::scenario::Scenario;
use cohort::Cohorts;
use std::sync::Arc;
use year::Course;

/// A fleet after so many years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Year {
    /// Years since the start; 0 is the start itself.
    pub year: u32,
    /// Installed packs.
    pub packs: u32,
    /// State of health over the packs; in strings that of the weakest counts for all of them.
    pub soh_mean: f64,
    /// The worst pack.
    pub soh_min: f64,
    /// The best pack.
    pub soh_max: f64,
    /// Energy that the dispatch may use, kWh in the store.
    pub usable_kwh: f64,
    /// Discharging power, kW at the meter.
    pub power_kw: f64,
    /// Highest grid draw with the packs, kW.
    pub peak_after_kw: f64,
    /// How far the peak falls, kW.
    pub cut_kw: f64,
    /// Equivalent full cycles in the year that ends here; 0 at the start.
    pub cycles: f64,
    /// Packs replaced at the end of this year.
    pub replaced: u32,
    /// Packs added at the end of this year.
    pub added: u32,
}

/// The years of a fleet.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// Highest grid draw without packs, kW.
    pub peak_before_kw: f64,
    /// Now and after each year.
    pub years: Vec<Year>,
    /// Why the model's answer is an extrapolation on the day of the deepest cycle; empty if it
    /// is none.
    pub outside: Vec<Outside>,
    /// Whether one battery stands for all packs without any error, in every year.
    pub lumps_exactly: bool,
}

impl Life {
    /// The first year after which the cut is smaller than a power; `None` when it never is.
    pub fn fails(&self, cut_kw: f64) -> Option<u32> {
        // What differs by a millionth is the same cut.
        let least = cut_kw * (1.0 - 1e-6);
        let year = self.years.iter().find(|year| year.cut_kw < least);
        year.map(|year| year.year)
    }
}

/// The most kinds of packs that are told apart; neighbours in health are put together.
const KINDS: usize = 24;

/// Lives through the years of a plan.
///
/// # Errors
/// When the plan is none: packs at the end of their life at the start, or a temperature or a
/// severity that no model knows.
pub fn life(scenario: &Scenario, site: &Arc<Site>, plan: &Plan) -> Result<Life, CannotPlan> {
    let ageing = plan.ageing()?;
    let mut cohorts = Cohorts::new(scenario, plan, &ageing)?;
    let mut outcome = run_fleet(scenario, site, cohorts.fleet(scenario));
    let mut life = Life {
        peak_before_kw: outcome.peak_before_kw,
        years: vec![entry(0, &outcome, &cohorts)],
        outside: outside(&outcome, plan)?,
        lumps_exactly: outcome.fleet.lumps_exactly(),
    };
    for year in 1..=plan.years.min(MOST_YEARS) {
        Course::of(&outcome).year(&ageing, plan.temperature_c, cohorts.states())?;
        let cycles = outcome.cycles_per_year();
        let mut replaced = 0;
        if plan.policy == Policy::Replace {
            replaced = cohorts.replace(plan, &ageing)?;
        }
        let before = cohorts.packs();
        outcome = run_fleet(scenario, site, cohorts.fleet(scenario));
        if let Policy::TopUp { cut_kw } = plan.policy {
            outcome = top_up(scenario, site, plan, &mut cohorts, outcome, cut_kw)?;
        }
        life.lumps_exactly &= outcome.fleet.lumps_exactly();
        life.years.push(Year {
            cycles,
            replaced,
            added: cohorts.packs() - before,
            ..entry(year, &outcome, &cohorts)
        });
    }
    Ok(life)
}

fn entry(year: u32, outcome: &Outcome, cohorts: &Cohorts) -> Year {
    let health = cohorts.health();
    Year {
        year,
        packs: cohorts.packs(),
        soh_mean: health.mean,
        soh_min: health.min,
        soh_max: health.max,
        usable_kwh: outcome.battery.usable_kwh(),
        power_kw: outcome.battery.spec().p_discharge_kw,
        peak_after_kw: outcome.peak_after_kw,
        cut_kw: outcome.cut_kw(),
        cycles: 0.0,
        replaced: 0,
        added: 0,
    }
}

fn outside(outcome: &Outcome, plan: &Plan) -> Result<Vec<Outside>, CannotPlan> {
    let course = Course::of(outcome);
    let day = Day::new(
        course.deepest_day(),
        outcome.site.demand.dt_h(),
        plan.temperature_c,
    )?;
    Ok(plan.model.outside(&day))
}

/// Adds the fewest packs with which the cut is reached, as far as packs can reach it at all.
fn top_up(
    scenario: &Scenario,
    site: &Arc<Site>,
    plan: &Plan,
    cohorts: &mut Cohorts,
    outcome: Outcome,
    cut_kw: f64,
) -> Result<Outcome, CannotPlan> {
    let wanted = cut_kw * (1.0 - 1e-9);
    if outcome.cut_kw() >= wanted {
        return Ok(outcome);
    }
    let ageing = plan.ageing()?;
    let with = |added: u32| -> Result<(Cohorts, Outcome), CannotPlan> {
        let mut more = cohorts.clone();
        more.add(scenario, plan, &ageing, added)?;
        let outcome = run_fleet(scenario, site, more.fleet(scenario));
        Ok((more, outcome))
    };
    // No more than as many again as there were at first: beyond that packs are not what is missing.
    let most = cohorts.first_packs().max(1);
    let (mut low, mut high) = (0, most);
    let mut best = with(high)?;
    while high - low > 1 && best.1.cut_kw() >= wanted {
        let middle = low + (high - low) / 2;
        let tried = with(middle)?;
        if tried.1.cut_kw() >= wanted {
            (high, best) = (middle, tried);
        } else {
            low = middle;
        }
    }
    *cohorts = best.0;
    Ok(best.1)
}

/// The cut of each year in the best and the worst case that the models of a chemistry and a
/// spread of severity allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// The usual case.
    pub base: Life,
    /// The smallest cut of each year, kW.
    pub low_kw: Vec<f64>,
    /// The greatest cut of each year, kW.
    pub high_kw: Vec<f64>,
}

/// How much severity differs from fleet to fleet, either way.
pub const SEVERITY_SPREAD: f64 = 0.15;

/// The band of a plan over models: each at 85 and 115 % of the plan's severity.
///
/// # Errors
/// Those of [`life`]. A model that cannot begin as the plan says is left out of the band.
pub fn band(
    scenario: &Scenario,
    site: &Arc<Site>,
    plan: &Plan,
    models: &[crate::ageing::Model],
) -> Result<Band, CannotPlan> {
    let base = life(scenario, site, plan)?;
    let cuts = |life: &Life| -> Vec<f64> { life.years.iter().map(|year| year.cut_kw).collect() };
    let (mut low_kw, mut high_kw) = (cuts(&base), cuts(&base));
    for &model in models {
        for severity in [1.0 - SEVERITY_SPREAD, 1.0 + SEVERITY_SPREAD] {
            let other = Plan {
                model,
                severity: plan.severity * severity,
                ..*plan
            };
            let other = match life(scenario, site, &other) {
                Err(CannotPlan::Begin(_)) => continue,
                other => other?,
            };
            for (k, cut_kw) in cuts(&other).into_iter().enumerate() {
                low_kw[k] = low_kw[k].min(cut_kw);
                high_kw[k] = high_kw[k].max(cut_kw);
            }
        }
    }
    Ok(Band {
        base,
        low_kw,
        high_kw,
    })
}
