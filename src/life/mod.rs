//! The life of a fleet, year by year: state of health, peak, cycles, and what is replaced.
//!
//! Each year the packs of that moment are dispatched over the load, exactly; the state of
//! charge of that dispatch, day by day, ages the cells ([`crate::ageing`]); the next year
//! begins with what is left. A load shorter than a year is lived through again and again.
//! All packs share one state of charge: they are used in proportion to what they hold.
//!
//! | file | what is in it |
//! |---|---|
//! | `plan.rs` | what is planned: models, upkeep, end of life |
//! | `cohort.rs`, `year.rs` | packs of one age, and what a year's dispatch does to their cells |
//! | `living.rs` | one life, a dispatch at a time |
//! | `study.rs`, `survey.rs`, `draws.rs` | the base life, its bounds, and 200 draws between them |
//! | `prospect.rs`, `words.rs` | what is known so far, and how to say it |
//! | `out.rs` | what is left when packs fail |
//!
//! ```
//! use peakpack::life::{Plan, life};
//! use peakpack::load::Site;
//! use peakpack::scenario::{Id, Scenario};
//! use std::sync::Arc;
//! let scenario = Scenario::default().with(Id::Years, 2.0);
//! let site = Arc::new(Site::of(&scenario).unwrap());
//! let life = life(&scenario, &site, &Plan::of(&scenario))?;
//! assert_eq!(life.years.len(), 3); // now, after one year, after two
//! assert!(life.years[2].cut_kw < life.years[0].cut_kw);
//! # Ok::<(), peakpack::life::CannotPlan>(())
//! ```

mod cohort;
mod digest;
mod draws;
mod living;
mod out;
mod plan;
mod prospect;
mod study;
mod survey;
mod words;
mod year;

pub use out::{OUT_SHARES, Out, packs_out, packs_out_at};
pub use plan::{Begin, CannotPlan, MOST_YEARS, Plan, Target, models_of};
pub use prospect::{Prospect, Quantiles, Reach};
pub use study::{DRAWS, SEVERITY_SPREAD, Study};

use crate::ageing::Outside;
use crate::load::Site;
use crate::scenario::Scenario;
use living::Living;
use std::sync::Arc;

/// A fleet after so many years.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
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
    /// The cut that should hold, kW.
    pub target_kw: f64,
    /// Now and after each year.
    pub years: Vec<Year>,
    /// Years until the first packs reach the end of their life on average; `None` while they
    /// have not.
    pub lasts: Option<f64>,
    /// Why the models' answers are extrapolations on the day of the deepest cycle; empty if
    /// they are none.
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

/// Lives through the years of a plan.
///
/// # Errors
/// When the plan is none: packs at the end of their life at the start, or a temperature or a
/// severity that no model knows.
pub fn life(scenario: &Scenario, site: &Arc<Site>, plan: &Plan) -> Result<Life, CannotPlan> {
    let mut living = Living::new(scenario, site, plan)?;
    while living.step()? {}
    Ok(living.life)
}
