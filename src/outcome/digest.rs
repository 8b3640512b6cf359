//! One number that changes when any bit of an outcome does.

use super::run::Outcome;

/// FNV-1a over the bits of every figure and every step of an outcome, and its sentences.
///
/// The same scenario must give the same digest natively and in WebAssembly.
///
/// ```
/// use peakpack::load::Site;
/// use peakpack::outcome::digest;
/// use peakpack::scenario::{Id, Scenario};
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let more = scenario.with(Id::Packs, 641.0);
/// assert_ne!(digest(&peakpack::run(&scenario, &site)), digest(&peakpack::run(&more, &site)));
/// ```
pub fn digest(outcome: &Outcome) -> u64 {
    let mut hash = Fnv::default();
    hash.numbers(outcome.site.series.kw());
    hash.numbers(outcome.site.demand.kw());
    hash.numbers(&outcome.schedule.battery_kw);
    hash.numbers(&outcome.schedule.stored_kwh);
    hash.numbers(&outcome.schedule.grid_kw);
    for month in &outcome.months {
        hash.numbers(&[month.before_kw, month.after_kw]);
    }
    hash.numbers(&[
        outcome.peak_before_kw,
        outcome.peak_after_kw,
        outcome.kw_per_kwh,
        outcome.equivalent_full_cycles,
        outcome.cycles_per_year(),
        outcome.losses_kwh(),
    ]);
    hash.bytes(outcome.limited_by.id().as_bytes());
    hash.bytes(outcome.finding().to_string().as_bytes());
    hash.bytes(outcome.reason().to_string().as_bytes());
    hash.0
}

pub(crate) struct Fnv(pub(crate) u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    pub(crate) fn numbers(&mut self, numbers: &[f64]) {
        for number in numbers {
            self.bytes(&number.to_bits().to_le_bytes());
        }
    }
}
