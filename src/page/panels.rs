//! The panels of inputs, generated from the parameter table.

use super::control::control;
use super::state::{PROFILE_INPUTS, State};
use leptos::prelude::*;
use peakpack::outcome::PowerScale;
use peakpack::scenario::{Id, PARAMETERS, Panel, Scenario};

/// The two inputs that are always in sight.
pub fn main_controls(state: State) -> impl IntoView {
    view! {
        <section class="sliders" aria-label="Packs and health">
            {control(state, Id::Packs)}
            {control(state, Id::Health)}
        </section>
    }
}

/// The other inputs, folded.
pub fn panels(state: State) -> impl IntoView {
    let all = [
        (Panel::Site, "Site"),
        (Panel::Packs, "Packs"),
        (Panel::More, "More"),
    ];
    all.map(|(panel, title)| fold(state, panel, title)).collect_view()
}

fn fold(state: State, panel: Panel, title: &'static str) -> AnyView {
    let ids: Vec<Id> = PARAMETERS
        .iter()
        .filter(|parameter| parameter.panel == panel)
        .map(|parameter| parameter.id)
        .collect();
    let counted = ids.clone();
    let changed = Memo::new(move |_| {
        state.scenario.with(|scenario| {
            let changed = |id: &&Id| scenario.get(**id) != scenario.preset_value(**id);
            counted.iter().filter(changed).count()
        })
    });
    let badge = move || match changed.get() {
        0 => String::new(),
        1 => "1 changed".to_owned(),
        n => format!("{n} changed"),
    };
    let own = move || state.meter.used.get();
    // Built when it is first opened: most people need none of them.
    let opened = RwSignal::new(false);
    let (of_profile, others): (Vec<Id>, Vec<Id>) =
        ids.into_iter().partition(|id| PROFILE_INPUTS.contains(id));
    let inside = move || {
        opened.get().then(|| {
            let (of_profile, others) = (of_profile.clone(), others.clone());
            let profile = (!of_profile.is_empty()).then(|| {
                view! {
                    <p class="message" hidden=move || !own()>
                        "The load comes from your file. These inputs make the generated load and wait until you go back to it."
                    </p>
                    <fieldset disabled=own>
                        {of_profile.into_iter().map(|id| control(state, id)).collect_view()}
                    </fieldset>
                }
            });
            view! {
                {profile}
                {others.into_iter().map(|id| control(state, id)).collect_view()}
            }
        })
    };
    view! {
        <details class="panel" on:toggle=move |_| opened.set(true)>
            <summary>
                <b>{title}</b>
                <span class="gist">{move || gist(state, panel)}</span>
                <span class="badge" hidden=move || changed.get() == 0>{badge}</span>
            </summary>
            <div class="inside">{inside}</div>
        </details>
    }
    .into_any()
}

/// A panel in one line.
fn gist(state: State, panel: Panel) -> String {
    let scenario = state.scenario.get();
    let of = |id: Id| id.parameter().format(scenario.get(id));
    match panel {
        Panel::Site if state.meter.used.get() => {
            let peak = state.outcome.with(|outcome| outcome.peak_before_kw);
            let peak = PowerScale::for_peak(peak).with_unit(peak);
            format!("your file · {peak} · {}", of(Id::Window))
        }
        Panel::Site => format!("{} · {} · {}", of(Id::SitePeak), of(Id::Shape), of(Id::Window)),
        Panel::Packs => packs_gist(state, &scenario),
        _ => format!("{} · {} available", of(Id::Days), of(Id::Availability)),
    }
}

fn packs_gist(state: State, scenario: &Scenario) -> String {
    let round_trip = state.outcome.with(|outcome| outcome.battery.round_trip());
    let model = Id::PackModel.parameter().format(scenario.get(Id::PackModel));
    format!("{model} · {:.0} % round trip", 100.0 * round_trip)
}
