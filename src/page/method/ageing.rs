//! How packs age: the fade of a fleet's years, and every model with its equations and source.

use super::{Node, el, of_class, parts};
use peakpack::ageing::{About, Model, stress};

/// What all models share, and what becomes of a fleet; each part with its equation.
const PARTS: [(&str, &str, &str); 7] = [
    (
        "What a day does",
        "EFC = q·½·Σ|Δs|,   DOD = max s − min s,   C = q·mean of |Δs|/h,   k = mean of k(s)",
        "From the state of charge s of the dispatch, for cells that have the share q of their capacity left: equivalent full cycles, depth, mean rate, and rates of loss averaged over the time.",
    ),
    (
        "From day to day",
        "y = k·x^p:   Δy = f·k·p·(y/k)^((p−1)/p)·Δx,   at most f·k·Δx^p",
        "A law y of days or cycles x is followed by its slope at what is lost already, so that no day need be like another; a sigmoid likewise. The severity f is how much faster packs age than their cells. After BLAST-Lite, National Renewable Energy Laboratory.",
    ),
    (
        "From year to year",
        "health = health at the start · q / q at the start",
        "Each year the packs of that moment are dispatched, exactly, and the state of charge of that dispatch ages their cells, day by day; a shorter load is lived through again and again. The next year begins with what is left.",
    ),
    (
        "Where a second life begins",
        "fresh: q = 1;   continued: q = health",
        "Fresh cells lose again what new cells lose fastest. Continued ones have that behind them: they have come from new along the model, on days from 90 to 30 % at 25 °C. Between the two lies what nobody knows.",
    ),
    (
        "Packs in strings",
        "health of a string = health of its weakest pack",
        "Packs in series carry one current, so the weakest is empty first and stops all of them.",
    ),
    (
        "Packs in step",
        "η_d = Σ E·η_d / Σ E,   1/η_c = Σ(E/η_c) / Σ E,   P_d = min(P_i/(E_i·η_i))·Σ E·η_d",
        "All packs share one state of charge: each gives in proportion to what it holds, and the one with the least power for its energy bounds the rest.",
    ),
    (
        "How sure that is",
        "band: every model that fits the chemistry, severity ± 15 %;   P10, P50, P90 of 200 draws",
        "Models disagree by years, and so do fleets. The band is the worst and the best of each year; the draws say how much of it is likely.",
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
