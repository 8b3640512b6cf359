//! The time cursor: a real slider, so that mouse, touch, keyboard and screen reader have the same.

use super::canvas::Plot;
use super::dom::{Node, button, el, number_at, number_of, of_class, text_at};
use super::live::{Derived, Live, memo};
use super::state::State;
use peakpack::Outcome;
use peakpack::chart::{View, span, time_label};
use peakpack::decimal::{fixed, short};
use peakpack::load::value_of_rank;
use std::ops::Range;
use web_sys::Event;

const DAY_MS: i64 = 86_400_000;

/// Looks at the peak.
const PEAK: usize = usize::MAX;

/// What is shown, and which window of it is looked at.
#[derive(Clone, Copy)]
pub struct Inspect {
    /// The windows that are shown.
    pub span: Derived<Range<usize>>,
    /// The window that is looked at, or its rank on the load-duration curve.
    pub at: Derived<usize>,
    /// How much of the load is shown: its place among [`View::ALL`].
    view: Live<usize>,
    /// The window a person has chosen, or [`PEAK`].
    chosen: Live<usize>,
}

impl Inspect {
    /// The peak of the peak day.
    pub fn new(state: State, view: View) -> Self {
        let (view, chosen) = (Live::new(view as usize), Live::new(PEAK));
        let span = memo(move || {
            state
                .outcome
                .with(|outcome| span(outcome, View::ALL[view.get()]))
        });
        let at = memo(move || {
            let (shown, chosen) = (span.get(), chosen.get());
            if shown.contains(&chosen) {
                return chosen;
            }
            match View::ALL[view.get()] {
                View::Duration => 0,
                _ => {
                    let peak = state
                        .outcome
                        .with(|outcome| outcome.site.demand.peak_index());
                    peak.clamp(shown.start, shown.end - 1)
                }
            }
        });
        Self {
            span,
            at,
            view,
            chosen,
        }
    }

    /// How much of the load is shown.
    pub fn view(self) -> View {
        View::ALL[self.view.get()]
    }

    /// Looks at a window.
    pub fn look_at(self, window: usize) {
        self.chosen.set(window);
    }

    /// Shows another view, at the peak.
    pub fn show(self, view: View) {
        self.chosen.set(PEAK);
        self.view.set(view as usize);
    }

    /// Looks where the pointer is. Scrolling and zooming stay the browser's.
    pub fn follow_pointer(self, plot: &Plot, event: &Event) {
        let place = plot.place.element().get_bounding_client_rect();
        let x = number_at(event, &["clientX"]) - number_at(&place, &["left"]);
        if let Some(geometry) = &*plot.geometry.borrow() {
            self.look_at(geometry.window_at(x));
        }
    }

    /// A day at a time; the arrows go by one window on their own.
    fn by_day(self, state: State, event: &Event) {
        let demand = |outcome: &std::sync::Arc<Outcome>| outcome.site.demand.window().ms();
        let day = (DAY_MS / state.outcome.with_untracked(demand)).max(1) as usize;
        let (at, shown) = (self.at.get_untracked(), self.span.get_untracked());
        let to = match text_at(event, &["key"]).as_str() {
            "PageUp" => (at + day).min(shown.end - 1),
            "PageDown" => at.saturating_sub(day).max(shown.start),
            _ => return,
        };
        event.prevent_default();
        self.look_at(to);
    }

    /// The slider with its words.
    pub fn slider(self, state: State) -> Node {
        let words = move || {
            state.outcome.with(|outcome| match self.view() {
                View::Duration => rank_in_words(outcome, self.at.get()),
                view => window_in_words(outcome, self.at.get(), view),
            })
        };
        let name = move || match self.view() {
            View::Duration => "Inspect rank".to_owned(),
            _ => "Inspect time".to_owned(),
        };
        let share = move || {
            let shown = self.span.get();
            let steps = (shown.len().max(2) - 1) as f64;
            short((self.at.get() - shown.start) as f64 / steps)
        };
        let input = el("input")
            .attr("type", "range")
            .attr("id", "inspect")
            .live_slider(move || {
                let shown = self.span.get();
                let at = self.at.get();
                [shown.start, shown.end - 1, 1, at].map(|window| window as f64)
            })
            .live_attr("aria-valuetext", move || Some(words()))
            .on("input", move |event| {
                if let Some(window) = number_of(&event) {
                    self.look_at(window as usize);
                }
            })
            .on("keydown", move |event| self.by_day(state, &event));
        let jump = button("Jump to peak", move |_| self.chosen.set(PEAK));
        of_class("div", "inspect")
            .child(el("label").attr("for", "inspect").live_text(name))
            .child(of_class("span", "slider").style("--at", share).child(input))
            .child(jump)
            .child(
                el("output")
                    .attr("for", "inspect")
                    .attr("aria-live", "off")
                    .live_text(words),
            )
    }
}

/// `15:30 · before 98.9 · after 90.0 MW · charge 66 %`.
fn window_in_words(outcome: &Outcome, at: usize, view: View) -> String {
    let demand = &outcome.site.demand;
    let at = at.min(demand.len() - 1);
    let time = demand.time(at);
    let label = time_label(&outcome.site, time);
    // The day is on the axis already.
    let when = match (view, label.rsplit_once(' ')) {
        (View::PeakDay, Some((_, clock))) => clock,
        _ => label.as_str(),
    };
    let charge = if outcome.battery.usable_kwh() > 0.0 {
        format!(
            " · charge {} %",
            fixed(100.0 * outcome.state_of_charge(at), 0)
        )
    } else {
        String::new()
    };
    let powers = powers(outcome, demand.kw()[at], outcome.schedule.grid_kw[at]);
    format!("{when} · {powers}{charge}")
}

/// `Exceeded 12 h a year · before 98.9 · after 90.0 MW`: both curves at one rank.
fn rank_in_words(outcome: &Outcome, rank: usize) -> String {
    let demand = &outcome.site.demand;
    let rank = rank.min(demand.len() - 1);
    let hours = rank as f64 * demand.dt_h();
    let powers = powers(
        outcome,
        value_of_rank(demand.kw(), rank),
        value_of_rank(&outcome.schedule.grid_kw, rank),
    );
    match rank {
        0 => format!("Highest · {powers}"),
        _ => format!(
            "Exceeded for {} of {} · {powers}",
            peakpack::outcome::duration(hours),
            peakpack::outcome::duration(demand.total_hours())
        ),
    }
}

fn powers(outcome: &Outcome, before_kw: f64, after_kw: f64) -> String {
    let scale = outcome.scale();
    format!(
        "before {} · after {}",
        scale.number(before_kw),
        scale.with_unit(after_kw)
    )
}
