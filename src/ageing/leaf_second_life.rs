//! Retired Nissan Leaf modules (LMO and graphite), measured in their second life.
//!
//! 66 Ah when new, 46 Ah when the tests began: `q` is relative to that beginning.
//!
//! ```text
//! k_cal = 3.25·10⁸·e^(−7580/T)·e^(162·s/T)      Q_t   = k_cal·days^0.464
//! k_EFC = 7.58·10⁻⁵                             Q_EFC = k_EFC·EFC^1.08
//! q = 1 − Q_t − Q_EFC                           T in K, s the state of charge
//! ```
//!
//! Cycling: Braco et al. 2020, doi:10.1016/j.est.2020.101695 (25 °C, whole cycles, 1 C).
//! Storage: Braco et al. 2022, doi:10.1109/EEEIC/ICPSEUROPE54979.2022.9854784.

use super::fit::Fit;
use super::rates::Law;
use super::stress::Day;

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
