//! The load-duration curves: grid draw before and after, the highest first.

use super::axes;
use super::curves::Curves;
use super::frame::Frame;
use super::geometry::{Geometry, TimeAxis};
use super::grid;
use super::mark::Picture;
use super::ticks::{power_axis, round_step};
use super::time_axis::TimeTick;
use super::trace::cells;
use crate::load::Demand;
use crate::outcome::{Outcome, group};

/// The chart of the load-duration curves.
pub(super) fn picture(main: &Outcome, others: &[&Outcome], frame: &Frame) -> Picture {
    let scale = main.scale();
    let count = main.site.demand.len();
    let (low, high) = grid::extent(main, others, &(0..count));
    let plot = axes::plot(frame, axes::LABEL_ROOM, &scale.number(high));
    let values = power_axis(low, high, scale, axes::most_ticks(&plot));
    let geometry = Geometry::new(
        plot,
        0..count,
        (values.low, values.high),
        TimeAxis::ranks(count),
    );
    let mut marks = Vec::new();
    let times = ticks(&main.site.demand, &geometry);
    axes::draw(&mut marks, frame, &geometry, &values, &times);
    let curves = |outcome: &Outcome| {
        let (before, after) = outcome.load_duration();
        Curves {
            before: cells(&before, &geometry),
            after: cells(&after, &geometry),
        }
    };
    let own = curves(main);
    let compared: Vec<Curves> = others.iter().map(|outcome| curves(outcome)).collect();
    grid::draw(&mut marks, main, &own, &compared, &geometry, frame);
    Picture { marks, geometry }
}

/// Hours during which the draw is higher; minutes for a short load.
fn ticks(demand: &Demand, geometry: &Geometry) -> Vec<TimeTick> {
    let hours = demand.total_hours();
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
                words: format!("{} {unit}", group(&format!("{value}"))),
            }
        })
        .collect()
}
