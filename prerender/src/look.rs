//! The first look: what the page will show, as far down as its hero chart, in plain HTML.
//!
//! It has the page's own classes, and so its styles. `src/page/` makes the same elements; a test in
//! `tests/browser/first.rs` lays one over the other.

use crate::Result;
use crate::html::escaped;
use crate::scene::Scene;
use peakpack::chart::{Chart, Frame, Theme, View, span, still, summary};
use peakpack::decimal::{fixed, short};
use peakpack::fleet::{reach_of_packs, round_up};
use peakpack::outcome::{DISCLAIMER, Emphasis, Figure, energy};
use peakpack::scenario::{Id, Kind, Parameter};

/// The sizes for which words are laid out in the chart: a screen, and a phone.
const FRAMES: [(&str, f64, f64); 2] = [("wide", 760.0, 336.0), ("narrow", 358.0, 250.0)];

/// The inside of `#first`.
pub fn look(scene: &Scene) -> Result<String> {
    Ok([
        &head(scene),
        "<main><p class=\"says soft\">",
        &says(scene),
        "</p><h1>",
        &finding(scene),
        "</h1><section class=\"figures\" aria-label=\"Key figures\">",
        &scene.figures().each_ref().map(figure).concat(),
        "</section><div class=\"body\"><div class=\"study\">",
        "<section class=\"sliders\" aria-label=\"Packs and health\">",
        &control(scene, Id::Packs, ""),
        &control(scene, Id::Health, &left(scene)),
        "</section><section class=\"reason\"><b>",
        scene.outcome.limit_title(),
        "</b><p>",
        &escaped(&scene.reason()),
        "</p><details class=\"help\"><summary tabindex=\"-1\">How that is known</summary></details></section><section class=\"charts\">",
        &hero(scene)?,
        "</section></div></div></main><footer><span>",
        DISCLAIMER,
        "</span></footer>",
    ]
    .concat())
}

fn head(scene: &Scene) -> String {
    let name = escaped(&scene.name());
    let sign = |sign: &str| format!("<button class=\"quiet sign\" disabled>{sign}</button>");
    [
        "<header class=\"head\"><span class=\"mark\"><i></i>Peakpack</span>",
        "<select class=\"presets\" aria-label=\"Example\" disabled><option>",
        &name,
        "</option></select><span class=\"grow\"></span>",
        &sign("↶"),
        &sign("↷"),
        "<button disabled>Compare</button><details class=\"menu\"><summary tabindex=\"-1\">Share</summary></details><a class=\"button\">Method</a></header>",
    ]
    .concat()
}

/// Which scenario this is, where the program cannot run.
fn says(scene: &Scene) -> String {
    let default = scene.scenario.to_query().is_empty();
    let which = if default {
        "Default scenario"
    } else {
        "Scenario"
    };
    format!("{which}: {}.", escaped(&scene.name()))
}

fn finding(scene: &Scene) -> String {
    let parts = scene.outcome.finding().parts.into_iter().map(|part| {
        let text = escaped(&part.text);
        match part.emphasis {
            Emphasis::Plain => text,
            Emphasis::Strong => format!("<span class=\"strong\">{text}</span>"),
            Emphasis::After => format!("<span class=\"strong after\">{text}</span>"),
        }
    });
    parts.collect()
}

/// A key figure, which opens into its equation once the app is there.
fn figure(figure: &Figure) -> String {
    format!(
        "<details class=\"figure\"><summary tabindex=\"-1\"><span class=\"label\">{}</span><span class=\"value\">{} <small>{}</small></span><span class=\"detail\">{}<b>{}</b></span></summary></details>",
        escaped(figure.label),
        escaped(&figure.value),
        escaped(&figure.unit),
        escaped(&figure.detail),
        escaped(&figure.stressed),
    )
}

/// A slider as it stands, which cannot be moved yet.
fn control(scene: &Scene, id: Id, more: &str) -> String {
    let parameter = id.parameter();
    let value = scene.scenario.get(id);
    let (low, high) = ends(scene, parameter);
    let share = short(((value - low) / (high - low)).clamp(0.0, 1.0));
    let text = parameter.format(value);
    let number = text
        .strip_suffix(parameter.unit)
        .unwrap_or(&text)
        .trim_end();
    let unit = match parameter.unit {
        "" => String::new(),
        unit => format!("<span class=\"unit\">{unit}</span>"),
    };
    format!(
        "<div class=\"control\"><span class=\"control-head\"><label>{label}</label></span><span class=\"control-row\"><span class=\"slider\" style=\"--at:{share};--tick:{share}\"><input type=\"range\" aria-label=\"{label}\" min=\"{low}\" max=\"{high}\" value=\"{value}\" disabled></span><span class=\"stepper\"><button disabled>−</button><input type=\"text\" aria-label=\"{label}\" value=\"{number}\" disabled>{unit}<button disabled>+</button></span></span><details class=\"help\"><summary>{help}</summary></details>{more}</div>",
        label = escaped(parameter.label),
        help = escaped(parameter.help),
    )
}

/// The ends of the slider, as the page has them.
fn ends(scene: &Scene, parameter: &Parameter) -> (f64, f64) {
    match parameter.kind {
        Kind::Number { .. } if parameter.id == Id::Packs => {
            let reach = reach_of_packs(&scene.scenario, scene.outcome.peak_before_kw);
            let now = scene.scenario.get(Id::Packs);
            (0.0, if now > reach { round_up(now) } else { reach })
        }
        Kind::Number { slider, .. } => slider,
        Kind::Choice { .. } => (0.0, 1.0),
    }
}

/// What is left of the packs' energy.
fn left(scene: &Scene) -> String {
    let fleet = &scene.outcome.fleet;
    let share = fixed(100.0 * fleet.share_left().get(), 0);
    let (new, now) = (
        energy(fleet.energy_when_new().0),
        energy(fleet.energy_now().0),
    );
    format!("<p class=\"meaning\">{share} % of {new} when new: {now} left</p>")
}

fn hero(scene: &Scene) -> Result<String> {
    let outcome = &scene.outcome;
    let day = span(outcome, View::PeakDay);
    let said = summary(Chart::Grid, outcome, day.clone());
    let (mut curves, mut words, mut left) = (String::new(), String::new(), 0.0);
    for (class, width, height) in FRAMES {
        let frame = Frame::new(width, height, Theme::light());
        let still = still(Chart::Grid, &[outcome], day.clone(), &frame);
        let still = still.map_err(|why| why.to_string())?;
        if curves.is_empty() {
            (curves, left) = (still.curves, still.plot.left);
        }
        words += &format!("<div class=\"{class}\">{}</div>", still.words);
    }
    let tabs = View::ALL.map(|view| {
        let pressed = if view == View::PeakDay {
            " aria-pressed=\"true\""
        } else {
            ""
        };
        format!("<button{pressed} disabled>{}</button>", view.label())
    });
    let key = [
        ("before", "before"),
        ("after", "after"),
        ("supply", "packs supply"),
        ("recharge", "recharges"),
    ];
    let key = key.map(|(class, words)| format!("<span><i class=\"{class}\"></i>{words}</span>"));
    Ok(format!(
        "<figure class=\"hero\"><figcaption><h2>{}</h2><span class=\"tabs\">{}</span></figcaption><p class=\"key\">{}</p><div class=\"plot grid\" role=\"img\" aria-label=\"{}\"><div class=\"still\" style=\"left:{}px\">{curves}{words}</div></div></figure>",
        escaped(&outcome.picture_title()),
        tabs.concat(),
        key.concat(),
        escaped(&said),
        short(left),
    ))
}
