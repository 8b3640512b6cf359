//! The receipt: what the model said when the link was made.

use crate::decimal::{plain, short};

/// No receipt is larger: the largest power of any load, twice over.
const MOST_KW: f64 = 2e9;

/// A power to five digits and at most three decimals, as links carry it.
pub(super) fn text(kw: f64) -> String {
    let mut grain = 0.001;
    while kw.abs() >= 99_999.5 * grain && grain < 1e9 {
        grain *= 10.0;
    }
    short((kw / grain).round() * grain)
}

/// Reads what [`text`] wrote, or what somebody made of it.
pub(super) fn read(text: &str) -> Option<f64> {
    plain(text).filter(|kw| kw.abs() <= MOST_KW)
}

/// Whether the model says something else today: by more than 0.1 %, and more than the receipt
/// leaves open.
///
/// ```
/// use peakpack::scenario::has_drifted;
/// assert!(!has_drifted(87_900.0, 87_950.0));
/// assert!(has_drifted(87_900.0, 88_400.0));
/// ```
pub fn has_drifted(receipt_kw: f64, today_kw: f64) -> bool {
    let leeway = 0.001 * receipt_kw.abs().max(today_kw.abs());
    (receipt_kw - today_kw).abs() > leeway.max(0.001)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_digits_are_written() {
        for (kw, written) in [
            (86_412.34, "86412"),
            (1_234_567.0, "1234600"),
            (459.249, "459.25"),
            (9.87654, "9.877"),
            (99_999.7, "100000"),
            (0.0, "0"),
            (-12.3456, "-12.346"),
            (1e9, "1000000000"),
        ] {
            assert_eq!(text(kw), written);
            let read = read(written).unwrap();
            assert!(!has_drifted(read, kw), "{written}");
        }
    }

    #[test]
    fn what_is_no_power_is_no_receipt() {
        for wrong in ["", "-", "NaN", "1e5", "abc", "9999999999999", "87,9"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_receipt_is_that_of_its_figure() {
        let mut kw = 0.0123;
        while kw < 1e9 {
            assert!(!has_drifted(read(&text(kw)).unwrap(), kw), "{kw}");
            kw *= 1.0173;
        }
    }
}
