//! The head of the page: what it is, which example, and the way back.

use super::dom::{Node, el, of_class, quiet_button, value_of};
use super::live::memo;
use super::meter;
use super::state::{State, preset};
use super::{browser, compare, past, share};
use peakpack::scenario::{Display, Id, PRESETS, Scenario};

/// The entry of the list that stands for the person's own load.
const METER: &str = "meter";

/// The head of the page.
pub fn header(state: State) -> Node {
    let changed = memo(move || state.scenario.with(|scenario| scenario.changed().count()));
    let mark = of_class("span", "mark")
        .child(el("i").attr("aria-hidden", "true"))
        .text("Peakpack");
    let reset = quiet_button("Reset all", move |_| state.reset())
        .when("hidden", move || changed.get() == 0);
    let method = of_class("a", "button")
        .attr("href", "#method")
        .text("Method")
        .on("click", |event| {
            event.prevent_default();
            browser::go_to("method");
        });
    let is_framed = state.address.display.with_untracked(Display::embed);
    of_class("header", "head")
        .child(mark)
        .children(
            (!state
                .address
                .display
                .with_untracked(Display::is_site_locked))
            .then(|| presets(state)),
        )
        .child(of_class("span", "grow"))
        .child(reset)
        .children(past::buttons(state))
        .child(compare::button_to_compare(state))
        .children(
            (!is_framed)
                .then(|| share::menu(state))
                .into_iter()
                .flatten(),
        )
        .child(method)
}

fn presets(state: State) -> Node {
    let own = move || state.meter.used.get();
    let place = memo(move || state.scenario.with(|scenario| scenario.get(Id::Preset)));
    let options = PRESETS.iter().enumerate().map(|(at, known)| {
        let peak = Scenario::of(known).get(Id::SitePeak);
        let size = Id::SitePeak.parameter().format(peak);
        el("option")
            .attr("value", &at.to_string())
            .text(&format!("{}, {size}", known.label))
            .selected(move || !own() && place.get() == at as f64)
    });
    let meter = el("option")
        .attr("value", METER)
        .live_text(move || match state.meter.is_from_link() {
            true => "The load of the link".to_owned(),
            false => "Your meter file".to_owned(),
        })
        .when("hidden", move || state.meter.file.with(Option::is_none))
        .selected(own);
    of_class("select", "presets")
        .attr("aria-label", "Example")
        .children(options)
        .child(meter)
        .on("change", move |event| {
            let chosen = value_of(&event);
            if chosen == METER {
                meter::reuse(state);
            } else if let Ok(at) = chosen.parse::<usize>() {
                if state.meter.used.get_untracked() {
                    meter::put_aside(state);
                }
                state.change(|scenario| *scenario = preset(at));
            }
        })
}
