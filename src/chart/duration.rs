//! The load-duration curves: grid draw before and after, the highest first.

use super::decimate::Column;
use super::frame::Frame;
use super::geometry::{Geometry, TimeAxis};
use super::grid;
use super::mark::Picture;
use super::ticks::round_step;
use super::time_axis::TimeTick;
use super::trace::{Cell, cells, spread};
use crate::decimal::short;
use crate::load::{Site, load_duration};
use crate::outcome::{Outcome, group};

/// The chart of the load-duration curves.
pub(super) fn picture(main: &Outcome, others: &[&Outcome], frame: &Frame) -> Picture {
    let count = main.site.demand.len();
    let ranks = (0..count, TimeAxis::even(count));
    grid::of_rows(main, others, ranks, (ticks, ranked), frame)
}

/// More values than this are counted, not sorted: half a million take too long to sort in a frame.
const SORTED: usize = 6_000;
/// Levels told apart in counting: far more than a screen has pixels.
const LEVELS: usize = 16_384;

/// A row of powers from the highest to the lowest. The first and the last are exact.
fn ranked(kw: &[f64], geometry: &Geometry) -> Vec<Cell> {
    if kw.len() <= SORTED {
        return cells(&load_duration(kw), geometry);
    }
    let (mut low, mut high) = (kw[0], kw[0]);
    for &value in kw {
        low = if value < low { value } else { low };
        high = if value > high { value } else { high };
    }
    let level_kw = (high - low) / LEVELS as f64;
    if level_kw <= 0.0 {
        return cells(&[high, high], geometry);
    }
    let per_kw = 1.0 / level_kw;
    let mut counts = vec![0_u32; LEVELS];
    for &value in kw {
        counts[(((high - value) * per_kw) as usize).min(LEVELS - 1)] += 1;
    }
    let columns = geometry.columns();
    let mut level = 0;
    let mut passed = 0;
    // Ranks only rise from call to call, so the walk over the levels goes on where it was.
    let mut at_rank = |rank: usize| {
        while passed + counts[level] as usize <= rank {
            passed += counts[level] as usize;
            level += 1;
        }
        let share = (rank - passed) as f64 / f64::from(counts[level]);
        high - (level as f64 + share) * level_kw
    };
    let mut ranks: Vec<f64> = (0..columns)
        .map(|column| at_rank(column * kw.len() / columns))
        .collect();
    ranks.push(low);
    let column = |ends: &[f64]| Column {
        first: ends[0],
        min: ends[1],
        max: ends[0],
        last: ends[1],
    };
    spread(
        ranks.windows(2).map(column).collect(),
        geometry.x(kw.len()),
        geometry,
    )
}

/// Hours during which the draw is higher; minutes for a short load.
fn ticks(site: &Site, geometry: &Geometry) -> Vec<TimeTick> {
    let hours = site.demand.total_hours();
    let (total, unit) = if hours >= 3.0 {
        (hours, "h")
    } else {
        (hours * 60.0, "min")
    };
    let most = (geometry.plot.width() / 90.0).max(1.0) as usize;
    let step = round_step(total, most).max(1.0);
    let count = (total / step + 1e-9) as usize;
    (0..=count)
        .map(|i| {
            let value = i as f64 * step;
            TimeTick {
                line: None,
                at: geometry.plot.left + value / total * geometry.plot.width(),
                words: format!("{} {unit}", group(&short(value))),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::frame::Rect;
    use super::*;

    #[test]
    fn counted_ranks_are_those_of_sorting() {
        let kw: Vec<f64> = (0..20_000_u32)
            .map(|k| f64::from(k.wrapping_mul(2_654_435_761) >> 12) / 1_000.0)
            .collect();
        let plot = Rect {
            left: 40.0,
            top: 0.0,
            right: 540.0,
            bottom: 100.0,
        };
        let axis = TimeAxis::even(kw.len());
        let geometry = Geometry::new(plot, 0..kw.len(), (0.0, 1.0), axis);
        let counted = ranked(&kw, &geometry);
        let sorted = cells(&load_duration(&kw), &geometry);
        assert_eq!(counted.len(), sorted.len());
        let range = sorted[0].column.max;
        for (a, b) in counted.iter().zip(&sorted) {
            assert!((a.column.max - b.column.max).abs() < range / 5_000.0);
        }
        assert_eq!(counted[0].column.max, sorted[0].column.max);
        assert_eq!(counted[499].column.min, sorted[499].column.min);
    }
}
