//! The load as the dispatch walks it: kW per step, step lengths, and stretches
//! of steps that share one threshold.

use super::blocks::{BLOCK, Block, Doing};
use crate::fleet::BatterySpec;
use crate::load::Series;
use std::ops::Range;
use std::sync::Arc;

/// A load to shave: mean kW of consecutive steps of one length, but for the
/// first and the last, which a partial metering window may make shorter.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    kw: &'a [f64],
    dt_h: f64,
    first_h: f64,
    last_h: f64,
    /// The blocks of the load of which these steps are a part, and where they begin in it.
    blocks: Arc<[Block]>,
    offset: usize,
}

impl<'a> Steps<'a> {
    /// Equal steps of `dt_h` hours.
    ///
    /// ```
    /// use peakpack::dispatch::Steps;
    /// let steps = Steps::new(&[8.0, 12.0, 9.0], 0.25);
    /// assert_eq!(steps.peak_kw(), 12.0);
    /// ```
    pub fn new(kw: &'a [f64], dt_h: f64) -> Self {
        Self::with_partial_ends(kw, dt_h, dt_h, dt_h)
    }

    /// Steps of `dt_h` hours, the first and the last of the given lengths.
    pub fn with_partial_ends(kw: &'a [f64], dt_h: f64, first_h: f64, last_h: f64) -> Self {
        Self {
            kw,
            dt_h,
            first_h,
            last_h,
            blocks: Block::all(kw),
            offset: 0,
        }
    }

    /// The steps of a series, as they are.
    pub fn of(series: &'a Series) -> Self {
        Self::new(series.kw(), series.step().hours().0)
    }

