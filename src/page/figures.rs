//! The four key figures; each opens into its equation, the values put in, and its source.

use super::browser;
use super::dom::{Node, Slot, el, follow, is_open, of_class};
use super::live::Live;
use super::state::State;
use super::years::Years;
use peakpack::outcome::Figure;
use peakpack::text::Joined;

/// The key figures.
pub fn figures(state: State) -> Node {
    let mut slots = Vec::new();
    let mut figures = of_class("section", "figures").attr("aria-label", "Key figures");
    for place in 0..4 {
        let (figure, parts) = figure(state, place);
        figures = figures.child(figure);
        slots.push(parts);
    }
    follow(move || {
        let beside = beside(state);
        for (place, (figure, slots)) in all(state).iter().zip(&slots).enumerate() {
            let Figure {
                label,
                value,
                unit,
                detail,
                stressed,
                ..
            } = figure;
            let beside = beside.as_ref().map_or("", |beside| &beside[place]);
            let texts: [&str; 6] = [label, value, unit, detail, stressed, beside];
            for (text, slot) in texts.into_iter().zip(slots) {
                slot.show(text);
            }
        }
    });
    figures
}

/// The figures of today, and that of the years.
fn all(state: State) -> [Figure; 4] {
    let mut all = state.outcome.with(|outcome| outcome.figures());
    // What limits the packs has a place of its own.
    all[3] = state.future.years.with(|years| match years {
        Years::Unknown => at_first(),
        years => lasts(years),
    });
    all
}

fn lasts(years: &Years) -> Figure {
    match years {
        Years::Known(prospect) => prospect.lasts_figure(),
        Years::Cannot(why) => Figure::without_number("Packs last", why),
        Years::Unknown => Figure {
            value: "…".to_owned(),
            ..Figure::without_number("Packs last", "")
        },
    }
}

/// How long packs last, before the years are known: as the document says it.
fn at_first() -> Figure {
    let figure = Figure::without_number("Packs last", "");
    match <[String; 5]>::try_from(browser::at_first()) {
        Ok([value, unit, detail, stressed, _]) => Figure {
            value,
            unit,
            detail,
            stressed,
            ..figure
        },
        Err(_) => figure,
    }
}

/// The same figures of what is compared with, in short.
fn beside(state: State) -> Option<[String; 4]> {
    let other = state.compared.get_untracked()?;
    let mut all = other.figures();
    all[3] = state.future.beside.with(lasts);
    Some(all.map(|figure| ["B: ", &figure.value, " ", &figure.unit].joined("")))
}

/// One figure, and where its label, value, unit, detail and stressed detail stand, and that of the
/// scenario beside it.
fn figure(state: State, place: usize) -> (Node, [Slot; 6]) {
    let open = Live::new(false);
    let (label, label_slot) = of_class("span", "label").slot();
    let (value, value_slot) = of_class("span", "value").slot();
    let (unit, unit_slot) = el("small").slot();
    let (detail, detail_slot) = of_class("span", "detail").slot();
    let (stressed, stressed_slot) = el("b").slot();
    let (beside, beside_slot) = of_class("span", "beside").slot();
    let summary = el("summary")
        .child(label)
        .child(value.text(" ").child(unit))
        .child(detail.child(stressed))
        .child(beside);
    let behind = of_class("div", "behind").inside(move || match open.get() {
        true => behind(&all(state)[place]),
        false => Vec::new(),
    });
    let figure = of_class("details", "figure")
        .child(summary)
        .child(behind)
        .on("toggle", move |event| open.set(is_open(&event)));
    let slots = [
        label_slot,
        value_slot,
        unit_slot,
        detail_slot,
        stressed_slot,
        beside_slot,
    ];
    (figure, slots)
}

/// What stands behind a figure.
pub fn behind(figure: &Figure) -> Vec<Node> {
    let lines = figure.equation.iter();
    lines
        .map(|line| of_class("p", "equation").text(line))
        .chain([of_class("p", "source").text(figure.source)])
        .collect()
}
