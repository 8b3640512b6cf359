//! Decimal numbers, read and written through whole numbers.
//!
//! The standard library reads and writes any number of digits and brings 25 kB
//! of tables and code for it into the page. What people and meters write has at
//! most 19 digits, for which one rounding is enough; what the page shows has at
//! most three decimals.

/// The most digits that always fit the mantissa; later ones change nothing that can be seen.
pub(crate) const MOST_DIGITS: u32 = 19;

/// All smaller whole numbers, and the powers of ten up to 10^22, are doubles.
const EXACT: u64 = 1 << 53;

/// So many that the least quotient, 2^53 / 10^19, has enough bits, and the largest not too many.
const BINARY_PLACES: u64 = 66;

/// `mantissa · 10^exponent`, correctly rounded for exponents of −19 to 19 and to
/// a few last bits beyond; infinite when too large.
pub(crate) fn scaled(mantissa: u64, exponent: i32) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    match exponent {
        // Both numbers are exact, and so what is rounded is the exact result.
        0..=19 if mantissa < EXACT => mantissa as f64 * power(exponent) as f64,
        -19..=-1 if mantissa < EXACT => mantissa as f64 / power(exponent) as f64,
        0..=19 => (u128::from(mantissa) * u128::from(power(exponent))) as f64,
        // By hand: the division of 128 bits is 1 kB of the page.
        -19..=-1 => {
            let divisor = power(exponent);
            let mut quotient = u128::from(mantissa / divisor);
            let mut rest = u128::from(mantissa % divisor);
            for _ in 0..BINARY_PLACES {
                rest *= 2;
                let bit = rest >= u128::from(divisor);
                quotient = quotient * 2 + u128::from(bit);
                if bit {
                    rest -= u128::from(divisor);
                }
            }
            // At least 55 bits of quotient, and the last one says whether anything is left.
            let two_to_minus_places = f64::from_bits((1_023 - BINARY_PLACES) << 52);
            (quotient | u128::from(rest > 0)) as f64 * two_to_minus_places
        }
        // Two factors, so that neither overflows before the product does.
        _ => {
            let half = f64::from(exponent / 2);
            let other = f64::from(exponent - exponent / 2);
            mantissa as f64 * libm::pow(10.0, half) * libm::pow(10.0, other)
        }
    }
}

fn power(exponent: i32) -> u64 {
    10_u64.pow(exponent.unsigned_abs())
}

/// A number with so many decimals, at most three: `-1008.9`. Halves go away from 0.
///
/// ```
/// use peakpack::decimal::fixed;
/// assert_eq!(fixed(-1008.86, 1), "-1008.9");
/// assert_eq!(fixed(-0.01, 1), "0.0");
/// ```
pub fn fixed(value: f64, decimals: usize) -> String {
    const PARTS: [u64; 4] = [1, 10, 100, 1_000];
    let decimals = decimals.min(3);
    if !value.is_finite() {
        return "no number".to_owned();
    }
    let parts = (value.abs() * PARTS[decimals] as f64).round() as u64;
    let mut text = (parts / PARTS[decimals]).to_string();
    if decimals > 0 {
        let fraction = (parts % PARTS[decimals]).to_string();
        text.push('.');
        text.extend(std::iter::repeat_n('0', decimals - fraction.len()));
        text.push_str(&fraction);
    }
    if value < 0.0 && parts > 0 {
        text.insert(0, '-');
    }
    text
}

/// A number with as few decimals as it needs, at most three: `0.25`, `40`.
///
/// ```
/// use peakpack::decimal::short;
/// assert_eq!(short(0.25), "0.25");
/// assert_eq!(short(40.0), "40");
/// ```
pub fn short(value: f64) -> String {
    let text = fixed(value, 3);
    if text.as_bytes().contains(&b'.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A plain decimal: an optional minus, digits, at most one point. `None` for anything else.
pub(crate) fn plain(text: &str) -> Option<f64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mut mantissa, mut count, mut exponent) = (0_u64, 0_u32, 0_i32);
    let (mut any, mut fraction) = (false, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' if count < MOST_DIGITS => {
                any = true;
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                count += u32::from(mantissa > 0);
                exponent -= i32::from(fraction);
            }
            b'0'..=b'9' => exponent += i32::from(!fraction),
            b'.' if !fraction => fraction = true,
            _ => return None,
        }
    }
    let value = scaled(mantissa, exponent);
    any.then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_plain_decimal_is_refused() {
        for text in ["", "-", ".", "1.2.3", "1e3", "0x1", " 1", "+1"] {
            assert_eq!(plain(text), None, "{text}");
        }
        assert_eq!(plain("-0.5"), Some(-0.5));
        assert_eq!(plain("12."), Some(12.0));
    }

    #[test]
    fn the_very_large_and_the_very_small_do_not_panic() {
        for exponent in [i32::MIN / 2, -400, -25, 25, 400, i32::MAX / 2] {
            assert!(!scaled(u64::MAX, exponent).is_nan());
        }
        assert_eq!(scaled(1, 400), f64::INFINITY);
        assert_eq!(scaled(1, 22), 1e22);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn every_bit_is_the_standard_library_s(mantissa in any::<u64>(), bits in 0..64_u32, exponent in -19..=19_i32) {
            let mantissa = mantissa >> bits;
            let known: f64 = format!("{mantissa}e{exponent}").parse().unwrap();
            prop_assert_eq!(scaled(mantissa, exponent).to_bits(), known.to_bits());
        }

        #[test]
        fn a_float_written_out_is_read_back(value in -1e9..1e9_f64) {
            prop_assert_eq!(plain(&value.to_string()), Some(value));
        }
    }
}
