//! Exact means over the steps of a profile, of jumps, of straight lines and of waves.
//!
//! A profile is described in absolute time and averaged over the steps asked
//! for, so that the same seed gives the same world at every step.

use super::wave::Wave;

pub(super) const SECOND: i64 = 1_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// The steps of a profile: `len` of them, `step_ms` long, from time 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Grid {
    pub(super) step_ms: i64,
    pub(super) len: usize,
}

impl Grid {
    /// The end of the last step.
    pub(super) fn end_ms(self) -> i64 {
        self.step_ms * self.len as i64
    }

    /// Adds the step means of the straight lines between `knot(i)` at `i · knot_ms`.
    pub(super) fn add_line(self, out: &mut [f64], knot_ms: i64, mut knot: impl FnMut(i64) -> f64) {
        let mut next = 1;
        let (mut left, mut right) = (knot(0), knot(1));
        if knot_ms % self.step_ms == 0 {
            // Whole steps between knots: the mean is the value in the middle of the step.
            let steps = (knot_ms / self.step_ms) as usize;
            let per_step = 1.0 / steps as f64;
            for between in out.chunks_mut(steps) {
                let slope = (right - left) * per_step;
                for (j, value) in between.iter_mut().enumerate() {
                    *value += left + slope * (j as f64 + 0.5);
                }
                next += 1;
                (left, right) = (right, knot(next));
            }
            return;
        }
        let per_knot = 1.0 / knot_ms as f64;
        let per_step = 1.0 / self.step_ms as f64;
        let mut at = 0;
        for value in out.iter_mut() {
            let end = at + self.step_ms;
            let mut area = 0.0;
            while at < end {
                let knot_at = knot_ms * next;
                let until = knot_at.min(end);
                // Twice the distance from the left knot to the middle of the piece.
                let middle = (at + until - 2 * (knot_at - knot_ms)) as f64 * 0.5 * per_knot;
                area += (left + (right - left) * middle) * (until - at) as f64;
                at = until;
                if until == knot_at {
                    next += 1;
                    (left, right) = (right, knot(next));
                }
            }
            *value += area * per_step;
        }
    }

    /// Adds the step means of `scale · wave` between two moments; the wave begins at the first.
    pub(super) fn add_wave(self, out: &mut [f64], from: i64, to: i64, wave: &Wave, scale: f64) {
        let to = to.min(self.end_ms());
        let per_step = scale / self.step_ms as f64 * SECOND as f64;
        let mut at = from;
        let mut before = 0.0;
        while at < to {
            let k = at / self.step_ms;
            let until = (self.step_ms * (k + 1)).min(to);
            let after = wave.integral((until - from) as f64 / SECOND as f64);
            out[k as usize] += (after - before) * per_step;
            (at, before) = (until, after);
        }
    }
}

/// A function made of jumps, collected in any order and averaged over the steps.
pub(super) struct Jumps {
    grid: Grid,
    /// Differences between one step's mean and the next one's.
    differences: Vec<f64>,
}

impl Jumps {
    pub(super) fn new(grid: Grid, from_start: f64) -> Self {
        let mut differences = vec![0.0; grid.len];
        if let Some(first) = differences.first_mut() {
            *first = from_start;
        }
        Self { grid, differences }
    }

    /// The function is higher by `by` from `at` on.
    pub(super) fn jump(&mut self, at: i64, by: f64) {
        let at = at.max(0);
        let k = (at / self.grid.step_ms) as usize;
        let inside = (at % self.grid.step_ms) as f64 / self.grid.step_ms as f64;
        if k < self.grid.len {
            self.differences[k] += by * (1.0 - inside);
        }
        if k + 1 < self.grid.len {
            self.differences[k + 1] += by * inside;
        }
    }

    /// The function is higher by `by` between two moments.
    pub(super) fn pulse(&mut self, from: i64, to: i64, by: f64) {
        self.jump(from, by);
        self.jump(to, -by);
    }

    /// The mean over each step.
    pub(super) fn means(self) -> Vec<f64> {
        let mut means = self.differences;
        let mut level = 0.0;
        for mean in &mut means {
            level += *mean;
            *mean = level;
        }
        means
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_averaged_exactly_whatever_the_step() {
        // The line i² between knots of 60 s; its area over the first 180 s is 0.5 + 2.5 + 6.5 minutes.
        for step_ms in [60_000, 20_000, 90_000, 45_000, 7_500, 180_000] {
            let grid = Grid {
                step_ms,
                len: (180_000 / step_ms) as usize,
            };
            let mut out = vec![0.0; grid.len];
            grid.add_line(&mut out, 60_000, |i| (i * i) as f64);
            let area = out.iter().sum::<f64>() * step_ms as f64 / 60_000.0;
            assert!((area - 9.5).abs() < 1e-12, "{step_ms}: {area}");
        }
    }

    #[test]
    fn a_pulse_inside_a_step_counts_for_its_share() {
        let grid = Grid {
            step_ms: 1_000,
            len: 4,
        };
        let mut jumps = Jumps::new(grid, 1.0);
        jumps.pulse(1_500, 2_250, 8.0);
        jumps.pulse(3_500, 99_000, 2.0);
        assert_eq!(jumps.means(), [1.0, 5.0, 3.0, 2.0]);
    }
}
