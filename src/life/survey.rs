//! What a fleet comes to by what it holds, read off the lives that have been lived exactly.

use super::living::Moment;
use crate::ageing::Pace;

/// Cuts of all lives, and paces of the lives of one pair of models, by the share of the first
/// energy that is left; straight lines between.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Share and cut in kW, rising.
    cuts: Vec<(f64, f64)>,
    /// For each pair of models.
    paces: Vec<Vec<(f64, [Pace; 2])>>,
}

impl Survey {
    /// Adds the moments of a life of pair number `case`.
    pub fn add(&mut self, case: usize, moments: &[Moment]) {
        while self.paces.len() <= case {
            self.paces.push(Vec::new());
        }
        for moment in moments {
            insert(&mut self.cuts, (moment.share, moment.cut_kw));
            if let Some(paces) = moment.paces {
                insert(&mut self.paces[case], (moment.share, paces));
            }
        }
    }

    /// Whether a life of pair number `case` has been lived.
    pub fn knows(&self, case: usize) -> bool {
        self.paces.get(case).is_some_and(|paces| !paces.is_empty())
    }

    /// The cut of a fleet that holds a share of the first energy, kW.
    pub fn cut_kw(&self, share: f64) -> f64 {
        let Some((below, above, part)) = around(&self.cuts, share) else {
            return 0.0;
        };
        let cut_kw = below.1 + (above.1 - below.1) * part;
        // Below the least that was seen: in proportion.
        if share < below.0 && below.0 > 0.0 && cut_kw > 0.0 {
            return cut_kw * (share / below.0);
        }
        cut_kw
    }

    /// The least share that reaches a cut; the greatest that was seen where none does.
    pub fn share_for(&self, cut_kw: f64) -> f64 {
        let enough = self.cuts.iter().position(|seen| seen.1 >= cut_kw);
        match enough {
            None => self.cuts.last().map_or(1.0, |seen| seen.0),
            Some(0) => self.cuts[0].0,
            Some(at) => {
                let (below, above) = (self.cuts[at - 1], self.cuts[at]);
                below.0 + (above.0 - below.0) * (cut_kw - below.1) / (above.1 - below.1)
            }
        }
    }

    /// What a year costs the cells of a fleet that holds a share of the first energy.
    pub fn paces(&self, case: usize, share: f64) -> [Pace; 2] {
        let seen = self.paces.get(case).map_or(&[][..], Vec::as_slice);
        let Some((below, above, part)) = around(seen, share) else {
            return [Pace::default(); 2];
        };
        [0, 1].map(|model| below.1[model].toward(&above.1[model], part))
    }
}

fn insert<T>(sorted: &mut Vec<(f64, T)>, entry: (f64, T)) {
    let at = sorted.partition_point(|seen| seen.0 < entry.0);
    sorted.insert(at, entry);
}

/// Something that was seen of a fleet that held this share.
type Seen<T> = (f64, T);

/// The entries on both sides of a share and how far along it lies; the nearest one at the ends.
fn around<T: Copy>(sorted: &[Seen<T>], share: f64) -> Option<(Seen<T>, Seen<T>, f64)> {
    let at = sorted.partition_point(|seen| seen.0 < share);
    let above = sorted.get(at).or(sorted.last())?;
    let below = sorted.get(at.saturating_sub(1)).unwrap_or(above);
    let length = above.0 - below.0;
    let part = if length > 0.0 {
        ((share - below.0) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    Some((*below, *above, part))
}
