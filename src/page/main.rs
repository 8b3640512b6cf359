//! The page: what a person sees and moves, on top of the library.
//!
//! State flows one way ([`state`]); everything else is a thing on the screen
//! with a file of its own.

mod address;
mod browser;
mod canvas;
mod control;
mod crash;
mod figures;
mod finding;
mod header;
mod hero;
mod inspect;
mod limits;
mod load_box;
mod meter;
mod method;
mod panels;
mod reason;
mod settle;
mod state;
mod table;
mod warnings;

use leptos::prelude::*;
use peakpack::outcome::DISCLAIMER;
use state::State;
use wasm_bindgen::JsCast;

fn main() {
    crash::watch();
    let place = document().get_element_by_id("app");
    if let Some(place) = place.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) {
        leptos::mount::mount_to(place, page).forget();
        if let Some(loading) = document().get_element_by_id("loading") {
            loading.remove();
        }
    }
}

fn page() -> impl IntoView {
    let state = State::new();
    address::listen(state);
    view! {
        <a
            class="skip"
            href="#main"
            on:click=|event| {
                event.prevent_default();
                browser::go_to("main");
            }
        >
            "Skip to the result"
        </a>
        {header::header(state)}
        <main id="main" tabindex="-1">
            {warnings::link_warnings(state)}
            {finding::finding(state)}
            {figures::figures(state)}
            <div class="body">
                <div class="study">
                    {panels::main_controls(state)}
                    {reason::reason(state)}
                    {hero::charts(state)}
                </div>
                <section class="panels" aria-label="More inputs">
                    {panels::panels(state)}
                    {load_box::load_box(state)}
                </section>
            </div>
            {warnings::assumptions(state)}
            {method::method()}
        </main>
        <footer>
            <span>{DISCLAIMER}</span>
            <span>
                {concat!("Model ", env!("CARGO_PKG_VERSION"), " · free software, ", env!("CARGO_PKG_LICENSE"))}
            </span>
        </footer>
        {finding::echo(state)}
    }
}
