//! Noise that belongs to a moment, not to the order in which it is drawn.
//!
//! Every draw is a hash of seed, stream and slot, so a load made in 1-second
//! steps and one made in 15-minute steps describe the same world. Whole-number
//! arithmetic only: native and WebAssembly draw the same bits.

/// One independent stream of draws.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noise {
    key: u64,
}

impl Noise {
    /// Stream number `stream` of the world `seed`.
    pub(crate) fn new(seed: u32, stream: u32) -> Self {
        Self {
            key: mix((u64::from(seed) << 32) | u64::from(stream)),
        }
    }

    fn bits(self, slot: i64) -> u64 {
        mix(self.key ^ (slot as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A draw from 0 up to, not including, 1.
    pub(crate) fn unit(self, slot: i64) -> f64 {
        (self.bits(slot) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A draw from `low` to `high`, all equally likely.
    pub(crate) fn between(self, slot: i64, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit(slot)
    }

    /// A bell-shaped draw with mean 0 and standard deviation 1.
    ///
    /// The sum of four 16-bit draws: bounded by ±3.5, so that no single rare
    /// draw decides the peak of a year, and five times as fast as a normal one.
    pub(crate) fn bell(self, slot: i64) -> f64 {
        let bits = self.bits(slot);
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
        // Four draws of 0 … 65,535 have mean 131,070 and standard deviation 65,536/√3.
        (sum as f64 - 131_070.0) * (1.732_050_807_568_877_2 / 65_536.0)
    }

    /// A bell-shaped course: a draw at every whole multiple of `spacing_ms`, straight lines between.
    pub(crate) fn course(self, at_ms: i64, spacing_ms: i64) -> f64 {
        let slot = at_ms.div_euclid(spacing_ms);
        let share = at_ms.rem_euclid(spacing_ms) as f64 / spacing_ms as f64;
        let (before, after) = (self.bell(slot), self.bell(slot + 1));
        before + (after - before) * share
    }
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit moves every output bit.
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_stated_mean_and_spread() {
        let noise = Noise::new(7, 1);
        let n = 200_000;
        let mean = |f: &dyn Fn(i64) -> f64| (0..n).map(f).sum::<f64>() / n as f64;
        assert!((mean(&|k| noise.unit(k)) - 0.5).abs() < 0.005);
        assert!(mean(&|k| noise.bell(k)).abs() < 0.01);
        let spread = mean(&|k| noise.bell(k) * noise.bell(k));
        assert!((spread - 1.0).abs() < 0.01, "{spread}");
        let neighbours = mean(&|k| noise.bell(k) * noise.bell(k + 1));
        assert!(neighbours.abs() < 0.01, "{neighbours}");
    }

    #[test]
    fn streams_and_seeds_are_independent() {
        let n = 100_000;
        let together = |a: Noise, b: Noise| {
            (0..n).map(|k| a.bell(k) * b.bell(k)).sum::<f64>().abs() / n as f64
        };
        assert!(together(Noise::new(1, 1), Noise::new(1, 2)) < 0.015);
        assert!(together(Noise::new(1, 1), Noise::new(2, 1)) < 0.015);
    }

    #[test]
    fn a_course_passes_through_its_draws() {
        let noise = Noise::new(3, 9);
        assert_eq!(noise.course(-2_000, 1_000), noise.bell(-2));
        let half = noise.course(500, 1_000);
        assert!((half - (noise.bell(0) + noise.bell(1)) / 2.0).abs() < 1e-15);
    }
}
