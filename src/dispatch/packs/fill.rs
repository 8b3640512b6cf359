//! Levelling the longest first, as water finds its level, upside down.
//!
//! Every pack has a time it could go on at full power. A step takes so much energy from all of
//! them that the longest times are cut down to one level, none by more than the step. The order
//! of the times never changes by that, and times once equal stay equal: the packs are sorted
//! once for a run of steps, and packs on one level are one group from then on.

use crate::sort::key_of;

/// Packs with one time to go.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Time to go at full power, hours.
    hours: f64,
    /// Full power of all of them, kW.
    kw: f64,
    /// Where its packs end in the order.
    end: usize,
}

/// The packs, longest time to go first.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels {
    order: Vec<(i64, u32)>,
    groups: Vec<Group>,
}

impl Levels {
    /// Sorts `count` packs by the hours to go that `of` gives with the kW of each; packs
    /// without hours or kW are left out.
    pub fn gather(&mut self, count: usize, of: impl Fn(usize) -> (f64, f64)) {
        self.order.clear();
        for (pack, number) in (0..count).zip(0..) {
            let (hours, kw) = of(pack);
            if hours > 0.0 && kw > 0.0 {
                self.order.push((key_of(-hours), number));
            }
        }
        // The standard sort, twice as fast as the page's own here; no two pairs are equal.
        self.order.sort_unstable();
        self.groups.clear();
        for (place, &(_, number)) in self.order.iter().enumerate() {
            let (hours, kw) = of(number as usize);
            let end = place + 1;
            match self.groups.last_mut() {
                Some(last) if last.hours == hours => {
                    last.kw += kw;
                    last.end = end;
                }
                _ => self.groups.push(Group { hours, kw, end }),
            }
        }
    }

    /// Whether nothing is left to take.
    pub fn is_empty(&self) -> bool {
        self.groups.first().is_none_or(|group| group.hours <= 0.0)
    }

    /// The most that a step of `dt_h` hours can take, kWh.
    pub fn most_kwh(&self, dt_h: f64) -> f64 {
        let of = |group: &Group| group.kw * group.hours.min(dt_h);
        self.groups.iter().map(of).sum()
    }

    /// Takes all that a step can.
    pub fn take_most(&mut self, dt_h: f64) {
        for group in &mut self.groups {
            group.hours = (group.hours - dt_h).max(0.0);
        }
    }

    /// Takes energy in a step of `dt_h` hours from the longest times; what is lacking, kWh.
    pub fn take(&mut self, kwh: f64, dt_h: f64) -> f64 {
        let mut left = kwh;
        let (mut level, mut kw) = (0.0, 0.0);
        // Groups before `spent` give the whole step; those from there to `open` come to the level.
        let (mut spent, mut open) = (0, 0);
        while left > 0.0 {
            if spent == open {
                let Some(next) = self.groups.get(open) else {
                    break;
                };
                if next.hours <= 0.0 {
                    break;
                }
                (level, kw) = (next.hours, next.kw);
                open += 1;
            }
            let next_open = self.groups.get(open).map_or(0.0, |group| group.hours);
            let next_spent = self.groups[spent].hours - dt_h;
            let next = next_open.max(next_spent).max(0.0);
            let room = kw * (level - next);
            if room >= left {
                level -= left / kw;
                left = 0.0;
                break;
            }
            left -= room;
            level = next;
            if next_spent >= next_open && next_spent >= 0.0 {
                kw -= self.groups[spent].kw;
                spent += 1;
            } else if open < self.groups.len() && next_open > 0.0 {
                kw += self.groups[open].kw;
                open += 1;
            } else {
                break;
            }
        }
        for group in &mut self.groups[..spent] {
            group.hours = (group.hours - dt_h).max(0.0);
        }
        if spent < open {
            let merged = Group {
                hours: level,
                kw: self.groups[spent..open].iter().map(|group| group.kw).sum(),
                end: self.groups[open - 1].end,
            };
            self.groups[spent] = merged;
            if open > spent + 1 {
                self.groups.drain(spent + 1..open);
            }
        }
        left
    }

    /// Shows the hours left of every pack that was gathered.
    pub fn each(&self, mut show: impl FnMut(usize, f64)) {
        let mut start = 0;
        for group in &self.groups {
            for &(_, number) in &self.order[start..group.end] {
                show(number as usize, group.hours);
            }
            start = group.end;
        }
    }
}

/// How many hours each pack gives or takes of `kwh`, the longest first, none more than it has to
/// spare: all there is to spare where that is too little.
pub(super) fn spread(
    to_go_h: &[f64],
    spare_h: &[f64],
    kw: impl Fn(usize) -> f64,
    kwh: f64,
) -> Vec<f64> {
    let hours = |i: usize, level_h: f64| (to_go_h[i] - level_h).max(0.0).min(spare_h[i]);
    let given = |level_h: f64| -> f64 {
        let each = (0..to_go_h.len()).map(|i| hours(i, level_h) * kw(i));
        each.sum()
    };
    let (mut low, mut high) = (0.0, to_go_h.iter().copied().fold(0.0, f64::max));
    if given(0.0) <= kwh {
        high = 0.0;
    } else {
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if given(middle) > kwh {
                low = middle;
            } else {
                high = middle;
            }
        }
        // Rather a trifle more than a step that lacks it.
        high = low;
    }
    (0..to_go_h.len()).map(|i| hours(i, high)).collect()
}

/// The level from 0 to `most_h` at which a sum that never falls as the level rises comes to
/// `kwh`; `most_h` where it never does. By chords, with the end that stays behind let down.
pub(in crate::dispatch) fn level_at(most_h: f64, kwh: f64, sum_kwh: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = ((0.0, -kwh), (most_h, sum_kwh(most_h) - kwh));
    if high.1 <= 0.0 {
        return most_h;
    }
    let mut last_moved_low = None;
    for _ in 0..60 {
        if high.0 - low.0 <= 1e-12 * most_h {
            break;
        }
        let at = low.0 + (high.0 - low.0) * (-low.1 / (high.1 - low.1));
        let off = sum_kwh(at) - kwh;
        if off.abs() <= 1e-13 * kwh {
            return at;
        }
        let moves_low = off < 0.0;
        if moves_low {
            low = (at, off);
        } else {
            high = (at, off);
        }
        if last_moved_low == Some(moves_low) {
            let behind = if moves_low { &mut high } else { &mut low };
            behind.1 *= 0.5;
        }
        last_moved_low = Some(moves_low);
    }
    high.0
}
