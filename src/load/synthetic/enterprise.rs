//! Servers of many companies under one roof.

use super::grid::{DAY, Grid, HOUR};
use super::weather::hourly;
use crate::noise::Noise;

/// How much more computers draw in the middle of a working day (estimate: +10 %).
const BUSINESS: f64 = 0.10;
/// The working day, from 0 to 1 by hour (estimate).
const BUSINESS_HOURS: [f64; 24] = [
    0.00, 0.00, 0.05, 0.05, 0.00, 0.00, 0.05, 0.20, 0.55, 0.85, 0.95, 1.00, //
    0.95, 0.95, 1.00, 1.00, 0.95, 0.80, 0.55, 0.35, 0.20, 0.15, 0.10, 0.05,
];
/// What is left of it at the weekend (estimate).
const WEEKEND: f64 = 0.25;
/// Noise: half-hourly (backups, batches) and from week to week (estimates). With
/// the rest they give load factor 0.84 and peak over mean 1.19, as measured in
/// the data-center room of NREL's Research Support Facility.
const HALF_HOURLY: f64 = 0.012;
const WEEKLY: f64 = 0.012;
/// How much of the weather reaches the cooling: chilled air with an economiser (estimate).
pub(super) const WEATHER: f64 = 0.45;

/// The computers' power.
pub(super) fn it_power(grid: Grid, seed: u32) -> Vec<f64> {
    let mut out = vec![0.0; grid.len];
    let (quick, slow) = (Noise::new(seed, 31), Noise::new(seed, 32));
    grid.add_line(&mut out, HOUR / 2, |knot| {
        let at = knot * HOUR / 2;
        let working = if (at / DAY) % 7 >= 5 { WEEKEND } else { 1.0 };
        1.0 + BUSINESS * working * hourly(&BUSINESS_HOURS, at)
            + HALF_HOURLY * quick.bell(knot)
            + WEEKLY * slow.course(at, 7 * DAY)
    });
    out
}
