//! The four key figures; each opens into its equation, the values put in, and its source.

use super::browser::is_open;
use super::state::State;
use leptos::prelude::*;
use peakpack::outcome::Figure;

/// The key figures.
pub fn figures(state: State) -> impl IntoView {
    let all = Memo::new(move |_| state.outcome.with(|outcome| outcome.figures()));
    let one = move |place: usize| {
        let part = move |part: fn(&Figure) -> String| move || all.with(|all| part(&all[place]));
        let open = RwSignal::new(false);
        view! {
            <details class="figure" on:toggle=move |event| open.set(is_open(&event))>
                <summary>
                    <span class="label">{part(|f| f.label.to_owned())}</span>
                    <span class="value">
                        {part(|f| f.value.clone())}
                        <small>{part(|f| f.unit.clone())}</small>
                    </span>
                    <span class="detail">
                        {part(|f| f.detail.clone())}
                        <b>{part(|f| f.stressed.clone())}</b>
                    </span>
                </summary>
                <div class="behind">{move || open.get().then(|| behind(all.with(|all| all[place].clone())))}</div>
            </details>
        }
    };
    view! { <section class="figures" aria-label="Key figures">{[0, 1, 2, 3].map(one).collect_view()}</section> }
}

/// What stands behind a figure.
fn behind(figure: Figure) -> impl IntoView {
    let line = |line: String| view! { <p class="equation">{line}</p> };
    view! {
        {figure.equation.into_iter().map(line).collect_view()}
        <p class="source">{figure.source}</p>
    }
}
