//! Panasonic 18650 cells, NCA and graphite, measured from new.
//!
//! The equations: [`ABOUT`]. In cycling the temperature made no difference to the fit.

use super::about::{About, LEFT};
use super::fit::Fit;
use super::rates::Law;
use super::stress::Day;

/// The model in plain letters, and who measured it.
pub const ABOUT: About = About {
    equations: &[
        "k_cal = 75.4·e^(−3340/T)·e^(353·s/T),   Q_t = k_cal·days^0.512",
        "k_cyc = 2·(1.86·10⁻⁶ + 4.74·10⁻¹¹·C + 1.77·10⁻⁴·DOD),   Q_EFC = k_cyc·EFC^0.699",
        LEFT,
    ],
    source: "storage: Keil et al., Journal of the Electrochemical Society 2016, doi:10.1149/2.0411609jes; cycling: Preger et al., the same 2020, doi:10.1149/1945-7111/abae37",
};

pub(super) const FIT: Fit = Fit {
    temperature_c: (15.0, 35.0),
    depth: (0.8, 1.0),
    charge_c: 0.5,
    discharge_c: 2.0,
};

pub(super) fn calendar(day: &Day) -> Law {
    let t = day.temperature_k();
    let k = day.mean_of(|soc| 75.4 * libm::exp(-3_340.0 / t) * libm::exp(353.0 * soc / t));
    Law::new(k, 0.512)
}

/// `q` scales the mean rate: the same change of charge is a slower one for a smaller cell.
pub(super) fn cycle(day: &Day, q: f64) -> Law {
    let k = 2.0 * (1.86e-6 + 4.74e-11 * q * day.c_rate() + 1.77e-4 * day.depth());
    Law::new(k, 0.699)
}
