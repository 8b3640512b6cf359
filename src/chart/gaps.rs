//! Where a load has no values of its own.

use super::frame::Frame;
use super::geometry::Geometry;
use super::mark::{Ink, Mark};
use crate::load::Site;

/// The height of the strip at the foot of the plot, CSS px.
const STRIP_PX: f64 = 5.0;
/// The least width at which a gap is seen, CSS px.
const LEAST_PX: f64 = 2.0;

/// A band behind the curves over each stretch that was filled, with a strip at its foot that
/// stays seen where the band is narrow.
pub(super) fn draw(marks: &mut Vec<Mark>, site: &Site, geometry: &Geometry, frame: &Frame) {
    let demand = &site.demand;
    let shown = demand.elapsed_ms(geometry.span.start)..demand.elapsed_ms(geometry.span.end);
    let mut bands: Vec<(f64, f64)> = Vec::new();
    for gap in &site.filled_ms {
        if gap.end <= shown.start || gap.start >= shown.end {
            continue;
        }
        let from = geometry.x_at(gap.start);
        let to = geometry.x_at(gap.end).max(from + LEAST_PX);
        match bands.last_mut() {
            // Thousands of gaps are no more bands than there are pixels.
            Some(last) if from <= last.1 + 1.0 => last.1 = to,
            _ => bands.push((from, to)),
        }
    }
    let colour = frame.theme.before;
    let plot = &geometry.plot;
    for (from, to) in bands {
        let corner = (to.min(plot.right.max(from + LEAST_PX)), plot.bottom);
        Mark::bar(marks, (from, plot.top), corner, Ink(colour, 0.16));
        let strip = (from, plot.bottom - STRIP_PX);
        Mark::bar(marks, strip, corner, Ink(colour, 1.0));
    }
}
