//! One input, built from its row in the parameter table.

use super::limits::{effective, slider_range};
use super::state::State;
use leptos::ev;
use leptos::prelude::*;
use peakpack::scenario::{Fit, Id, Kind, Parameter};

/// A slider with its field, or a list, with all that belongs to it.
pub fn control(state: State, id: Id) -> AnyView {
    let parameter = id.parameter();
    let value = Memo::new(move |_| state.scenario.with(|scenario| scenario.get(id)));
    match parameter.kind {
        Kind::Number { .. } => number(state, parameter, value),
        Kind::Choice { .. } => choice(state, parameter, value),
    }
}

/// What an input's label, reset and help have in common.
fn head(state: State, parameter: &'static Parameter) -> AnyView {
    let id = parameter.id;
    let changed = Memo::new(move |_| {
        state
            .scenario
            .with(|scenario| scenario.get(id) != scenario.preset_value(id))
    });
    let preset = move || {
        let value = state.scenario.with(|scenario| scenario.preset_value(id));
        format!("{}: back to {}", parameter.label, parameter.format(value))
    };
    view! {
        <span class="control-head">
            <label for=parameter.key>{parameter.label}</label>
            <button
                type="button"
                class="reset"
                hidden=move || !changed.get()
                title=preset
                aria-label=preset
                on:click=move |_| state.change(|scenario| scenario.reset(id))
            >
                "↺"
            </button>
        </span>
    }
    .into_any()
}

fn help(parameter: &'static Parameter) -> AnyView {
    let source = parameter.source;
    view! {
        <details class="help">
            <summary>{parameter.help}</summary>
            <p>{format!("Default: {} ({}). Key in links: {}", source.text, source.mark.label(), parameter.key)}</p>
        </details>
    }
    .into_any()
}

fn choice(state: State, parameter: &'static Parameter, value: Memo<f64>) -> AnyView {
    let id = parameter.id;
    let options = parameter.options().iter().enumerate().map(|(place, option)| {
        let selected = move || value.get() == place as f64;
        view! { <option value=place.to_string() prop:selected=selected>{option.label}</option> }
    });
    let set = move |event: ev::Event| {
        if let Ok(place) = event_target_value(&event).parse() {
            state.change(|scenario| scenario.set(id, place));
        }
    };
    view! {
        <div class="control">
            {head(state, parameter)}
            <select id=parameter.key on:change=set>{options.collect_view()}</select>
            {help(parameter)}
        </div>
    }
    .into_any()
}

/// What stands in a field that is being edited, and the value it was edited from.
type Draft = Option<(String, f64)>;

