//! One number that changes when any bit of a study does.

use super::Prospect;
use crate::outcome::Fnv;

impl Prospect {
    /// FNV-1a over the bits of every year, bound and quantile, and the sentence.
    ///
    /// The same scenario must give the same digest natively and in WebAssembly.
    pub fn digest(&self) -> u64 {
        let mut hash = Fnv::default();
        for year in &self.base.years {
            hash.numbers(&[
                f64::from(year.packs),
                year.soh_mean,
                year.soh_min,
                year.soh_max,
                year.usable_kwh,
                year.power_kw,
                year.peak_after_kw,
                year.cut_kw,
                year.cycles,
                f64::from(year.replaced),
                f64::from(year.added),
            ]);
        }
        for reach in self.low.iter().chain(&self.high) {
            hash.numbers(&[reach.health, reach.cut_kw]);
        }
        for spread in &self.spread {
            hash.numbers(&spread.health);
            hash.numbers(&spread.cut_kw);
        }
        hash.bytes(self.sentence().as_bytes());
        hash.0
    }
}
