//! Where a person gives a meter file: drop, choose or paste, then read back what was understood.

use super::meter::{self, Asked, Attempt, Stage};
use super::state::State;
use leptos::ev;
use leptos::html::{Input, Textarea};
use leptos::prelude::*;
use peakpack::load::meter::{ReadOptions, Report, Stamps, Unit, Zone};
use peakpack::scenario::Id;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// The box for a meter file, and what became of the last one.
pub fn load_box(state: State) -> impl IntoView {
    take_drops_and_pastes(state);
    let chooser = NodeRef::<Input>::new();
    let rows = NodeRef::<Textarea>::new();
    let chosen = move |_| {
        if let Some(input) = chooser.get_untracked() {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                meter::open(state, &file);
            }
            // So that the same file can be chosen again.
            input.set_value("");
        }
    };
    let pasted = move |_| {
        if let Some(rows) = rows.get_untracked() {
            meter::paste(state, &rows.value());
        }
    };
    view! {
        <section class="load" aria-label="Your own load">
            <label class="drop">
                <input type="file" id="file" node_ref=chooser on:change=chosen accept=".csv,.txt,.tsv,.xml,.dat,text/*" />
                <span><b>"Drop your own meter file"</b>" or "<u>"choose one"</u>"."</span>
                <span>"CSV or Green Button, up to 50 MB. Nothing leaves this browser."</span>
            </label>
            <details class="help">
                <summary>"or paste rows of time and power"</summary>
                <textarea node_ref=rows rows="4" aria-label="Rows of time and power" placeholder="2026-01-01 00:00, 512.5"></textarea>
                <button type="button" on:click=pasted>"Read these rows"</button>
            </details>
            {move || state.meter.attempt.get().map(|attempt| read_back(state, attempt))}
        </section>
    }
}

/// A file may be dropped, and rows pasted, anywhere on the page.
fn take_drops_and_pastes(state: State) {
    let _ = window_event_listener(ev::dragover, |event| event.prevent_default());
    let _ = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            meter::open(state, &file);
        }
    });
    let _ = window_event_listener(ev::paste, move |event| {
        let into_a_field = event.target().is_some_and(|target| {
            target.dyn_ref::<web_sys::HtmlInputElement>().is_some()
                || target.dyn_ref::<web_sys::HtmlTextAreaElement>().is_some()
        });
        let Some(data) = event.clipboard_data().filter(|_| !into_a_field) else {
            return;
        };
        if let Some(file) = data.files().and_then(|files| files.get(0)) {
            meter::open(state, &file);
        } else if let Ok(text) = data.get_data("text/plain")
            && text.trim().contains('\n')
        {
            meter::paste(state, &text);
        }
    });
}

fn read_back(state: State, attempt: Arc<Attempt>) -> impl IntoView {
    let file = state.meter.file.get_untracked();
    let words = match &attempt.stage {
        Stage::Reading => "Reading …".to_owned(),
        Stage::Asking => "One thing only you can say:".to_owned(),
        Stage::Failed(why) => why.clone(),
        Stage::Understood => file.as_ref().map_or(String::new(), |file| file.report.sentence()),
    };
    let failed = matches!(attempt.stage, Stage::Failed(_));
    let still = (attempt.stage != Stage::Understood).then(|| match &file {
        Some(file) if state.meter.used.get_untracked() => {
            format!("The figures are still those of {}.", file.name)
        }
        _ => "The figures are still those of the generated load.".to_owned(),
    });
    let report = file
        .filter(|_| attempt.stage == Stage::Understood)
        .map(|file| file.report.clone());
    let notes = report.as_ref().map(|report| {
        let note = |note: &String| view! { <li>{note.clone()}</li> };
        let notes = report.warnings.iter().map(note).collect_view();
        view! { <ul>{notes}<li>"The link does not carry your file: whoever opens it sees the generated load."</li></ul> }
    });
    let asked = attempt.asked.iter().enumerate();
    let asked = asked.map(|(place, asked)| question(state, place, asked)).collect_view();
    let understood = report.is_some();
    view! {
        <div class="read-back" class:failed=failed role="status">
            <b>{attempt.name.clone()}</b>
            <p>{words}</p>
            {asked}
            {notes}
            {understood.then(|| packs_note(state))}
            {still.map(|still| view! { <p class="soft">{still}</p> })}
            {understood.then(|| switch(state))}
            {report.map(|report| corrections(state, &report, &attempt.options))}
        </div>
    }
}

