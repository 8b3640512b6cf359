//! The simulation: from a scenario and a load to the outcome.

use crate::dispatch::{
    Binding, Critical, EndCondition, ExactPeak, Infeasible, Schedule, Steps, Window, can_follow,
    exact_peak, least_peaks, schedule,
};
use crate::fleet::{Battery, Fleet};
use crate::load::{Demand, Site};
use crate::scenario::{Scenario, Units};
use std::sync::Arc;

/// The peak of one calendar month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthPeak {
    /// Year; of no meaning when the load has no dates.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Highest grid draw without the packs, kW.
    pub before_kw: f64,
    /// Highest grid draw with the packs, kW.
    pub after_kw: f64,
}

/// What the packs do for the site.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What was asked.
    pub scenario: Scenario,
    /// The load.
    pub site: Arc<Site>,
    /// The packs.
    pub fleet: Fleet,
    /// The packs as one battery.
    pub battery: Battery,
    /// Peaks by month, in the order of time.
    pub months: Vec<MonthPeak>,
    /// Highest grid draw over the metering window without packs and their auxiliaries, kW.
    pub peak_before_kw: f64,
    /// Highest grid draw with them, kW.
    pub peak_after_kw: f64,
    /// What keeps the peak from being lower.
    pub limited_by: Binding,
    /// The windows that decide.
    pub critical: Option<Critical>,
    /// kW by which one more usable kWh would lower the peak; 0 where energy does not decide.
    pub kw_per_kwh: f64,
    /// What the packs do in each window.
    pub schedule: Schedule,
    /// Energy taken from the store over its usable energy, in the time covered.
    pub equivalent_full_cycles: f64,
    /// Walks over any part of the load that were needed.
    pub passes: u32,
    /// Why the packs could not be used at all.
    pub infeasible: Option<Infeasible>,
    /// The unit of powers in words, figures and charts.
    pub units: Units,
}

/// A load flatter than this, peak over mean, has nothing to shave.
const FLAT: f64 = 1.01;

/// Simulates.
///
/// The highest peak is the least that the packs allow with perfect foresight;
/// the other months are the least sum of monthly peaks that goes with it.
///
/// ```
/// use peakpack::load::Site;
/// use peakpack::scenario::Scenario;
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// assert_eq!(outcome.peak_before_kw, 100_000.0);
/// assert!(outcome.peak_after_kw < 95_000.0);
/// ```
pub fn run(scenario: &Scenario, site: &Arc<Site>) -> Outcome {
    run_fleet(scenario, site, Fleet::from_scenario(scenario))
}

/// Simulates other packs than the scenario's own: unequal ones, or the same some years later.
pub fn run_fleet(scenario: &Scenario, site: &Arc<Site>, fleet: Fleet) -> Outcome {
    let mut battery = fleet.battery();
    let demand = &site.demand;
    let steps = steps_of(demand);
    let mut planned = plan(scenario, site, &steps, &battery);
    // Packs that can do more apart than in step are used so, if they can keep it up.
    for share in [1.0, 0.5] {
        let Some(apart) = fleet.apart(share) else {
            break;
        };
        let tried = plan(scenario, site, &steps, &apart);
        if tried.1.peak_kw() < planned.1.peak_kw()
            && can_follow(&fleet.kinds(), &apart, &steps, &tried.1, scenario.end())
        {
            (battery, planned) = (apart, tried);
            break;
        }
    }
    let (single, plan, infeasible) = planned;
    let peak_before_kw = demand.peak_kw();
    let peak_after_kw = plan.peak_kw();
    let usable = battery.usable_kwh();
    let nothing = battery.spec().p_discharge_kw == 0.0
        || usable == 0.0
        || peak_before_kw <= FLAT * site.mean_kw
        || peak_before_kw <= 0.0;
    let (limited_by, critical, kw_per_kwh, passes) = match single {
        None => (Binding::Recharge, None, 0.0, 0),
        Some(s) if nothing => (Binding::Nothing, None, 0.0, s.passes),
        Some(s) => (s.binding, s.critical, s.kw_per_kwh, s.passes),
    };
    Outcome {
        scenario: *scenario,
        site: Arc::clone(site),
        months: months(site, &plan),
        peak_before_kw,
        peak_after_kw,
        limited_by,
        critical,
        kw_per_kwh,
        equivalent_full_cycles: if usable > 0.0 {
            plan.discharged_kwh / usable
        } else {
            0.0
        },
        schedule: plan,
        passes,
        infeasible,
        units: Units::Auto,
        fleet,
        battery,
    }
}