    /// Mean kW of each step.
    pub fn kw(&self) -> &'a [f64] {
        self.kw
    }

    /// How many steps.
    pub fn len(&self) -> usize {
        self.kw.len()
    }

    /// Whether there is no step.
    pub fn is_empty(&self) -> bool {
        self.kw.is_empty()
    }

    /// Length of an inner step, hours.
    pub fn dt_h(&self) -> f64 {
        self.dt_h
    }

    /// Length of step `k`, hours.
    pub fn hours_of(&self, k: usize) -> f64 {
        if k == 0 {
            self.first_h
        } else if k + 1 == self.kw.len() {
            self.last_h
        } else {
            self.dt_h
        }
    }

    /// The whole time covered, hours.
    pub fn total_hours(&self) -> f64 {
        match self.kw.len() {
            0 => 0.0,
            1 => self.first_h,
            n => self.first_h + self.last_h + self.dt_h * (n - 2) as f64,
        }
    }

    /// The highest step, kW; minus infinity when there is none.
    pub fn peak_kw(&self) -> f64 {
        let mut peak = f64::NEG_INFINITY;
        let blocks = self.whole_blocks();
        let higher = |a: f64, b: f64| if b > a { b } else { a };
        for block in &self.blocks[blocks.clone()] {
            peak = higher(peak, block.high_kw());
        }
        let inside = self.steps_of(&blocks);
        let (before, behind) = (&self.kw[..inside.start], &self.kw[inside.end..]);
        before.iter().chain(behind).fold(peak, |a, &b| higher(a, b))
    }

    /// The mean over the whole time, kW; 0 for no step.
    pub(super) fn mean_kw(&self) -> f64 {
        let blocks = self.whole_blocks();
        let inside = self.steps_of(&blocks);
        let sums = self.blocks[blocks].iter().map(Block::sum_kw);
        let outside = (0..inside.start).chain(inside.end..self.len());
        let energy = |k: usize| self.kw[k] * self.hours_of(k) / self.dt_h;
        let mut sum = sums.sum::<f64>() + outside.map(energy).sum::<f64>();
        // Partial ends that lie inside a block were counted as whole steps.
        for k in [0, self.len().saturating_sub(1)] {
            if inside.contains(&k) {
                sum += energy(k) - self.kw[k];
            }
        }
        let steps = self.total_hours() / self.dt_h;
        if steps > 0.0 { sum / steps } else { 0.0 }
    }

    /// The blocks that lie inside these steps entirely.
    fn whole_blocks(&self) -> Range<usize> {
        let first = self.offset.div_ceil(BLOCK);
        let end = (self.offset + self.kw.len()) / BLOCK;
        if first < end { first..end } else { 0..0 }
    }

    /// The steps of some blocks that lie inside these steps; none for no block.
    fn steps_of(&self, blocks: &Range<usize>) -> Range<usize> {
        if blocks.is_empty() {
            return 0..0;
        }
        blocks.start * BLOCK - self.offset..blocks.end * BLOCK - self.offset
    }

    /// The first step that reaches the peak.
    pub fn peak_index(&self) -> usize {
        let peak = self.peak_kw();
        self.kw.iter().position(|&kw| kw == peak).unwrap_or(0)
    }

    /// Some of the steps.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let first_h = self.hours_of(range.start);
        let last_h = self.hours_of(range.end.saturating_sub(1));
        Self {
            offset: self.offset + range.start,
            kw: &self.kw[range],
            dt_h: self.dt_h,
            first_h,
            last_h,
            blocks: Arc::clone(&self.blocks),
        }
    }

    /// Shows the steps of `range` in as few moves as tell all highs and lows of the store:
    /// `each(last, value)` for the steps up to and with `last`. The value is `several` of
    /// what the packs do throughout a block and the sum of its loads (kW), or `one` of the
    /// load of a single step (kW). `each` says where to go on: `last + 1`, or further on to
    /// pass over steps that change nothing.
    ///
    /// Which steps make a move hangs on the load and the threshold alone.
    #[inline(always)]
    pub(super) fn moves<T>(
        &self,
        range: Range<usize>,
        site_kw: f64,
        charge_kw: f64,
        several: impl Fn(Doing, f64) -> T,
        one: impl Fn(f64) -> T,
        mut each: impl FnMut(usize, T) -> usize,
    ) {
        let mut at = range.start;
        'walk: while at < range.end {
            let block = (at + self.offset) / BLOCK;
            let whole = at + self.offset == block * BLOCK && at + BLOCK <= range.end;
            let known = self.blocks.get(block).filter(|_| whole);
            let end = range.end.min((block + 1) * BLOCK - self.offset);
            if let Some(block) = known
                && let Some(doing) = block.doing(site_kw, charge_kw)
            {
                at = each(end - 1, several(doing, block.sum_kw()));
            } else {
                for (k, &kw) in (at..end).zip(&self.kw[at..end]) {
                    let next = each(k, one(kw));
                    if next != k + 1 {
                        at = next;
                        continue 'walk;
                    }
                }
                at = end;
            }
        }
    }

    /// The first step of `range` above a power, or its end.
    pub(super) fn first_above(&self, range: Range<usize>, limit_kw: f64) -> usize {
        let mut at = range.start;
        while at < range.end {
            let block = (at + self.offset) / BLOCK;
            let end = range.end.min((block + 1) * BLOCK - self.offset);
            let high = self.blocks.get(block).map_or(f64::INFINITY, Block::high_kw);
            // Also where a part of the block lies outside: then the look was in vain.
            if high > limit_kw {
                let steps = &self.kw[at..end];
                if let Some(found) = steps.iter().position(|&kw| kw > limit_kw) {
                    return at + found;
                }
            }
            at = end;
        }
        range.end
    }

    /// The moves with what each adds to the store, kWh. Only where the store keeps what it holds.
    #[inline(always)]
    pub(super) fn gains(
        &self,
        piece: &Piece,
        site_kw: f64,
        charge_kw: f64,
        each: impl FnMut(usize, f64) -> usize,
    ) {
        let gain = piece.gain;
        self.moves(
            piece.steps.clone(),
            site_kw,
            charge_kw,
            |doing, sum_kw| doing.gain(sum_kw, site_kw, charge_kw, gain),
            |kw| gain.of(kw - site_kw, charge_kw),
            each,
        );
    }
}

