//! What was understood of a meter file, what it leaves open, and the way back.

use super::canvas::{Look, surface};
use super::dom::{Node, button, el, is_checked, of_class, quiet_button, value_of};
use super::hero::entry;
use super::meter::{self, Asked, Attempt, Stage, Understood};
use super::state::State;
use peakpack::chart::draw_preview;
use peakpack::load::meter::{Flow, ReadOptions, Report, Stamps, Unit, Zone};
use peakpack::load::{Period, Site, window_of};
use peakpack::outcome::month_name;
use peakpack::scenario::Id;

/// What became of a file.
pub fn read_back(state: State, look: Look, attempt: &Attempt) -> Node {
    let asked = attempt.asked.iter().enumerate();
    let asked = asked.map(|(place, asked)| question(state, place, asked));
    let name = el("b").text(&attempt.name);
    let (class, words) = match &attempt.stage {
        Stage::Understood(understood) => {
            let report = &understood.part.report;
            return of_class("div", "read-back")
                .child(name)
                .child(el("p").text(&report.sentence()))
                .child(picture(state, look, understood))
                .children(asked)
                .children(period(state, attempt, understood))
                .child(buttons(state))
                .child(packs_note(state))
                .child(notes(report))
                .child(remember(state, attempt))
                .child(corrections(state, report, &attempt.options));
        }
        Stage::Failed(why) => ("read-back failed", why.as_str()),
        Stage::Asking => (
            "read-back failed",
            "There is one thing that only you can say:",
        ),
        Stage::Reading => ("read-back", "Reading …"),
    };
    let progress = matches!(attempt.stage, Stage::Reading).then(|| progress(state));
    of_class("div", class)
        .child(name)
        .child(el("p").text(words))
        .children(progress)
        .children(asked)
        .child(of_class("p", "soft").text(&still(state)))
}

/// Whose figures are on the screen meanwhile.
fn still(state: State) -> String {
    match state.meter.used_file() {
        Some(file) => format!("The figures are still those of {}.", file.name),
        None => "The figures are still those of the generated load.".to_owned(),
    }
}

/// How far a long reading is, and the way out of it.
fn progress(state: State) -> Node {
    let bar = el("progress")
        .attr("max", "1")
        .attr("aria-label", "Share of the file that is read")
        .live_attr("value", move || {
            Some(peakpack::decimal::fixed(state.meter.progress.get(), 2))
        });
    let cancel = button("Cancel", move |_| meter::dismiss(state)).attr("id", "cancel-reading");
    of_class("p", "row").child(bar).child(cancel)
}

/// The load, whole and small.
fn picture(state: State, look: Look, understood: &Understood) -> Node {
    let site = Site::of_meter(&understood.part, window_of(&state.scenario.get_untracked()));
    let report = &understood.part.report;
    let mut words = format!("The load over time: {}", report.sentence());
    let mut key = Vec::new();
    if !report.filled_steps.is_empty() {
        key.push(entry("filled", "gap, filled"));
        words.push_str("; filled gaps are marked");
    }
    if !report.spikes.is_empty() {
        key.push(entry("spike", "far above all others"));
    }
    let canvas = el("canvas").attr("role", "img").attr("aria-label", &words);
    let drawn = surface(look, "sketch", canvas, move |ready| {
        if let Some((mut painter, frame)) = ready {
            let _ = draw_preview(&mut painter, &site, &frame);
        }
    });
    of_class("div", "sketched")
        .child(drawn)
        .child(of_class("p", "key").children(key))
}

/// Which part of the file is to be the load.
fn period(state: State, attempt: &Attempt, understood: &Understood) -> Option<Node> {
    let periods = Period::of(&understood.whole.series);
    if periods.len() < 2 {
        return None;
    }
    let labels = periods.iter().map(|period| period_in_words(*period));
    let at = periods.iter().position(|period| *period == attempt.period);
    let list = list(labels.collect(), at, move |at| {
        if let Some(&period) = periods.get(at) {
            meter::take(state, period);
        }
    });
    let list = list.attr("id", "period");
    let label = el("label").attr("for", "period").text("Take");
    Some(of_class("p", "row").child(label).child(list))
}

