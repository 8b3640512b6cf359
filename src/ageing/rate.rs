//! The rate form of two laws of loss, so that conditions may change from day to day.
//!
//! A law `y = k·x^p` fitted at constant conditions says nothing about a day that
//! differs from the one before. Solved for the slope at what is already lost, it does:
//!
//! ```text
//! y = k·x^p       y = 0:  Δy = s·k·Δx^p
//!                 else    Δy = s·k·p·(y/k)^((p−1)/p)·Δx
//!
//! y = 2·y∞·(½ − 1/(1 + e^((kx)^p)))       w = −2·y∞/(y − y∞) − 1 = e^z,   z = (k·x*)^p
//!                 x* = z^(1/p)/k,   Δy = s·2·y∞·p·w·z/(x*·(w + 1)²)·Δx
//! ```
//!
//! `s` is the degradation scalar. Since it multiplies every step, it scales time and
//! throughput, not the loss: at `s = 1.25` any loss is reached after 1/1.25 of the time.
//! (Gasper et al., BLAST-Lite, National Renewable Energy Laboratory.)
//!
//! For `p < 1` the slope is steepest at the beginning. After a mild day it would throw a
//! cell that meets a harsh one far beyond the law (a rest day of 10⁻⁶ cycles, then a whole
//! cycle: by a factor of a hundred). Along the exact law no day costs more than it would
//! cost a fresh cell, `(x + Δx)^p − x^p ≤ Δx^p`, so that bounds the step. Under constant
//! conditions the bound is never reached.

/// One day's step along `y = k·x^p`, prepared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PowerStep {
    k: f64,
    /// What the day costs a fresh cell.
    fresh: f64,
    /// Severity · k · p · Δx.
    slope: f64,
    /// (p − 1)/p.
    exponent: f64,
}

impl PowerStep {
    pub fn new(k: f64, p: f64, dx: f64, severity: f64) -> Self {
        Self {
            k,
            fresh: severity * k * libm::pow(dx, p),
            slope: severity * k * p * dx,
            exponent: (p - 1.0) / p,
        }
    }

    /// What the day adds to a loss.
    pub fn loss(&self, lost: f64) -> f64 {
        // A line costs the same everywhere, and a day without throughput nothing.
        if lost <= 0.0 || self.fresh <= 0.0 || self.exponent == 0.0 {
            return self.fresh;
        }
        let along = self.slope * power(lost / self.k, self.exponent);
        if self.exponent < 0.0 {
            along.min(self.fresh)
        } else {
            along
        }
    }
}

/// One day's step along the sigmoid with `y∞ = 1`, prepared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SigmoidStep {
    /// Severity · 2 · p · k · Δx.
    slope: f64,
    /// 1/p.
    root: f64,
}

impl SigmoidStep {
    /// What is lost at the start, without which the law would never begin.
    pub const START: f64 = 1e-8;

    pub fn new(k: f64, p: f64, dx: f64, severity: f64) -> Self {
        Self {
            slope: severity * 2.0 * p * k * dx,
            root: 1.0 / p,
        }
    }

    /// What is lost after so much more of `k·x`, with the power of the one model that has it.
    pub fn along(lost: f64, stretch: f64) -> f64 {
        let p = super::nmc111::MATERIAL_POWER;
        let lost = lost.clamp(Self::START, 1.0 - 1e-12);
        let at = libm::pow(libm::log(2.0 / (1.0 - lost) - 1.0), 1.0 / p);
        // Beyond this everything is lost and the exponential overflows.
        let z = libm::pow(at + stretch, p).min(700.0);
        1.0 - 2.0 / (1.0 + libm::exp(z))
    }

    /// What the day adds to a loss.
    pub fn loss(&self, lost: f64) -> f64 {
        /// As much as there is to lose; nearer to 1 the logarithm has no digits left.
        const ALL: f64 = 1.0 - 1e-12;
        if lost >= ALL {
            return 0.0;
        }
        let w = 2.0 / (1.0 - lost.max(Self::START)) - 1.0;
        let z = libm::log(w);
        self.slope * w * z / (power(z, self.root) * (w + 1.0) * (w + 1.0))
    }
}

/// `base^exponent` for a positive base and a small exponent, to a few last bits, in half
/// the time of `libm::pow`, which is as good for large exponents. Ten years take 3,650 of
/// these for each law.
fn power(base: f64, exponent: f64) -> f64 {
    libm::exp(exponent * libm::log(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sigmoid(x: f64, k: f64, p: f64) -> f64 {
        2.0 * (0.5 - 1.0 / (1.0 + libm::exp(libm::pow(k * x, p))))
    }

    #[test]
    fn many_small_steps_follow_the_closed_forms() {
        for p in [0.357, 0.464, 0.828, 1.0, 1.08] {
            let step = PowerStep::new(2e-3, p, 0.01, 1.0);
            let y = (0..100_000).fold(0.0, |y, _| y + step.loss(y));
            let exact = 2e-3 * libm::pow(1_000.0, p);
            assert!((y / exact - 1.0).abs() < 1e-3, "{p}: {y} {exact}");
        }
        let (k, p) = (1.0 / 4_000.0, 10.0);
        let step = SigmoidStep::new(k, p, 0.1, 1.0);
        // The start, 1e-8, is as much as 0.17 of the throughput scale costs.
        let begin = libm::pow(2.0 * SigmoidStep::START, 0.1) / k;
        let mut y = SigmoidStep::START;
        for n in 1..=50_000 {
            y += step.loss(y);
            let exact = sigmoid(begin + f64::from(n) * 0.1, k, p);
            assert!((y - exact).abs() < 1e-3, "{n}: {y} {exact}");
        }
        assert!(y <= 1.0);
    }

    #[test]
    fn a_harsh_day_after_a_mild_one_costs_no_more_than_it_costs_a_fresh_cell() {
        let mild = PowerStep::new(2e-4, 0.7, 1e-6, 1.0);
        let harsh = PowerStep::new(2e-3, 0.7, 1.0, 1.0);
        let y = mild.loss(0.0);
        assert!(harsh.loss(y) <= harsh.loss(0.0));
    }

    #[test]
    fn the_bound_is_not_reached_under_constant_conditions() {
        for p in [0.357, 0.464, 0.512, 0.526, 0.578, 0.699, 0.778, 0.828] {
            let step = PowerStep::new(1e-3, p, 0.6, 1.25);
            let second = step.loss(step.fresh);
            assert!(second < step.fresh, "{p}");
        }
    }

    #[test]
    fn no_throughput_costs_nothing() {
        let step = PowerStep::new(1e-3, 0.8, 0.0, 1.0);
        assert_eq!((step.loss(0.0), step.loss(0.1)), (0.0, 0.0));
        let sigmoid = SigmoidStep::new(1e-3, 10.0, 0.0, 1.0);
        assert_eq!(sigmoid.loss(SigmoidStep::START), 0.0);
        assert_eq!(PowerStep::new(0.0, 1.1, 1.0, 1.0).loss(0.1), 0.0);
    }
}