/// What a step of some length does to the store, per kW.
#[derive(Clone, Copy, Debug)]
pub(super) struct StepGain {
    /// Hours.
    pub dt_h: f64,
    /// kWh that leave the store per kW discharged: dt / η_d.
    pub discharge: f64,
    /// kWh that enter the store per kW charged: η_c · dt.
    pub charge: f64,
    /// Share of the stored energy that is left after the step: (1 − σ)^dt.
    pub decay: f64,
}

impl StepGain {
    pub fn new(battery: &BatterySpec, dt_h: f64) -> Self {
        Self {
            dt_h,
            discharge: dt_h / battery.eta_d,
            charge: battery.eta_c * dt_h,
            decay: if battery.self_discharge_per_h == 0.0 {
                1.0
            } else {
                libm::pow(1.0 - battery.self_discharge_per_h, dt_h)
            },
        }
    }
}

impl StepGain {
    /// kWh by which the store grows in a step whose load lies `over_kw` above what may be
    /// drawn: the packs give what is over, and otherwise charge as hard as they may.
    #[inline(always)]
    pub fn of(self, over_kw: f64, charge_kw: f64) -> f64 {
        let room_kw = -over_kw;
        if over_kw > 0.0 {
            -over_kw * self.discharge
        } else {
            (if room_kw < charge_kw {
                room_kw
            } else {
                charge_kw
            }) * self.charge
        }
    }
}

/// A run of steps in walking order with one length and one threshold.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Position of the first step in walking order.
    pub t: usize,
    /// The steps.
    pub steps: Range<usize>,
    pub gain: StepGain,
    /// Which threshold holds here.
    pub window: usize,
}

/// The order in which the steps are walked: from `origin` round to `origin`.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub pieces: Vec<Piece>,
    pub origin: usize,
    pub len: usize,
}

impl Route {
    /// Walks all steps once, starting at step `origin`; `windows` partition the steps.
    pub fn new(
        steps: &Steps,
        battery: &BatterySpec,
        windows: &[Range<usize>],
        origin: usize,
    ) -> Self {
        let n = steps.len();
        let inner = StepGain::new(battery, steps.dt_h);
        let mut in_order: Vec<Piece> = Vec::with_capacity(windows.len() + 4);
        let mut push = |steps: Range<usize>, gain: StepGain, window: usize| {
            if !steps.is_empty() {
                in_order.push(Piece {
                    t: 0,
                    steps,
                    gain,
                    window,
                });
            }
        };
        for (window, range) in windows.iter().enumerate() {
            let mut from = range.start;
            let mut to = range.end;
            if from == 0 && to > 0 && steps.first_h != steps.dt_h {
                push(0..1, StepGain::new(battery, steps.first_h), window);
                from = 1;
            }
            let odd_end = to == n && from < n && n > 1 && steps.last_h != steps.dt_h;
            if odd_end {
                to = n - 1;
            }
            push(from..to, inner, window);
            if odd_end {
                push(n - 1..n, StepGain::new(battery, steps.last_h), window);
            }
        }
        let mut pieces = Vec::with_capacity(in_order.len() + 1);
        let mut t = 0;
        for (from, to) in [(origin, n), (0, origin)] {
            for piece in &in_order {
                let start = piece.steps.start.max(from);
                let end = piece.steps.end.min(to);
                if start < end {
                    pieces.push(Piece {
                        t,
                        steps: start..end,
                        ..piece.clone()
                    });
                    t += end - start;
                }
            }
        }
        Self {
            pieces,
            origin,
            len: n,
        }
    }

    /// The step at a position in walking order.
    pub fn step_at(&self, t: usize) -> usize {
        (t + self.origin) % self.len.max(1)
    }

    /// The pieces that cover positions `range`, cut to it.
    pub fn within(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = Piece> + '_ {
        self.pieces.iter().filter_map(move |piece| {
            let end_t = piece.t + piece.steps.len();
            let from = range.start.max(piece.t);
            let to = range.end.min(end_t);
            (from < to).then(|| Piece {
                t: from,
                steps: piece.steps.start + (from - piece.t)..piece.steps.start + (to - piece.t),
                ..piece.clone()
            })
        })
    }
}