fn period_in_words(period: Period) -> String {
    match period {
        Period::All => "all of it".to_owned(),
        Period::LastYear => "its last 365 days".to_owned(),
        Period::Year(year) => year.to_string(),
        Period::Month(year, month) => format!("{} {year}", month_name(month)),
        Period::PeakWeek => "the week of its peak".to_owned(),
    }
}

/// To use the load, and back; nothing that was entered is lost.
fn buttons(state: State) -> Node {
    let used = state.meter.is_shown_used;
    let name = move || match (used.get(), state.meter.used_file()) {
        (false, _) => "Use this load".to_owned(),
        (true, file) => match file.and_then(|file| file.before.clone()) {
            Some(before) => format!("Undo: back to {}", before.name),
            None => "Undo: back to the generated load".to_owned(),
        },
    };
    let use_or_undo = move |_| {
        if used.get_untracked() {
            meter::undo(state);
        } else {
            meter::put_to_use(state);
        }
    };
    let use_it = button("", use_or_undo)
        .attr("id", "use-load")
        .live_attr("class", move || (!used.get()).then(|| "main".to_owned()))
        .live_text(name);
    let discard =
        quiet_button("Discard", move |_| meter::dismiss(state)).attr("id", "discard-load");
    let waits = el("span")
        .child(discard)
        .child(of_class("span", "soft").text(&still(state)))
        .when("hidden", move || used.get());
    of_class("div", "row").child(use_it).child(waits)
}

fn notes(report: &Report) -> Node {
    let not_in_link = "The address does not carry your file: whoever opens it sees the generated load. Share has links with it.";
    let notes = report.warnings.iter().map(String::as_str);
    let notes = notes.chain([not_in_link]);
    el("ul").children(notes.map(|note| el("li").text(note)))
}

/// Whether the file stays in this browser: only if the person asks.
fn remember(state: State, attempt: &Attempt) -> Node {
    let remembered = state.meter.remembered;
    let (name, bytes) = (attempt.name.clone(), attempt.bytes.clone());
    let known = name.clone();
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("id", "remember")
        .live_flag("checked", move || {
            remembered.names.with(|names| names.contains(&known))
        })
        .on("change", move |event| {
            if is_checked(&event) {
                remembered.keep(&name, &bytes);
            } else {
                remembered.forget(&name);
            }
        });
    of_class("label", "tick")
        .child(tick)
        .text("Remember this file in this browser, for next time")
        .when("hidden", move || !remembered.offered.get())
}

/// What was done to the packs, because the load is of another size.
fn packs_note(state: State) -> Node {
    let words = move || {
        let set = state.meter.packs.get().filter(|_| state.meter.used.get());
        set.map_or(String::new(), |set| {
            let packs = |value: f64| Id::Packs.parameter().format(value);
            let (to, from) = (packs(set.to), packs(set.from));
            // A single pack may be more than a tenth of a small load.
            let why = match set.to {
                1.0 => "as many as such a load needs",
                _ => "about a tenth of this load’s peak",
            };
            format!("The packs were set to {to}, {why}. They were {from}.")
        })
    };
    el("p").live_text(words)
}

/// What the file leaves open, as a list to choose from.
fn question(state: State, place: usize, asked: &Asked) -> Node {
    let id = format!("question-{place}");
    let labels = asked.question.choices.iter();
    let labels = labels.map(|choice| choice.label.clone()).collect();
    let list = list(labels, asked.chosen, move |at| {
        meter::again(state, &|attempt| {
            // Later questions hang on this answer.
            attempt.asked.truncate(place + 1);
            if let Some(asked) = attempt.asked.get_mut(place) {
                asked.chosen = Some(at);
            }
        });
    });
    of_class("p", "question")
        .child(el("label").attr("for", &id).text(&asked.question.text))
        .child(list.attr("id", &id))
}

