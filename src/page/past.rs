//! Undo and redo: what was on the screen before, 100 steps back. A drag is one step.

use super::dom::{Node, at, button, listen, text_at};
use super::live::{Live, memo};
use super::meter::{MeterFile, PacksSet};
use super::state::State;
use leptos::prelude::window;
use peakpack::scenario::Scenario;
use std::sync::Arc;

/// So many steps are kept.
const MOST: usize = 100;

/// What was on the screen.
#[derive(Clone)]
struct Moment {
    scenario: Scenario,
    other: Option<Scenario>,
    used: bool,
    file: Option<Arc<MeterFile>>,
    packs: Option<PacksSet>,
}

/// What there was before, and what was taken back.
#[derive(Clone, Copy)]
pub struct Past {
    /// Undone steps lie in the second.
    steps: [Live<Vec<Moment>>; 2],
    /// Whether the next change begins a new step.
    sealed: Live<bool>,
}

impl Past {
    /// Nothing yet.
    pub fn new() -> Self {
        Self {
            steps: [Live::new(Vec::new()), Live::new(Vec::new())],
            sealed: Live::new(true),
        }
    }

    /// Keeps what is on the screen, unless the change goes on with the last one.
    pub fn before_a_change(self, state: State) {
        if self.sealed.keep(false) {
            self.push(0, Moment::of(state));
            self.steps[1].set(Vec::new());
        }
    }

    /// The next change begins a new step.
    pub fn seal(self) {
        self.sealed.keep(true);
    }

    fn push(self, place: usize, moment: Moment) {
        let mut steps = self.steps[place].keep(Vec::new());
        if steps.len() == MOST {
            steps.remove(0);
        }
        steps.push(moment);
        self.steps[place].set(steps);
    }

    /// Goes a step back (0), or forward again (1).
    fn go(self, state: State, place: usize) {
        let mut steps = self.steps[place].keep(Vec::new());
        let moment = steps.pop();
        self.steps[place].set(steps);
        let Some(moment) = moment else {
            return;
        };
        self.push(1 - place, Moment::of(state));
        // What follows is no change of its own.
        self.sealed.keep(false);
        state.meter.file.set(moment.file);
        state.meter.used.set(moment.used);
        state.meter.packs.set(moment.packs);
        state.show(&moment.scenario, moment.other);
        // Also where only the load is another.
        state.address.follow(state);
        self.seal();
    }
}

impl Moment {
    fn of(state: State) -> Self {
        Self {
            scenario: state.scenario.get_untracked(),
            other: state.other.get_untracked(),
            used: state.meter.used.get_untracked(),
            file: state.meter.file.get_untracked(),
            packs: state.meter.packs.get_untracked(),
        }
    }
}

/// The two buttons.
pub fn buttons(state: State) -> [Node; 2] {
    [(0, "Undo", "↶"), (1, "Redo", "↷")].map(|(place, name, sign)| {
        let steps = state.past.steps[place];
        let none = memo(move || steps.with(Vec::is_empty));
        button(sign, move |_| state.past.go(state, place))
            .attr("class", "quiet sign")
            .attr("aria-label", name)
            .attr("title", name)
            .when("disabled", move || none.get())
    })
}

/// Ctrl+Z, and where one gesture ends and the next begins.
pub fn listen_to_keys(state: State) {
    let page = window();
    for event in ["pointerdown", "change"] {
        listen(&page, event, move |_| state.past.seal());
    }
    listen(&page, "keydown", move |event| {
        let is = |name: &str| at(&event, &[name]).is_truthy();
        // A key held down is one step, as a drag is, and so is all that is typed into a field.
        let target = |name: &str| text_at(&event, &["target", name]);
        let is_number = target("inputMode") == "decimal";
        if !is("repeat") && !is_number {
            state.past.seal();
        }
        let is_text = matches!(target("type").as_str(), "text" | "textarea" | "search");
        let own = is_text && !is_number;
        if own || is("altKey") || !(is("ctrlKey") || is("metaKey")) {
            return;
        }
        let place = match text_at(&event, &["key"]).as_str() {
            "z" if !is("shiftKey") => 0,
            "z" | "Z" | "y" => 1,
            _ => return,
        };
        event.prevent_default();
        state.past.go(state, place);
    });
}
