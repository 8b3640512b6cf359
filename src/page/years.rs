//! The years of the fleet, found out between frames.
//!
//! The base life is lived to its end even while a person drags, so that the charts of the
//! years follow a drag some times a second; then the newest inputs are taken. What refines it,
//! bounds and draws, gives way to new inputs at once.

use super::dom::follow;
use super::live::Live;
use super::state::State;
use super::{browser, js};
use leptos::prelude::request_animation_frame;
use peakpack::Outcome;
use peakpack::life::{OUT_SHARES, Out, Prospect, Study, packs_out_at};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Work on the years in a frame, ms: while a person drags, the drag needs what is left of 16.
const BUDGET_MS: f64 = 8.0;
const BUDGET_IN_A_DRAG_MS: f64 = 3.0;

/// What is known of the years.
#[derive(Clone)]
pub enum Years {
    /// Not yet anything.
    Unknown,
    /// The base life at least.
    Known(Arc<Prospect>),
    /// Why there are none.
    Cannot(String),
}

/// What the page knows of the years.
#[derive(Clone, Copy)]
pub struct Future {
    /// The years as far as they are known; those of older inputs until then.
    pub years: Live<Years>,
    /// The years of what is compared with.
    pub beside: Live<Years>,
    /// The peak when packs fail, for the same inputs; fills last.
    pub out: Live<Vec<Out>>,
}

impl Future {
    /// Nothing known.
    pub fn new() -> Self {
        Self {
            years: Live::new(Years::Unknown),
            beside: Live::new(Years::Unknown),
            out: Live::new(Vec::new()),
        }
    }
}

/// What is under way.
struct Work {
    study: Option<Study>,
    /// The same for what is compared with, and of which outcome.
    beside: Option<(Arc<Outcome>, Option<Study>)>,
    /// Whether the inputs are newer than the study.
    stale: bool,
    /// Whether a frame has been asked for.
    awaited: bool,
}

/// Follows the outcome for the life of the page.
pub fn watch(state: State) {
    let work = Rc::new(RefCell::new(Work {
        study: None,
        beside: None,
        stale: false,
        awaited: false,
    }));
    // Not before somebody can see it: many frames may stand in one report.
    let seen = Live::new(false);
    let see: js::Then = Box::new(move |_| seen.set(true));
    js::later("seen", Vec::new(), see);
    follow(move || {
        state.outcome.track();
        work.borrow_mut().stale = true;
        if seen.get() {
            ask(state, &work);
        }
    });
}

fn ask(state: State, work: &Rc<RefCell<Work>>) {
    if std::mem::replace(&mut work.borrow_mut().awaited, true) {
        return;
    }
    let work = Rc::clone(work);
    request_animation_frame(move || {
        // After the frame has been painted, in a task of its own.
        browser::later(0, move || {
            work.borrow_mut().awaited = false;
            if go_on(state, &mut work.borrow_mut()) {
                ask(state, &work);
            }
        });
    });
}

/// Works for a part of a frame. Returns whether there is more to do.
fn go_on(state: State, work: &mut Work) -> bool {
    let budget = if work.stale {
        BUDGET_IN_A_DRAG_MS
    } else {
        BUDGET_MS
    };
    let end = browser::now() + budget;
    if work.stale && work.study.as_ref().is_none_or(Study::has_base) {
        work.stale = false;
        let outcome = state.outcome.get_untracked();
        work.study = match Study::new(&outcome.scenario, &outcome.site) {
            Ok(study) => Some(study),
            Err(why) => {
                state.future.years.set(Years::Cannot(why.to_string()));
                None
            }
        };
        state.future.out.set(Vec::new());
    }
    let Some(study) = &mut work.study else {
        return fail_some(state) || look_beside(state, work, end) || work.stale;
    };
    let had_base = study.has_base();
    let mut step = Ok(true);
    // The base life is a picture of its own: it is shown before the rest begins.
    while matches!(step, Ok(true)) && study.has_base() == had_base {
        step = study.step();
        if browser::now() > end {
            break;
        }
    }
    let prospect = study.prospect();
    let is_news = !had_base || !prospect.low.is_empty();
    if study.has_base() && is_news {
        let known = in_units(state, prospect);
        state.future.years.set(known);
    }
    if !matches!(step, Ok(true)) {
        work.study = None;
    }
    if let Err(why) = step {
        state.future.years.set(Years::Cannot(why.to_string()));
    }
    true
}

/// Goes on with the years of what is compared with. Returns whether there is more to do.
fn look_beside(state: State, work: &mut Work, end: f64) -> bool {
    let future = state.future;
    let Some(outcome) = state.compared.get_untracked() else {
        if work.beside.take().is_some() {
            future.beside.set(Years::Unknown);
        }
        return false;
    };
    let is_new = !matches!(&work.beside, Some((known, _)) if Arc::ptr_eq(known, &outcome));
    if is_new {
        let study = Study::new(&outcome.scenario, &outcome.site);
        future.beside.set(match &study {
            Ok(_) => Years::Unknown,
            Err(why) => Years::Cannot(why.to_string()),
        });
        work.beside = Some((outcome, study.ok()));
    }
    let Some((_, beside)) = &mut work.beside else {
        return false;
    };
    let Some(study) = beside else {
        return false;
    };
    let mut step = Ok(true);
    while matches!(step, Ok(true)) && browser::now() < end {
        step = study.step();
    }
    if matches!(step, Ok(true)) {
        return true;
    }
    future.beside.set(match step {
        Ok(_) => in_units(state, study.prospect()),
        Err(why) => Years::Cannot(why.to_string()),
    });
    *beside = None;
    false
}

fn in_units(state: State, prospect: &Prospect) -> Years {
    let mut prospect = prospect.clone();
    prospect.units = state.outcome.with_untracked(|outcome| outcome.units);
    Years::Known(Arc::new(prospect))
}

/// Finds the peak for one more share of packs that fail. Returns whether there are more.
fn fail_some(state: State) -> bool {
    let known = |years: &Years| matches!(years, Years::Known(_));
    if !state.future.years.with_untracked(known) {
        return false;
    }
    let outcome = state.outcome.get_untracked();
    let mut out = state.future.out.get_untracked();
    let Some(&share) = OUT_SHARES.get(out.len()) else {
        return false;
    };
    out.push(packs_out_at(&outcome.scenario, &outcome.site, share));
    let more = out.len() < OUT_SHARES.len();
    state.future.out.set(out);
    more
}
