//! Broken lines: no plotters backend has them.

use super::mark::{Ink, Mark, Point};

/// A line longer than this goes up and down in every pixel: gaps could not be
/// seen, and each dash is a call to the backend. CSS px.
const LONGEST: f64 = 5_000.0;

/// The pieces of a line through points that are drawn: `on` CSS px, then `off` CSS px without.
pub(super) fn dashes(points: &[Point], (on, off): (f64, f64), width: f64, ink: Ink) -> Vec<Mark> {
    let mut marks = Vec::new();
    let length = |ends: &[Point]| (ends[1].0 - ends[0].0).abs() + (ends[1].1 - ends[0].1).abs();
    if points.windows(2).map(length).sum::<f64>() > LONGEST {
        Mark::line(&mut marks, points.to_vec(), width / 2.0, ink);
        return marks;
    }
    let mut drawn: Vec<Point> = Vec::new();
    // How much of the present dash or gap is left.
    let (mut is_on, mut left) = (true, on);
    for ends in points.windows(2) {
        let (mut from, to) = (ends[0], ends[1]);
        loop {
            // Lines here run along the axes or nearly so: the longer side is close enough to the length.
            let (dx, dy) = (to.0 - from.0, to.1 - from.1);
            let length = dx.abs().max(dy.abs());
            if length <= 0.0 {
                break;
            }
            if is_on && drawn.is_empty() {
                drawn.push(from);
            }
            let share = (left / length).min(1.0);
            let next = (from.0 + share * dx, from.1 + share * dy);
            if is_on {
                drawn.push(next);
            }
            left -= share * length;
            from = next;
            if left <= 1e-9 {
                if is_on {
                    let points = std::mem::take(&mut drawn);
                    Mark::line(&mut marks, points, width, ink);
                }
                is_on = !is_on;
                left = if is_on { on } else { off };
            }
            if share >= 1.0 {
                break;
            }
        }
    }
    if drawn.len() > 1 {
        Mark::line(&mut marks, drawn, width, ink);
    }
    marks
}

/// A dotted horizontal line as one mark: a comb whose spine has no height.
///
/// A hundred single dots would be a hundred calls in every frame of a drag.
pub(super) fn dots(from: f64, to: f64, y: f64, ink: Ink) -> Mark {
    const ON: f64 = 1.5;
    const EVERY: f64 = 5.0;
    let top = (y - ON / 2.0).round();
    let count = ((to - from) / EVERY).clamp(0.0, 4_096.0) as usize;
    let mut points = Vec::with_capacity(4 * count);
    for i in 0..count {
        let x = from + i as f64 * EVERY;
        points.extend([(x, top), (x, top + ON), (x + ON, top + ON), (x + ON, top)]);
    }
    Mark::Area { points, ink }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Colour;

    #[test]
    fn dashes_run_round_corners_and_leave_gaps() {
        let ink = Ink::from(Colour(0, 0, 0));
        let corner = [(0.0, 0.0), (4.0, 0.0), (4.0, 10.0)];
        let marks = dashes(&corner, (5.0, 3.0), 1.0, ink);
        let lines: Vec<_> = marks
            .iter()
            .map(|mark| match mark {
                Mark::Line { points, .. } => points.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(lines[0], [(0.0, 0.0), (4.0, 0.0), (4.0, 1.0)]);
        assert_eq!(lines[1], [(4.0, 4.0), (4.0, 9.0)]);
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn points_in_one_place_are_no_line() {
        let ink = Ink::from(Colour(0, 0, 0));
        assert!(dashes(&[(1.0, 1.0); 3], (5.0, 3.0), 1.0, ink).is_empty());
    }
}
