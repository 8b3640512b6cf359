//! How far a slider reaches, and what an input left to itself comes to.

use super::live::{Derived, Live, memo};
use super::state::State;
use peakpack::fleet::{CataloguePack, reach_of_packs, round_up};
use peakpack::scenario::{Id, Kind, Parameter};

/// The ends of a slider. That of the packs goes with the size of the site: 2,000
/// packs mean little to a 500 MW campus and everything to an office.
pub fn slider_range(state: State, parameter: &'static Parameter) -> Derived<(f64, f64)> {
    let Kind::Number { slider, .. } = parameter.kind else {
        return memo(|| (0.0, 1.0));
    };
    if parameter.id != Id::Packs {
        return memo(move || slider);
    }
    // What suits the site, and how far the slider reaches.
    let known = Live::new((0.0, 0.0));
    memo(move || {
        let peak_kw = state.outcome.with(|outcome| outcome.peak_before_kw);
        let scenario = state.scenario.get();
        let suits = reach_of_packs(&scenario, peak_kw);
        // Never shorter under the hand that drags it: only another site makes it so.
        let reach = match known.get_untracked() {
            (suited, reach) if suited == suits => reach,
            _ => suits,
        };
        let now = scenario.get(Id::Packs);
        let reach = if now > reach { round_up(now) } else { reach };
        known.keep((suits, reach));
        (0.0, reach.min(20_000.0))
    })
}

/// The number an input comes to when it is left to the model; 0 when there is none.
pub fn effective(state: State, id: Id) -> f64 {
    let scenario = state.scenario.get();
    let outcome = state.outcome.get();
    let packs = f64::from(outcome.scenario.packs()) * outcome.scenario.availability().get();
    let spec = outcome.battery.spec();
    let value = match id {
        Id::LoadFactor => 100.0 * outcome.site.mean_kw / outcome.peak_before_kw,
        Id::Pue => scenario.pue(),
        Id::PackEnergy => CataloguePack::of(scenario.pack_model()).usable_when_new().0,
        Id::RoundTrip => 100.0 * outcome.battery.round_trip(),
        Id::PackPower => spec.p_discharge_kw / packs,
        Id::ChargePower => spec.p_charge_kw / packs,
        _ => 0.0,
    };
    if value.is_finite() { value } else { 0.0 }
}
