//! A small linear program: the cheapest thresholds that satisfy a list of cuts.
//!
//! Twelve unknowns and a few dozen cuts at most, so a dense tableau is both the
//! shortest and the fastest way; a general solver would weigh more in the page
//! than the whole dispatch.

/// `Σ weights[m] · x[m] ≥ least`.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub weights: Vec<f64>,
    pub least: f64,
}

/// Minimises `Σ cost[m] · x[m]` over `x ≥ 0` and the cuts; `None` when nothing satisfies them.
///
/// Solved through the dual, whose start (all zero) is feasible because costs are
/// positive; the least-index rule keeps it from cycling.
pub(super) fn minimise(cost: &[f64], cuts: &[Cut]) -> Option<Vec<f64>> {
    let rows = cost.len();
    let columns = cuts.len() + rows;
    let width = columns + 1;
    // One row per unknown: Σ_i weights_i[m] · y_i + slack_m = cost[m]; the last row holds the reduced costs.
    let mut table = vec![0.0; (rows + 1) * width];
    for (i, cut) in cuts.iter().enumerate() {
        let scale = cut.weights.iter().fold(0.0, |a: f64, w| a.max(w.abs()));
        if scale == 0.0 {
            if cut.least > 0.0 {
                return None;
            }
            continue;
        }
        for (m, weight) in cut.weights.iter().enumerate() {
            table[m * width + i] = weight / scale;
        }
        table[rows * width + i] = -cut.least / scale;
    }
    for (m, &price) in cost.iter().enumerate() {
        table[m * width + cuts.len() + m] = 1.0;
        table[m * width + columns] = price;
    }
    let largest = table[rows * width..rows * width + columns]
        .iter()
        .fold(0.0, |a: f64, v| a.max(v.abs()));
    let negligible = 1e-13 * largest;
    let mut basis: Vec<usize> = (cuts.len()..columns).collect();
    for round in 0..MOST_PIVOTS {
        let reduced = &table[rows * width..rows * width + columns];
        let Some(entering) = entering(reduced, negligible, round > MOST_PIVOTS / 2) else {
            let x = (0..rows).map(|m| table[rows * width + cuts.len() + m].max(0.0));
            return Some(x.collect());
        };
        // No row to leave: the dual is unbounded, the cuts contradict each other.
        let leaving = leaving(&table, width, rows, entering, &basis)?;
        basis[leaving] = entering;
        pivot(&mut table, width, leaving, entering);
    }
    None
}

/// Years need a few dozen.
const MOST_PIVOTS: usize = 4_000;

/// The column that promises most; the first that promises anything once `careful`, which cannot cycle.
fn entering(reduced: &[f64], negligible: f64, careful: bool) -> Option<usize> {
    let mut promising = (0..reduced.len()).filter(|&j| reduced[j] < -negligible);
    if careful {
        promising.next()
    } else {
        promising.min_by(|&a, &b| reduced[a].total_cmp(&reduced[b]))
    }
}

/// The row whose variable reaches 0 first; of nearly equal ones the one with the largest pivot, which rounds least.
fn leaving(
    table: &[f64],
    width: usize,
    rows: usize,
    entering: usize,
    basis: &[usize],
) -> Option<usize> {
    const SMALLEST_PIVOT: f64 = 1e-9;
    let ratio = |m: usize| {
        let a = table[m * width + entering];
        (a > SMALLEST_PIVOT).then(|| (table[m * width + width - 1].max(0.0) / a, a))
    };
    let least = (0..rows)
        .filter_map(ratio)
        .map(|(r, _)| r)
        .reduce(f64::min)?;
    let nearly = least + 1e-12 * (1.0 + least);
    let tied =
        (0..rows).filter_map(|m| ratio(m).filter(|(r, _)| *r <= nearly).map(|(_, a)| (m, a)));
    tied.max_by(|a, b| a.1.total_cmp(&b.1).then(basis[b.0].cmp(&basis[a.0])))
        .map(|(m, _)| m)
}

fn pivot(table: &mut [f64], width: usize, row: usize, column: usize) {
    let divisor = table[row * width + column];
    let pivot_row: Vec<f64> = table[row * width..(row + 1) * width]
        .iter()
        .map(|v| v / divisor)
        .collect();
    for (r, line) in table.chunks_exact_mut(width).enumerate() {
        if r == row {
            line.copy_from_slice(&pivot_row);
            continue;
        }
        let factor = line[column];
        if factor != 0.0 {
            for (value, p) in line.iter_mut().zip(&pivot_row) {
                *value -= factor * p;
            }
            line[column] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(weights: &[f64], least: f64) -> Cut {
        Cut {
            weights: weights.to_vec(),
            least,
        }
    }

    #[test]
    fn the_dearer_unknown_is_spared() {
        let cuts = [cut(&[1.0, 1.0, 0.0], 14.0), cut(&[0.0, 1.0, 1.0], 14.0)];
        let x = minimise(&[1.0, 1.1, 1.0], &cuts).unwrap();
        assert_eq!(x, [0.0, 14.0, 0.0]);
        let x = minimise(&[1.0, 2.5, 1.0], &cuts).unwrap();
        assert_eq!(x, [14.0, 0.0, 14.0]);
    }

    #[test]
    fn contradictory_cuts_have_no_answer() {
        let cuts = [cut(&[1.0], 3.0), cut(&[-1.0], -2.0)];
        assert!(minimise(&[1.0], &cuts).is_none());
    }

    #[test]
    fn no_cut_costs_nothing() {
        assert_eq!(minimise(&[1.0, 2.0], &[]).unwrap(), [0.0, 0.0]);
    }
}
