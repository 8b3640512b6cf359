//! The panels of inputs, generated from the parameter table.

use super::control::control;
use super::dom::{Node, el, is_open, of_class};
use super::live::{Live, memo};
use super::state::{PROFILE_INPUTS, State};
use peakpack::decimal::{fixed, short};
use peakpack::fleet::CataloguePack;
use peakpack::outcome::{PowerScale, energy};
use peakpack::scenario::{CellChoice, Display, Id, PARAMETERS, Panel, Scenario};

/// The inputs that are always in sight.
pub fn main_controls(state: State, ids: &[Id]) -> Node {
    let of = |id: &Id| match id {
        Id::Health => control(state, *id).child(left(state)),
        _ => control(state, *id),
    };
    of_class("section", "sliders")
        .attr("aria-label", "Inputs")
        .children(ids.iter().map(of))
}

/// What is left of the packs' energy.
fn left(state: State) -> Node {
    let words = move || {
        state.outcome.with(|outcome| {
            let fleet = &outcome.fleet;
            let (new, now) = (fleet.energy_when_new().0, fleet.energy_now().0);
            let share = fixed(100.0 * fleet.share_left().get(), 0);
            [
                &share,
                " % of ",
                &energy(new),
                " when new: ",
                &energy(now),
                " left",
            ]
            .concat()
        })
    };
    of_class("p", "meaning")
        .attr("id", "soh-left")
        .live_text(words)
}

/// The other inputs, folded; those of the site only where the link leaves them free.
pub fn panels(state: State) -> Vec<Node> {
    let all = [
        (Panel::Site, "Site"),
        (Panel::Packs, "Packs"),
        (Panel::Ageing, "Ageing"),
        (Panel::More, "More"),
    ];
    let locked = state
        .address
        .display
        .with_untracked(Display::is_site_locked);
    let free = &all[usize::from(locked)..];
    free.iter()
        .map(|(panel, title)| fold(state, *panel, title))
        .collect()
}

fn fold(state: State, panel: Panel, title: &str) -> Node {
    let of_panel = move || {
        let rows = PARAMETERS.iter().filter(move |row| row.panel == panel);
        rows.map(|row| row.id)
    };
    let changed = memo(move || {
        state.scenario.with(|scenario| {
            let changed = |id: &Id| scenario.get(*id) != scenario.preset_value(*id);
            of_panel().filter(changed).count()
        })
    });
    let badge = of_class("span", "badge")
        .when("hidden", move || changed.get() == 0)
        .live_text(move || format!("{} changed", changed.get()));
    let summary = el("summary")
        .child(el("b").text(title))
        .child(of_class("span", "gist").live_text(move || gist(state, panel)))
        .child(badge);
    // Built when it is first opened: most people need none of them.
    let opened = Live::new(false);
    let inside = of_class("div", "inside").inside(move || match opened.get() {
        true => inputs(state, of_panel().collect()),
        false => Vec::new(),
    });
    of_class("details", "panel")
        .child(summary)
        .child(inside)
        .on("toggle", move |event| {
            if is_open(&event) && !opened.get_untracked() {
                opened.set(true);
            }
        })
}

fn inputs(state: State, ids: Vec<Id>) -> Vec<Node> {
    let (of_profile, others): (Vec<Id>, Vec<Id>) =
        ids.into_iter().partition(|id| PROFILE_INPUTS.contains(id));
    let locked = state
        .address
        .display
        .with_untracked(Display::is_site_locked);
    let own = move || state.meter.used.get();
    let mut all = Vec::new();
    if !of_profile.is_empty() && !locked {
        let why = "The load is measured. These inputs make the generated load and wait until you go back to it.";
        all.push(
            of_class("p", "message")
                .text(why)
                .when("hidden", move || !own()),
        );
        let profile = of_profile.into_iter().map(|id| control(state, id));
        all.push(el("fieldset").when("disabled", own).children(profile));
    }
    all.extend(others.into_iter().map(|id| {
        control(state, id).when("hidden", move || {
            state.scenario.with(|scenario| !matters(scenario, id))
        })
    }));
    all
}

/// Whether an input can change anything as the others stand.
fn matters(scenario: &Scenario, id: Id) -> bool {
    let is_simple = || scenario.get(Id::Cell) == CellChoice::Simple as u8 as f64;
    match id {
        Id::SecondModel => scenario.second_share().get() > 0.0,
        Id::StringLength => scenario.string_length() > 1,
        Id::PackSeed => scenario.spread() > 0.0,
        Id::Fade | Id::CycleFade | Id::Knee => is_simple(),
        Id::KneeFactor => is_simple() && scenario.get(Id::Knee) > 0.0,
        _ => true,
    }
}

/// A panel in one line.
fn gist(state: State, panel: Panel) -> String {
    let scenario = state.scenario.get();
    let of = |id: Id| id.parameter().format(scenario.get(id));
    let window = scenario.window_minutes();
    match panel {
        Panel::Site if state.meter.used.get() => {
            let peak = state.outcome.with(|outcome| outcome.peak_before_kw);
            let peak = PowerScale::for_peak(peak).with_unit(peak);
            let whose = match state.meter.is_from_link() {
                true => "load of the link",
                false => "your file",
            };
            format!("{peak} · {whose} · {window} min")
        }
        Panel::Site => format!("{} · {} · {window} min", of(Id::SitePeak), of(Id::Shape)),
        Panel::Packs => packs_gist(state, &scenario),
        Panel::Ageing => format!(
            "{} · rest at {} · until {}",
            of(Id::Temperature),
            of(Id::Parking),
            of(Id::EndHealth)
        ),
        _ if state.meter.used.get() => format!("{} available", of(Id::Availability)),
        _ => format!("{} · {} available", of(Id::Days), of(Id::Availability)),
    }
}

fn packs_gist(state: State, scenario: &Scenario) -> String {
    let round_trip = state.outcome.with(|outcome| outcome.battery.round_trip());
    let catalogue = || CataloguePack::of(scenario.pack_model()).usable_when_new();
    let energy = scenario.pack_energy().unwrap_or_else(catalogue).0;
    let power = match scenario.pack_power() {
        Some(power) => format!("{} kW", short(power.0)),
        None => format!("{} C", short(scenario.c_rate())),
    };
    format!(
        "{} kWh · {power} · {} % back",
        short(energy),
        fixed(100.0 * round_trip, 0)
    )
}
