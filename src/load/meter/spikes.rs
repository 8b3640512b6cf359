//! Values far above all others: said, and kept.
//!
//! A meter that was away for a day may report the day's energy in one interval, and a cell
//! may have lost its decimal mark. One such value decides the peak, so a person must see it.

use super::list::listed;
use super::words::{count, powers, thousands};
use crate::load::Series;
use std::ops::Range;

/// A value of so many times the highest of the others is a spike.
const TIMES: f64 = 3.0;
/// At most one value in so many is one, or a few: what comes more often is the load.
const ONE_IN: usize = 200;
const FEW: usize = 4;
/// With fewer values nothing is far from the others.
const FEWEST: usize = 48;

/// The measured steps that are spikes, rising.
pub(crate) fn find(kw: &[f64], filled: &[Range<usize>]) -> Vec<usize> {
    let most = (kw.len() / ONE_IN).max(FEW);
    let above = |limit: f64| kw.iter().filter(|kw| kw.abs() > limit).count();
    // All values above it are spikes; there may be spikes above spikes.
    let mut limit = f64::INFINITY;
    while kw.len() >= FEWEST {
        let others = kw.iter().map(|kw| kw.abs()).filter(|&kw| kw <= limit);
        let lower = others.fold(0.0, f64::max) / TIMES;
        // A load that falls and falls has none, nor one that is nothing but a few values.
        if lower <= 0.0 || above(lower) > most {
            break;
        }
        limit = lower;
    }
    if kw.iter().all(|kw| kw.abs() > limit || *kw == 0.0) {
        return Vec::new();
    }
    // What was filled lies among the others, unless a spike filled it.
    let is_filled = |k: usize| filled.iter().any(|gap| gap.contains(&k));
    let spikes = (0..kw.len()).filter(|&k| kw[k].abs() > limit && !is_filled(k));
    listed(spikes)
}

/// The sentence about them.
pub(crate) fn said(series: &Series, spikes: &[usize]) -> Option<String> {
    let kw = series.kw();
    let highest = *spikes
        .iter()
        .max_by(|a, b| kw[**a].abs().total_cmp(&kw[**b].abs()))?;
    let others = (0..kw.len()).filter(|k| spikes.binary_search(k).is_err());
    let others = others.map(|k| kw[k].abs()).fold(0.0, f64::max);
    let time = if series.clock().dated {
        format!(" at {}", series.time(highest).to_string().replace('T', " "))
    } else {
        format!(" in row {}", thousands(highest + 1))
    };
    Some(format!(
        "{} far from all others: {}{time}, while the others reach {}. Kept; correct the file if it is a fault.",
        count(spikes.len(), "value is", "values are"),
        powers(kw[highest], kw[highest]),
        powers(others, others),
    ))
}
