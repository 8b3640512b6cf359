//! Fewer points than values, with every extreme kept.

/// What a run of values becomes in one pixel column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// The first value.
    pub first: f64,
    /// The lowest value.
    pub min: f64,
    /// The highest value.
    pub max: f64,
    /// The last value.
    pub last: f64,
}

impl Column {
    /// A column of one value.
    pub fn flat(value: f64) -> Self {
        Self {
            first: value,
            min: value,
            max: value,
            last: value,
        }
    }
}

/// First, lowest, highest and last value of each of so many columns of nearly equal length.
///
/// Never more columns than values; no columns for no values. Methods that pick
/// "typical" points lose peaks, and the peak is what these charts are about.
///
/// ```
/// use peakpack::chart::{Column, decimate};
/// let columns = decimate(&[1.0, 9.0, 2.0, 3.0, 0.0, 4.0], 2);
/// assert_eq!(columns[0], Column { first: 1.0, min: 1.0, max: 9.0, last: 2.0 });
/// assert_eq!(columns[1], Column { first: 3.0, min: 0.0, max: 4.0, last: 4.0 });
/// ```
pub fn decimate(values: &[f64], columns: usize) -> Vec<Column> {
    let columns = columns.min(values.len());
    let edge = |column: usize| column * values.len() / columns;
    (0..columns)
        .map(|column| of_run(&values[edge(column)..edge(column + 1)]))
        .collect()
}

fn of_run(run: &[f64]) -> Column {
    let (first, last) = (run[0], run[run.len() - 1]);
    let (mut min, mut max) = (first, first);
    // Comparisons, not `f64::min`: the compiler makes vector code of them.
    for &value in run {
        min = if value < min { value } else { min };
        max = if value > max { value } else { max };
    }
    Column {
        first,
        min,
        max,
        last,
    }
}
