//! Rainflow counting: which cycles a sequence consists of (ASTM E1049-85, 5.4.4).
//!
//! Of the last three turning points let `X` be the range of the last two and `Y` that
//! of the two before. While `X ≥ Y`: if `Y` holds the first point, it is half a cycle and
//! that point goes; otherwise `Y` is a whole cycle and both its points go. What is left
//! at the end are half cycles.
//!
//! Twice the sum of range times count is the way the sequence goes up and down, so equivalent
//! full cycles by rainflow and by throughput agree; only their depths are new.

/// A cycle found in a sequence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cycle {
    /// From its lowest to its highest value.
    pub range: f64,
    /// The middle of the two.
    pub mean: f64,
    /// 1 for a whole cycle, ½ for a half.
    pub count: f64,
}

impl Cycle {
    fn between(a: f64, b: f64, count: f64) -> Self {
        Self {
            range: (a - b).abs(),
            mean: 0.5 * (a + b),
            count,
        }
    }
}

/// The cycles of a sequence in the order in which they close. Values that are no numbers are passed over.
///
/// The example of the standard:
///
/// ```
/// use peakpack::ageing::rainflow;
/// let cycles = rainflow(&[-2.0, 1.0, -3.0, 5.0, -1.0, 3.0, -4.0, 4.0, -2.0]);
/// let count = |range: f64| -> f64 {
///     cycles.iter().filter(|cycle| cycle.range == range).map(|cycle| cycle.count).sum()
/// };
/// assert_eq!([3.0, 4.0, 6.0, 8.0, 9.0].map(count), [0.5, 1.5, 0.5, 1.0, 0.5]);
/// ```
pub fn rainflow(values: &[f64]) -> Vec<Cycle> {
    let mut cycles = Vec::new();
    let mut open: Vec<f64> = Vec::new();
    for point in turning_points(values) {
        open.push(point);
        while let [before @ .., a, b, c] = open.as_slice() {
            let (a, b) = (*a, *b);
            if (c - b).abs() < (b - a).abs() {
                break;
            }
            let end = open.len();
            if before.is_empty() {
                cycles.push(Cycle::between(a, b, 0.5));
                open.remove(0);
            } else {
                cycles.push(Cycle::between(a, b, 1.0));
                open.drain(end - 3..end - 1);
            }
        }
    }
    cycles.extend(
        open.windows(2)
            .map(|pair| Cycle::between(pair[0], pair[1], 0.5)),
    );
    cycles
}

/// The first value, every value at which the sequence turns, and the last.
fn turning_points(values: &[f64]) -> Vec<f64> {
    let mut points: Vec<f64> = Vec::new();
    for &value in values.iter().filter(|value| value.is_finite()) {
        match points.as_mut_slice() {
            [.., last] if *last == value => {}
            // Going on in the same direction: the end of the way moves.
            [.., before, last] if (*last > *before) == (value > *last) => *last = value,
            _ => points.push(value),
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_the_standard_in_order() {
        let found = rainflow(&[-2.0, 1.0, -3.0, 5.0, -1.0, 3.0, -4.0, 4.0, -2.0]);
        let known = [
            (3.0, -0.5, 0.5),
            (4.0, -1.0, 0.5),
            (4.0, 1.0, 1.0),
            (8.0, 1.0, 0.5),
            (9.0, 0.5, 0.5),
            (8.0, 0.0, 0.5),
            (6.0, 1.0, 0.5),
        ];
        let known = known.map(|(range, mean, count)| Cycle { range, mean, count });
        assert_eq!(found, known);
    }

    #[test]
    fn what_does_not_turn_has_no_more_than_half_a_cycle() {
        assert_eq!(rainflow(&[]), []);
        assert_eq!(rainflow(&[0.5]), []);
        assert_eq!(rainflow(&[0.5, 0.5, f64::NAN, 0.5]), []);
        let rise = rainflow(&[0.1, 0.2, 0.2, 0.7]);
        assert_eq!(rise.len(), 1);
        assert_eq!(rise[0].count, 0.5);
    }

    proptest! {
        #[test]
        fn ranges_add_up_to_the_way(values in prop::collection::vec(-1e3..1e3_f64, 0..200)) {
            let way: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
            let cycles = rainflow(&values);
            let counted: f64 = cycles.iter().map(|cycle| 2.0 * cycle.count * cycle.range).sum();
            prop_assert!((counted - way).abs() <= 1e-9 * way.max(1.0));
            let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
            let deepest = cycles.iter().map(|cycle| cycle.range).fold(0.0, f64::max);
            if !cycles.is_empty() {
                prop_assert_eq!(deepest, highest - lowest);
            }
        }
    }
}
