//! What becomes of the packs: health and cut by year, in pictures, words and numbers.

use super::canvas::{Look, surface};
use super::dom::{Node, el, follow, is_open, of_class};
use super::exports::menu;
use super::hero::entry;
use super::live::Live;
use super::settle::Settle;
use super::state::State;
use super::table::{Table, table};
use super::years::Years;
use peakpack::chart::{LifeChart, draw_life, life_summary, life_title};
use peakpack::decimal::fixed;
use peakpack::life::{DRAWS, Out, Prospect};
use peakpack::outcome::group;
use peakpack::text::Joined;

/// The section of the years.
pub fn years(state: State, look: Look) -> Node {
    let cannot = move || match state.future.years.get() {
        Years::Cannot(why) => format!("The years cannot be shown: {why}."),
        _ => String::new(),
    };
    let impossible = move || matches!(state.future.years.get(), Years::Cannot(_));
    of_class("section", "years")
        .attr("aria-labelledby", "years-title")
        .live_attr("aria-busy", move || {
            let draws = known(state, |prospect| prospect.draws);
            let busy = draws.is_some_and(|draws| draws < DRAWS);
            busy.then(|| "true".to_owned())
        })
        .child(el("h2").attr("id", "years-title").live_text(move || {
            known(state, Prospect::sentence).unwrap_or_else(|| "Year by year".to_owned())
        }))
        .child(
            of_class("p", "message")
                .attr("role", "status")
                .when("hidden", move || !impossible())
                .live_text(cannot),
        )
        .child(
            el("div")
                .when("hidden", impossible)
                .child(pair(state, look))
                .child(failing(state))
                .child(el("ul").inside(move || {
                    let all = known(state, Prospect::warnings).unwrap_or_default();
                    all.iter().map(|text| el("li").text(text)).collect()
                }))
                .child(numbers(state)),
        )
}

/// What something makes of the years, once they are known.
fn known<T>(state: State, of: impl Fn(&Prospect) -> T) -> Option<T> {
    state.future.years.with(|years| match years {
        Years::Known(prospect) => Some(of(prospect)),
        _ => None,
    })
}

/// Both charts with their legend.
pub fn pair(state: State, look: Look) -> Node {
    let key = of_class("p", "key")
        .child(entry("after", "usual model"))
        .child(entry("likely", "8 of 10 draws"))
        .child(entry("bounds", "all models, ± 15 %"))
        .child(
            entry("other", "usual model, B")
                .when("hidden", move || state.other.with(Option::is_none)),
        );
    let charts = LifeChart::ALL.map(|chart| one(state, look, chart));
    of_class("div", "picture")
        .child(key)
        .child(of_class("div", "pair").children(charts))
}

fn one(state: State, look: Look, chart: LifeChart) -> Node {
    let canvas = el("canvas")
        .attr("role", "img")
        .live_attr("aria-label", move || {
            known(state, |prospect| life_summary(chart, prospect))
        });
    let drawn = surface(look, "plot life", canvas, move |ready| {
        let beside = state.future.beside.get();
        let (Some((mut painter, frame)), Years::Known(prospect)) =
            (ready, state.future.years.get())
        else {
            return;
        };
        let _ = match &beside {
            Years::Known(other) => draw_life(&mut painter, chart, &[&prospect, other], &frame),
            _ => draw_life(&mut painter, chart, &[&prospect], &frame),
        };
    });
    let title = move || known(state, |prospect| life_title(chart, prospect)).unwrap_or_default();
    el("figure")
        .child(el("figcaption").child(el("h3").live_text(title)))
        .child(drawn)
        .child(menu(match chart {
            LifeChart::Health => "health",
            LifeChart::Cut => "cut",
        }))
}

/// The peak when packs fail.
fn failing(state: State) -> Node {
    let words = move || {
        // Shares of few packs are the same number of them.
        let mut out = state.future.out.get();
        out.dedup_by_key(|out| out.packs);
        let scale = state.outcome.with_untracked(|outcome| outcome.scale());
        let list = |of: &dyn Fn(&Out) -> String| {
            let all: Vec<String> = out.iter().map(of).collect();
            all.joined(" · ")
        };
        if out.is_empty() {
            return String::new();
        }
        let packs = list(&|out| group(&out.packs.to_string()));
        let peaks = list(&|out| scale.number(out.peak_after_kw));
        [
            "If the best ",
            &packs,
            " packs fail, the peak is ",
            &peaks,
            " ",
            scale.unit(),
            ".",
        ]
        .joined("")
    };
    of_class("p", "note").live_text(words)
}

/// The years in words and numbers, made when it is opened.
fn numbers(state: State) -> Node {
    let open = Live::new(false);
    let inside = of_class("div", "inside");
    let place = inside.clone();
    let pause = Settle::new(250);
    follow(move || {
        state.future.years.track();
        state.future.beside.track();
        if !open.get() {
            return;
        }
        let place = place.clone();
        pause.ask(move || {
            if let Years::Known(prospect) = state.future.years.get_untracked() {
                let words = LifeChart::ALL
                    .map(|chart| life_summary(chart, &prospect))
                    .joined(" ");
                let mut shown = make(&prospect);
                if let Years::Known(other) = state.future.beside.get_untracked() {
                    shown.beside(make(&other));
                }
                place.fill(vec![
                    el("p").text(&words),
                    table("Year by year", &shown.head, &shown.rows),
                ]);
            }
        });
    });
    of_class("details", "data")
        .child(el("summary").text("In words and numbers"))
        .child(inside)
        .on("toggle", move |event| open.set(is_open(&event)))
}

fn make(prospect: &Prospect) -> Table {
    let scale = prospect.scale();
    let head = [
        "Year",
        "Health, %",
        "Worst",
        "Best",
        "Packs",
        "Cut, ",
        "Low",
        "P10",
        "P50",
        "P90",
        "High",
        "Cycles",
        "Replaced",
        "Added",
    ];
    let mut head = head.map(str::to_owned);
    head[5] += scale.unit();
    let percent = |share: f64| fixed(100.0 * share, 1);
    let years = prospect.base.years.iter().enumerate();
    let rows = years.map(|(k, year)| {
        let cut = |kw: Option<f64>| kw.map_or_else(String::new, |kw| scale.number(kw));
        let spread = prospect.spread.get(k).map(|spread| spread.cut_kw);
        let count = |count: u32| group(&count.to_string());
        vec![
            count(year.year),
            percent(year.soh_mean),
            percent(year.soh_min),
            percent(year.soh_max),
            count(year.packs),
            scale.number(year.cut_kw),
            cut(prospect.low.get(k).map(|reach| reach.cut_kw)),
            cut(spread.map(|[p10, _, _]| p10)),
            cut(spread.map(|[_, p50, _]| p50)),
            cut(spread.map(|[_, _, p90]| p90)),
            cut(prospect.high.get(k).map(|reach| reach.cut_kw)),
            fixed(year.cycles, 0),
            count(year.replaced),
            count(year.added),
        ]
    });
    Table {
        head: head.to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}
