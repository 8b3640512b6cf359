//! Fleets of packs that differ: what one battery is planned to do, the packs can do.

use super::oracle;
use peakpack::dispatch::{EndCondition, Steps, can_follow, exact_peak, schedule};
use peakpack::fleet::{Battery, Fleet, Pack, PackGroup, PackSpec};
use peakpack::units::{Fraction, KilowattHours, Kilowatts};
use proptest::prelude::*;

fn group() -> impl Strategy<Value = PackGroup> {
    let sizes = (20.0..80.0f64, 40.0..100.0f64, 4.0..20.0f64, 4.0..20.0f64);
    (sizes, 80.0..100.0f64, 1..4_u32).prop_map(|((kwh, health, give, take), round_trip, count)| {
        let percent = Fraction::from_percent_clamped;
        let pack = Pack::new(PackSpec {
            usable_when_new: KilowattHours(kwh),
            health: percent(health),
            lowest: percent(5.0),
            highest: percent(95.0),
            discharge: Kilowatts(give),
            charge: Kilowatts(take),
            round_trip: percent(round_trip),
            self_discharge_per_h: 0.0,
            auxiliary: Kilowatts(0.0),
        });
        PackGroup {
            pack: pack.unwrap(),
            count,
        }
    })
}

/// The peak that a battery is planned for, and whether packs can follow that plan.
fn planned(steps: &Steps, battery: &Battery, kinds: &[Battery], end: EndCondition) -> (f64, bool) {
    let peak_kw = exact_peak(steps, battery, end).unwrap().peak_kw;
    let all = 0..steps.len();
    let plan = schedule(steps, battery, end, &[all], &[peak_kw], 0.0);
    (peak_kw, can_follow(kinds, battery, steps, &plan, end))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_plan_that_packs_keep_is_below_their_linear_program(
        kw in prop::collection::vec(prop_oneof![4 => 60.0..100.0, 2 => 90.0..130.0], 8..=30),
        groups in prop::collection::vec(group(), 2..=4),
        steady in any::<bool>(),
    ) {
        let end = if steady { EndCondition::Steady } else { EndCondition::Free };
        let steps = Steps::new(&kw, 1.0);
        let fleet = Fleet::new(groups, Fraction::ONE, Fraction::ONE).unwrap();
        let kinds = fleet.kinds();
        let least_kw = oracle::least_peak_of_packs(&steps, &kinds, end);
        let in_step_kw = exact_peak(&steps, &fleet.battery(), end).unwrap().peak_kw;
        prop_assert!(in_step_kw >= least_kw - 1e-6, "{in_step_kw} {least_kw}");
        let best_kw = exact_peak(&steps, &fleet.at_best(), end).unwrap().peak_kw;
        prop_assert!(best_kw <= least_kw + 1e-6, "{best_kw} {least_kw}");
        if let Some(apart) = fleet.apart(1.0) {
            let (peak_kw, can) = planned(&steps, &apart, &kinds, end);
            prop_assert!(!can || peak_kw >= least_kw - 1e-2, "{peak_kw} {least_kw}");
        }
    }

    #[test]
    fn packs_that_differ_in_size_only_follow_any_plan(
        kw in prop::collection::vec(60.0..130.0f64, 8..=30),
        group in group(),
        more in 2..4_u32,
    ) {
        let steps = Steps::new(&kw, 1.0);
        let groups = vec![group, PackGroup { count: group.count + more, ..group }];
        let fleet = Fleet::new(groups, Fraction::ONE, Fraction::ONE).unwrap();
        let (_, can) = planned(&steps, &fleet.battery(), &fleet.kinds(), EndCondition::Steady);
        prop_assert!(can);
    }
}
