//! Method and sources: every input from the table, every equation of the model.

use super::browser::is_open;
use leptos::prelude::*;
use peakpack::scenario::{Kind, PARAMETERS, PRESETS, Parameter};

/// How the figures come about; each part with its equation.
const EQUATIONS: [(&str, &str, &str); 6] = [
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
        "What limits the packs",
        "power: P* = max L + a − P_d;   energy: one full store decides;   recharge: the time between two peaks decides",
        "The constraint that is tight in the critical windows. One more usable kWh lowers an energy-limited peak by the number that “Limited by” opens into.",
    ),
];

/// How the figures come about and where the defaults come from.
pub fn method() -> impl IntoView {
    let equation = |(title, equation, words): (&'static str, &'static str, &'static str)| {
        view! {
            <h3>{title}</h3>
            <p class="equation">{equation}</p>
            <p>{words}</p>
        }
    };
    view! {
        <section class="method" id="method" tabindex="-1" aria-labelledby="method-title">
            <h2 id="method-title">"Method and sources"</h2>
            <p>
                "Peakpack computes the lowest peak that the packs can reach if the load is known in advance. Everything runs in this browser; nothing is sent anywhere."
            </p>
            {fold("How the figures come about", move || EQUATIONS.map(equation).collect_view().into_any())}
            {fold("Every input", || inputs().into_any())}
            {fold("Examples and data", || examples().into_any())}
        </section>
    }
}

/// A part that is built when it is first opened.
fn fold(title: &'static str, inside: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let opened = RwSignal::new(false);
    view! {
        <details class="panel" on:toggle=move |event| if is_open(&event) { opened.set(true) }>
            <summary><b>{title}</b></summary>
            <div class="inside">{move || opened.get().then(&inside)}</div>
        </details>
    }
    .into_any()
}

fn inputs() -> impl IntoView {
    let row = |parameter: &'static Parameter| {
        let source = parameter.source;
        view! {
            <tr>
                <th scope="row">{parameter.label}<small>{parameter.key}</small></th>
                <td>{range(parameter)}</td>
                <td>{parameter.format(parameter.default)}</td>
                <td>{parameter.help}</td>
                <td>{format!("{} ({})", source.text, source.mark.label())}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Every input">
            <table class="words">
                <thead>
                    <tr>
                        <th scope="col">"Input, key in links"</th>
                        <th scope="col">"Range"</th>
                        <th scope="col">"Default"</th>
                        <th scope="col">"What it is"</th>
                        <th scope="col">"Source"</th>
                    </tr>
                </thead>
                <tbody>{PARAMETERS.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// From what to what, in which steps.
fn range(parameter: &Parameter) -> String {
    match parameter.kind {
        Kind::Number {
            min, max, zero, ..
        } => {
            let or = zero.map(|zero| format!(", or {zero}")).unwrap_or_default();
            let unit = if parameter.unit.is_empty() { "" } else { " " };
            let ends = (parameter.text(min), parameter.format(max));
            let ends = (ends.0, ends.1.replace(parameter.unit, ""));
            format!("{}–{}{unit}{}{or}", ends.0, ends.1.trim_end(), parameter.unit)
        }
        Kind::Choice { options } => {
            let labels: Vec<&str> = options.iter().map(|option| option.label).collect();
            labels.join(" · ")
        }
    }
}

fn examples() -> impl IntoView {
    let one = |preset: &'static peakpack::scenario::Preset| {
        let source = preset.source;
        view! {
            <h3>{preset.label}</h3>
            <p>{format!("{} Source: {} ({}). {}", preset.sentence, source.text, source.mark.label(), preset.note)}</p>
        }
    };
    view! {
        {PRESETS.iter().map(one).collect_view()}
        <h3>"Data of others"</h3>
        <p>
            "Usable energy of packs: open-ev-data (KilowattApp), MIT licence. Names of companies and cars stand for public figures about them; none of them is affiliated with Peakpack."
        </p>
    }
}
