//! Steps in blocks of eight, so that a walk can pass several at once.
//!
//! Where all loads of a block lie on one side of the threshold, the packs do one thing
//! throughout it: the store only rises or only falls, by an amount that the sum of the
//! loads tells. Its highs, its lows and its clips are then those at the end of the block.
//! On a load with days and nights this makes a walk three times as fast.

use super::steps::StepGain;
use std::sync::Arc;

/// Steps in a block.
pub(super) const BLOCK: usize = 8;

/// What is to be known of eight steps, kW.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    low_kw: f64,
    high_kw: f64,
    sum_kw: f64,
}

/// What the packs do throughout some steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Doing {
    /// They give all that is over the threshold.
    Giving,
    /// They take all that is left below it.
    TakingWhatIsLeft,
    /// They take what the charger can.
    TakingAllTheyCan,
}

impl Doing {
    /// What the packs do in one step. At the threshold itself they do nothing, which is
    /// a way of taking.
    #[inline(always)]
    pub fn at(over_kw: f64, charge_kw: f64) -> Self {
        if over_kw > 0.0 {
            Self::Giving
        } else if -over_kw < charge_kw {
            Self::TakingWhatIsLeft
        } else {
            Self::TakingAllTheyCan
        }
    }

    /// kWh by which `n` steps with loads of `sum_kw` in all fill the store, as a constant
    /// and as what each kW of the threshold adds.
    #[inline(always)]
    pub fn line(self, n: f64, sum_kw: f64, charge_kw: f64, gain: StepGain) -> (f64, f64) {
        match self {
            Self::Giving => (-sum_kw * gain.discharge, n * gain.discharge),
            Self::TakingWhatIsLeft => (-sum_kw * gain.charge, n * gain.charge),
            Self::TakingAllTheyCan => (n * charge_kw * gain.charge, 0.0),
        }
    }

    /// kWh by which a block with loads of `sum_kw` in all fills the store under a
    /// threshold less auxiliaries of `site_kw`.
    #[inline(always)]
    pub fn gain(self, sum_kw: f64, site_kw: f64, charge_kw: f64, gain: StepGain) -> f64 {
        const N: f64 = BLOCK as f64;
        match self {
            Self::Giving => (N * site_kw - sum_kw) * gain.discharge,
            Self::TakingWhatIsLeft => (N * site_kw - sum_kw) * gain.charge,
            Self::TakingAllTheyCan => N * charge_kw * gain.charge,
        }
    }
}

impl Block {
    /// The blocks of a load; steps behind the last whole one have none.
    pub fn all(kw: &[f64]) -> Arc<[Self]> {
        kw.chunks_exact(BLOCK).map(Self::of).collect()
    }

    fn of(kw: &[f64]) -> Self {
        let (mut low_kw, mut high_kw, mut sum_kw) = (kw[0], kw[0], 0.0);
        for &kw in kw {
            low_kw = if kw < low_kw { kw } else { low_kw };
            high_kw = if kw > high_kw { kw } else { high_kw };
            sum_kw += kw;
        }
        Self {
            low_kw,
            high_kw,
            sum_kw,
        }
    }

    /// The highest step, kW.
    pub fn high_kw(&self) -> f64 {
        self.high_kw
    }

    /// The sum of all steps, kW.
    pub fn sum_kw(&self) -> f64 {
        self.sum_kw
    }

    /// What the packs do throughout the block; `None` when they do several things.
    #[inline(always)]
    pub fn doing(&self, site_kw: f64, charge_kw: f64) -> Option<Doing> {
        let lowest = Doing::at(self.low_kw - site_kw, charge_kw);
        (lowest == Doing::at(self.high_kw - site_kw, charge_kw)).then_some(lowest)
    }
}
