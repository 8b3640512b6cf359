//! The load behind the `#` of a link.

use super::browser;
use super::js::{self, to_vec};
use super::state::State;
use peakpack::load::Series;
use peakpack::load::carried::{Damaged, Head, KEY, in_fragment};
use peakpack::text::Joined;

/// What stands behind the `#` of a link.
pub struct Carried {
    /// As it stands there, without the `#`.
    pub fragment: String,
    /// The load, or why it is not there.
    pub load: Result<Series, String>,
}

/// Unpacks the load of the address and goes on with it; at once when there is none.
pub fn unpack(then: Box<dyn FnOnce(Option<Carried>)>) {
    let hash = browser::fragment();
    let Some(text) = in_fragment(&hash) else {
        return then(None);
    };
    let fragment = [KEY, &text].joined("");
    let head = match Head::parse(&text) {
        Ok(head) => head,
        Err(why) => {
            let load = Err(in_words(why));
            return then(Some(Carried { fragment, load }));
        }
    };
    let arguments = vec![text.as_str().into(), (head.most_bytes() as f64).into()];
    let done: js::Then = Box::new(move |bytes| {
        let series = match bytes {
            Some(bytes) => head.series(&to_vec(&bytes)),
            None => Err(Damaged::Values),
        };
        let load = series.map_err(in_words);
        then(Some(Carried { fragment, load }));
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

/// What belongs behind the `#` of an address of what is on the screen: the load that came that way,
/// as long as it is used; what came damaged, as long as that is said.
pub fn fragment(state: State) -> String {
    if let Some(file) = state.meter.used_file() {
        return file.fragment.clone().unwrap_or_default();
    }
    match state.meter.damage.with_untracked(Option::is_some) {
        true => browser::fragment(),
        false => String::new(),
    }
}

/// Whether the load on the screen is the person's own: no address holds it.
pub fn is_left_out(state: State) -> bool {
    let used = state.meter.used_file();
    used.is_some_and(|file| file.fragment.is_none())
}

/// Takes the load of an address that has changed within the open page; without one, the load that
/// came with the address before goes.
pub fn take(state: State, carried: Option<Carried>) {
    let meter = &state.meter;
    let file = meter.used_file();
    let known = file.and_then(|file| file.fragment.clone());
    if carried.as_ref().map(|carried| &carried.fragment) == known.as_ref() {
        return;
    }
    state.past.before_a_change(state);
    match carried {
        Some(carried) => meter.begin_with(carried),
        None => meter.used.set(false),
    }
    state.refresh();
}
