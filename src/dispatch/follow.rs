//! Whether packs that differ can do together what one battery was planned to do.

use super::packs::level_at;
use super::schedule::Schedule;
use super::steps::Steps;
use crate::fleet::Battery;

/// Whether packs behind converters of their own can follow the schedule of one battery, step by
/// step, and end with no less than they began with.
///
/// They begin at one state of charge. What is to be given comes from the packs with the longest
/// time to go, which keeps as many as can be able to give power later (Evans, Tindemans, Angeli,
/// 10.1109/TSG.2019.2922840); what is to be taken goes to those with the lowest charge. Packs
/// that leak are not followed.
///
/// ```
/// use peakpack::dispatch::{EndCondition, Steps, can_follow, schedule};
/// use peakpack::fleet::{Battery, BatterySpec};
/// let spec = BatterySpec {
///     e_min_kwh: 0.0, e_max_kwh: 4.0, p_charge_kw: 1.0, p_discharge_kw: 1.0,
///     eta_c: 1.0, eta_d: 1.0, e0_kwh: 4.0, self_discharge_per_h: 0.0, aux_kw: 0.0,
/// };
/// let pack = |e_max_kwh| Battery::new(BatterySpec { e_max_kwh, e0_kwh: e_max_kwh, ..spec }).unwrap();
/// let packs = [pack(4.0), pack(1.0)];
/// let together = Battery::together(&packs);
/// // Both give all they can for an hour; for two hours the small one cannot.
/// for (load, can) in [([7.0, 4.0, 4.0, 4.0], true), ([7.0, 7.0, 4.0, 4.0], false)] {
///     let steps = Steps::new(&load, 1.0);
///     let plan = schedule(&steps, &together, EndCondition::Free, &[0..4], &[5.0], 0.0);
///     assert_eq!(can_follow(&packs, &together, &steps, &plan, EndCondition::Free), can);
/// }
/// ```
pub fn can_follow(
    packs: &[Battery],
    planned: &Battery,
    steps: &Steps,
    plan: &Schedule,
    end: super::EndCondition,
) -> bool {
    let window_kwh = planned.usable_kwh();
    if window_kwh <= 0.0 || planned.spec().self_discharge_per_h > 0.0 {
        return false;
    }
    /// What rounding may cost, as a share of what the packs hold.
    const SLACK: f64 = 1e-7;
    let charge = (plan.start_kwh - planned.spec().e_min_kwh) / window_kwh;
    let held = |pack: &Battery| charge.clamp(0.0, 1.0) * pack.usable_kwh();
    let start: Vec<f64> = packs.iter().map(held).collect();
    let mut kwh = start.clone();
    for (k, &kw) in plan.battery_kw.iter().enumerate() {
        if kw == 0.0 {
            continue;
        }
        let dt_h = steps.hours_of(k);
        let wanted_kwh = kw * dt_h;
        let to_go =
            |(pack, kwh): (&Battery, &f64)| kwh * pack.spec().eta_d / pack.spec().p_discharge_kw;
        let longest_h = packs.iter().zip(&kwh).map(to_go).fold(0.0, f64::max);
        // Hours at full power of each pack, for a level that is to be found.
        let hours = |kwh: &[f64], level: f64| -> Vec<f64> {
            let of = |(pack, &kwh): (&Battery, &f64)| {
                let spec = pack.spec();
                let hours = if kw > 0.0 {
                    // The level is by how much the longest time to go falls.
                    kwh * spec.eta_d / spec.p_discharge_kw - (longest_h - level)
                } else {
                    (level * pack.usable_kwh() - kwh) / (spec.eta_c * spec.p_charge_kw)
                };
                // A pack without power has no hours, and NaN becomes none.
                hours.max(0.0).min(dt_h)
            };
            packs.iter().zip(kwh).map(of).collect()
        };
        let power = |pack: &Battery| {
            if kw > 0.0 {
                pack.spec().p_discharge_kw
            } else {
                pack.spec().p_charge_kw
            }
        };
        let sum = |hours: &[f64]| -> f64 {
            let each = packs.iter().zip(hours).map(|(pack, h)| power(pack) * h);
            each.sum()
        };
        let most = if kw > 0.0 { longest_h } else { 1.0 };
        let level = level_at(most, wanted_kwh.abs(), |level| sum(&hours(&kwh, level)));
        let hours = hours(&kwh, level);
        if kw > 0.0 && sum(&hours) < wanted_kwh - SLACK * window_kwh {
            return false;
        }
        for ((pack, kwh), h) in packs.iter().zip(&mut kwh).zip(hours) {
            let spec = pack.spec();
            *kwh += if kw > 0.0 {
                -h * spec.p_discharge_kw / spec.eta_d
            } else {
                h * spec.p_charge_kw * spec.eta_c
            };
        }
    }
    let kept =
        |((pack, from), to): ((&Battery, &f64), &f64)| *to >= from - 1e-4 * pack.usable_kwh();
    end == super::EndCondition::Free || packs.iter().zip(&start).zip(&kwh).all(kept)
}
