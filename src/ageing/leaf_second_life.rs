//! Retired Nissan Leaf modules (LMO and graphite), measured in their second life.
//!
//! 66 Ah when new, 46 Ah when the tests began: `q` is relative to that beginning. The
//! equations: [`ABOUT`]. Cycling was tested at 25 °C in whole cycles at 1 C.

use super::about::{About, LEFT};
use super::fit::Fit;
use super::rates::Law;
use super::stress::Day;

/// The model in plain letters, and who measured it.
pub const ABOUT: About = About {
    equations: &[
        "k_cal = 3.25·10⁸·e^(−7580/T)·e^(162·s/T),   Q_t = k_cal·days^0.464",
        "k_cyc = 7.58·10⁻⁵,   Q_EFC = k_cyc·EFC^1.08",
        LEFT,
    ],
    source: "cycling: Braco et al., Journal of Energy Storage 2020, doi:10.1016/j.est.2020.101695; storage: Braco et al., EEEIC 2022, doi:10.1109/EEEIC/ICPSEUROPE54979.2022.9854784",
};

pub(super) const FIT: Fit = Fit {
    temperature_c: (20.0, 30.0),
    depth: (0.8, 1.0),
    charge_c: 1.0,
    discharge_c: 1.0,
};

pub(super) fn calendar(day: &Day) -> Law {
    let t = day.temperature_k();
    let k = day.mean_of(|soc| 3.25e8 * libm::exp(-7_580.0 / t) * libm::exp(162.0 * soc / t));
    Law::new(k, 0.464)
}

pub(super) fn cycle() -> Law {
    Law::new(7.58e-5, 1.08)
}
