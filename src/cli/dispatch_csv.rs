//! A dispatch as CSV.

use peakpack::dispatch::Schedule;
use peakpack::load::Demand;
use std::fmt::Write;

/// One row per step: `t_min,load_kw,grid_kw,battery_kw,stored_kwh`.
///
/// `t_min` is the start of the step in minutes from the start of the load;
/// `load_kw` the site alone, so that `grid = load + auxiliaries − battery`;
/// positive battery power discharges; `stored_kwh` is what the step leaves in
/// the store. Numbers are the shortest that read back as the same bits.
pub fn csv(demand: &Demand, schedule: &Schedule) -> String {
    const BYTES_PER_ROW: usize = 64;
    let mut out = String::with_capacity(BYTES_PER_ROW * (demand.len() + 1));
    out.push_str("t_min,load_kw,grid_kw,battery_kw,stored_kwh\n");
    let steps = demand
        .kw()
        .iter()
        .zip(&schedule.grid_kw)
        .zip(&schedule.battery_kw)
        .zip(&schedule.stored_kwh);
    for (k, (((load, grid), battery), stored)) in steps.enumerate() {
        let minutes = demand.elapsed_ms(k) as f64 / 60_000.0;
        // Adding 0 turns −0 into 0. Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{minutes},{},{},{},{}",
            load + 0.0,
            grid + 0.0,
            battery + 0.0,
            stored + 0.0
        );
    }
    out
}
