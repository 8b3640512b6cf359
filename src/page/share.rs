//! The share menu: links that reproduce what is on the screen, and what they leave out.

use super::address::link_of;
use super::dom::{Node, button, el, follow, is_open, listen, of_class, set};
use super::embed_dialog;
use super::exports::menu as menu_of;
use super::js;
use super::live::Live;
use super::offer::{Offer, make_offers};
use super::state::State;
use leptos::prelude::window;
use peakpack::text::Joined;
use wasm_bindgen::JsValue;

/// The menu, and the dialog that opens from it. What it offers is found out when it is opened.
pub fn menu(state: State) -> [Node; 2] {
    let (offers, said, refused) = (
        Live::new(Vec::<Offer>::new()),
        Live::new(String::new()),
        Live::new(String::new()),
    );
    let list = of_class("div", "offers").inside(move || {
        offers.with(|offers| {
            let offers = offers.iter();
            offers
                .map(|offer| one(offer.clone(), said, refused))
                .collect()
        })
    });
    let field = el("input")
        .attr("readonly", "")
        .attr("aria-label", "The text to copy")
        .when("hidden", move || refused.with(String::is_empty));
    let place = field.element().clone();
    follow(move || {
        let text = refused.get();
        if !text.is_empty() {
            set(&place, "value", &text.into());
            js::call("select", &[place.clone().into()]);
        }
    });
    let status = of_class("p", "soft")
        .attr("role", "status")
        .live_text(move || said.get());
    let (dialog, open_dialog) = embed_dialog::dialog(state, offers);
    let embed = button("Make a frame", move |_| open_dialog()).attr("id", "embed");
    let embed = about(
        "A frame for your page",
        "The live figure in a report or an article.",
    )
    .child(of_class("p", "row").child(embed));
    let picture =
        about("A picture or a table", "Of the grid draw as it is shown.").child(menu_of("grid"));
    let sheet = of_class("div", "sheet")
        .child(list)
        .child(picture)
        .child(embed)
        .child(field)
        .child(status);
    let menu = of_class("details", "menu")
        .attr("id", "share")
        .child(of_class("summary", "button").text("Share"))
        .child(sheet)
        .on("toggle", move |event| {
            said.set(String::new());
            refused.set(String::new());
            if is_open(&event) {
                make_offers(state, offers);
            }
        });
    close_when_left(&menu);
    [menu, dialog]
}

/// Closes the menu by Escape, and by a press beside it.
fn close_when_left(menu: &Node) {
    let element = menu.element().clone();
    for event in ["pointerdown", "keydown"] {
        let element = element.clone();
        listen(&window(), event, move |event| {
            js::call("closeMenu", &[element.clone().into(), event.into()]);
        });
    }
}

/// One link, and what can be done with it.
fn one(offer: Offer, said: Live<String>, refused: Live<String>) -> Node {
    let link = link_of(&offer.query, &offer.fragment);
    let both = [&offer.finding, " ", &link].joined("");
    let copy = move |words: &'static str, text: String| {
        button(words, move |_| {
            let text = text.clone();
            js::later(
                "copy",
                vec![text.clone().into()],
                Box::new(move |done| match done {
                    Some(_) => {
                        refused.set(String::new());
                        said.set("Copied.".to_owned());
                    }
                    None => {
                        said.set("The browser does not let this page copy. The text is selected: copy it with the keyboard.".to_owned());
                        refused.set(text);
                    }
                }),
            );
        })
    };
    let has_sheet = js::call("hasSheet", &[]).is_some_and(|has| has.is_truthy());
    let (title, address) = (offer.finding.clone(), link.clone());
    let sheet = has_sheet.then(|| {
        button("Share …", move |_| {
            let arguments: Vec<JsValue> = vec![
                "Peakpack".into(),
                title.as_str().into(),
                address.as_str().into(),
            ];
            js::later("sheet", arguments, Box::new(|_| ()));
        })
    });
    if offer.is_file {
        let save = button("Save this calculator", move |_| {
            let arguments = vec![offer.query.as_str().into(), offer.fragment.as_str().into()];
            let told: js::Then = Box::new(move |told| {
                said.set(told.and_then(|told| told.as_string()).unwrap_or_default());
            });
            js::later("saveCalculator", arguments, told);
        });
        let save = save.attr("id", "save-calculator");
        return about(&offer.title, &offer.note).child(of_class("p", "row").child(save));
    }
    about(&offer.title, &offer.note).child(
        of_class("p", "row")
            .child(copy("Copy link", link))
            .child(copy("Copy sentence and link", both))
            .children(sheet),
    )
}

/// What an entry of the menu is.
fn about(title: &str, note: &str) -> Node {
    of_class("div", "offer")
        .child(el("b").text(title))
        .child(of_class("p", "soft").text(note))
}
