//! The charts in words and in numbers, for whoever cannot or would rather not read a curve.

use super::dom::{Node, el, follow, is_open, of_class};
use super::inspect::Inspect;
use super::live::Live;
use super::settle::Settle;
use super::state::State;
use peakpack::Outcome;
use peakpack::chart::{View, laid_on, rows, summary};
use peakpack::decimal::fixed;
use peakpack::outcome::{group, month_name};
use peakpack::text::Joined;

/// A week of quarter hours; a table ten times as long helps nobody and stalls the page.
const MOST_ROWS: usize = 700;
/// Ranks of the load-duration curve that are shown.
const RANKS: usize = 100;

/// A table as it is shown.
#[derive(Default)]
pub struct Table {
    pub note: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Puts the columns of another table behind those of this one, row by row.
    pub fn beside(&mut self, other: Self) {
        let names = other.head.iter().skip(1);
        self.head.extend(names.map(|name| ["B: ", name].joined("")));
        for (row, beside) in self.rows.iter_mut().zip(other.rows) {
            row.extend(beside.into_iter().skip(1));
        }
    }
}

/// A summary and a table of what the charts show, made when it is opened.
pub fn data(state: State, inspect: Inspect) -> Node {
    let open = Live::new(false);
    let inside = of_class("div", "inside");
    let place = inside.clone();
    // Follows once a person pauses: a table is read, not watched.
    let pause = Settle::new(250);
    follow(move || {
        let (view, span, outcome) = (inspect.view(), inspect.span.get(), state.outcome.get());
        if !open.get() {
            return;
        }
        let place = place.clone();
        pause.ask(move || {
            let words = summary(view.chart(), &outcome, span);
            let mut shown = make(&outcome, view);
            if let Some(other) = state.compared.get_untracked() {
                shown.beside(make(&laid_on(&outcome, &other), view));
            }
            let note = of_class("p", "note").text(&shown.note);
            place.fill(vec![
                el("p").text(&words),
                note,
                table("Data table", &shown.head, &shown.rows),
            ]);
        });
    });
    of_class("details", "data")
        .child(el("summary").text("In words and numbers"))
        .child(inside)
        .on("toggle", move |event| open.set(is_open(&event)))
}

/// A table whose first column names its rows.
pub fn table(name: &str, head: &[String], rows: &[Vec<String>]) -> Node {
    let head = head.iter();
    let head = head.map(|text| el("th").attr("scope", "col").text(text));
    let rows = rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(place, text)| match place {
            0 => el("th").attr("scope", "row").text(text),
            _ => el("td").text(text),
        });
        el("tr").children(cells)
    });
    scrolling(name).child(
        el("table")
            .child(el("thead").child(el("tr").children(head)))
            .child(el("tbody").children(rows)),
    )
}

/// A box that a keyboard can scroll too.
pub fn scrolling(name: &str) -> Node {
    of_class("div", "scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", name)
}

fn make(outcome: &Outcome, view: View) -> Table {
    match view {
        View::PeakDay | View::Week => windows(outcome, view),
        View::Year => months(outcome),
        View::Duration => ranks(outcome),
    }
}

/// The head of a column of powers.
fn of_power(name: &str, outcome: &Outcome) -> String {
    [name, ", ", outcome.scale().unit()].joined("")
}

fn windows(outcome: &Outcome, view: View) -> Table {
    let scale = outcome.scale();
    let span = peakpack::chart::span(outcome, view);
    let count = span.len();
    let note = if count > MOST_ROWS {
        format!(
            "The first {MOST_ROWS} of {} windows.",
            group(&count.to_string())
        )
    } else {
        format!("{count} windows; positive is discharging.")
    };
    let power = |name: &str| of_power(name, outcome);
    Table {
        note,
        head: vec![
            "Time".to_owned(),
            power("Before"),
            power("After"),
            power("Packs"),
            "Charge, %".to_owned(),
        ],
        rows: rows(outcome, span)
            .take(MOST_ROWS)
            .map(|row| {
                vec![
                    row.time,
                    scale.number(row.before_kw),
                    scale.number(row.after_kw),
                    scale.number(row.battery_kw),
                    fixed(row.charge_percent, 0),
                ]
            })
            .collect(),
    }
}

fn months(outcome: &Outcome) -> Table {
    let scale = outcome.scale();
    let power = |name: &str| of_power(name, outcome);
    let windows = group(&outcome.site.demand.len().to_string());
    Table {
        note: format!(
            "{windows} windows are too many for a page: here is the highest of each month."
        ),
        head: vec![
            "Month".to_owned(),
            power("Before"),
            power("After"),
            power("Cut"),
        ],
        rows: outcome
            .months
            .iter()
            .map(|month| {
                let year = if outcome.site.demand.dated() {
                    format!(" {}", month.year)
                } else {
                    String::new()
                };
                vec![
                    format!("{}{year}", month_name(month.month)),
                    scale.number(month.before_kw),
                    scale.number(month.after_kw),
                    scale.difference(month.before_kw, month.after_kw),
                ]
            })
            .collect(),
    }
}

fn ranks(outcome: &Outcome) -> Table {
    let scale = outcome.scale();
    let power = |name: &str| of_power(name, outcome);
    let (before, after) = outcome.load_duration();
    let count = before.len();
    let steps = RANKS.min(count - 1).max(1);
    Table {
        note: "The grid draw that is exceeded for a share of the time.".to_owned(),
        head: vec![
            "Share of time, %".to_owned(),
            power("Before"),
            power("After"),
        ],
        rows: (0..=steps)
            .map(|step| {
                let at = (count - 1) * step / steps;
                vec![
                    fixed(100.0 * step as f64 / steps as f64, 0),
                    scale.number(before[at]),
                    scale.number(after[at]),
                ]
            })
            .collect(),
    }
}
