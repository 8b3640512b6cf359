//! What a fleet comes to by what it holds, read off the lives that have been lived exactly.

use super::living::Moment;
use crate::ageing::Pace;

/// The moments of all lives, by the share of the first energy that is left; straight lines between.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// With the number of the pair of models they were lived by; shares rise.
    seen: Vec<(usize, Moment)>,
}

impl Survey {
    /// Adds the moments of a life of pair number `case`.
    pub fn add(&mut self, case: usize, moments: &[Moment]) {
        for &moment in moments {
            let at = self
                .seen
                .partition_point(|seen| seen.1.share < moment.share);
            self.seen.insert(at, (case, moment));
        }
    }

    /// Whether a life of pair number `case` has been lived.
    pub fn knows(&self, case: usize) -> bool {
        self.seen.iter().any(|seen| seen.0 == case)
    }

    /// The cut of a fleet that holds a share of the first energy, kW.
    pub fn cut_kw(&self, share: f64) -> f64 {
        let (below, above, part) = self.around(share, None);
        let cut_kw = below.cut_kw + (above.cut_kw - below.cut_kw) * part;
        // Below the least that was seen: in proportion.
        if share < below.share && cut_kw > 0.0 {
            return cut_kw * (share / below.share);
        }
        cut_kw
    }

    /// The least share that reaches a cut; the greatest that was seen where none does.
    pub fn share_for(&self, cut_kw: f64) -> f64 {
        let mut below = Moment::NOTHING;
        for (_, seen) in &self.seen {
            if seen.cut_kw >= cut_kw {
                let length = seen.cut_kw - below.cut_kw;
                let part = if length > 0.0 {
                    (cut_kw - below.cut_kw) / length
                } else {
                    1.0
                };
                return below.share + (seen.share - below.share) * part;
            }
            below = *seen;
        }
        below.share
    }

    /// What a year costs the cells of a fleet that holds a share of the first energy.
    pub fn paces(&self, case: usize, share: f64) -> [Pace; 2] {
        let (below, above, part) = self.around(share, Some(case));
        let (below, above) = (
            below.paces.unwrap_or_default(),
            above.paces.unwrap_or_default(),
        );
        [0, 1].map(|model| below[model].toward(&above[model], part))
    }

    /// The moments on both sides of a share and how far along it lies; the nearest one at the
    /// ends. For a pair of models only its own, of years that have been lived.
    fn around(&self, share: f64, case: Option<usize>) -> (Moment, Moment, f64) {
        let (mut below, mut above) = (None, None);
        for (of, moment) in &self.seen {
            if case.is_some_and(|case| case != *of || moment.paces.is_none()) {
                continue;
            }
            above = Some(*moment);
            if moment.share >= share {
                break;
            }
            below = above;
        }
        let above = above.unwrap_or(Moment::NOTHING);
        let below = below.unwrap_or(above);
        let length = above.share - below.share;
        let part = if length > 0.0 {
            ((share - below.share) / length).min(1.0)
        } else {
            0.0
        };
        (below, above, part)
    }
}
