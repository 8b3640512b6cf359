//! What the library computes for many scenarios, as 64 bits each: natively and as a bare
//! WebAssembly module. One after the other every input is set to both its ends, and every
//! list, that of the presets first, to each of its entries.

use peakpack::dispatch::{EndCondition, Steps, exact_peak};
use peakpack::fleet::Fleet;
use peakpack::life::Study;
use peakpack::load::Site;
use peakpack::outcome;
use peakpack::scenario::{Id, Kind, PARAMETERS, Parameter, Scenario};
use std::cell::RefCell;
use std::sync::Arc;

/// How many digests there are.
#[unsafe(no_mangle)]
pub extern "C" fn count() -> u32 {
    cases().len() as u32
}

/// Digest number `i`, from 0.
#[unsafe(no_mangle)]
pub extern "C" fn digest(i: u32) -> u64 {
    let (_, scenario) = &cases()[i as usize];
    // What cannot be simulated has no bits to compare.
    Site::of(scenario).map_or(0, |site| {
        let site = Arc::new(site);
        outcome::digest(&peakpack::run(scenario, &site)) ^ years(scenario, &site)
    })
}

/// The years of the packs of one case; 0 where the case is not about them.
fn years(scenario: &Scenario, site: &Arc<Site>) -> u64 {
    let about_years = |id: Id| id >= Id::SecondModel || id == Id::Parking;
    if !scenario.changed().any(about_years) {
        return 0;
    }
    let few = scenario.with(Id::Years, scenario.get(Id::Years).min(4.0));
    let Ok(mut study) = Study::new(&few, site) else {
        return 1;
    };
    while study.step().unwrap_or(false) {}
    study.prospect().digest()
}

/// What digest number `i` is about, as in a link.
pub fn name(i: u32) -> String {
    cases()[i as usize].0.clone()
}

thread_local! {
    /// The load that is measured, kept from call to call: the step in s, the packs, the site.
    static MEASURED: RefCell<Option<(f64, f64, Site)>> = const { RefCell::new(None) };
}

/// Finds the exact peak of a campus year of steps of `step_s` seconds so many times, for
/// `cargo xtask bench`. Returns the peak in kW.
#[unsafe(no_mangle)]
pub extern "C" fn exact_peaks(step_s: f64, packs: f64, times: u32) -> f64 {
    let scenario = Scenario::default()
        .with(Id::Step, step_s)
        .with(Id::Packs, packs);
    MEASURED.with_borrow_mut(|measured| {
        if measured
            .as_ref()
            .is_none_or(|known| (known.0, known.1) != (step_s, packs))
        {
            *measured = Site::of(&scenario).ok().map(|site| (step_s, packs, site));
        }
        let Some((_, _, site)) = measured else {
            return f64::NAN;
        };
        let battery = Fleet::from_scenario(&scenario).battery();
        let mut peak = f64::NAN;
        for _ in 0..times {
            // From the load's own steps, so that half a million are half a million.
            let found = exact_peak(&Steps::of(&site.series), &battery, EndCondition::Steady);
            peak = found.map_or(f64::NAN, |found| found.peak_kw);
        }
        peak
    })
}

fn cases() -> Vec<(String, Scenario)> {
    let case = |parameter: &Parameter, value: f64, text: &str| {
        let scenario = Scenario::default().with(parameter.id, value);
        (format!("{}={text}", parameter.key), scenario)
    };
    PARAMETERS
        .iter()
        .flat_map(|parameter| match parameter.kind {
            Kind::Choice { options } => options
                .iter()
                .enumerate()
                .map(|(place, option)| case(parameter, place as f64, option.id))
                .collect::<Vec<_>>(),
            Kind::Number { min, max, .. } => [min, max]
                .map(|value| case(parameter, value, &value.to_string()))
                .to_vec(),
        })
        .collect()
}
