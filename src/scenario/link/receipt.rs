//! The receipt: what the model said when the link was made.

use crate::decimal::{plain, short};

/// No receipt is larger: the largest power of any load, twice over.
const MOST_KW: f64 = 2e9;

/// Behind the receipt of figures of a load that travels with the link.
const OF_LOAD: &str = "_data";

/// The peak after that the model found when a link was made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Receipt {
    /// That peak, kW; links carry five digits of it.
    pub peak_kw: f64,
    /// Whether it is that of a load behind the `#` of the link. Many programs cut a link there: then
    /// its figures are those of another load, whatever the model says.
    pub of_load: bool,
}

impl Receipt {
    pub(super) fn text(self) -> String {
        let mut text = digits(self.peak_kw);
        if self.of_load {
            text.push_str(OF_LOAD);
        }
        text
    }

    /// Reads what [`Receipt::text`] wrote, or what somebody made of it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let number = text.strip_suffix(OF_LOAD);
        let peak_kw = plain(number.unwrap_or(text)).filter(|kw| kw.abs() <= MOST_KW)?;
        Some(Self {
            peak_kw,
            of_load: number.is_some(),
        })
    }
}

/// A power to five digits and at most three decimals.
fn digits(kw: f64) -> String {
    let mut grain = 0.001;
    while kw.abs() >= 99_999.5 * grain && grain < 1e9 {
        grain *= 10.0;
    }
    short((kw / grain).round() * grain)
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
            for of_load in [false, true] {
                let receipt = Receipt {
                    peak_kw: kw,
                    of_load,
                };
                assert_eq!(
                    receipt.text(),
                    [written, ["", "_data"][usize::from(of_load)]].concat()
                );
                let read = Receipt::read(&receipt.text()).unwrap();
                assert_eq!(read.of_load, of_load);
                assert!(!has_drifted(read.peak_kw, kw), "{written}");
            }
        }
    }

    #[test]
    fn what_is_no_power_is_no_receipt() {
        for wrong in [
            "",
            "-",
            "NaN",
            "1e5",
            "abc",
            "9999999999999",
            "87,9",
            "_data",
            "5_dat",
        ] {
            assert_eq!(Receipt::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_receipt_is_that_of_its_figure() {
        let mut kw = 0.0123;
        while kw < 1e9 {
            assert!(!has_drifted(plain(&digits(kw)).unwrap(), kw), "{kw}");
            kw *= 1.0173;
        }
    }
}
