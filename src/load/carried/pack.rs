//! From a load to what a link carries.

use super::{Head, LEVELS};
use crate::decimal::{plain, short};
use crate::load::Series;

/// A load ready for a link.
#[derive(Clone, Debug, PartialEq)]
pub struct Packed {
    /// The head; in a link a point and the deflated bytes follow.
    pub head: String,
    /// The values, to be deflated.
    pub bytes: Vec<u8>,
    /// The load as those who open the link will have it.
    pub series: Series,
}

/// Packs a load. Its powers become multiples of 1/200 of the largest, which is kept to the watt.
pub fn pack(series: &Series) -> Packed {
    let largest = series.kw().iter().fold(0.0, |largest: f64, kw| {
        let size = kw.abs();
        if size > largest { size } else { largest }
    });
    // What the link says is what counts, to the last bit.
    let peak_kw = plain(&short(largest)).unwrap_or(largest);
    let mut bytes = Vec::with_capacity(series.len());
    let mut before = 0;
    for kw in series.kw() {
        let level = if peak_kw > 0.0 {
            (kw / peak_kw * f64::from(LEVELS)).round() as i32
        } else {
            0
        };
        // The largest may have been rounded down.
        let level = level.clamp(-LEVELS, LEVELS);
        push(&mut bytes, level - before);
        before = level;
    }
    let head = Head::of(series, peak_kw, &bytes);
    Packed {
        head: head.text(),
        series: head.series(&bytes).unwrap_or_else(|_| series.clone()),
        bytes,
    }
}

/// Appends a difference: its sign last, then seven bits to a byte, the lowest first.
fn push(bytes: &mut Vec<u8>, difference: i32) {
    let mut rest = (difference << 1 ^ difference >> 31) as u32;
    while rest > 127 {
        bytes.push((rest & 127) as u8 | 128);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}
