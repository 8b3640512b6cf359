//! The charts: grid draw before and after, and the packs' charge on the same axis.

use super::canvas::{Look, Plot};
use super::dom::{Node, button, el, follow, of_class};
use super::exports::menu;
use super::inspect::Inspect;
use super::state::State;
use super::table::data;
use peakpack::chart::{Chart, View, summary};
use peakpack::decimal::short;
use web_sys::HtmlElement;

/// Both charts with tabs, legend, time cursor and tables.
pub fn charts(state: State, look: Look, view: View) -> Node {
    let inspect = Inspect::new(state, view);
    let is_duration = move || inspect.view() == View::Duration;
    let grid = plot(state, look, inspect, false);
    let charge = plot(state, look, inspect, true);
    let tabs = of_class("span", "tabs")
        .attr("role", "group")
        .attr("aria-label", "What the chart shows")
        .children(View::ALL.map(|view| tab(inspect, view)));
    let title = move || state.outcome.with(|outcome| outcome.picture_title());
    let caption = el("figcaption")
        .child(el("h2").live_text(title))
        .child(tabs);
    let hero = of_class("figure", "hero")
        .child(caption)
        .child(key(state, inspect))
        .child(with_cursor(inspect, &grid));
    let charge = of_class("figure", "charge")
        .when("hidden", is_duration)
        .child(charge_key())
        .child(with_cursor(inspect, &charge));
    of_class("section", "charts")
        .attr("aria-label", "Charts")
        .child(hero)
        .child(charge)
        .child(inspect.slider(state))
        .child(data(state, inspect))
        .child(
            of_class("div", "saves")
                .child(menu("grid"))
                .child(menu("soc").when("hidden", is_duration)),
        )
}

/// One chart with its legend: a view of the grid draw, or the charge on the peak day.
pub fn picture(state: State, look: Look, view: Option<View>) -> Node {
    let inspect = Inspect::new(state, view.unwrap_or(View::PeakDay));
    let key = match view {
        Some(_) => key(state, inspect),
        None => charge_key(),
    };
    let plot = plot(state, look, inspect, view.is_none());
    of_class("figure", "picture").child(key).child(plot.place)
}

/// The chart of the view, or of the charge under it.
fn plot(state: State, look: Look, inspect: Inspect, charge: bool) -> Plot {
    let chart = move || match charge {
        true => Chart::Charge,
        false => inspect.view().chart(),
    };
    let words = move || {
        let span = inspect.span.get();
        state
            .outcome
            .with(|outcome| Some(summary(chart(), outcome, span)))
    };
    let class = if charge { "plot soc" } else { "plot grid" };
    Plot::new(state, look, chart, inspect.span, class, words)
}

fn key(state: State, inspect: Inspect) -> Node {
    let is_duration = move || inspect.view() == View::Duration;
    of_class("p", "key")
        .child(entry("before", "before"))
        .child(entry("after", "after"))
        .child(entry("other", "after, B").when("hidden", move || state.other.with(Option::is_none)))
        .child(entry("supply", "packs supply").when("hidden", is_duration))
        .child(entry("recharge", "recharges").when("hidden", is_duration))
        .child(entry("filled", "gap, filled").when("hidden", move || {
            let whole = state
                .outcome
                .with(|outcome| outcome.site.filled_ms.is_empty());
            whole || is_duration()
        }))
}

fn charge_key() -> Node {
    of_class("p", "key").text("State of charge of the packs")
}

/// An entry of a legend.
pub fn entry(class: &str, words: &str) -> Node {
    el("span").child(of_class("i", class)).text(words)
}

fn tab(inspect: Inspect, view: View) -> Node {
    button(view.label(), move |_| inspect.show(view)).live_attr("aria-pressed", move || {
        Some((inspect.view() == view).to_string())
    })
}

/// A chart with the cursor over it, which moves without a redraw.
fn with_cursor(inspect: Inspect, plot: &Plot) -> Node {
    let (drawn, line) = (plot.clone(), of_class("i", "cursor"));
    let style = line.cast::<HtmlElement>().style();
    follow(move || {
        drawn.drawn.track();
        let at = inspect.at.get();
        if let Some(geometry) = &*drawn.geometry.borrow() {
            let (plot, x) = (geometry.plot, geometry.middle(at));
            let _ = style.set_property("transform", &format!("translateX({}px)", short(x)));
            let _ = style.set_property("top", &format!("{}px", short(plot.top)));
            let _ = style.set_property("height", &format!("{}px", short(plot.height())));
        }
    });
    let (moved, pressed) = (plot.clone(), plot.clone());
    let place = plot.place.clone().child(line);
    place
        .on("pointermove", move |event| {
            inspect.follow_pointer(&moved, &event)
        })
        .on("pointerdown", move |event| {
            inspect.follow_pointer(&pressed, &event)
        })
}
