//! What was wrong with the link, and what to be careful about.

use super::dom::{Node, button, el, follow, of_class, quiet_button};
use super::live::memo;
use super::state::State;
use peakpack::text::Joined;

/// What in the link was not taken as it stood.
pub fn link_warnings(state: State) -> Node {
    let warnings = state.address.warnings;
    let items =
        move || warnings.with(|warnings| warnings.iter().map(|text| el("li").text(text)).collect());
    let fix = move |_| state.address.fix(state);
    let fix = button("Fix link", fix).attr("id", "fix-link");
    let dismiss = button("Dismiss", move |_| warnings.set(Vec::new())).attr("id", "dismiss");
    of_class("section", "link-warnings")
        .attr("aria-label", "About the link")
        .when("hidden", move || warnings.with(Vec::is_empty))
        .child(el("b").text("Not everything in the link could be taken as it stands"))
        .child(el("ul").inside(items))
        .child(el("p").child(fix).text(" ").child(dismiss))
}

/// What the model says today of a link that was made earlier, where it is something else; and
/// that a load did not arrive.
pub fn about_the_link(state: State) -> Node {
    let damage = state.meter.damage;
    let words = memo(move || drift_or_damage(state));
    let dismiss = quiet_button("Dismiss", move |_| {
        damage.set(None);
        // What could not be used goes with the word about it.
        state.address.follow(state);
    });
    of_class("section", "link-warnings drift")
        .attr("aria-label", "What this link said")
        .attr("role", "status")
        .when("hidden", move || words.get().is_empty())
        .child(el("b").live_text(move || words.get()))
        .child(dismiss)
}

fn drift_or_damage(state: State) -> String {
    let drift = || {
        let receipt = state.address.receipt.get()?;
        state.outcome.with(|outcome| outcome.drift_from(receipt))
    };
    match state.meter.damage.get() {
        Some(why) => why,
        None => drift().unwrap_or_default(),
    }
}

/// Everything that both say.
pub fn all(state: State) -> Vec<String> {
    let mut all = state.address.warnings.get();
    let more = drift_or_damage(state);
    if !more.is_empty() {
        all.push(more);
    }
    all
}

/// Both in a frame: a badge that opens.
pub fn badge(state: State) -> Node {
    let count = memo(move || all(state).len());
    let words = move || match count.get() {
        1 => "1 note on this link".to_owned(),
        count => [&count.to_string(), " notes on this link"].joined(""),
    };
    of_class("details", "notes")
        .when("hidden", move || count.get() == 0)
        .child(of_class("summary", "badge").live_text(words))
        .child(
            el("div")
                .child(link_warnings(state))
                .child(about_the_link(state)),
        )
}

/// What the figures rest on.
pub fn assumptions(state: State) -> Node {
    let items = move || state.outcome.with(|outcome| outcome.assumptions());
    let list = el("ul");
    let (place, mut shown) = (list.clone(), Vec::new());
    follow(move || {
        let items = items();
        if items != shown {
            place.fill(items.iter().map(|text| el("li").text(text)).collect());
            shown = items;
        }
    });
    of_class("section", "assumptions")
        .attr("aria-labelledby", "assumptions-title")
        .child(el("h2").attr("id", "assumptions-title").text("Assumptions"))
        .child(list)
}