fn number(state: State, parameter: &'static Parameter, value: Memo<f64>) -> AnyView {
    let id = parameter.id;
    let Kind::Number { zero, nudge, .. } = parameter.kind else {
        return ().into_any();
    };
    let draft = RwSignal::<Draft>::new(None);
    let message = RwSignal::<Option<String>>::new(None);
    let range = slider_range(state, parameter);
    // The number the model reckons with, also where the input says "by itself".
    let number = Memo::new(move |_| match value.get() {
        0.0 if zero.is_some() => effective(state, id),
        value => Some(value),
    });
    let set = move |new: f64| {
        draft.set(None);
        message.set(None);
        state.change(|scenario| scenario.set(id, new));
    };
    let step = move |by: f64| {
        let from = number.get_untracked().unwrap_or_else(|| value.get_untracked());
        set(from + by * nudge);
    };
    let field = move || {
        let value = value.get();
        match draft.get() {
            Some((text, from)) if from == value => text,
            _ if value == 0.0 && zero.is_some() => String::new(),
            _ => field_text(parameter, value),
        }
    };
    // While a number is being typed it counts only where it is within the limits,
    // so that the 7 of 78 does not move anything.
    let typed = move |event: ev::Event| {
        let text = event_target_value(&event);
        message.set(None);
        if let Ok(new) = read(parameter, zero, &text)
            && matches!(parameter.admit(new).fit, Fit::Exact | Fit::Snapped)
        {
            state.change(|scenario| scenario.set(id, new));
        }
        draft.set(Some((text, state.scenario.get_untracked().get(id))));
    };
    let done = move |event: ev::Event| {
        let text = event_target_value(&event);
        match read(parameter, zero, &text) {
            Ok(new) => {
                let admitted = parameter.admit(new);
                set(new);
                message.set(match admitted.fit {
                    Fit::Minimum => Some(format!("{} is the least.", parameter.format(admitted.value))),
                    Fit::Maximum => Some(format!("{} is the most.", parameter.format(admitted.value))),
                    Fit::Exact | Fit::Snapped => None,
                });
            }
            Err(()) => {
                message.set(Some(format!(
                    "“{}” is no number. The result is still that of {}.",
                    text.chars().take(20).collect::<String>(),
                    parameter.format(value.get_untracked()),
                )));
            }
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => 1.0,
            "ArrowDown" => -1.0,
            _ => return,
        };
        event.prevent_default();
        step(by);
    };
    let at = move |value: f64| {
        let (low, high) = range.get();
        ((value - low) / (high - low)).clamp(0.0, 1.0)
    };
    let preset = move || state.scenario.with(|scenario| scenario.preset_value(id));
    // 0 may stand for "by itself" and then has no place on the slider.
    let tick = Memo::new(move |_| Some(preset()).filter(|&value| value != 0.0 || zero.is_none()).map(at));
    let slid = move |event: ev::Event| {
        if let Ok(new) = event_target_value(&event).parse() {
            set(new);
        }
    };
    let unit = (!parameter.unit.is_empty()).then(|| view! { <span class="unit">{parameter.unit}</span> });
    let message_id = format!("{}-message", parameter.key);
    view! {
        <div class="control">
            {head(state, parameter)}
            <span class="control-row">
                <span
                    class="slider"
                    class:ticked=move || tick.get().is_some()
                    style:--at=move || at(number.get().unwrap_or(0.0)).to_string()
                    style:--tick=move || tick.get().unwrap_or(0.0).to_string()
                >
                    <input
                        type="range"
                        id=parameter.key
                        min=move || range.get().0.to_string()
                        max=move || range.get().1.to_string()
                        step=nudge.to_string()
                        prop:value=move || { range.track(); number.get().unwrap_or(0.0).to_string() }
                        aria-valuetext=move || parameter.format(value.get())
                        on:input=slid
                    />
                </span>
                <span class="stepper">
                    <button type="button" aria-label=format!("{}: less", parameter.label) on:click=move |_| step(-1.0)>"−"</button>
                    <input
                        type="text"
                        id=format!("{}-field", parameter.key)
                        inputmode="decimal"
                        autocomplete="off"
                        spellcheck="false"
                        aria-label=if parameter.unit.is_empty() { parameter.label.to_owned() } else { format!("{}, {}", parameter.label, parameter.unit) }
                        aria-invalid=move || message.get().is_some().then_some("true")
                        aria-describedby=message_id.clone()
                        placeholder=zero.map(|_| "auto")
                        prop:value=field
                        on:input=typed
                        on:change=done
                        on:keydown=keys
                    />
                    {unit}
                    <button type="button" aria-label=format!("{}: more", parameter.label) on:click=move |_| step(1.0)>"+"</button>
                </span>
            </span>
            <p class="message" id=message_id aria-live="polite">{move || message.get()}</p>
            {zero.map(|meaning| {
                let by_itself = move || value.get() == 0.0;
                let text = move || match number.get().filter(|_| by_itself()) {
                    Some(number) => format!("{meaning}: {}", parameter.format(parameter.admit(number).value)),
                    None => meaning.to_owned(),
                };
                view! { <p class="meaning" hidden=move || !by_itself()>{text}</p> }
            })}
            {help(parameter)}
        </div>
    }
    .into_any()
}

/// A number as it stands in its field: thousands grouped, no unit.
fn field_text(parameter: &Parameter, value: f64) -> String {
    let text = parameter.format(value);
    match text.strip_suffix(parameter.unit) {
        Some(number) => number.trim_end().to_owned(),
        None => text,
    }
}

/// What a field says; nothing in it, or "auto", where the model can choose for itself.
fn read(parameter: &Parameter, zero: Option<&str>, text: &str) -> Result<f64, ()> {
    let text = text.trim();
    if zero.is_some() && (text.is_empty() || text.eq_ignore_ascii_case("auto")) {
        return Ok(0.0);
    }
    parameter.parse(text).map_err(|_| ())
}
