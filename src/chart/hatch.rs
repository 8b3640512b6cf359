//! Diagonal lines in an area: plotters has no patterns and no clipping.

use super::mark::{Ink, Mark, Point};

/// A part of an area with straight sides: from `left` to `right`, `top` to `bottom`, CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slab {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// Distance of two lines along the x axis, CSS px.
const EVERY: f64 = 7.0;
/// Beyond this the lines would be a grey mass, and cost as much.
const MOST: usize = 600;

/// The lines of slope one inside slabs that follow each other from left to right.
///
/// Lines lie at fixed places of the frame, so that they stand still while the area changes.
pub(super) fn hatch(slabs: &[Slab], width: f64, ink: Ink) -> Vec<Mark> {
    let mut lines: Vec<(Point, Point)> = Vec::new();
    // Lines that reached the right side of the last slab, and may go on in the next: (number, index).
    let mut open: Vec<(i64, usize)> = Vec::new();
    for slab in slabs {
        let mut reached = Vec::new();
        // On line `n`, x + y = n · EVERY.
        let first = ((slab.left + slab.top) / EVERY).ceil() as i64;
        let last = ((slab.right + slab.bottom) / EVERY).floor() as i64;
        for n in first..=last {
            let sum = n as f64 * EVERY;
            let from = slab.left.max(sum - slab.bottom);
            let to = slab.right.min(sum - slab.top);
            if to <= from {
                continue;
            }
            let end = (to, sum - to);
            let begun = open.iter().find(|(number, at)| {
                *number == n && from == slab.left && lines[*at].1.0 == slab.left
            });
            let at = match begun {
                Some(&(_, at)) => {
                    lines[at].1 = end;
                    at
                }
                None => {
                    if lines.len() >= MOST {
                        break;
                    }
                    lines.push(((from, sum - from), end));
                    lines.len() - 1
                }
            };
            if to == slab.right {
                reached.push((n, at));
            }
        }
        open = reached;
    }
    let mut marks = Vec::new();
    for (from, to) in lines {
        Mark::line(&mut marks, vec![from, to], width, ink);
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Colour;

    #[test]
    fn lines_stay_inside_and_are_joined_across_slabs() {
        let slab = |left: f64, right: f64| Slab {
            left,
            right,
            top: 0.0,
            bottom: 20.0,
        };
        let whole = hatch(&[slab(0.0, 40.0)], 1.0, Ink::from(Colour(0, 0, 0)));
        let cut = hatch(
            &[slab(0.0, 10.0), slab(10.0, 25.0), slab(25.0, 40.0)],
            1.0,
            Ink::from(Colour(0, 0, 0)),
        );
        assert_eq!(whole.len(), 8);
        assert_eq!(whole, cut);
    }
}
