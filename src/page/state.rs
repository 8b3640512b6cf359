//! What the page knows. It flows one way: an input changes the scenario, the next
//! frame simulates, and everything on the screen is read from the outcome.

use super::address::{Address, Opened};
use super::carried::Carried;
use super::crash;
use super::live::Live;
use super::meter::Meter;
use super::past::Past;
use super::years::Future;
use leptos::prelude::*;
use peakpack::load::{LoadSource, Period, Site, window_of};
use peakpack::scenario::{Display, Id, PRESETS, Scenario, Units};
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
    /// What it is compared with.
    pub other: Live<Option<Scenario>>,
    /// The last result: that of the scenario, at most one frame late.
    pub outcome: Live<Arc<Outcome>>,
    /// The result of what it is compared with. Who follows `outcome` follows this too: it changes
    /// right before, without a word.
    pub compared: Live<Option<Arc<Outcome>>>,
    /// What there was before.
    pub past: Past,
    /// The person's own load.
    pub meter: Meter,
    /// The years of the fleet.
    pub future: Future,
    /// The address bar and what was wrong with the link.
    pub address: Address,
    /// The loads of the last results, kept while their inputs stay the same.
    prepared: [Live<(Load, Arc<Site>)>; 2],
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
    /// The state of a page opened at the present address, already simulated. A load that came with
    /// the link is there from the start.
    pub fn new(carried: Option<Carried>) -> Self {
        let Opened {
            scenario,
            other,
            address,
        } = Address::read();
        let meter = Meter::new();
        if let Some(carried) = carried {
            meter.begin_with(carried);
        }
        let load = Load::of(&scenario, &meter);
        let site = Arc::new(prepare(&scenario, &meter));
        let units = address.display.with_untracked(Display::units);
        let outcome = simulate(&scenario, &site, units);
        let state = Self(Box::leak(Box::new(Parts {
            scenario: Live::new(scenario),
            other: Live::new(other),
            outcome: Live::new(outcome),
            compared: Live::new(None),
            past: Past::new(),
            meter,
            future: Future::new(),
            address,
            prepared: [load, load].map(|load| Live::new((load, Arc::clone(&site)))),
            awaited: Live::new(false),
        })));
        state.compare();
        crash::remember(state);
        state
    }

    /// Changes the inputs; the result follows with the next frame.
    pub fn change(self, change: impl FnOnce(&mut Scenario)) {
        let mut scenario = self.scenario.get_untracked();
        change(&mut scenario);
        self.show(&scenario, self.other.get_untracked());
    }

    /// Takes a scenario, and another to compare it with.
    #[inline(never)]
    pub fn show(self, scenario: &Scenario, other: Option<Scenario>) {
        let shown = (self.scenario.get_untracked(), self.other.get_untracked());
        if shown != (*scenario, other) {
            self.past.before_a_change(self);
            self.scenario.set(*scenario);
            self.other.set(other);
            self.address.follow(self);
        }
        self.refresh();
    }

    /// Simulates with the next frame: many inputs in between make one run.
    pub fn refresh(self) {
        if self.awaited.keep(true) {
            return;
        }
        request_animation_frame(move || self.catch_up());
    }

    /// Simulates now what the next frame would.
    pub fn catch_up(self) {
        if self.awaited.keep(false) {
            self.simulate();
        }
    }

    fn simulate(self) {
        self.compare();
        let scenario = self.scenario.get_untracked();
        let site = self.site(&scenario, 0);
        let units = self.address.display.with_untracked(Display::units);
        self.outcome.set(simulate(&scenario, &site, units));
    }

    /// Simulates what is compared with, unless that has been done.
    fn compare(self) {
        let Some(other) = self.other.get_untracked() else {
            self.compared.keep(None);
            return;
        };
        let site = self.site(&other, 1);
        let known = self.compared.get_untracked();
        let is_known =
            known.is_some_and(|known| known.scenario == other && Arc::ptr_eq(&known.site, &site));
        if !is_known {
            let units = self.address.display.with_untracked(Display::units);
            self.compared.keep(Some(simulate(&other, &site, units)));
        }
    }

    /// The load of a scenario, made only when its inputs are others.
    fn site(self, scenario: &Scenario, place: usize) -> Arc<Site> {
        let load = Load::of(scenario, &self.meter);
        let (known, site) = self.prepared[place].get_untracked();
        if known == load {
            return site;
        }
        let site = Arc::new(prepare(scenario, &self.meter));
        self.prepared[place].keep((load, Arc::clone(&site)));
        site
    }

    /// Runs something with all results there are, the main one first.
    pub fn with_outcomes<R>(self, of: impl FnOnce(&[&Outcome]) -> R) -> R {
        let (main, other) = (self.outcome.get(), self.compared.get_untracked());
        match &other {
            Some(other) => of(&[&main, other]),
            None => of(&[&main]),
        }
    }

    /// Puts all inputs back to the preset.
    pub fn reset(self) {
        let packs = self
            .meter
            .used_file()
            .map(|_| self.meter.packs.get_untracked());
        // What was said of a link is no longer said of these inputs.
        self.address.warnings.set(Vec::new());
        self.meter.damage.set(None);
        self.change(|scenario| {
            *scenario = Scenario::of(scenario.preset());
            if let Some(Some(set)) = packs {
                scenario.set(Id::Packs, set.to);
            }
        });
        self.address.follow(self);
    }
}

fn simulate(scenario: &Scenario, site: &Arc<Site>, units: Units) -> Arc<Outcome> {
    Arc::new(Outcome {
        units,
        ..run(scenario, site)
    })
}

/// The load of a scenario: that of the person's file, or the generated one.
fn prepare(scenario: &Scenario, meter: &Meter) -> Site {
    match meter.used_file() {
        Some(file) => file.site(window_of(scenario)),
        None => site_of(scenario),
    }
}

/// The generated load; every admissible scenario has one, so the default is never needed.
pub fn site_of(scenario: &Scenario) -> Site {
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
