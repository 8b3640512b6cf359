//! An outcome laid on the windows of another, so that the two can be drawn on one axis.

use crate::load::Demand;
use crate::load::calendar::window_of;
use crate::outcome::Outcome;
use std::borrow::Cow;
use std::sync::Arc;

/// The outcome with one value for each window of `main`, as far as its own time reaches: that of
/// its window at the same time since the start. Outcomes with the same windows stay as they are.
pub fn laid_on<'a>(main: &Outcome, other: &'a Outcome) -> Cow<'a, Outcome> {
    let (axis, own) = (&main.site.demand, &other.site.demand);
    let is_same = |k: usize| axis.elapsed_ms(k) == own.elapsed_ms(k);
    if axis.len() == own.len() && is_same(1) && is_same(own.len()) {
        return Cow::Borrowed(other);
    }
    let places = places(axis, own);
    let laid = |row: &[f64]| places.iter().map(|&k| row[k]).collect::<Vec<f64>>();
    let mut all = other.clone();
    let mut site = (*all.site).clone();
    site.demand = axis.with_values(laid(own.kw()));
    all.site = Arc::new(site);
    all.schedule.grid_kw = laid(&other.schedule.grid_kw);
    all.schedule.battery_kw = laid(&other.schedule.battery_kw);
    all.schedule.stored_kwh = laid(&other.schedule.stored_kwh);
    Cow::Owned(all)
}

/// For each window of the axis the window of the other load in its middle; never none.
fn places(axis: &Demand, own: &Demand) -> Vec<usize> {
    let end = own.elapsed_ms(own.len());
    let middle = |k: usize| (axis.elapsed_ms(k) + axis.elapsed_ms(k + 1)) / 2;
    let inside = (0..axis.len()).take_while(|&k| k == 0 || middle(k) < end);
    inside.map(|k| window_of(own, middle(k))).collect()
}
