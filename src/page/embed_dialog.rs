//! The dialog that makes a frame for somebody else's page. All of it but its facts is in
//! `embed_dialog.js`.

use super::carried;
use super::dom::{Node, of_class};
use super::js;
use super::live::Live;
use super::offer::Offer;
use super::state::State;
use js_sys::Array;
use peakpack::outcome::DISCLAIMER;
use peakpack::text::Joined;

/// The dialog, and what opens it. What can be given away can be framed.
pub fn dialog(state: State, offers: Live<Vec<Offer>>) -> (Node, impl Fn()) {
    let dialog = of_class("dialog", "embed").attr("aria-labelledby", "embed-title");
    let element = dialog.element().clone();
    let open = move || {
        let mut links = offers.get_untracked();
        links.retain(|offer| !offer.is_file);
        // Nobody's own load stands in a report that they have not chosen it for.
        if carried::is_left_out(state) {
            links.reverse();
        }
        let links: Array = links
            .iter()
            .map(|offer| -> Array {
                let caption = [&offer.finding, " ", DISCLAIMER].joined("");
                [
                    offer.load,
                    &offer.query,
                    &offer.fragment,
                    &caption,
                    &offer.note,
                ]
                .iter()
                .map(|text| js_sys::JsString::from(*text))
                .collect()
            })
            .collect();
        js::call(
            "embed",
            &[
                element.clone().into(),
                env!("CARGO_PKG_VERSION").into(),
                links.into(),
            ],
        );
    };
    (dialog, open)
}
