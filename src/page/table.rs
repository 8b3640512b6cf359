//! The charts in words and in numbers, for whoever cannot or would rather not read a curve.

use super::browser::is_open;
use super::inspect::Inspect;
use super::settle::Settle;
use super::state::State;
use leptos::prelude::*;
use peakpack::Outcome;
use peakpack::chart::{View, rows, summary};
use peakpack::outcome::{group, month_name};

/// A week of quarter hours; a table ten times as long helps nobody and stalls the page.
const MOST_ROWS: usize = 700;
/// Ranks of the load-duration curve that are shown.
const RANKS: usize = 100;

/// A table as it is shown.
struct Table {
    note: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// A summary and a table of what the charts show, made when it is opened.
pub fn data(state: State, inspect: Inspect) -> impl IntoView {
    let open = RwSignal::new(false);
    // Follows once a person pauses: a table is read, not watched.
    let shown = RwSignal::<Option<(String, View, std::sync::Arc<Outcome>)>>::new(None);
    let pause = Settle::new(250);
    Effect::new(move |_| {
        let view = inspect.view.get();
        let span = inspect.span.get();
        let outcome = state.outcome.get();
        if open.get() {
            pause.ask(move || {
                let words = summary(view.panel(), &outcome, span);
                let _ = shown.try_set(Some((words, view, outcome)));
            });
        }
    });
    let inside = move || {
        let (words, view, outcome) = shown.get()?;
        open.get().then(|| {
            view! {
                <p>{words}</p>
                {table(make(&outcome, view))}
            }
        })
    };
    view! {
        <details class="data" on:toggle=move |event| open.set(is_open(&event))>
            <summary>"In words and numbers"</summary>
            {inside}
        </details>
    }
}

fn table(table: Table) -> impl IntoView {
    let cell = |text: String| view! { <td>{text}</td> };
    let row = move |row: Vec<String>| {
        let mut cells = row.into_iter();
        let first = cells.next();
        view! { <tr><th scope="row">{first}</th>{cells.map(cell).collect_view()}</tr> }
    };
    let head = |text: String| view! { <th scope="col">{text}</th> };
    view! {
        <p class="note">{table.note}</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Data table">
            <table>
                <thead><tr>{table.head.into_iter().map(head).collect_view()}</tr></thead>
                <tbody>{table.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn make(outcome: &Outcome, view: View) -> Table {
    match view {
        View::PeakDay | View::Week => windows(outcome, view),
        View::Year => months(outcome),
        View::Duration => ranks(outcome),
    }
}

fn windows(outcome: &Outcome, view: View) -> Table {
    let scale = outcome.scale();
    let span = peakpack::chart::span(outcome, view);
    let count = span.len();
    let note = if count > MOST_ROWS {
        format!("The first {MOST_ROWS} of {} windows.", group(&count.to_string()))
    } else {
        format!("{count} windows; positive is discharging.")
    };
    let unit = scale.unit();
    Table {
        note,
        head: vec![
            "Time".to_owned(),
            format!("Before, {unit}"),
            format!("After, {unit}"),
            format!("Packs, {unit}"),
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
                    format!("{:.0}", row.charge_percent),
                ]
            })
            .collect(),
    }
}

fn months(outcome: &Outcome) -> Table {
    let scale = outcome.scale();
    let windows = group(&outcome.site.demand.len().to_string());
    Table {
        note: format!("{windows} windows are too many for a page: here is the highest of each month."),
        head: vec![
            "Month".to_owned(),
            format!("Before, {}", scale.unit()),
            format!("After, {}", scale.unit()),
            format!("Cut, {}", scale.unit()),
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
    let (before, after) = outcome.load_duration();
    let count = before.len();
    let steps = RANKS.min(count - 1).max(1);
    Table {
        note: "The grid draw that is exceeded for a share of the time.".to_owned(),
        head: vec![
            "Share of time, %".to_owned(),
            format!("Before, {}", scale.unit()),
            format!("After, {}", scale.unit()),
        ],
        rows: (0..=steps)
            .map(|step| {
                let at = (count - 1) * step / steps;
                vec![
                    format!("{:.0}", 100.0 * step as f64 / steps as f64),
                    scale.number(before[at]),
                    scale.number(after[at]),
                ]
            })
            .collect(),
    }
}
