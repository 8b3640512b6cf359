//! Both peaks: a dot with its words, and a dotted limit with its words.

use super::curves::Curves;
use super::dash::dots;
use super::frame::Frame;
use super::geometry::Geometry;
use super::labels::{self, Board};
use super::mark::{Ink, Mark, Point};
use crate::outcome::Outcome;

impl Curves {
    /// The dot at the highest draw before, and the words about it and about the limit.
    pub(super) fn peaks(
        &self,
        marks: &mut Vec<Mark>,
        main: &Outcome,
        mut board: Board,
        geometry: &Geometry,
        frame: &Frame,
    ) {
        let theme = &frame.theme;
        let scale = main.scale();
        let limit = geometry.y(main.peak_after_kw);
        board.line(limit);
        let Some((peak, before_kw)) = self.highest(geometry) else {
            return;
        };
        let as_one = scale.looks_equal(before_kw, main.peak_after_kw);
        let raised = main.peak_after_kw > before_kw && !as_one;
        let before = format!("before {}", scale.with_unit(before_kw));
        let after = format!("after {}", scale.with_unit(main.peak_after_kw));
        if as_one {
            let both = format!("before and after {}", scale.with_unit(before_kw));
            let place = board.over(peak, labels::width(&both));
            board.put(marks, place, (both, theme.after), frame);
        } else {
            let width = labels::width(&before);
            let place = if raised {
                None
            } else {
                board.over(peak, width)
            };
            let place = place.or_else(|| board.under(peak, width));
            board.put(marks, place, (before, theme.before_text), frame);
            let width = labels::width(&after);
            let place = if raised {
                board.over((peak.0, limit), width)
            } else {
                None
            };
            let place = place.or_else(|| board.along(limit, width));
            board.put(marks, place, (after, theme.after), frame);
        }
        let colour = if as_one {
            theme.after
        } else {
            theme.before_text
        };
        Mark::dot(marks, peak, 4.0, colour.into());
    }

    /// The dotted line at the highest draw after.
    pub(super) fn limit(marks: &mut Vec<Mark>, main: &Outcome, geometry: &Geometry, frame: &Frame) {
        let y = geometry.y(main.peak_after_kw);
        let ink = Ink(frame.theme.soft_text, 0.8);
        marks.push(dots(geometry.plot.left, geometry.plot.right, y, ink));
    }

    /// The place and the power of the highest draw before.
    fn highest(&self, geometry: &Geometry) -> Option<(Point, f64)> {
        let first = self.before.first()?;
        let highest = self.before.iter().fold(first, |high, cell| {
            if cell.column.max > high.column.max {
                cell
            } else {
                high
            }
        });
        let at = (
            (highest.from + highest.to) / 2.0,
            geometry.y(highest.column.max),
        );
        Some((at, highest.column.max))
    }
}
