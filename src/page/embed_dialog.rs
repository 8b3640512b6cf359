//! The dialog that makes a frame for somebody else's page. All of it but its facts is in
//! `embed_dialog.js`.

use super::dom::{Node, of_class};
use super::state::State;
use super::{address, carried, js};
use peakpack::outcome::DISCLAIMER;
use peakpack::text::Joined;

/// The dialog, and what opens it.
pub fn dialog(state: State) -> (Node, impl Fn()) {
    let dialog = of_class("dialog", "embed").attr("aria-labelledby", "embed-title");
    let element = dialog.element().clone();
    let open = move || {
        let finding = state
            .outcome
            .with_untracked(|outcome| outcome.finding().to_string());
        let note = match carried::is_left_out(state) {
            true => "Your meter file stays in this browser: the frame shows the generated load.",
            false => "",
        };
        let facts = [
            address::query(state, None, true).into(),
            [&finding, " ", DISCLAIMER].joined("").into(),
            env!("CARGO_PKG_VERSION").into(),
            note.into(),
        ];
        let mut all = vec![element.clone().into()];
        all.extend(facts);
        js::call("embed", &all);
    };
    (dialog, open)
}
