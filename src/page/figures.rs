//! The four key figures; each opens into its equation, the values put in, and its source.

use super::dom::{Node, el, is_open, memo, of_class};
use super::state::State;
use leptos::prelude::*;
use peakpack::outcome::Figure;

/// The key figures.
pub fn figures(state: State) -> Node {
    let all = memo(move || state.outcome.with(|outcome| outcome.figures()));
    of_class("section", "figures")
        .attr("aria-label", "Key figures")
        .children((0..4).map(|place| figure(all, place)))
}

fn figure(all: Memo<[Figure; 4]>, place: usize) -> Node {
    let open = RwSignal::new(false);
    let part = move |part: fn(&Figure) -> &str| {
        move || all.with(|all| part(&all[place]).to_owned())
    };
    let value = of_class("span", "value")
        .live_text(part(|figure| &figure.value))
        .text(" ")
        .child(el("small").live_text(part(|figure| &figure.unit)));
    let detail = of_class("span", "detail")
        .live_text(part(|figure| &figure.detail))
        .child(el("b").live_text(part(|figure| &figure.stressed)));
    let summary = el("summary")
        .child(of_class("span", "label").live_text(part(|figure| figure.label)))
        .child(value)
        .child(detail);
    let behind = of_class("div", "behind").inside(move || match open.get() {
        true => all.with(|all| behind(&all[place])),
        false => Vec::new(),
    });
    of_class("details", "figure")
        .child(summary)
        .child(behind)
        .on("toggle", move |event| open.set(is_open(&event)))
}

/// What stands behind a figure.
fn behind(figure: &Figure) -> Vec<Node> {
    let lines = figure.equation.iter();
    lines
        .map(|line| of_class("p", "equation").text(line))
        .chain([of_class("p", "source").text(figure.source)])
        .collect()
}
