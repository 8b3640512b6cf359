//! A repeating shape whose mean over any time is known in closed form.

/// A stretch of a wave: a straight line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    seconds: f64,
    from: f64,
    half_slope: f64,
}

impl Piece {
    pub(super) fn flat(seconds: f64, level: f64) -> Self {
        Self {
            seconds,
            from: level,
            half_slope: 0.0,
        }
    }

    pub(super) fn ramp(seconds: f64, from: f64, to: f64) -> Self {
        Self {
            seconds,
            from,
            half_slope: 0.5 * (to - from) / seconds,
        }
    }

    /// The area under the first `t` seconds.
    fn area(&self, t: f64) -> f64 {
        let t = if t < self.seconds { t } else { self.seconds };
        t * (self.from + self.half_slope * t)
    }
}

/// A short shape repeated `repeats` times, then a tail, then all of it again.
#[derive(Clone, Debug)]
pub(super) struct Wave {
    short: Vec<Piece>,
    short_seconds: f64,
    short_area: f64,
    repeats: f64,
    all_short_seconds: f64,
    tail: Vec<Piece>,
    cycle_seconds: f64,
    cycle_area: f64,
}

impl Wave {
    pub(super) fn new(short: Vec<Piece>, repeats: u32, tail: Vec<Piece>) -> Self {
        let seconds = |pieces: &[Piece]| pieces.iter().map(|piece| piece.seconds).sum::<f64>();
        let area = |pieces: &[Piece]| pieces.iter().map(|piece| piece.area(f64::MAX)).sum::<f64>();
        let (short_seconds, short_area) = (seconds(&short), area(&short));
        let all_short_seconds = short_seconds * f64::from(repeats);
        Self {
            cycle_seconds: all_short_seconds + seconds(&tail),
            cycle_area: short_area * f64::from(repeats) + area(&tail),
            short,
            short_seconds,
            short_area,
            repeats: f64::from(repeats),
            all_short_seconds,
            tail,
        }
    }

    /// The mean over a whole cycle.
    pub(super) fn mean(&self) -> f64 {
        self.cycle_area / self.cycle_seconds
    }

    /// The area under the wave from its start, for `t` seconds.
    pub(super) fn integral(&self, t: f64) -> f64 {
        // Truncation by a cast: `floor` is a call on older processors.
        let cycles = f64::from((t / self.cycle_seconds) as u32);
        let rest = (t - cycles * self.cycle_seconds).max(0.0);
        let (shorts, pieces, rest) = if rest < self.all_short_seconds {
            let shorts = f64::from((rest / self.short_seconds) as u32);
            (shorts, &self.short, rest - shorts * self.short_seconds)
        } else {
            (self.repeats, &self.tail, rest - self.all_short_seconds)
        };
        let mut area = cycles * self.cycle_area + shorts * self.short_area;
        let mut left = rest.max(0.0);
        for piece in pieces {
            area += piece.area(left);
            left -= piece.seconds;
            if left <= 0.0 {
                break;
            }
        }
        area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_integral_agrees_with_a_sum_over_small_steps() {
        let wave = Wave::new(
            vec![
                Piece::flat(2.0, 1.0),
                Piece::ramp(1.0, 1.0, 0.0),
                Piece::ramp(0.5, 0.0, 1.0),
            ],
            3,
            vec![Piece::flat(1.5, 0.25)],
        );
        assert!((wave.mean() - (3.0 * 2.75 + 0.375) / 12.0).abs() < 1e-15);
        let mut area = 0.0;
        let value = |t: f64| {
            let r = t % 12.0;
            let q = r % 3.5;
            match (r >= 10.5, q) {
                (true, _) => 0.25,
                (_, q) if q < 2.0 => 1.0,
                (_, q) if q < 3.0 => 3.0 - q,
                (_, q) => (q - 3.0) * 2.0,
            }
        };
        for i in 0..40_000 {
            let t = f64::from(i) * 0.001;
            if i % 777 == 0 {
                assert!((wave.integral(t) - area).abs() < 0.005, "{t}");
            }
            area += 0.001 * value(t + 0.0005);
        }
    }
}
