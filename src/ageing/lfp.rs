//! A large prismatic LFP and graphite cell of 250 Ah, measured from new.
//!
//! The equations: [`ABOUT`], with `U_a(s)` of [`anode_potential_v`]. Cycling costs more in
//! the cold.

use super::about::{About, GASPER, LEFT};
use super::fit::Fit;
use super::rates::Law;
use super::stress::{Day, anode_potential_v};

/// The model in plain letters, and who measured it.
pub const ABOUT: About = About {
    equations: &[
        "k_cal = 8.37·10⁴·e^(−5210/T)·e^(−3560·U_a/T),   Q_t = k_cal·days^0.526",
        "k_cyc = (4.38·10⁻⁸ + 1.55·10⁻⁸·DOD + 1.68·10⁻⁷·C)·(e^(2190/T) + e^(−155,000/T)),   Q_EFC = k_cyc·EFC^0.828",
        LEFT,
    ],
    source: GASPER,
};

pub(super) const FIT: Fit = Fit {
    temperature_c: (10.0, 45.0),
    depth: (0.8, 1.0),
    charge_c: 0.65,
    discharge_c: 1.0,
};

pub(super) fn calendar(day: &Day) -> Law {
    let t = day.temperature_k();
    let k = day.mean_of(|soc| {
        8.37e4 * libm::exp(-5_210.0 / t) * libm::exp(-3_560.0 * anode_potential_v(soc) / t)
    });
    Law::new(k, 0.526)
}

/// `q` scales the mean rate: the same change of charge is a slower one for a smaller cell.
pub(super) fn cycle(day: &Day, q: f64) -> Law {
    let t = day.temperature_k();
    let k = (4.38e-8 + 1.55e-8 * day.depth() + 1.68e-7 * q * day.c_rate())
        * (libm::exp(2_190.0 / t) + libm::exp(-1.55e5 / t));
    Law::new(k, 0.828)
}
