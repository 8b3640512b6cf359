//! The page: what a person sees and moves, on top of the library.
//!
//! State flows one way ([`state`]); everything else is a thing on the screen
//! with a file of its own, built from [`dom`].

mod address;
mod api;
mod browser;
mod canvas;
mod carried;
mod compare;
mod control;
mod crash;
mod dom;
mod embed_dialog;
mod exports;
mod field;
mod figures;
mod finding;
mod frame;
mod header;
mod hero;
mod inspect;
mod js;
mod limits;
mod live;
mod load_box;
mod meter;
mod method;
mod offer;
mod painter;
mod panels;
mod past;
mod read_back;
mod reader;
mod reason;
mod remember;
mod settle;
mod share;
mod state;
mod table;
mod warnings;
mod years;
mod years_view;

use canvas::Look;
use carried::Carried;
use dom::{Node, el, of_class};
use leptos::prelude::*;
use peakpack::chart::View;
use peakpack::outcome::DISCLAIMER;
use peakpack::scenario::{Display, Picture, Ui};
use state::State;
use web_sys::Element;

/// Half as large as the standard one.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    crash::watch();
    let place = document().get_element_by_id("app");
    let Some(place) = place else {
        return;
    };
    // What Leptos' `mount_to` does, without its renderer, which has nothing to do here.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    carried::unpack(Box::new(move |carried| mount(&place, carried)));
}

fn mount(place: &Element, carried: Option<Carried>) {
    let owner = Owner::new();
    owner.with(|| {
        for part in page(carried) {
            let _ = place.append_child(part.element());
        }
    });
    // The page lives until its tab closes.
    std::mem::forget(owner);
    js::call("ready", &[]);
}

fn page(carried: Option<Carried>) -> Vec<Node> {
    let state = State::new(carried);
    let display = state.address.display.get_untracked();
    frame::dress(&display);
    past::listen_to_keys(state);
    let look = canvas::Look::new(&display);
    address::listen(state);
    if frame::needs_years(&display) {
        years::watch(state);
    }
    let mut parts = if display.ui() == Ui::Full {
        whole(state, look, &display)
    } else {
        vec![frame::small(state, look, &display)]
    };
    api::listen_to_others(state, &display);
    parts.push(finding::echo(state));
    parts
}

/// The page with everything there is.
fn whole(state: State, look: Look, display: &Display) -> Vec<Node> {
    let view = match display.picture() {
        Picture::Duration => View::Duration,
        _ => View::PeakDay,
    };
    let skip = of_class("a", "skip")
        .attr("href", "#main")
        .text("Skip to the result")
        .on("click", |event| {
            event.prevent_default();
            browser::go_to("main");
        });
    let study = of_class("div", "study")
        .child(panels::main_controls(state, &frame::shown(display)))
        .child(reason::reason(state))
        .child(hero::charts(state, look, view).child(years_view::years(state, look)));
    let mut panels = of_class("section", "panels")
        .attr("aria-label", "More inputs")
        .children(panels::panels(state));
    if !display.is_site_locked() {
        panels = panels.child(load_box::load_box(state, look));
    }
    let mut main = el("main").attr("id", "main").attr("tabindex", "-1");
    main = match display.embed() {
        true => main.child(warnings::badge(state)),
        false => main
            .child(warnings::link_warnings(state))
            .child(warnings::about_the_link(state)),
    };
    let main = main
        .child(finding::finding(state))
        .child(compare::compared(state))
        .child(figures::figures(state))
        .child(of_class("div", "body").child(study).child(panels))
        .child(warnings::assumptions(state))
        .child(method::method());
    let footer = if display.embed() {
        frame::foot(state)
    } else {
        footer()
    };
    vec![skip, header::header(state), main, footer]
}

fn footer() -> Node {
    let model = concat!(
        "Model ",
        env!("CARGO_PKG_VERSION"),
        " · free software, ",
        env!("CARGO_PKG_LICENSE")
    );
    el("footer")
        .child(el("span").text(DISCLAIMER))
        .child(el("span").text(model))
}
