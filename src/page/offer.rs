//! The links that can be given away, and what each of them leaves out.

use super::address;
use super::js;
use super::live::Live;
use super::state::{State, site_of};
use peakpack::load::carried::{KEY, LONG_LINK, Packed, SHORT_LINK, pack};
use peakpack::load::{LoadSource, Period, Series, Site, Step, resample, window_of};
use peakpack::outcome::group;
use peakpack::scenario::{Link, Receipt};
use peakpack::text::Joined;
use peakpack::{Outcome, run};
use std::sync::Arc;

/// A link that can be given away.
#[derive(Clone)]
pub struct Offer {
    /// What it is.
    pub title: String,
    /// What it leaves out, or changes.
    pub note: String,
    /// Which load those who open it will see.
    pub load: &'static str,
    /// What they will read.
    pub finding: String,
    /// Behind the `?`.
    pub query: String,
    /// Behind the `#`; empty where nothing is.
    pub fragment: String,
    /// Whether it is a file to keep, and no link.
    pub is_file: bool,
}

impl Offer {
    /// The whole calculator in one file, with what a link would say.
    fn as_file(&self) -> Self {
        Self {
            title: "A file to keep".to_owned(),
            note: "The whole calculator with all that is on the screen, in one file that needs no network."
                .to_owned(),
            is_file: true,
            ..self.clone()
        }
    }
}

/// Who can open a link of this page.
fn who_can_open() -> &'static str {
    if address::link_of("", "").starts_with("file:") {
        "This page is a file on your disk: its links open only here. Send the file below."
    } else {
        "Whoever opens it sees these figures. Nothing is sent anywhere."
    }
}

/// Finds out what can be offered; packing takes a moment.
pub fn make_offers(state: State, offers: Live<Vec<Offer>>) {
    let Some(file) = state.meter.used_file() else {
        let outcome = state.outcome.get_untracked();
        let link = Offer {
            title: "A link to this scenario".to_owned(),
            note: who_can_open().to_owned(),
            load: GENERATED,
            finding: outcome.finding().to_string(),
            query: address::query(state, None, true),
            fragment: String::new(),
            is_file: false,
        };
        return offers.set(vec![link.clone(), link.as_file()]);
    };
    let site = site_of(&state.scenario.get_untracked());
    let theirs = theirs(state, site, String::new());
    offers.set(vec![Offer {
        title: "A link without the load".to_owned(),
        note: "It opens with these inputs and a generated load: other figures.".to_owned(),
        load: GENERATED,
        ..theirs.0
    }]);
    let week = peak_week(&file.part.series);
    offer_load(state, offers, &file.part.series, week);
}

/// The load of a link that carries none.
const GENERATED: &str = "Generated";

/// A link with these inputs and a load that is not the one on the screen, and what comes of it.
fn theirs(state: State, site: Site, fragment: String) -> (Offer, Outcome) {
    let scenario = state.scenario.get_untracked();
    let other = state.other.get_untracked();
    let theirs = run(&scenario, &Arc::new(site));
    let link = Link {
        other: other.as_ref(),
        receipt: Some(Receipt {
            peak_kw: theirs.peak_after_kw,
            of_load: !fragment.is_empty(),
        }),
        ..Link::of(&scenario)
    };
    let offer = Offer {
        title: String::new(),
        note: String::new(),
        load: "",
        finding: theirs.finding().to_string(),
        query: link.to_query(),
        fragment,
        is_file: false,
    };
    (offer, theirs)
}

/// The week around the peak, in steps of at least 15 minutes: never longer ones than the meter
/// bills, which would hide the peak.
fn peak_week(series: &Series) -> Option<Series> {
    let week = series.part(Period::PeakWeek.range(series)?)?;
    if week.step() < Step::QUARTER_HOUR {
        resample(&week, Step::QUARTER_HOUR).ok()
    } else {
        Some(week)
    }
}

/// Packs a load, and offers its link first; where it is too long, that of its peak week.
fn offer_load(state: State, offers: Live<Vec<Offer>>, series: &Series, week: Option<Series>) {
    let packed = pack(series);
    let is_week = week.is_none();
    let bytes = js_sys::Uint8Array::from(packed.bytes.as_slice());
    let done: js::Then = Box::new(move |text| {
        let Some(text) = text.and_then(|text| text.as_string()) else {
            return;
        };
        let fragment = [KEY, &packed.head, ".", &text].joined("");
        let mut all = offers.get_untracked();
        let length = fragment.len();
        let link = of_load(state, &packed, fragment, is_week);
        if !is_week {
            all.push(link.as_file());
        }
        if length <= LONG_LINK {
            all.insert(0, link);
            return offers.set(all);
        }
        all[0].note = [
            &all[0].note,
            " A link with all of the load would have ",
            &group(&length.to_string()),
            " characters: too long for most programs. A file carries all of it.",
        ]
        .joined("");
        offers.set(all);
        if let Some(week) = week {
            offer_load(state, offers, &week, None);
        }
    });
    js::later("pack", vec![bytes.into()], done);
}

fn of_load(state: State, packed: &Packed, fragment: String, is_week: bool) -> Offer {
    let length = group(&fragment.len().to_string());
    let long = if fragment.len() > SHORT_LINK {
        ": some mail programs cut such links"
    } else {
        ""
    };
    let window = window_of(&state.scenario.get_untracked());
    let site = Site::new(LoadSource::Link, packed.series.clone(), window);
    let (offer, theirs) = theirs(state, site, fragment);
    let changed = changes(&state.outcome.get_untracked(), &theirs);
    let (title, load) = match is_week {
        true => ("A link with the week of the peak", "The week of its peak"),
        false => ("A link with this load", "This one"),
    };
    Offer {
        title: title.to_owned(),
        note: [
            "The load stands behind the # of the link, in ",
            &length,
            " characters",
            long,
            ". Its powers are rounded to 1/200 of the highest. ",
            &changed,
        ]
        .joined(""),
        load,
        ..offer
    }
}

/// What those who open the link see otherwise.
fn changes(own: &Outcome, theirs: &Outcome) -> String {
    let scale = own.scale();
    let peaks = |outcome: &Outcome| {
        let [before, after] =
            [outcome.peak_before_kw, outcome.peak_after_kw].map(|kw| scale.number(kw));
        [&before, " to ", &after].joined("")
    };
    let (own, theirs) = (peaks(own), peaks(theirs));
    if own == theirs {
        "The peaks stay as you see them.".to_owned()
    } else {
        [
            "The peak falls from ",
            &theirs,
            " ",
            scale.unit(),
            " there; here from ",
            &own,
            ".",
        ]
        .joined("")
    }
}