/// What was done to the packs, because the load is of another size.
fn packs_note(state: State) -> impl IntoView {
    let text = move || {
        let set = state.meter.packs.get().filter(|_| state.meter.used.get())?;
        let packs = |value: f64| Id::Packs.parameter().format(value);
        Some(format!(
            "The packs were set to {}, about a tenth of this load’s peak. They were {}.",
            packs(set.to),
            packs(set.from)
        ))
    };
    view! { <p>{text}</p> }
}

/// To the generated load and back; nothing that was entered is lost.
fn switch(state: State) -> impl IntoView {
    let used = move || state.meter.used.get();
    let name = move || if used() { "Undo: back to the generated load" } else { "Use this load" };
    let turn = move |_| {
        if state.meter.used.get_untracked() {
            meter::put_aside(state);
        } else {
            meter::put_to_use(state);
        }
    };
    view! { <button type="button" id="use-load" class:main=move || !used() on:click=turn>{name}</button> }
}

/// What the file leaves open, as a list to choose from.
fn question(state: State, place: usize, asked: &Asked) -> AnyView {
    let id = format!("question-{place}");
    let chosen = asked.chosen;
    let option = |(at, choice): (usize, &peakpack::load::meter::Choice)| {
        view! { <option value=at.to_string() selected=chosen == Some(at)>{choice.label.clone()}</option> }
    };
    let options = asked.question.choices.iter().enumerate().map(option).collect_view();
    let answer = move |event: ev::Event| {
        if let Ok(at) = event_target_value(&event).parse() {
            meter::again(state, |attempt| {
                // Later questions hang on this answer.
                attempt.asked.truncate(place + 1);
                if let Some(asked) = attempt.asked.get_mut(place) {
                    asked.chosen = Some(at);
                }
            });
        }
    };
    view! {
        <p class="question">
            <label for=id.clone()>{asked.question.text.clone()}</label>
            <select id=id on:change=answer>
                <option value="" disabled selected=chosen.is_none()>"Choose …"</option>
                {options}
            </select>
        </p>
    }
    .into_any()
}

/// What a person may know better than the file.
fn corrections(state: State, report: &Report, options: &ReadOptions) -> AnyView {
    let units = Unit::ALL.map(|unit| (unit.symbol().to_owned(), unit));
    let unit = list(
        "The values are in",
        units.to_vec(),
        report.unit,
        move |unit| meter::again(state, |attempt| attempt.options.unit = Some(unit)),
    );
    let stamps = vec![
        ("start of its interval".to_owned(), Stamps::Start),
        ("end of its interval".to_owned(), Stamps::End),
    ];
    let stamps = list("Each time is the", stamps, report.stamps, move |stamps| {
        meter::again(state, |attempt| attempt.options.stamps = Some(stamps));
    });
    let zone = match report.zone {
        Zone::Utc { offset_minutes } => Some(list(
            "The times are in UTC; the site’s clock is at",
            offsets(),
            options.utc_offset_minutes.unwrap_or(offset_minutes),
            move |minutes| {
                meter::again(state, |attempt| attempt.options.utc_offset_minutes = Some(minutes));
            },
        )),
        _ => None,
    };
    // The question of the clock is open: it must be seen.
    let open = zone.is_some();
    view! {
        <details class="help" open=open>
            <summary>"Read it differently"</summary>
            {zone}
            {unit}
            {stamps}
        </details>
    }
    .into_any()
}

fn list<T: Copy + PartialEq + 'static>(
    name: &'static str,
    options: Vec<(String, T)>,
    now: T,
    choose: impl Fn(T) + 'static,
) -> AnyView {
    let values: Vec<T> = options.iter().map(|(_, value)| *value).collect();
    let option = |(at, (label, value)): (usize, (String, T))| {
        view! { <option value=at.to_string() selected=value == now>{label}</option> }
    };
    let options = options.into_iter().enumerate().map(option).collect_view();
    let chosen = move |event: ev::Event| {
        let at: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(value) = at.and_then(|at| values.get(at)) {
            choose(*value);
        }
    };
    view! { <label class="question">{name}<select on:change=chosen>{options}</select></label> }.into_any()
}

/// The clocks of the world, in half hours.
fn offsets() -> Vec<(String, i32)> {
    let name = |minutes: i32| {
        let sign = if minutes < 0 { '−' } else { '+' };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        (format!("UTC{sign}{hours:02}:{rest:02}"), minutes)
    };
    (-24..=28).map(|half_hours| name(half_hours * 30)).collect()
}
