//! What the page knows. It flows one way: an input changes the scenario, the next
//! frame simulates, and everything on the screen is read from the outcome.

use super::address::Address;
use super::live::Live;
use super::meter::Meter;
use super::years::Future;
use leptos::prelude::*;
use peakpack::load::{LoadSource, Period, Site, window_of};
use peakpack::scenario::{Id, PRESETS, Scenario};
use peakpack::{Outcome, run};
use std::ops::Deref;
use std::sync::Arc;

/// The inputs that make the load; with a meter file only the window counts.
pub const PROFILE_INPUTS: [Id; 7] = [
    Id::SitePeak,
    Id::Shape,
    Id::LoadFactor,
    Id::Pue,
    Id::Seed,
    Id::Step,
    Id::Days,
];

/// All of the page's state; a copy is one pointer, which closures carry at no cost.
#[derive(Clone, Copy)]
pub struct State(&'static Parts);

/// What the state is made of. It lives as long as the page.
pub struct Parts {
    /// What a person has chosen.
    pub scenario: Live<Scenario>,
    /// The last result: that of the scenario, at most one frame late.
    pub outcome: Live<Arc<Outcome>>,
    /// The person's own load.
    pub meter: Meter,
    /// The years of the fleet.
    pub future: Future,
    /// The address bar and what was wrong with the link.
    pub address: Address,
    /// The load of the last result, kept while its inputs stay the same.
    prepared: Live<(Load, Arc<Site>)>,
    /// Whether the next frame will simulate already.
    awaited: Live<bool>,
}

/// What a load was made from.
#[derive(Clone, Copy, PartialEq)]
enum Load {
    Profile([f64; PROFILE_INPUTS.len()], f64),
    Meter(u32, Period, f64),
}

impl Deref for State {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl State {
    /// The state of a page opened at the present address, already simulated.
    pub fn new() -> Self {
        let (scenario, address) = Address::read();
        let meter = Meter::new();
        let site = Arc::new(site_of(&scenario));
        let load = Load::of(&scenario, &meter);
        let outcome = Arc::new(run(&scenario, &site));
        Self(Box::leak(Box::new(Parts {
            scenario: Live::new(scenario),
            outcome: Live::new(outcome),
            meter,
            future: Future::new(),
            address,
            prepared: Live::new((load, site)),
            awaited: Live::new(false),
        })))
    }

    /// Changes the inputs; the result follows with the next frame.
    pub fn change(self, change: impl FnOnce(&mut Scenario)) {
        let mut scenario = self.scenario.get_untracked();
        change(&mut scenario);
        self.replace(&scenario);
    }

    #[inline(never)]
    fn replace(self, scenario: &Scenario) {
        if self.scenario.with_untracked(|now| now != scenario) {
            self.scenario.set(*scenario);
            self.address.follow(*scenario);
        }
        self.refresh();
    }

    /// Simulates with the next frame: many inputs in between make one run.
    pub fn refresh(self) {
        if self.awaited.keep(true) {
            return;
        }
        request_animation_frame(move || {
            self.awaited.keep(false);
            self.simulate();
        });
    }

    fn simulate(self) {
        let scenario = self.scenario.get_untracked();
        let load = Load::of(&scenario, &self.meter);
        let (known, site) = self.prepared.get_untracked();
        let site = if known == load {
            site
        } else {
            let site = Arc::new(match self.meter.used_file() {
                Some(file) => Site::of_meter(&file.part, window_of(&scenario)),
                None => site_of(&scenario),
            });
            self.prepared.keep((load, Arc::clone(&site)));
            site
        };
        self.outcome.set(Arc::new(run(&scenario, &site)));
    }

    /// Puts all inputs back to the preset.
    pub fn reset(self) {
        let packs = self
            .meter
            .used_file()
            .map(|_| self.meter.packs.get_untracked());
        self.change(|scenario| {
            *scenario = Scenario::of(scenario.preset());
            if let Some(Some(set)) = packs {
                scenario.set(Id::Packs, set.to);
            }
        });
    }
}

/// The generated load; every admissible scenario has one, so the default is never needed.
fn site_of(scenario: &Scenario) -> Site {
    Site::of(scenario).unwrap_or_else(|_| {
        let window = window_of(scenario);
        let flat = peakpack::load::Series::new(
            peakpack::load::Clock::undated(),
            window,
            vec![scenario.site_peak().0; 24],
        );
        match flat {
            Ok(series) => Site::new(LoadSource::Profile(scenario.shape()), series, window),
            Err(_) => unreachable!("24 finite values are a series"),
        }
    })
}

impl Load {
    fn of(scenario: &Scenario, meter: &Meter) -> Self {
        let window = scenario.get(Id::Window);
        match meter.used_file() {
            Some(file) => Self::Meter(file.serial, file.period, window),
            None => Self::Profile(PROFILE_INPUTS.map(|id| scenario.get(id)), window),
        }
    }
}

/// The preset of that place.
pub fn preset(place: usize) -> Scenario {
    Scenario::of(PRESETS.get(place).unwrap_or(&PRESETS[0]))
}
