//! The head of the page: what it is, which example, and the way back.

use super::meter;
use super::state::{State, preset};
use super::browser;
use leptos::ev;
use leptos::prelude::*;
use peakpack::scenario::{Id, PRESETS, Scenario};

/// The entry of the list that stands for the person's own load.
const METER: &str = "meter";

/// The head of the page.
pub fn header(state: State) -> impl IntoView {
    let own = move || state.meter.used.get();
    let place = Memo::new(move |_| state.scenario.with(|scenario| scenario.get(Id::Preset)));
    let options = PRESETS.iter().enumerate().map(move |(at, known)| {
        let size = Id::SitePeak.parameter().format(Scenario::of(known).get(Id::SitePeak));
        let selected = move || !own() && place.get() == at as f64;
        view! {
            <option value=at.to_string() prop:selected=selected>
                {format!("{}, {size}", known.label)}
            </option>
        }
    });
    let choose = move |event: ev::Event| {
        let chosen = event_target_value(&event);
        if chosen == METER {
            meter::put_to_use(state);
        } else if let Ok(at) = chosen.parse() {
            if own() {
                meter::put_aside(state);
            }
            state.change(|scenario| *scenario = preset(at));
        }
    };
    let changed = Memo::new(move |_| state.scenario.with(|scenario| scenario.changed().count()));
    view! {
        <header class="head">
            <span class="mark"><i aria-hidden="true"></i>"Peakpack"</span>
            <select class="presets" aria-label="Example" on:change=choose>
                {options.collect_view()}
                <option value=METER prop:selected=own hidden=move || state.meter.file.with(Option::is_none)>
                    "Your meter file"
                </option>
            </select>
            <span class="grow"></span>
            <button type="button" class="quiet" hidden=move || changed.get() == 0 on:click=move |_| state.reset()>
                "Reset all"
            </button>
            <a
                class="button"
                href="#method"
                on:click=move |event| {
                    event.prevent_default();
                    browser::go_to("method");
                }
            >
                "Method"
            </a>
        </header>
    }
}
