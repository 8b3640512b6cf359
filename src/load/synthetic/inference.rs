//! Language models answering people: a load that follows their day.

use super::grid::{DAY, Grid, HOUR, MINUTE};
use super::weather::hourly;
use crate::noise::Noise;

/// Power without any request, as a share of mean power. With an idle power of
/// 0.35 of what is provisioned (estimate) and provisioning for the peaks that
/// were measured, two thirds of the mean is idle power.
pub(super) const IDLE_OF_MEAN: f64 = 0.677;
/// How much of the weather reaches the cooling: air-cooled (estimate).
pub(super) const WEATHER: f64 = 0.4;
/// New draws for the quick noise: the measured rates are 10-minute means.
const KNOT_MS: i64 = 10 * MINUTE;

/// How often requests come, relative to their mean.
pub(super) struct Service {
    /// By hour of a weekday.
    pub(super) hours: [f64; 24],
    /// Weekend against weekday.
    pub(super) weekend: f64,
    /// Standard deviations of the noise at 10 minutes, 1 hour, 6 hours and 1 day.
    pub(super) noise: [f64; 4],
}

/// A service for people at work and at home, in the middle between two services
/// of one operator whose hours were measured: from 0.79 to 1.14 and from 0.45 to
/// 2.19 of the mean rate (Alibaba ServeGen). Quiet before dawn, busy from ten
/// in the morning to late evening. The noise is smaller than the 0.38 of the
/// first of them alone, as a site serves several (estimate).
const PUBLIC: Service = Service {
    hours: [
        0.86, 0.78, 0.72, 0.66, 0.62, 0.60, 0.60, 0.64, 0.74, 0.92, 1.12, 1.22, //
        1.20, 1.30, 1.46, 1.56, 1.58, 1.46, 1.28, 1.22, 1.24, 1.18, 1.06, 0.94,
    ],
    weekend: 0.93, // measured: m-large
    noise: [0.05, 0.07, 0.08, 0.08],
};

impl Service {
    /// The step means of the power, relative to its mean over years, times `scale`.
    pub(super) fn add_power(
        &self,
        grid: Grid,
        out: &mut [f64],
        seed: u32,
        stream: u32,
        scale: f64,
    ) {
        let noise = |octave: u32| Noise::new(seed, stream + octave);
        let (quick, hour, quarter, day) = (noise(0), noise(1), noise(2), noise(3));
        // A day is as busy as its neighbours allow, so the slow part is drawn by the hour.
        let slow = |i: i64| {
            let at = i * HOUR;
            let weekend = if (at / DAY) % 7 >= 5 {
                self.weekend
            } else {
                1.0
            };
            let busy = 1.0
                + self.noise[1] * hour.bell(i)
                + self.noise[2] * quarter.course(at, 6 * HOUR)
                + self.noise[3] * day.course(at, DAY);
            hourly(&self.hours, at) * weekend * busy
        };
        let mean_hours = self.hours.iter().sum::<f64>() / 24.0;
        let per_mean = 1.0 / (mean_hours * (5.0 + 2.0 * self.weekend) / 7.0);
        let mut hour_now = -1;
        let (mut left, mut right) = (0.0, slow(0));
        grid.add_line(out, KNOT_MS, |knot| {
            let at = knot * KNOT_MS;
            if at / HOUR != hour_now {
                hour_now = at / HOUR;
                (left, right) = (right, slow(hour_now + 1));
            }
            let share = (at % HOUR) as f64 / HOUR as f64;
            let even = left + (right - left) * share;
            let rate = (even * per_mean * (1.0 + self.noise[0] * quick.bell(knot))).max(0.0);
            scale * (IDLE_OF_MEAN + (1.0 - IDLE_OF_MEAN) * rate)
        });
    }
}

/// The computers' power.
pub(super) fn it_power(grid: Grid, seed: u32) -> Vec<f64> {
    let mut out = vec![0.0; grid.len];
    PUBLIC.add_power(grid, &mut out, seed, 20, 1.0);
    out
}
