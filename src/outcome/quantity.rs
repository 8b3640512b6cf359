//! Numbers as people read them: one unit and one number of decimals for figures that must add up.

use crate::decimal::fixed;
use crate::scenario::Units;
use crate::text::Joined;

/// The unit and the decimals in which all powers of one outcome are shown.
///
/// Before, after and cut share them, and the cut is the difference of the two as
/// shown, so that they add up on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PowerScale {
    mega: bool,
    decimals: usize,
}

impl PowerScale {
    /// The scale for powers up to so many kW.
    ///
    /// ```
    /// use peakpack::outcome::PowerScale;
    /// let scale = PowerScale::for_peak(100_000.0);
    /// assert_eq!(scale.with_unit(86_412.0), "86.4 MW");
    /// assert_eq!(PowerScale::for_peak(459.2).with_unit(459.2), "459.2 kW");
    /// ```
    pub fn for_peak(peak_kw: f64) -> Self {
        Self::shown_in(Units::Auto, peak_kw)
    }

    /// The same in a unit of somebody's choice. No digit that the other unit shows is lost, as far
    /// as three decimals go.
    ///
    /// ```
    /// use peakpack::outcome::PowerScale;
    /// use peakpack::scenario::Units;
    /// let scale = PowerScale::shown_in(Units::Kilowatts, 100_000.0);
    /// assert_eq!(scale.with_unit(86_412.0), "86,412 kW");
    /// ```
    pub fn shown_in(units: Units, peak_kw: f64) -> Self {
        let size = peak_kw.abs();
        let (mega, decimals) = match size {
            s if units == Units::Kilowatts && s >= 999.5 => (false, 0),
            s if units == Units::Megawatts && s < 999.5 => (true, 3),
            s if s >= 9_999.5 => (true, 1),
            s if s >= 999.5 => (true, 2),
            s if s >= 99.5 => (false, 1),
            s if s >= 9.5 => (false, 2),
            _ => (false, 3),
        };
        Self { mega, decimals }
    }

    /// `MW` or `kW`.
    pub fn unit(self) -> &'static str {
        if self.mega { "MW" } else { "kW" }
    }

    /// The power in this scale's unit, unrounded.
    pub fn value(self, kw: f64) -> f64 {
        if self.mega { kw / 1_000.0 } else { kw }
    }

    /// The power without its unit.
    pub fn number(self, kw: f64) -> String {
        decimal(self.value(kw), self.decimals)
    }

    /// The power with its unit.
    pub fn with_unit(self, kw: f64) -> String {
        spaced(&self.number(kw), self.unit())
    }

    /// The difference of two powers as they are shown, so that the three add up.
    pub fn difference(self, more_kw: f64, less_kw: f64) -> String {
        let shown = self.rounded(more_kw) - self.rounded(less_kw);
        decimal(shown, self.decimals)
    }

    /// Whether two powers look the same in this scale.
    pub fn looks_equal(self, one_kw: f64, other_kw: f64) -> bool {
        self.number(one_kw) == self.number(other_kw)
    }

    /// The smallest difference that can be seen, with its unit: `0.1 MW`.
    pub fn smallest(self) -> String {
        spaced(&decimal(self.grain(), self.decimals), self.unit())
    }

    /// The smallest difference that can be seen, in this scale's unit.
    fn grain(self) -> f64 {
        1.0 / PARTS[self.decimals.min(3)]
    }

    fn rounded(self, kw: f64) -> f64 {
        let parts = PARTS[self.decimals.min(3)];
        (self.value(kw) * parts).round() / parts
    }
}

/// What one is divided into by so many decimals.
const PARTS: [f64; 4] = [1.0, 10.0, 100.0, 1_000.0];

/// A number with so many decimals, at most three, thousands grouped, and never `-0`.
fn decimal(value: f64, decimals: usize) -> String {
    group(&fixed(value, decimals)).replace('-', "−")
}

fn spaced(number: &str, unit: &str) -> String {
    [number, " ", unit].joined("")
}

/// Groups the thousands of a plain decimal number: `12345.6` → `12,345.6`.
///
/// ```
/// assert_eq!(peakpack::outcome::group("1234567.25"), "1,234,567.25");
/// ```
pub fn group(number: &str) -> String {
    let (whole, fraction) = match number.find('.') {
        Some(at) => number.split_at_checked(at).unwrap_or((number, "")),
        None => (number, ""),
    };
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut out = String::with_capacity(number.len() + 4);
    out.push_str(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(fraction);
    out
}

/// An energy with a unit that suits it: `35.6 MWh`, `840 kWh`.
///
/// ```
/// assert_eq!(peakpack::outcome::energy(35_612.0), "35.6 MWh");
/// ```
pub fn energy(kwh: f64) -> String {
    let (unit_kwh, decimals, unit) = match kwh.abs() {
        e if e >= 999_500.0 => (1e6, 2, "GWh"),
        e if e >= 9_950.0 => (1_000.0, 1, "MWh"),
        e if e >= 999.5 => (1_000.0, 2, "MWh"),
        e if e >= 99.5 => (1.0, 0, "kWh"),
        _ => (1.0, 1, "kWh"),
    };
    spaced(&decimal(kwh / unit_kwh, decimals), unit)
}

/// A length of time: `2 h 35`, `45 min`, `12 s`, `9 h`, `3 days`.
///
/// ```
/// use peakpack::outcome::duration;
/// assert_eq!(duration(2.5833), "2 h 35");
/// assert_eq!(duration(0.75), "45 min");
/// assert_eq!(duration(1.1), "1 h 06");
/// ```
pub fn duration(hours: f64) -> String {
    let minutes = (hours * 60.0).round();
    let (count, unit) = match minutes {
        m if m < 1.0 => (hours * 3_600.0, "s"),
        m if m < 60.0 => (m, "min"),
        m if m >= 72.0 * 60.0 => (m / 1_440.0, "days"),
        m => ((m as u64 / 60) as f64, "h"),
    };
    let text = spaced(&decimal(count, 0), unit);
    match minutes as u64 % 60 {
        over if over > 0 && unit == "h" => format!("{text} {over:02}"),
        _ => text,
    }
}

/// A plain number with so many decimals, thousands grouped.
pub(super) fn plain(value: f64, decimals: usize) -> String {
    decimal(value, decimals)
}
