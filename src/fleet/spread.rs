//! Packs that are not alike: their states of health, and what series strings make of them.
//!
//! Retired packs of one age differ by some points of health: of more than 8,000 cars the
//! middle half of those 8 to 12 years old lay between 0.82 and 0.90 (Generational 2025, a
//! standard deviation of 5 to 6 points).

use crate::noise::Noise;
use crate::sort::{ascending, float_of, key_of};
use crate::units::Fraction;

/// The stream of draws that belongs to healths.
const STREAM: u32 = 0x4EA1;
/// Draws for one pack before it is put on the nearest bound.
const TRIES: i64 = 32;

/// How the healths of a fleet are spread: bell-shaped about a mean, between two bounds.
///
/// ```
/// use peakpack::fleet::Spread;
/// use peakpack::units::Fraction;
/// let share = Fraction::from_percent_clamped;
/// let spread = Spread { mean: share(78.0), deviation: 0.05, lowest: share(60.0), highest: share(90.0), seed: 1 };
/// let healths = spread.healths(1_000);
/// assert_eq!(healths, spread.healths(1_000)); // the same seed, the same packs
/// let mean = healths.iter().map(|h| h.get()).sum::<f64>() / 1_000.0;
/// assert!((mean - 0.78).abs() < 0.005);
/// assert!(healths.is_sorted() && healths[0] >= share(60.0) && healths[999] <= share(90.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Mean health before the bounds.
    pub mean: Fraction,
    /// Standard deviation, as a share of the energy when new; 0 makes all packs alike.
    pub deviation: f64,
    /// No pack is worse: such packs are not accepted.
    pub lowest: Fraction,
    /// No pack is better.
    pub highest: Fraction,
    /// Another number draws other packs of the same kind.
    pub seed: u32,
}

impl Spread {
    /// The healths of so many packs, the worst first.
    ///
    /// A draw outside the bounds is drawn again, as packs outside them are not bought.
    pub fn healths(&self, packs: u32) -> Vec<Fraction> {
        let noise = Noise::new(self.seed, STREAM);
        let (low, high) = (self.lowest.get(), self.highest.get());
        let mean = self.mean.get();
        let deviation = if self.deviation.is_finite() {
            self.deviation.max(0.0)
        } else {
            0.0
        };
        let draw = |pack: i64| {
            let tries = (0..TRIES).map(|k| mean + deviation * noise.bell(pack * TRIES + k));
            let inside = tries.clone().find(|h| (low..=high).contains(h));
            inside.unwrap_or_else(|| mean.max(low).min(high))
        };
        sorted((0..i64::from(packs)).map(draw).collect(), self.mean)
    }
}

/// What packs give that are wired in series: each only as much as the weakest of its string.
///
/// The packs go into strings in the order in which they came, which has nothing to do with
/// their health: `healths` are shuffled by `seed` first. Packs that are left over make a
/// shorter string. Returns as many healths, the worst first.
///
/// ```
/// use peakpack::fleet::in_strings;
/// use peakpack::units::Fraction;
/// let healths = [60.0, 80.0, 80.0, 80.0].map(Fraction::from_percent_clamped);
/// assert!(in_strings(&healths, 4, 1).iter().all(|h| h.get() == 0.6));
/// assert_eq!(in_strings(&healths, 1, 1), healths);
/// ```
pub fn in_strings(healths: &[Fraction], length: usize, seed: u32) -> Vec<Fraction> {
    let noise = Noise::new(seed, STREAM + 1);
    let mut order: Vec<usize> = (0..healths.len()).collect();
    // Fisher and Yates's shuffle.
    for i in (1..order.len()).rev() {
        let j = (noise.unit(i as i64) * (i + 1) as f64) as usize;
        order.swap(i, j.min(i));
    }
    let mut weakest = Vec::with_capacity(healths.len());
    for string in order.chunks(length.max(1)) {
        let least = string.iter().map(|&i| healths[i].get());
        let least = least.fold(1.0, f64::min);
        weakest.extend(string.iter().map(|_| least));
    }
    sorted(weakest, Fraction::ONE)
}

/// Shares from the least; `otherwise` stands for what is none.
fn sorted(shares: Vec<f64>, otherwise: Fraction) -> Vec<Fraction> {
    let mut pairs: Vec<(i64, u32)> = shares.into_iter().map(key_of).zip(0..).collect();
    ascending(&mut pairs);
    let share = |(key, _)| Fraction::new(float_of(key)).unwrap_or(otherwise);
    pairs.into_iter().map(share).collect()
}

/// Sorted healths as at most about `most` kinds: each with the mean health of its packs and
/// their number. Equal ones stay together, however many they are. The worst and the best pack
/// are what they are.
///
/// ```
/// use peakpack::fleet::kinds;
/// use peakpack::units::Fraction;
/// let share = Fraction::from_percent_clamped;
/// let healths = [60.0, 70.0, 70.0, 70.0, 80.0, 82.0, 90.0].map(share);
/// let found = [(share(60.0), 1), (share(70.0), 3), (share(81.0), 2), (share(90.0), 1)];
/// assert_eq!(kinds(&healths, 4), found);
/// ```
pub fn kinds(healths: &[Fraction], most: usize) -> Vec<(Fraction, u32)> {
    let inner = healths.len().saturating_sub(2);
    let per_kind = inner.div_ceil(most.saturating_sub(2).max(1)).max(1);
    let mut found = Vec::new();
    let mut rest = healths;
    while let Some(first) = rest.first() {
        let per_kind = if found.is_empty() {
            1
        } else {
            per_kind.min((rest.len() - 1).max(1))
        };
        let equal = rest.iter().take_while(|h| *h == first).count();
        let (some, others) = rest.split_at(equal.max(per_kind).min(rest.len()));
        let above: f64 = some.iter().map(|h| h.get() - first.get()).sum();
        let mean = Fraction::new(first.get() + above / some.len() as f64).unwrap_or(*first);
        found.push((mean, u32::try_from(some.len()).unwrap_or(u32::MAX)));
        rest = others;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cost_what_their_weakest_costs() {
        let share = Fraction::from_percent_clamped;
        let spread = Spread {
            mean: share(78.0),
            deviation: 0.05,
            lowest: share(60.0),
            highest: share(95.0),
            seed: 3,
        };
        let healths = spread.healths(2_000);
        let mean = |list: &[Fraction]| list.iter().map(|h| h.get()).sum::<f64>() / 2_000.0;
        let strings = in_strings(&healths, 4, 3);
        // The least of four normal draws lies 1.03 deviations below their mean.
        let lost = mean(&healths) - mean(&strings);
        assert!((lost / 0.05 - 1.03).abs() < 0.1, "{lost}");
    }

    #[test]
    fn a_spread_of_nothing_is_the_mean() {
        let share = Fraction::from_percent_clamped;
        let spread = Spread {
            mean: share(78.0),
            deviation: 0.0,
            lowest: share(60.0),
            highest: share(90.0),
            seed: 3,
        };
        assert!(spread.healths(9).iter().all(|h| *h == share(78.0)));
        // A mean outside the bounds cannot be drawn: the bound is what is bought.
        let outside = Spread {
            mean: share(50.0),
            ..spread
        };
        assert!(outside.healths(9).iter().all(|h| h.get() == 0.6));
    }
}
