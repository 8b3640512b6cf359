//! What was understood of a meter file, what it leaves open, and the way back.

use super::dom::{Node, el, of_class, value_of};
use super::meter::{self, Asked, Attempt, Stage};
use super::state::State;
use peakpack::load::meter::{Flow, ReadOptions, Report, Stamps, Unit, Zone};
use peakpack::scenario::Id;

/// What became of a file.
pub fn read_back(state: State, attempt: &Attempt) -> Node {
    let file = state.meter.file.get_untracked();
    let card = |class: &str, words: &str| {
        of_class("div", class)
            .child(el("b").text(&attempt.name))
            .child(el("p").text(words))
    };
    let asked = attempt.asked.iter().enumerate();
    let asked = asked.map(|(place, asked)| question(state, place, asked));
    let (class, words) = match (&attempt.stage, &file) {
        (Stage::Understood, Some(file)) => {
            return card("read-back", &file.report.sentence())
                .children(asked)
                .child(notes(&file.report))
                .child(packs_note(state))
                .child(switch(state))
                .child(corrections(state, &file.report, &attempt.options));
        }
        (Stage::Failed(why), _) => ("read-back failed", why.as_str()),
        (Stage::Asking, _) => (
            "read-back failed",
            "There is one thing that only you can say:",
        ),
        _ => ("read-back", "Reading …"),
    };
    let still = match file.filter(|_| state.meter.used.get_untracked()) {
        Some(file) => format!("The figures are still those of {}.", file.name),
        None => "The figures are still those of the generated load.".to_owned(),
    };
    card(class, words)
        .children(asked)
        .child(of_class("p", "soft").text(&still))
}

fn notes(report: &Report) -> Node {
    let not_in_link =
        "The link does not carry your file: whoever opens it sees the generated load.";
    let notes = report.warnings.iter().map(String::as_str);
    let notes = notes.chain([not_in_link]);
    el("ul").children(notes.map(|note| el("li").text(note)))
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

/// To the generated load and back; nothing that was entered is lost.
fn switch(state: State) -> Node {
    let name = move || match state.meter.used.get() {
        true => "Undo: back to the generated load".to_owned(),
        false => "Use this load".to_owned(),
    };
    el("button")
        .attr("type", "button")
        .attr("id", "use-load")
        .live_text(name)
        .on("click", move |_| {
            if state.meter.used.get_untracked() {
                meter::put_aside(state);
            } else {
                meter::put_to_use(state);
            }
        })
}

/// What the file leaves open, as a list to choose from.
fn question(state: State, place: usize, asked: &Asked) -> Node {
    let id = format!("question-{place}");
    let labels = asked.question.choices.iter();
    let labels = labels.map(|choice| choice.label.clone()).collect();
    let list = list(labels, asked.chosen, move |at| {
        meter::again(state, |attempt| {
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
        meter::again(state, |attempt| {
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
            meter::again(state, |attempt| attempt.options.stamps = Some(stamps));
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
                meter::again(state, |attempt| {
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
                meter::again(state, |attempt| {
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
    let option = |value: &str, label: &str, is_chosen: bool| {
        let option = el("option").attr("value", value).text(label);
        if is_chosen {
            option.attr("selected", "")
        } else {
            option
        }
    };
    let none = chosen
        .is_none()
        .then(|| option("", "Choose …", true).attr("disabled", ""));
    let labels = labels.iter().enumerate();
    let options = labels.map(|(at, label)| option(&at.to_string(), label, chosen == Some(at)));
    el("select")
        .children(none)
        .children(options)
        .on("change", move |event| {
            if let Ok(at) = value_of(&event).parse() {
                choose(at);
            }
        })
}