/// The least peak of a battery, its schedule, or why there is none.
fn plan(
    scenario: &Scenario,
    site: &Site,
    steps: &Steps,
    battery: &Battery,
) -> (Option<ExactPeak>, Schedule, Option<Infeasible>) {
    let end = scenario.end();
    let rest_kwh = scenario.parking().get() * full_kwh(battery, scenario);
    match solve(steps, battery, end, site) {
        Ok((single, thresholds, passes)) => {
            let ranges: Vec<_> = site.months.iter().map(|m| m.range.clone()).collect();
            let plan = schedule(steps, battery, end, &ranges, &thresholds, rest_kwh);
            (Some(ExactPeak { passes, ..single }), plan, None)
        }
        Err(why) => (
            None,
            Schedule::idle(steps, battery, battery.spec().e_min_kwh),
            Some(why),
        ),
    }
}

/// The thresholds of all months, with the least highest one.
fn solve(
    steps: &Steps,
    battery: &Battery,
    end: EndCondition,
    site: &Site,
) -> Result<(ExactPeak, Vec<f64>, u32), Infeasible> {
    let single = exact_peak(steps, battery, end)?;
    let windows: Vec<Window> = site
        .months
        .iter()
        .map(|month| Window::plain(month.range.clone()))
        .collect();
    let chained = least_peaks(steps, battery, end, &windows, Some(single.peak_kw))?;
    let passes = single.passes + chained.passes;
    let thresholds = chained.peaks.iter().map(|peak| peak.peak_kw).collect();
    Ok((single, thresholds, passes))
}

/// The windows of a demand, for the dispatch.
pub(super) fn steps_of(demand: &Demand) -> Steps<'_> {
    Steps::with_partial_ends(
        demand.kw(),
        demand.dt_h(),
        demand.first_h(),
        demand.last_h(),
    )
}

/// What the store would hold at a state of charge of 100 %, kWh.
fn full_kwh(battery: &Battery, scenario: &Scenario) -> f64 {
    let highest = scenario.highest().get();
    if highest > 0.0 {
        battery.spec().e_max_kwh / highest
    } else {
        0.0
    }
}

fn months(site: &Site, plan: &Schedule) -> Vec<MonthPeak> {
    let highest = |kw: &[f64]| kw.iter().fold(f64::NEG_INFINITY, |a, &b| a.max(b));
    let peak = |month: &crate::load::MonthSpan| MonthPeak {
        year: month.year,
        month: month.month,
        before_kw: highest(&site.demand.kw()[month.range.clone()]),
        after_kw: highest(&plan.grid_kw[month.range.clone()]),
    };
    site.months.iter().map(peak).collect()
}

impl Outcome {
    /// How far the highest grid draw falls, kW; negative when auxiliaries raise it.
    pub fn cut_kw(&self) -> f64 {
        self.peak_before_kw - self.peak_after_kw
    }

    /// Equivalent full cycles scaled to a year of 8,760 hours.
    pub fn cycles_per_year(&self) -> f64 {
        if self.site.is_one_year() {
            self.equivalent_full_cycles
        } else {
            self.equivalent_full_cycles / self.site.years()
        }
    }

    /// State of charge after each window, 0 to 1; all 0 for no packs.
    pub fn state_of_charge(&self, k: usize) -> f64 {
        let full = full_kwh(&self.battery, &self.scenario);
        match self.schedule.stored_kwh.get(k) {
            Some(kwh) if full > 0.0 => kwh / full,
            _ => 0.0,
        }
    }

    /// State of charge before the first window, 0 to 1; 0 for no packs.
    pub fn start_of_charge(&self) -> f64 {
        let full = full_kwh(&self.battery, &self.scenario);
        if full > 0.0 {
            self.schedule.start_kwh / full
        } else {
            0.0
        }
    }

    /// Energy lost in charging and discharging, kWh, in the time covered.
    pub fn losses_kwh(&self) -> f64 {
        let given: f64 = self.schedule.discharged_kwh * self.battery.spec().eta_d;
        let gathered =
            self.schedule.stored_kwh.last().copied().unwrap_or(0.0) - self.schedule.start_kwh;
        self.schedule.charged_kwh - given - gathered
    }

    /// Grid draw before and after, each sorted from highest to lowest, kW.
    pub fn load_duration(&self) -> (Vec<f64>, Vec<f64>) {
        (
            crate::load::load_duration(self.site.demand.kw()),
            crate::load::load_duration(&self.schedule.grid_kw),
        )
    }

    /// Whether the load has so little peak that there is nothing to shave.
    pub fn is_flat(&self) -> bool {
        !self.draws_nothing() && self.peak_before_kw <= FLAT * self.site.mean_kw
    }

    /// Whether the site never draws from the grid.
    pub fn draws_nothing(&self) -> bool {
        self.peak_before_kw <= 0.0
    }
}
