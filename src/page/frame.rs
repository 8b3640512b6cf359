//! The page in a frame of somebody else's page: as much of it as the link asks for.
//!
//! How high a small frame is goes by its width alone (`style/embed.css`); the picture takes what
//! the rest leaves. The foot with version, source and the way to the whole page is always there.

use super::canvas::Look;
use super::dom::{Node, el, follow, of_class, root};
use super::state::{PROFILE_INPUTS, State};
use super::{address, carried, compare, figures, finding, hero, js, panels, warnings, years_view};
use js_sys::Array;
use peakpack::chart::View;
use peakpack::outcome::DISCLAIMER;
use peakpack::scenario::{Display, Id, Panel, Picture, Theming, Ui};
use wasm_bindgen::JsValue;

/// The inputs that are in sight where a link does not say.
const SHOWN: [Id; 2] = [Id::Packs, Id::Health];

/// Puts on the document what styles must know of the link.
pub fn dress(display: &Display) {
    let theme = match display.theme() {
        Theming::Auto => "",
        Theming::Light => "light",
        Theming::Dark => "dark",
    };
    let root = root().attr("data-theme", theme);
    let root = match display.is_clear() {
        true => root.attr("data-clear", ""),
        false => root,
    };
    if display.embed() {
        let is_whole = display.ui() == Ui::Full;
        root.attr("data-embed", if is_whole { "" } else { "small" });
    }
}

/// The inputs whose sliders are in sight.
pub fn shown(display: &Display) -> Vec<Id> {
    let ids = match (display.shown(), display.ui()) {
        (_, Ui::None) => &[],
        (Some(ids), _) => ids,
        (None, Ui::Min) => &[],
        (None, _) => &SHOWN[..],
    };
    let free = |id: &Id| !(display.is_site_locked() && is_of_site(*id));
    ids.iter().copied().filter(free).collect()
}

/// Whether an input says what the data center draws.
fn is_of_site(id: Id) -> bool {
    PROFILE_INPUTS.contains(&id) || id.parameter().panel == Panel::Site
}

/// Whether anything that is shown needs the years of the packs.
pub fn needs_years(display: &Display) -> bool {
    matches!(display.ui(), Ui::Full | Ui::Basic)
        || matches!(display.picture(), Picture::Fade | Picture::Figures)
}

/// A frame with less than the whole page.
pub fn small(state: State, look: Look, display: &Display) -> Node {
    let (ui, picture) = (display.ui(), display.picture());
    let mut main = el("main").attr("id", "main");
    let headline = finding::finding(state);
    // Where it is not shown it is still there for who cannot see the picture.
    main = main.child(match display.has_title() && ui != Ui::None {
        true => headline,
        false => headline.attr("class", "unseen"),
    });
    if ui != Ui::None {
        main = main.child(compare::compared(state));
    }
    if ui == Ui::Basic || picture == Picture::Figures {
        main = main.child(figures::figures(state));
    }
    main = main.children(match picture {
        Picture::Grid => Some(hero::picture(state, look, Some(View::PeakDay))),
        Picture::Duration => Some(hero::picture(state, look, Some(View::Duration))),
        Picture::Charge => Some(hero::picture(state, look, None)),
        Picture::Fade => Some(years_view::pair(state, look)),
        Picture::Figures => None,
    });
    let ids = shown(display);
    let main = main.children((!ids.is_empty()).then(|| panels::main_controls(state, &ids)));
    let class = match picture {
        Picture::Figures => "small kpi",
        _ => "small",
    };
    let foot = foot(state).child(warnings::badge(state));
    of_class("div", class).child(main).child(foot)
}

/// The foot of every frame.
pub fn foot(state: State) -> Node {
    let link = move || {
        state.outcome.track();
        let query = address::query(state, None, false);
        Some(address::link_of(&query, &carried::fragment(state)))
    };
    let whole = el("a")
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .live_attr("href", link)
        .text("Open the full calculator");
    el("footer").child(el("span").text(DISCLAIMER)).child(
        el("span")
            .text(concat!(
                "Source: Peakpack, model ",
                env!("CARGO_PKG_VERSION"),
                " · "
            ))
            .child(whole),
    )
}

/// Tells the page around this one what in the link was not taken as it stood.
pub fn tell_warnings(state: State) {
    follow(move || {
        let list = warnings::all(state);
        if !list.is_empty() {
            let list: Array = list.iter().map(|text| JsValue::from_str(text)).collect();
            js::call("tell", &["warning".into(), list.into()]);
        }
    });
}
