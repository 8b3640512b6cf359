//! A large NMC and graphite pouch cell of 75 Ah ("A" of the paper), measured from new.
//!
//! The equations: [`ABOUT`], with `U_a(s)` of [`anode_potential_v`].

use super::about::{About, GASPER, LEFT};
use super::fit::Fit;
use super::rates::Law;
use super::stress::{Day, anode_potential_v};

/// The model in plain letters, and who measured it.
pub const ABOUT: About = About {
    equations: &[
        "T_N = T/308.15,   U_N = U_a/0.123",
        "k_cal = 8.71·10⁻⁷·exp(10·T_N³/U_N^(1/3)),   Q_t = k_cal·(days/1000)^0.578",
        "k_cyc = |0.0267 + 1.64·T_N³·√DOD + 0.011·exp(C²/√T_N) − 0.44·exp(√DOD·T_N²·√C)|,   Q_EFC = k_cyc·(EFC/10,000)^1.11",
        LEFT,
    ],
    source: GASPER,
};

pub(super) const FIT: Fit = Fit {
    temperature_c: (10.0, 45.0),
    depth: (0.8, 1.0),
    charge_c: 2.0,
    discharge_c: 2.0,
};

pub(super) fn calendar(day: &Day) -> Law {
    let t = day.temperature_k() / 308.15;
    let k = day.mean_of(|soc| {
        let u = anode_potential_v(soc) / 0.123;
        8.71e-7 * libm::exp(10.0 * t * t * t / libm::pow(u, 1.0 / 3.0))
    });
    Law {
        k,
        p: 0.578,
        per: 1e3,
    }
}

/// `q` scales the mean rate: the same change of charge is a slower one for a smaller cell.
pub(super) fn cycle(day: &Day, q: f64) -> Law {
    let t = day.temperature_k() / 308.15;
    let (root_depth, c) = (day.depth().sqrt(), q * day.c_rate());
    let k = 0.0267 + 1.64 * t * t * t * root_depth + 0.011 * libm::exp(c * c / t.sqrt())
        - 0.44 * libm::exp(root_depth * t * t * c.sqrt());
    Law {
        k: k.abs(),
        p: 1.11,
        per: 1e4,
    }
}
