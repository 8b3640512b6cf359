//! From what a link carries to its load.

use super::{Damaged, Head, LEVELS};
use crate::load::Series;

impl Head {
    /// The load, from the inflated bytes that follow the head.
    ///
    /// # Errors
    /// When the bytes are not those the head was written for.
    pub fn series(&self, bytes: &[u8]) -> Result<Series, Damaged> {
        let mut kw = Vec::with_capacity(self.steps.min(bytes.len()));
        let mut bytes_left = bytes.iter();
        let mut level = 0_i32;
        while let Some(difference) = next(&mut bytes_left)? {
            level += difference;
            if level.abs() > LEVELS || kw.len() == self.steps {
                return Err(Damaged::Values);
            }
            kw.push(f64::from(level) * self.peak_kw / f64::from(LEVELS));
        }
        if kw.len() != self.steps {
            return Err(Damaged::Values);
        }
        if !self.is_of(bytes) {
            return Err(Damaged::Checksum);
        }
        Series::new(self.clock.clone(), self.step, kw).map_err(|_| Damaged::Values)
    }
}

/// The next difference; `None` at the end.
fn next(bytes: &mut std::slice::Iter<'_, u8>) -> Result<Option<i32>, Damaged> {
    let Some(&first) = bytes.next() else {
        return Ok(None);
    };
    let mut value = u32::from(first & 127);
    if first > 127 {
        // Two bytes hold every difference there is.
        let &second = bytes.next().ok_or(Damaged::Values)?;
        if second > 127 {
            return Err(Damaged::Values);
        }
        value |= u32::from(second) << 7;
    }
    Ok(Some((value >> 1) as i32 ^ -((value & 1) as i32)))
}
