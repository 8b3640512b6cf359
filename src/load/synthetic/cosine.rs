//! The cosine of a day of the year.
//!
//! libm's own finds the rest of any number after whole turns, with tables of many digits of π:
//! 3 kB of code for what never turns more than half way round and a little.

use std::f64::consts::{FRAC_PI_2, PI};

/// The cosine of an angle up to three quarters of a turn either way, to 1e-15.
///
/// Taylor's series within a quarter turn; beyond, the cosine mirrored at half a turn. Only sums
/// and products, so its bits are the same everywhere.
pub(super) fn cosine(angle: f64) -> f64 {
    let angle = angle.abs();
    if angle > FRAC_PI_2 {
        return -series(PI - angle);
    }
    series(angle)
}

/// 1 − x²/2! + x⁴/4! − … up to x²⁴/24!, from the smallest.
fn series(x: f64) -> f64 {
    let square = x * x;
    let mut sum = 1.0;
    for term in (1..=12).rev() {
        let n = f64::from(2 * term);
        sum = 1.0 - sum * square / (n * (n - 1.0));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::cosine;

    #[test]
    fn it_is_the_cosine() {
        for k in -4_700..=4_700 {
            let angle = f64::from(k) / 1_000.0;
            let off = (cosine(angle) - libm::cos(angle)).abs();
            assert!(off < 1e-15, "{angle}: {off}");
        }
    }
}
