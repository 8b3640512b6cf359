//! A load alone, whole and small.

use super::axes;
use super::frame::Frame;
use super::gaps;
use super::geometry::{Geometry, TimeAxis};
use super::mark::{Ink, Mark, Picture};
use super::ticks::power_axis;
use super::time_axis::time_ticks;
use super::trace::{cells, envelope, steps, tops};
use crate::load::Site;
use crate::outcome::PowerScale;

/// Free space above the plot, CSS px.
const OVER: f64 = 8.0;
const LINE_PX: f64 = 1.3;
/// A value far above all others, CSS px.
const SPIKE_PX: f64 = 3.5;

/// The chart of a load before anything is made of it.
pub(super) fn picture(site: &Site, frame: &Frame) -> Picture {
    let demand = &site.demand;
    let values = demand.kw().iter().copied();
    let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), kw| {
        (low.min(kw), high.max(kw))
    });
    let scale = PowerScale::for_peak(high.max(-low));
    let plot = axes::plot(frame, OVER, &scale.number(high));
    let axis = power_axis(low, high, scale, axes::most_ticks(&plot));
    let span = 0..demand.len();
    let geometry = Geometry::new(
        plot,
        span.clone(),
        (axis.low, axis.high),
        TimeAxis::of(demand, &span),
    );
    let mut marks = Vec::new();
    let times = time_ticks(site, &geometry);
    axes::draw(&mut marks, frame, &geometry, &axis, &times);
    gaps::draw(&mut marks, site, &geometry, frame);
    let load = cells(demand.kw(), &geometry);
    let colour = frame.theme.before_text;
    if geometry.is_dense() {
        let range = envelope(&load, &geometry);
        Mark::area(&mut marks, range, Ink(colour, 0.28));
        Mark::line(&mut marks, tops(&load, &geometry), LINE_PX, colour.into());
    } else {
        Mark::line(&mut marks, steps(&load, &geometry), LINE_PX, colour.into());
    }
    for &at in &site.spikes_ms {
        // The window that holds it is lower where it is longer than the value's step.
        let k = crate::load::calendar::window_of(demand, at);
        let kw = demand.kw().get(k).copied().unwrap_or(0.0);
        let at = (geometry.middle(k), geometry.y(kw));
        Mark::dot(&mut marks, at, SPIKE_PX, frame.theme.battery.into());
    }
    Picture { marks, geometry }
}
