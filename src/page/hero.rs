//! The charts: grid draw before and after, and the packs' charge on the same axis.

use super::canvas::{Look, Plot};
use super::inspect::Inspect;
use super::state::State;
use super::table::data;
use leptos::prelude::*;
use peakpack::chart::{Chart, View, summary};
use peakpack::outcome::PowerScale;

/// Both charts with tabs, legend, time cursor and tables.
pub fn charts(state: State) -> impl IntoView {
    let look = Look::follow();
    let inspect = Inspect::new(state);
    let is_duration = move || inspect.view.get() == View::Duration;
    let grid = Plot::new(state, look, move || inspect.view.get().panel(), inspect.span);
    let charge = Plot::new(state, look, || Chart::Charge, inspect.span);
    let title = Memo::new(move |_| state.outcome.with(|outcome| outcome.picture_title()));
    let unit = move || {
        let peak = state.outcome.with(|outcome| outcome.peak_before_kw);
        PowerScale::for_peak(peak).unit()
    };
    let tab = move |view: View| {
        view! {
            <button
                type="button"
                aria-pressed=move || (inspect.view.get() == view).to_string()
                on:click=move |_| inspect.show(view)
            >
                {view.label()}
            </button>
        }
    };
    view! {
        <section class="charts" aria-label="Charts">
            <figure class="hero">
                <figcaption>
                    <h2>{move || title.get()}</h2>
                    <span class="tabs" role="group" aria-label="What the chart shows">
                        {View::ALL.map(tab).collect_view()}
                    </span>
                </figcaption>
                <p class="key">
                    <span class="unit">{move || format!("Grid draw, {}", unit())}</span>
                    <span><i class="before"></i>"before"</span>
                    <span><i class="after"></i>"after"</span>
                    <span hidden=is_duration><i class="supply"></i>"packs supply"</span>
                    <span hidden=is_duration><i class="recharge"></i>"recharges"</span>
                </p>
                {plot(inspect, grid, "plot grid", move || words(state, inspect, None))}
            </figure>
            <figure class="charge" hidden=is_duration>
                <p class="key"><span class="unit">"State of charge, %"</span></p>
                {plot(inspect, charge, "plot soc", move || words(state, inspect, Some(Chart::Charge)))}
            </figure>
            {inspect.slider(state)}
            {data(state, inspect)}
        </section>
    }
}

fn words(state: State, inspect: Inspect, chart: Option<Chart>) -> String {
    let chart = chart.unwrap_or_else(|| inspect.view.get().panel());
    let span = inspect.span.get();
    state.outcome.with(|outcome| summary(chart, outcome, span))
}

/// A chart with the cursor over it.
fn plot(
    inspect: Inspect,
    plot: Plot,
    class: &'static str,
    name: impl Fn() -> String + Send + Sync + 'static,
) -> AnyView {
    let cursor = move || {
        plot.geometry.with(|geometry| {
            let x = geometry.as_ref().map(|g| g.middle(inspect.at.get()));
            format!("translateX({:.1}px)", x.unwrap_or(-9.0))
        })
    };
    view! {
        <div
            class=class
            node_ref=plot.place
            on:pointermove=move |event| inspect.follow_pointer(plot, &event)
            on:pointerdown=move |event| inspect.follow_pointer(plot, &event)
        >
            {plot.view(name)}
            <i class="cursor" style:transform=cursor></i>
        </div>
    }
    .into_any()
}
