//! Why the peak is not lower. Zeros and gains without a reason are not believed.

use super::settle::Settle;
use super::state::State;
use leptos::prelude::*;
use peakpack::outcome::Advice;
use std::sync::Arc;

/// What limits the packs, and what a lower peak would need.
pub fn reason(state: State) -> impl IntoView {
    // Advice takes more than a frame may; it follows once a person pauses, and
    // belongs to one outcome only.
    let advice = RwSignal::<Option<(usize, Option<Advice>)>>::new(None);
    let pause = Settle::new(150);
    Effect::new(move |_| {
        state.outcome.track();
        pause.ask(move || {
            if let Some(outcome) = state.outcome.try_get_untracked() {
                let _ = advice.try_set(Some((Arc::as_ptr(&outcome).addr(), outcome.advice())));
            }
        });
    });
    let text = move || {
        let outcome = state.outcome.get();
        let advice = advice.get().filter(|(of, _)| *of == Arc::as_ptr(&outcome).addr());
        outcome.reason_with(advice.and_then(|(_, advice)| advice).as_ref()).to_string()
    };
    let title = Memo::new(move |_| state.outcome.with(|outcome| outcome.limit_title()));
    view! {
        <section class="reason" aria-label="What limits the packs">
            <b>{move || title.get()}</b>
            <p>{text}</p>
        </section>
    }
}