/// What a person may know better than the file.
fn corrections(state: State, report: &Report, options: &ReadOptions) -> Node {
    let symbols = Unit::ALL.map(|unit| unit.symbol().to_owned()).to_vec();
    let unit = Unit::ALL.iter().position(|unit| *unit == report.unit);
    let unit = list(symbols, unit, move |at| {
        meter::again(state, &|attempt| {
            attempt.options.unit = Unit::ALL.get(at).copied()
        });
    });
    let ends = vec![
        "start of its interval".to_owned(),
        "end of its interval".to_owned(),
    ];
    let ends = list(
        ends,
        Some(usize::from(report.stamps == Stamps::End)),
        move |at| {
            let stamps = if at == 0 { Stamps::Start } else { Stamps::End };
            meter::again(state, &|attempt| attempt.options.stamps = Some(stamps));
        },
    );
    let named = |name: &str, list: Node| of_class("label", "question").text(name).child(list);
    let all = of_class("details", "help").child(el("summary").text("Read it differently"));
    let all = match report.zone {
        Zone::Utc { offset_minutes } => {
            let now = options.utc_offset_minutes.unwrap_or(offset_minutes);
            let at = usize::try_from(now / 30 - OFFSETS.start).ok();
            let list = list(OFFSETS.map(offset).collect(), at, move |at| {
                let minutes = 30 * (OFFSETS.start + at as i32);
                meter::again(state, &|attempt| {
                    attempt.options.utc_offset_minutes = Some(minutes)
                });
            });
            // The clock is an open question, so it must be seen.
            all.attr("open", "")
                .child(named("The times are in UTC. The site’s clock is at", list))
        }
        _ => all,
    };
    let all = match &report.flows[..] {
        flows @ [_, _, ..] => {
            let now = options.channel.unwrap_or(flows[0]);
            let labels = flows.iter().map(|flow| flow_in_words(*flow)).collect();
            let at = flows.iter().position(|flow| *flow == now);
            let flows = flows.to_vec();
            let list = list(labels, at, move |at| {
                meter::again(state, &|attempt| {
                    attempt.options.channel = flows.get(at).copied()
                });
            });
            all.child(named("The load is what the meter counts as", list))
        }
        _ => all,
    };
    all.child(named("The values are in", unit))
        .child(named("Each time is the", ends))
}

fn flow_in_words(flow: Flow) -> String {
    match flow {
        Flow::Import => "import: taken from the grid",
        Flow::Export => "export: given back to the grid",
        Flow::Net => "net: import less export",
    }
    .to_owned()
}

/// The clocks of the world, in half hours from UTC.
const OFFSETS: std::ops::Range<i32> = -24..29;

fn offset(half_hours: i32) -> String {
    let sign = if half_hours < 0 { '−' } else { '+' };
    let minutes = half_hours.abs() * 30;
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A list to choose from; with nothing chosen yet it says so.
fn list(labels: Vec<String>, chosen: Option<usize>, choose: impl Fn(usize) + 'static) -> Node {
    list_boxed(labels, chosen, Box::new(choose))
}

fn list_boxed(labels: Vec<String>, chosen: Option<usize>, choose: Box<dyn Fn(usize)>) -> Node {
    let option = |value: &str, label: &str, is_chosen: bool| {
        let option = el("option").attr("value", value).text(label);
        if is_chosen {
            option.attr("selected", "")
        } else {
            option
        }
    };
    let mut options = Vec::new();
    if chosen.is_none() {
        options.push(option("", "Choose …", true).attr("disabled", ""));
    }
    for (at, label) in labels.iter().enumerate() {
        options.push(option(&at.to_string(), label, chosen == Some(at)));
    }
    el("select").children(options).on("change", move |event| {
        if let Ok(at) = value_of(&event).parse() {
            choose(at);
        }
    })
}
