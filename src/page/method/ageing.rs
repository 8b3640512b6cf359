//! How packs age: the fade of a fleet's years, and every model with its equations and source.

use super::{Node, el, of_class, parts};
use peakpack::ageing::{About, Model, stress};

/// What all models share, and what becomes of a fleet; each part with its equation.
const PARTS: [(&str, &str, &str); 7] = [
    (
        "What a day does",
        "EFC = q·½·Σ|Δs|,   DOD = max s − min s,   C = q·mean of |Δs|/h,   k = mean of k(s)",
        "Full cycles, depth, mean rate and rates of loss, from the state of charge s that the dispatch gives the packs; q is the capacity left.",
    ),
    (
        "From day to day",
        "y = k·x^p:   Δy = f·k·p·(y/k)^((p−1)/p)·Δx,   at most f·k·Δx^p",
        "A law of days or cycles x is followed by its slope at what is lost already, a sigmoid likewise, so every day may differ; f is the pack factor. After BLAST-Lite, National Renewable Energy Laboratory.",
    ),
    (
        "From year to year",
        "health = health at the start · q / q at the start",
        "Each year the packs of that moment are dispatched exactly, and that dispatch ages them day by day. A shorter load repeats.",
    ),
    (
        "Where a second life begins",
        "fresh: q = 1;   aged: q = health",
        "Fresh cells lose once more what new cells lose fastest. Aged ones have come from new along the model, on days from 90 to 30 % at 25 °C.",
    ),
    (
        "Packs in strings",
        "health of a string = health of its weakest pack",
        "One current flows through all, and a string stops with its pack.",
    ),
    (
        "Packs in step",
        "η_d = Σ E·η_d / Σ E,   1/η_c = Σ(E/η_c) / Σ E,   P_d = min(P_i/(E_i·η_i))·Σ E·η_d",
        "All packs share one state of charge, which any packs can. Where that leaves power idle they are used apart, the longest time to go first, if all can follow. What another use could bring is bounded by one battery with the best of all.",
    ),
    (
        "How sure that is",
        "every model that fits the chemistry at ± 15 % severity;   P10, P50, P90 of 200 draws",
        "Models disagree by years. Bounds are lived exactly; draws follow them year by year with y′ = (y^(1/p) + f·Σ k^(1/p)·Δx)^p.",
    ),
];

/// All of it.
pub fn ageing() -> Vec<Node> {
    let mut all = parts(&PARTS);
    all.push(el("h3").text("Letters in the models"));
    all.push(el("p").text("T and T_C are the temperature of the cells in K and °C, Q what is lost and q what is left of the capacity, U_a(s) the potential of a graphite anode in V:"));
    all.extend(told(&stress::ANODE, ""));
    for model in Model::ALL {
        let fit = model.fit().map(|fit| format!("Fitted to {fit}. "));
        all.push(el("h3").text(model.label()));
        all.extend(told(model.about(), &fit.unwrap_or_default()));
    }
    all
}

fn told(about: &About, fit: &str) -> Vec<Node> {
    let equations = about.equations.iter();
    let mut all: Vec<Node> = equations
        .map(|equation| of_class("p", "equation").text(equation))
        .collect();
    all.push(el("p").text(&format!("{fit}Source: {}.", about.source)));
    all
}
