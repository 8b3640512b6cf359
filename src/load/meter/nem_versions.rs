//! Days of NEM12 that stand in a file more than once: a later delivery revises an earlier one.

use super::list::listed;
use super::streams::Stream;
use super::words::count;
use std::ops::Range;

/// A day that was read.
pub(crate) struct Day {
    pub stream: usize,
    pub midnight: i64,
    /// When its record was written, as a number such as 20040202120025; 0 if that is not said.
    pub updated: u64,
    pub rows: Range<usize>,
}

/// Of days that stand there more than once only the latest version is kept.
pub(crate) fn keep_latest(streams: &mut [Stream], days: &[Day]) -> Option<String> {
    let mut order = listed(days.iter().map(|d| d.midnight).zip(0_u32..));
    crate::sort::ascending(&mut order);
    let mut keep: Vec<Vec<bool>> = Vec::new();
    for stream in streams.iter() {
        keep.push(vec![true; stream.rows.stamps.len()]);
    }
    let mut revised = 0;
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        // The latest of this day so far, by stream.
        let mut latest: Vec<&Day> = Vec::new();
        for &(_, i) in same {
            let day = &days[i as usize];
            let Some(known) = latest.iter_mut().find(|d| d.stream == day.stream) else {
                latest.push(day);
                continue;
            };
            // Of two that say no time the later one in the file counts.
            let mut old = day;
            if day.updated >= known.updated {
                std::mem::swap(known, &mut old);
            }
            revised += 1;
            keep[old.stream][old.rows.clone()].fill(false);
        }
    }
    if revised == 0 {
        return None;
    }
    for (stream, keep) in streams.iter_mut().zip(&keep) {
        stream.rows.retain(keep);
    }
    Some(format!(
        "{} replaced by a later version in the same file.",
        count(revised, "day was", "days were")
    ))
}
