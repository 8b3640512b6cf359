//! Kokam cells of 75 Ah, NMC 111 and graphite, measured from new.
//!
//! The equations: [`ABOUT`], with `U_a(s)` of [`anode_potential_v`].
//!
//! `q5`, the throughput at which the active material gives out, falls below 0 for a
//! cold cell cycled deeply and kept full. The fit cannot mean that. It is bounded at
//! [`FEWEST_CYCLES`], a sixth of the least it gives for the cells that were tested
//! (2,988 at 0 °C, whole cycles, half full), and the bound is reported.

use super::about::About;
use super::fit::Fit;
use super::rates::Law;
use super::stress::{Day, anode_potential_v};

/// The least throughput at which the active material gives out, equivalent full cycles; our choice.
pub const FEWEST_CYCLES: f64 = 500.0;

/// The power of the sigmoid.
pub(super) const MATERIAL_POWER: f64 = 10.0;

/// The model in plain letters, and who measured it.
pub const ABOUT: About = About {
    equations: &[
        "T_N = T/308.15,   U_N = U_a/0.123",
        "q1 = 2.66·10⁷·e^(−17.8/T_N)·e^(−5.21·U_N/T_N),   Q_t = q1·days^0.357",
        "q3 = 3.80·10³·e^(−18.4/T_N)·exp(1.04·exp(DOD²)),   Q_EFC = q3·EFC^0.778",
        "q5 = 10⁴ + 153·(T_C − 55)·DOD·(mean s)/0.6, at least 500,   Q_LAM = 2·(½ − 1/(1 + e^z)),   z = (EFC/q5)^10",
        "q = min(1 − Q_t − Q_EFC, 1.01 − Q_LAM)",
    ],
    source: "Smith et al., American Control Conference 2017, doi:10.23919/ACC.2017.7963578",
};

pub(super) const FIT: Fit = Fit {
    temperature_c: (0.0, 45.0),
    depth: (0.8, 1.0),
    charge_c: 1.0,
    discharge_c: 1.0,
};

pub(super) fn calendar(day: &Day) -> Law {
    let t = day.temperature_k() / 308.15;
    let q1 = day.mean_of(|soc| {
        let u = anode_potential_v(soc) / 0.123;
        2.66e7 * libm::exp(-17.8 / t) * libm::exp(-5.21 * u / t)
    });
    Law::new(q1, 0.357)
}

pub(super) fn cycle(day: &Day) -> Law {
    let t = day.temperature_k() / 308.15;
    let depth = day.depth();
    let q3 = 3.80e3 * libm::exp(-18.4 / t) * libm::exp(1.04 * libm::exp(depth * depth));
    Law::new(q3, 0.778)
}

/// `q5` as fitted, before it is bounded.
pub(super) fn material_cycles_as_fitted(day: &Day) -> f64 {
    1e4 + 153.0 * (day.temperature_c() - 55.0) * day.depth() * (day.mean_soc() / 0.6)
}

/// `q5`, bounded.
pub(super) fn material_cycles(day: &Day) -> f64 {
    material_cycles_as_fitted(day).max(FEWEST_CYCLES)
}
