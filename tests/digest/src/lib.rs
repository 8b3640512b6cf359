//! What the library computes for many scenarios, as 64 bits each: natively and as a bare
//! WebAssembly module. One after the other every input is set to both its ends, and every
//! list, that of the presets first, to each of its entries.

use peakpack::load::Site;
use peakpack::outcome;
use peakpack::scenario::{Kind, PARAMETERS, Parameter, Scenario};
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
        outcome::digest(&peakpack::run(scenario, &Arc::new(site)))
    })
}

/// What digest number `i` is about, as in a link.
pub fn name(i: u32) -> String {
    cases()[i as usize].0.clone()
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
