//! Method and sources: every input from the table, every equation of the model.

mod ageing;

use super::dom::{Node, el, is_open, of_class};
use super::live::Live;
use super::table::scrolling;
use peakpack::scenario::{Kind, PARAMETERS, PRESETS, Parameter};
use peakpack::text::Joined;

/// How the figures come about; each part with its equation.
const EQUATIONS: [(&str, &str, &str); 7] = [
    (
        "Grid draw",
        "g = L + a + c − d",
        "Load L, own use of the packs a, charging c and discharging d, in kW at the meter. Never charging and discharging at once, and the packs never export.",
    ),
    (
        "Energy in the packs",
        "E′ = E·(1−σ)^dt + η_c·c·dt − d·dt/η_d,   E_min ≤ E ≤ E_max,   c ≤ P_c,   d ≤ P_d",
        "Self-discharge σ; the efficiencies η of charging and discharging are each the square root of the round trip.",
    ),
    (
        "The packs",
        "E_max − E_min = N·availability·U·health·(highest − lowest),   P_d = N·availability·C·U·health",
        "N packs of U kWh when new. Power is C times the energy left, unless a rating is given.",
    ),
    (
        "The least peak, exactly",
        "P* = least P for which E never falls below E_min when d = max(0, L + a − P) and the packs otherwise charge as hard as P allows",
        "The trajectory under a threshold P holds at every moment the most energy that P allows, so P can be reached exactly when this trajectory never runs empty. How far it runs short is a convex, falling, piecewise linear function of P; Newton’s method ends on its root after finitely many walks over the load. It is checked against a linear program.",
    ),
    (
        "Windows and months",
        "billed demand = highest mean over a clock window",
        "The load is averaged over the meter’s windows first. Each calendar month has a threshold of its own; the highest is the least possible, and the sum of the others is the least that goes with it, with the energy carried over from month to month.",
    ),
    (
        "Your meter file",
        "kW = kWh / length of the interval;   gap: mean of the same hour a week before and after, else of a like day near",
        "Gaps of up to 7 days at once and 10 % in all are filled and marked; longer ones are asked about. A step that changes keeps the energy of every row. Values more than three times as high as all others are flagged where they are few, at most four or one in 200; they are kept. kVA are not converted.",
    ),
    (
        "What limits the packs",
        "power: P* = max L + a − P_d;   energy: one full store decides;   recharge: the time between two peaks decides",
        "The constraint that is tight in the critical windows. One more usable kWh lowers an energy-limited peak by the number that “How that is known” opens into.",
    ),
];

/// How the figures come about and where the defaults come from.
pub fn method() -> Node {
    let words = "Peakpack computes the lowest peak that the packs can reach if the load is known in advance. Everything runs in this browser; nothing is sent anywhere.";
    of_class("section", "method")
        .attr("id", "method")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "method-title")
        .child(
            el("h2")
                .attr("id", "method-title")
                .text("Method and sources"),
        )
        .child(el("p").text(words))
        .child(fold("How the figures come about", || parts(&EQUATIONS)))
        .child(fold("How packs age", ageing::ageing))
        .child(fold("Every input", inputs))
        .child(fold("Examples and data", examples))
}

/// A part that is built when it is first opened.
fn fold(title: &str, parts: fn() -> Vec<Node>) -> Node {
    let opened = Live::new(false);
    let inside = of_class("div", "inside").inside(move || match opened.get() {
        true => parts(),
        false => Vec::new(),
    });
    of_class("details", "panel")
        .child(el("summary").child(el("b").text(title)))
        .child(inside)
        .on("toggle", move |event| {
            if is_open(&event) && !opened.get_untracked() {
                opened.set(true);
            }
        })
}

/// Titles, equations and words.
fn parts(parts: &[(&str, &str, &str)]) -> Vec<Node> {
    let mut all = Vec::new();
    for (title, equation, words) in parts {
        all.push(el("h3").text(title));
        all.push(of_class("p", "equation").text(equation));
        all.push(el("p").text(words));
    }
    all
}

fn inputs() -> Vec<Node> {
    let titles = [
        "Input, key in links",
        "Range",
        "Default",
        "What it is",
        "Source",
    ];
    let head = titles.map(|title| el("th").attr("scope", "col").text(title));
    let rows = PARAMETERS.iter().map(|parameter| {
        let source = parameter.source;
        let name = el("th")
            .attr("scope", "row")
            .text(parameter.label)
            .child(el("small").text(parameter.key));
        let cells = [
            range(parameter),
            parameter.format(parameter.default),
            parameter.help.to_owned(),
            format!("{} ({})", source.text, source.mark.label()),
        ];
        el("tr")
            .child(name)
            .children(cells.map(|text| el("td").text(&text)))
    });
    let table = of_class("table", "words")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(rows));
    vec![scrolling("Every input").child(table)]
}

/// From what to what, in which steps.
fn range(parameter: &Parameter) -> String {
    match parameter.kind {
        Kind::Number { min, max, zero, .. } => {
            let or = zero.map(|zero| format!(", or {zero}")).unwrap_or_default();
            let unit = if parameter.unit.is_empty() { "" } else { " " };
            let most = parameter.format(max);
            let most = most.strip_suffix(parameter.unit).unwrap_or(&most);
            format!(
                "{}–{}{unit}{}{or}",
                parameter.text(min),
                most.trim_end(),
                parameter.unit
            )
        }
        Kind::Choice { options } => {
            let labels = options.iter().map(|option| option.label.to_owned());
            let labels: Vec<String> = labels.collect();
            labels.joined(" · ")
        }
    }
}

fn examples() -> Vec<Node> {
    let mut all = Vec::new();
    for preset in &PRESETS {
        let (source, mark) = (preset.source.text, preset.source.mark.label());
        let words = format!(
            "{} Source: {source} ({mark}). {}",
            preset.sentence, preset.note
        );
        all.push(el("h3").text(preset.label));
        all.push(el("p").text(&words));
    }
    all.push(el("h3").text("Data of others"));
    all.push(el("p").text("Usable energy of packs: open-ev-data (KilowattApp), MIT licence. Names of companies and cars stand for public figures about them; none of them is affiliated with Peakpack."));
    all
}
