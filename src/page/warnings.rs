//! What was wrong with the link, and what to be careful about.

use super::state::State;
use leptos::prelude::*;
use peakpack::load::LoadSource;
use peakpack::scenario::Source;

/// What in the link was not taken as it stood.
pub fn link_warnings(state: State) -> impl IntoView {
    let warnings = state.address.warnings;
    let item = |text: String| view! { <li>{text}</li> };
    view! {
        <section class="link-warnings" aria-label="About the link" hidden=move || warnings.with(Vec::is_empty)>
            <p><b>"Not everything in the link could be taken as it stands"</b></p>
            <ul>{move || warnings.get().into_iter().map(item).collect_view()}</ul>
            <button type="button" id="fix-link" on:click=move |_| state.address.fix(state.scenario.get_untracked())>
                "Fix link"
            </button>
            <button type="button" id="dismiss" on:click=move |_| warnings.set(Vec::new())>"Dismiss"</button>
        </section>
    }
}

/// What the figures rest on.
pub fn assumptions(state: State) -> impl IntoView {
    let item = |text: String| view! { <li>{text}</li> };
    let cautions = Memo::new(move |_| state.outcome.with(|outcome| outcome.warnings()));
    let about = Memo::new(move |_| state.outcome.with(|outcome| match outcome.site.source {
        LoadSource::Meter => vec!["The load is that of your own meter file.".to_owned()],
        LoadSource::Profile(_) => about_preset(state),
    }));
    view! {
        <section class="assumptions" aria-labelledby="assumptions-title">
            <h2 id="assumptions-title">"Assumptions"</h2>
            <ul>
                <li hidden=move || cautions.with(Vec::is_empty) class="caution">
                    {move || cautions.get().join(" ")}
                </li>
                {move || about.get().into_iter().map(item).collect_view()}
                <li>"The packs know the load in advance. A real controller knows less and reaches less."</li>
                <li>"All packs are alike, and their health stays as it is: ageing and money are not in these figures yet."</li>
            </ul>
        </section>
    }
}

fn about_preset(state: State) -> Vec<String> {
    let preset = state.scenario.with(|scenario| scenario.preset());
    let Source { mark, text } = preset.source;
    let mut about = vec![format!("{} Source: {text} ({}).", preset.sentence, mark.label())];
    if !preset.note.is_empty() {
        about.push(preset.note.to_owned());
    }
    about
}
