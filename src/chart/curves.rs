//! Two rows of power with what lies between them: shared by the grid draw over time and over rank.

use super::dash::dashes;
use super::frame::Frame;
use super::geometry::Geometry;
use super::hatch::{Slab, hatch};
use super::mark::{Ink, Mark, Point};
use super::trace::{Cell, envelope, steps, tops};
use crate::outcome::Outcome;
use std::ops::Range;

/// Grid draw before and after of one outcome, cell by cell.
pub(super) struct Curves {
    pub before: Vec<Cell>,
    pub after: Vec<Cell>,
}

const AFTER_PX: f64 = 2.6;
const BEFORE_PX: f64 = 1.6;
/// What differs by less cannot be seen, CSS px.
const VISIBLE_PX: f64 = 0.75;

/// What is to be seen in a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    Supply,
    Recharge,
    /// The draw before lies off the draw after.
    Apart,
}

impl Curves {
    /// The area between the curves: filled where the packs supply, hatched where they recharge.
    pub(super) fn battery(
        &self,
        marks: &mut Vec<Mark>,
        main: &Outcome,
        geometry: &Geometry,
        frame: &Frame,
    ) {
        let colour = frame.theme.battery;
        // Their auxiliaries lift the draw after at all times: that is no recharging.
        let idle_kw = main.battery.spec().aux_kw + 1e-6 * main.peak_before_kw.abs();
        let work = |before: &Cell, after: &Cell| {
            let less_kw = before.column.max - after.column.max;
            if less_kw > 0.0 {
                Seen::Supply
            } else if -less_kw > idle_kw {
                Seen::Recharge
            } else {
                Seen::Nothing
            }
        };
        for (work, range) in self.runs(&work) {
            let (before, after) = (&self.before[range.clone()], &self.after[range]);
            match work {
                Seen::Supply => {
                    Mark::area(marks, between(before, after, geometry), Ink(colour, 0.28))
                }
                // Many windows in a pixel supply and recharge both: only the supply can be told.
                Seen::Recharge if !geometry.is_dense() => {
                    let slabs: Vec<Slab> = before
                        .iter()
                        .zip(after)
                        .map(|(before, after)| Slab {
                            left: before.from,
                            right: before.to,
                            top: geometry.y(after.column.max),
                            bottom: geometry.y(before.column.max),
                        })
                        .collect();
                    marks.extend(hatch(&slabs, 1.4, Ink(colour, 0.75)));
                }
                _ => {}
            }
        }
    }

    /// The draw before, dashed, where it can be told from the draw after.
    pub(super) fn before(&self, marks: &mut Vec<Mark>, geometry: &Geometry, frame: &Frame) {
        let ink = Ink::from(frame.theme.before);
        if geometry.is_dense() {
            for run in self.apart(&|b, a| b.column.max > a.column.max) {
                Mark::line(marks, tops(&self.before[run], geometry), 1.0, ink);
            }
            return;
        }
        let apart = |b: &Cell, a: &Cell| {
            let off = |b: f64, a: f64| (geometry.y(b) - geometry.y(a)).abs() > VISIBLE_PX;
            off(b.column.max, a.column.max) || off(b.column.min, a.column.min)
        };
        for run in self.apart(&apart) {
            let mut points = self.joined_to_after(run.clone(), geometry);
            points.dedup();
            marks.extend(dashes(&points, (5.0, 3.5), BEFORE_PX, ink));
        }
    }

    /// A run of the draw before, begun and ended at the draw after.
    fn joined_to_after(&self, run: Range<usize>, geometry: &Geometry) -> Vec<Point> {
        let mut points = Vec::new();
        if let Some(cell) = run.start.checked_sub(1).and_then(|k| self.after.get(k)) {
            points.push((cell.to, geometry.y(cell.column.last)));
        }
        points.extend(steps(&self.before[run.clone()], geometry));
        if let Some(cell) = self.after.get(run.end) {
            points.push((cell.from, geometry.y(cell.column.first)));
        }
        points
    }

    /// The runs of cells in which the draw before lies off the draw after.
    fn apart(&self, is_apart: &dyn Fn(&Cell, &Cell) -> bool) -> Vec<Range<usize>> {
        let seen = |before: &Cell, after: &Cell| match is_apart(before, after) {
            true => Seen::Apart,
            false => Seen::Nothing,
        };
        self.runs(&seen).into_iter().map(|(_, run)| run).collect()
    }

    /// The runs of cells in which the same is to be seen.
    fn runs(&self, seen: &dyn Fn(&Cell, &Cell) -> Seen) -> Vec<(Seen, Range<usize>)> {
        let mut runs: Vec<(Seen, Range<usize>)> = Vec::new();
        for (k, (before, after)) in self.before.iter().zip(&self.after).enumerate() {
            let seen = seen(before, after);
            match runs.last_mut() {
                Some((last, run)) if *last == seen => run.end = k + 1,
                _ => runs.push((seen, k..k + 1)),
            }
        }
        runs.retain(|(seen, _)| *seen != Seen::Nothing);
        runs
    }

    /// The draw after.
    pub(super) fn after(&self, marks: &mut Vec<Mark>, geometry: &Geometry, frame: &Frame) {
        let colour = frame.theme.after;
        if geometry.is_dense() {
            let range = envelope(&self.after, geometry);
            Mark::area(marks, range, Ink(colour, 0.28));
            let tops = tops(&self.after, geometry);
            Mark::line(marks, tops, 1.6, colour.into());
        } else {
            let steps = steps(&self.after, geometry);
            Mark::line(marks, steps, AFTER_PX, colour.into());
        }
    }

    /// The draw after of an outcome to compare with: thinner, and dashed another way.
    pub(super) fn compared(&self, marks: &mut Vec<Mark>, geometry: &Geometry, frame: &Frame) {
        let points = if geometry.is_dense() {
            tops(&self.after, geometry)
        } else {
            steps(&self.after, geometry)
        };
        marks.extend(dashes(
            &points,
            (9.0, 2.5),
            1.3,
            Ink(frame.theme.after, 0.85),
        ));
    }
}

/// The outline between two rows.
fn between(upper: &[Cell], lower: &[Cell], geometry: &Geometry) -> Vec<Point> {
    let mut points = tops(upper, geometry);
    let mut back = tops(lower, geometry);
    back.reverse();
    points.extend(back);
    points
}
