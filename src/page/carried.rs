//! The load behind the `#` of a link.

use super::browser;
use super::js::{self, to_vec};
use super::state::State;
use peakpack::load::Series;
use peakpack::load::carried::{Damaged, Head, in_fragment};
use peakpack::text::Joined;

/// The load of a link, or why it is not there.
pub type Carried = Result<Series, String>;

/// Unpacks the load of the address and goes on with it; at once when there is none.
pub fn unpack(then: Box<dyn FnOnce(Option<Carried>)>) {
    let hash = browser::fragment();
    let Some(text) = in_fragment(&hash) else {
        return then(None);
    };
    let head = match Head::parse(text) {
        Ok(head) => head,
        Err(why) => return then(Some(Err(in_words(why)))),
    };
    let arguments = vec![text.into(), (head.most_bytes() as f64).into()];
    let done: js::Then = Box::new(move |bytes| {
        let series = match bytes {
            Some(bytes) => head.series(&to_vec(&bytes)),
            None => Err(Damaged::Values),
        };
        then(Some(series.map_err(in_words)));
    });
    js::later("unpack", arguments, done);
}

fn in_words(why: Damaged) -> String {
    let why = why.to_string();
    [
        "The load in this link cannot be used: ",
        &why,
        ". The inputs are the sender’s, but the figures are of a generated load: they are not the sender’s data. Ask for the link again, or for a file.",
    ]
    .joined("")
}

/// Whether the load on the screen is one that the address does not hold.
pub fn is_left_out(state: State) -> bool {
    let used = state.meter.used_file();
    used.is_some_and(|file| !(file.is_carried && is_in_address()))
}

fn is_in_address() -> bool {
    in_fragment(&browser::fragment()).is_some()
}

/// Takes the load of an address that has changed within the open page.
pub fn reread(state: State) {
    unpack(Box::new(move |carried| {
        if let Some(carried) = carried {
            state.meter.begin_with(carried);
            state.refresh();
        }
    }));
}

/// Takes the load out of the address once another is on the screen.
pub fn let_go(state: State) {
    let is_used = state.meter.used_file().is_some_and(|file| file.is_carried);
    let is_other = state.meter.file.with_untracked(Option::is_some) && !is_used;
    if is_other && is_in_address() {
        browser::forget_fragment();
    }
}
