//! The weather outside, and how much harder the cooling works for it.

use super::cosine::cosine;
use super::grid::{DAY, Grid, HOUR};
use crate::noise::Noise;

// A temperate continental climate, about that of northern Virginia or Ohio,
// where most of the large sites stand. Estimates, rounded.
/// Mean over the year, °C.
const YEAR_MEAN: f64 = 13.0;
/// Half the way from the coldest to the warmest week, K.
const YEAR_SWING: f64 = 12.0;
/// The warmest day of the year, counted from 1 January: 21 July.
const WARMEST_DAY: f64 = 201.0;
/// Half the way from the coolest to the warmest hour of a clear day, K: summer and winter.
const DAY_SWING: (f64, f64) = (6.5, 3.5);
/// Warm and cold spells: standard deviation, K, of draws two and a half days apart.
const SPELLS: f64 = 3.0;
const SPELL_MS: i64 = 60 * HOUR;

/// The course of a clear day, from −1 to 1: coolest before sunrise, warmest at four (estimate).
const DAY_COURSE: [f64; 24] = [
    -0.60, -0.70, -0.80, -0.88, -0.95, -1.00, -0.95, -0.78, -0.50, -0.18, 0.14, 0.43, //
    0.67, 0.84, 0.95, 0.99, 1.00, 0.92, 0.72, 0.42, 0.10, -0.16, -0.36, -0.50,
];

// Power for cooling, relative to its mean over the year. Below the changeover
// outdoor air does the work and only fans and pumps run; above it chillers take
// over, and do worse the hotter it is. Shape and numbers are estimates.
/// Fans and pumps alone.
const FREE: f64 = 0.46;
/// Where outdoor air stops being enough, °C.
const CHANGEOVER: f64 = 11.0;
/// The span above the changeover over which the two terms below are reached, K.
const SPAN: f64 = 25.0;
/// Chillers: in proportion to the span, and with its square.
const CHILLERS: (f64, f64) = (0.42, 0.43);
/// The mean of the above over years, so that the whole is relative to it.
const MEAN: f64 = 0.588;

const KNOT_MS: i64 = HOUR / 2;

/// The weather of one seed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weather {
    spells: Noise,
    clouds: Noise,
}

impl Weather {
    pub(super) fn new(seed: u32) -> Self {
        Self {
            spells: Noise::new(seed, 101),
            clouds: Noise::new(seed, 102),
        }
    }

    /// Power for cooling the same heat, relative to its mean over years; the mean of each step.
    pub(super) fn cooling(self, grid: Grid) -> Vec<f64> {
        let mut out = vec![0.0; grid.len];
        let mut day = -1;
        let mut summer = (0.0, 0.0);
        let mut clear = (0.0, 0.0);
        grid.add_line(&mut out, KNOT_MS, |knot| {
            let at = knot * KNOT_MS;
            let today = at / DAY;
            if today != day {
                day = today;
                summer = (summer_on(today), summer_on(today + 1));
                clear = (self.clear_on(today), self.clear_on(today + 1));
            }
            let share = (at % DAY) as f64 / DAY as f64;
            let summer = summer.0 + (summer.1 - summer.0) * share;
            let clear = clear.0 + (clear.1 - clear.0) * share;
            let swing = DAY_SWING.1 + (DAY_SWING.0 - DAY_SWING.1) * (summer + 1.0) * 0.5;
            let celsius = YEAR_MEAN
                + YEAR_SWING * summer
                + SPELLS * self.spells.course(at, SPELL_MS)
                + swing * clear * hourly(&DAY_COURSE, at);
            power_at(celsius)
        });
        out
    }

    /// How much of a clear day's swing this day has.
    fn clear_on(self, day: i64) -> f64 {
        self.clouds.between(day, 0.6, 1.15)
    }
}

/// From −1 in deep winter to 1 in high summer.
fn summer_on(day: i64) -> f64 {
    cosine((day as f64 - WARMEST_DAY) * (std::f64::consts::TAU / 365.0))
}

fn power_at(celsius: f64) -> f64 {
    let above = ((celsius - CHANGEOVER) / SPAN).max(0.0);
    (FREE + CHILLERS.0 * above + CHILLERS.1 * above * above) / MEAN
}

/// A table by hour of day, with straight lines between the hours.
pub(super) fn hourly(table: &[f64; 24], at_ms: i64) -> f64 {
    let in_day = at_ms.rem_euclid(DAY);
    let hour = (in_day / HOUR) as usize;
    let share = (in_day % HOUR) as f64 / HOUR as f64;
    let (before, after) = (table[hour], table[(hour + 1) % 24]);
    before + (after - before) * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_over_years_is_one() {
        let grid = Grid {
            step_ms: HOUR,
            len: 8760,
        };
        let mean: f64 = (0..20)
            .map(|seed| Weather::new(seed).cooling(grid).iter().sum::<f64>() / 8760.0)
            .sum::<f64>()
            / 20.0;
        assert!((mean - 1.0).abs() < 0.01, "{mean}");
    }
}
