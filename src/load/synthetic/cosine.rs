//! The cosine of a day of the year.
//!
//! libm's own finds the rest of any number after whole turns, with tables of many digits of π:
//! 2 kB of the page for what never turns more than half way round.

use std::f64::consts::FRAC_PI_4;

/// A quarter turn: its first 33 bits, and the rest.
const QUARTER: (f64, f64) = (1.570_796_326_734_125_6, 6.077_100_506_506_192e-11);

/// The cosine of an angle up to five eighths of a turn either way that is not within some 1e-6 of
/// a quarter or a half, to the last bit of libm's.
///
/// The two polynomials are those of FreeBSD's msun, which libm has them from too. Copyright (C)
/// 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems,
/// Inc. business. Permission to use, copy, modify, and distribute this software is freely
/// granted, provided that this notice is preserved.
pub(super) fn cosine(angle: f64) -> f64 {
    let angle = angle.abs();
    let quarters = match angle {
        ..=FRAC_PI_4 => 0.0,
        ..=2.356_194_490_192_345 => 1.0,
        _ => 2.0,
    };
    // What is left after whole quarters, and how much that is too much or too little.
    let left = angle - quarters * QUARTER.0;
    let x = left - quarters * QUARTER.1;
    let y = (left - x) - quarters * QUARTER.1;
    let z = x * x;
    let w = z * z;
    if quarters == 1.0 {
        let r = 8.333_333_333_322_49e-3
            + z * (-1.984_126_982_985_795e-4 + z * 2.755_731_370_707_006_8e-6)
            + z * w * (-2.505_076_025_340_686_3e-8 + z * 1.589_690_995_211_55e-10);
        let v = z * x;
        return -(x - ((z * (0.5 * y - v * r) - y) - v * -1.666_666_666_666_663_2e-1));
    }
    let r = z
        * (4.166_666_666_666_66e-2
            + z * (-1.388_888_888_887_411e-3 + z * 2.480_158_728_947_673e-5))
        + w * w
            * (-2.755_731_435_139_066_3e-7
                + z * (2.087_572_321_298_175e-9 + z * -1.135_964_755_778_819_5e-11));
    let half = 0.5 * z;
    let w = 1.0 - half;
    let cosine = w + (((1.0 - w) - half) + (z * r - x * y));
    if quarters == 0.0 { cosine } else { -cosine }
}

#[cfg(test)]
mod tests {
    use super::cosine;

    #[test]
    fn every_day_has_libms_cosine() {
        for day in -20..=400 {
            let angle = (f64::from(day) - 201.0) * (std::f64::consts::TAU / 365.0);
            assert_eq!(cosine(angle).to_bits(), libm::cos(angle).to_bits(), "{day}");
        }
    }
}
