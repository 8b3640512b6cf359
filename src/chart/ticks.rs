//! Round numbers on the axis of values.

use crate::decimal::fixed;
use crate::outcome::{PowerScale, group};

/// An axis of values: its ends, and where it is marked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ValueAxis {
    pub low: f64,
    pub high: f64,
    /// Value and words, from the lowest.
    pub ticks: Vec<(f64, String)>,
    /// Written once above the ticks; empty when each of them carries it.
    pub unit: &'static str,
}

/// From zero (or the lowest export) to the highest power, kW, marked at most every `1 / most` of the way.
pub(super) fn power_axis(
    lowest_kw: f64,
    highest_kw: f64,
    scale: PowerScale,
    most: usize,
) -> ValueAxis {
    let low = lowest_kw.min(0.0);
    let mut high = highest_kw.max(0.0);
    // A load of nothing still needs a plot with a height.
    if high - low < 1e-6 {
        high = low + 1.0;
    }
    let per_unit = scale.value(1.0);
    let step = round_step((high - low) * per_unit, most);
    let decimals = decimals_of(step);
    let first = (low * per_unit / step - 1e-9).ceil() as i64;
    let last = (high * per_unit / step + 1e-9).floor() as i64;
    let tick = |i: i64| {
        let value = i as f64 * step;
        let words = group(&fixed(value, decimals)).replace('-', "−");
        (value / per_unit, words)
    };
    ValueAxis {
        low,
        high,
        ticks: (first..=last).map(tick).collect(),
        unit: scale.unit(),
    }
}

/// State of charge, 0 to 1.
pub(super) fn charge_axis(most: usize) -> ValueAxis {
    let tick = |percent: u8| (f64::from(percent) / 100.0, format!("{percent} %"));
    let marked: &[u8] = if most >= 2 { &[0, 50, 100] } else { &[0, 100] };
    ValueAxis {
        low: 0.0,
        high: 1.0,
        ticks: marked.iter().map(|&percent| tick(percent)).collect(),
        unit: "",
    }
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that cuts a length into at most `most` parts.
pub(super) fn round_step(length: f64, most: usize) -> f64 {
    let least = length / most.max(1) as f64;
    if !(least.is_finite() && least > 0.0) {
        return 1.0;
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|&step| step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

fn decimals_of(step: f64) -> usize {
    (0..6)
        .find(|&decimals| {
            let shifted = step * [1.0, 10.0, 100.0, 1e3, 1e4, 1e5][decimals];
            (shifted - shifted.round()).abs() < 1e-6 * shifted
        })
        .unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(low: f64, high: f64, most: usize) -> Vec<String> {
        let axis = power_axis(low, high, PowerScale::for_peak(high), most);
        axis.ticks.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(words(0.0, 100_000.0, 4), ["0", "25", "50", "75", "100"]);
        assert_eq!(words(0.0, 2_900.0, 3), ["0", "1", "2"]);
        assert_eq!(words(-40.0, 60.0, 5), ["−40", "−20", "0", "20", "40", "60"]);
        assert_eq!(words(0.0, 0.3, 3), ["0.0", "0.1", "0.2", "0.3"]);
    }

    #[test]
    fn nothing_and_very_much_have_axes() {
        for (low, high) in [
            (0.0, 0.0),
            (-5.0, -5.0),
            (0.0, 1e9),
            (-1e9, 1e9),
            (0.0, 1e-9),
        ] {
            let axis = power_axis(low, high, PowerScale::for_peak(high), 4);
            assert!(axis.high > axis.low);
            assert!((1..=6).contains(&axis.ticks.len()), "{axis:?}");
        }
    }
}
