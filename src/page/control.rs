//! One input, built from its row in the parameter table.

use super::dom::{Node, button, el, number_of, of_class, text_at, value_of};
use super::field::Field;
use super::limits::{effective, slider_range};
use super::live::{Derived, memo};
use super::state::State;
use leptos::prelude::*;
use peakpack::decimal::short;
use peakpack::scenario::{Id, Kind, Parameter};
use peakpack::text::Joined;

/// A slider with its field, or a list, with all that belongs to it.
pub fn control(state: State, id: Id) -> Node {
    let parameter = id.parameter();
    let value = memo(move || state.scenario.with(|scenario| scenario.get(id)));
    let control = of_class("div", "control").child(head(state, parameter, value));
    let control = match parameter.kind {
        Kind::Number { zero, nudge, .. } => {
            let field = Field::new(state, parameter, value, zero);
            // The number the model reckons with, also where the input says "auto".
            let number = memo(move || match value.get() {
                0.0 if zero.is_some() => effective(state, id),
                value => value,
            });
            let range = slider_range(state, parameter);
            // Where few packs are the matter, one by one.
            let nudge = move || match id {
                Id::Packs => nudge.min((range.get().1 / 200.0).max(1.0)),
                _ => nudge,
            };
            let step = move |by: f64| {
                let nudge = untrack(nudge);
                field.set(number.get_untracked() + by * nudge);
            };
            let row = of_class("span", "control-row")
                .child(slider(state, field, number, range, nudge))
                .child(stepper(field, step));
            control
                .child(row)
                .child(field.message())
                .children(zero.map(|meaning| by_itself(meaning, parameter, value, number)))
        }
        Kind::Choice { .. } => control.child(list(state, parameter, value)),
    };
    control.child(help(parameter))
}

/// The label, and the way back to the preset's value.
fn head(state: State, parameter: &'static Parameter, value: Derived<f64>) -> Node {
    let id = parameter.id;
    let preset = move || state.scenario.with(|scenario| scenario.preset_value(id));
    let name = move || {
        let back = parameter.format(preset());
        Some(format!("{}: back to {back}", parameter.label))
    };
    let reset = move |_| state.change(|scenario| scenario.reset(id));
    let reset = button("↺", reset)
        .attr("class", "reset")
        .when("hidden", move || value.get() == preset())
        .live_attr("title", name)
        .live_attr("aria-label", name);
    let label = el("label").attr("for", parameter.key).text(parameter.label);
    of_class("span", "control-head").child(label).child(reset)
}

fn help(parameter: &'static Parameter) -> Node {
    let source = parameter.source;
    let more = format!(
        "Default: {} ({}). In links: {}",
        source.text,
        source.mark.label(),
        parameter.key
    );
    of_class("details", "help")
        .child(el("summary").text(parameter.help))
        .child(el("p").text(&more))
}

fn list(state: State, parameter: &'static Parameter, value: Derived<f64>) -> Node {
    let id = parameter.id;
    let options = parameter.options().iter().enumerate();
    let options = options.map(|(place, option)| {
        el("option")
            .attr("value", &place.to_string())
            .text(option.label)
            .selected(move || value.get() == place as f64)
    });
    el("select")
        .attr("id", parameter.key)
        .children(options)
        .on("change", move |event| {
            if let Ok(place) = value_of(&event).parse::<usize>() {
                state.change(|scenario| scenario.set(id, place as f64));
            }
        })
}

fn slider(
    state: State,
    field: Field,
    number: Derived<f64>,
    range: Derived<(f64, f64)>,
    nudge: impl Fn() -> f64 + 'static,
) -> Node {
    let Field {
        parameter, value, ..
    } = field;
    let id = parameter.id;
    let at = move |value: f64| {
        let (low, high) = range.get();
        ((value - low) / (high - low)).clamp(0.0, 1.0)
    };
    // 0 may stand for "auto" and then has no place on the slider; nor has what is beyond its ends.
    let tick = move || {
        let preset = state.scenario.with(|scenario| scenario.preset_value(id));
        let stands_for_auto = preset == 0.0 && field.zero.is_some();
        let beyond = preset > range.get().1;
        if stands_for_auto || beyond {
            return -9.0;
        }
        at(preset)
    };
    let input = el("input")
        .attr("type", "range")
        .attr("id", parameter.key)
        .live_slider(move || {
            let (low, high) = range.get();
            [low, high, nudge(), number.get()]
        })
        .live_attr("aria-valuetext", move || {
            Some(parameter.format(value.get()))
        })
        .on("input", move |event| {
            if let Some(new) = number_of(&event) {
                field.set(new);
            }
        });
    of_class("span", "slider")
        .style("--at", move || short(at(number.get())))
        .style("--tick", move || short(tick()))
        .child(input)
}

fn stepper(field: Field, step: impl Fn(f64) + Copy + 'static) -> Node {
    let parameter = field.parameter;
    let nudge = |sign: &str, word: &str, by: f64| {
        button(sign, move |_| step(by))
            .attr("aria-label", &[parameter.label, ": ", word].joined(""))
    };
    let input = field.input().on("keydown", move |event| {
        let by = match text_at(&event, &["key"]).as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            _ => return,
        };
        event.prevent_default();
        step(by);
    });
    of_class("span", "stepper")
        .child(nudge("−", "less", -1.0))
        .child(input)
        .children(
            (!parameter.unit.is_empty()).then(|| of_class("span", "unit").text(parameter.unit)),
        )
        .child(nudge("+", "more", 1.0))
}

/// What an input that is left to the model comes to.
fn by_itself(
    meaning: &'static str,
    parameter: &'static Parameter,
    value: Derived<f64>,
    number: Derived<f64>,
) -> Node {
    let words = move || match number.get() {
        0.0 => meaning.to_owned(),
        number => {
            let number = parameter.admit(number).value;
            format!("{meaning}: {}", parameter.format(number))
        }
    };
    of_class("p", "meaning")
        .when("hidden", move || value.get() != 0.0)
        .live_text(words)
}
