//! Packs, fleets and the battery they make.

use peakpack::fleet::{Battery, CataloguePack, Fleet, Pack, PackGroup, PackSpec};
use peakpack::fleet::{round_trip_at, self_discharge_per_hour};
use peakpack::scenario::{EndCondition, Id, PARAMETERS, PackModel, Scenario};
use peakpack::units::{Fraction, KilowattHours, Kilowatts};
use proptest::prelude::*;

fn percent(value: f64) -> Fraction {
    Fraction::from_percent_clamped(value)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// A plain pack: kWh when new, health in %, kW.
#[allow(clippy::unwrap_used, reason = "a helper of tests")]
fn pack(kwh: f64, health: f64, kw: f64) -> Pack {
    Pack::new(spec(kwh, health, kw)).unwrap()
}

fn spec(kwh: f64, health: f64, kw: f64) -> PackSpec {
    PackSpec {
        usable_when_new: KilowattHours(kwh),
        health: percent(health),
        lowest: percent(5.0),
        highest: percent(95.0),
        discharge: Kilowatts(kw),
        charge: Kilowatts(kw),
        round_trip: round_trip_at(percent(health)),
        self_discharge_per_h: 0.0,
        auxiliary: Kilowatts(0.0),
    }
}

#[test]
fn the_default_fleet_by_hand() {
    let fleet = Fleet::from_scenario(&Scenario::default());
    let energy = 640.0 * 0.99 * 74.0 * 0.78;
    assert!(close(fleet.usable_kwh(), 0.9 * energy));
    assert!(close(fleet.power_kw(), 0.25 * energy));
    let battery = fleet.battery();
    let numbers = battery.spec();
    assert!(close(numbers.e_min_kwh, 0.05 * energy));
    assert!(close(numbers.e_max_kwh, 0.95 * energy));
    assert!(close(battery.usable_kwh(), fleet.usable_kwh()));
    assert_eq!(numbers.p_charge_kw, numbers.p_discharge_kw);
    assert_eq!((numbers.eta_c, numbers.aux_kw), (numbers.eta_d, 0.0));
    assert!(close(battery.round_trip(), 0.858));
    assert_eq!(fleet.energy_when_new(), KilowattHours(640.0 * 74.0));
}

#[test]
fn every_input_of_the_packs_reaches_the_battery() {
    let scenario = Scenario::default()
        .with(Id::Packs, 100.0)
        .with(Id::PackModel, PackModel::Leaf24 as u8 as f64)
        .with(Id::Health, 64.0)
        .with(Id::Lowest, 10.0)
        .with(Id::Highest, 90.0)
        .with(Id::PackPower, 5.0)
        .with(Id::ChargePower, 3.0)
        .with(Id::RoundTrip, 81.0)
        .with(Id::SelfDischarge, 5.0)
        .with(Id::Auxiliary, 0.1)
        .with(Id::Availability, 98.0);
    let battery = Fleet::from_scenario(&scenario).battery();
    let numbers = battery.spec();
    let energy = 100.0 * 0.98 * 22.0 * 0.64;
    assert!(close(numbers.e_min_kwh, 0.1 * energy));
    assert!(close(numbers.e_max_kwh, 0.9 * energy));
    assert!(close(numbers.p_discharge_kw, 490.0));
    assert!(close(numbers.p_charge_kw, 294.0));
    assert!(close(numbers.eta_c, 0.9) && close(numbers.eta_d, 0.9));
    // All installed packs draw their auxiliaries, working or not.
    assert!(close(numbers.aux_kw, 10.0));
    let left = libm::pow(1.0 - numbers.self_discharge_per_h, 730.0);
    assert!(close(left, 0.95));

    let named = Fleet::from_scenario(&scenario.with(Id::PackEnergy, 30.0));
    assert_eq!(named.energy_when_new(), KilowattHours(3_000.0));
}

#[test]
fn where_the_packs_begin() {
    let begin = |end: EndCondition, parking: f64| {
        let scenario = Scenario::default()
            .with(Id::End, end as u8 as f64)
            .with(Id::Parking, parking);
        let battery = Fleet::from_scenario(&scenario).battery();
        let full = battery.spec().e_max_kwh / 0.95;
        battery.spec().e0_kwh / full
    };
    assert!(close(begin(EndCondition::Free, 65.0), 0.95));
    assert!(close(begin(EndCondition::SameAsStart, 65.0), 0.65));
    assert!(close(begin(EndCondition::SameAsStart, 0.0), 0.05));
    assert!(close(begin(EndCondition::SameAsStart, 100.0), 0.95));
}

#[test]
fn no_packs_are_no_battery() {
    let scenario = Scenario::default()
        .with(Id::Packs, 0.0)
        .with(Id::Auxiliary, 1.0);
    let fleet = Fleet::from_scenario(&scenario);
    assert_eq!(fleet.battery(), Battery::NONE);
    assert_eq!((fleet.usable_kwh(), fleet.power_kw()), (0.0, 0.0));
    assert_eq!(fleet.share_left(), Fraction::ONE);
    assert!(fleet.lumps_exactly());
}

#[test]
fn round_trip_falls_with_health() {
    for (health, share) in [
        (100.0, 0.87),
        (90.0, 0.87),
        (85.0, 0.865),
        (80.0, 0.86),
        (75.0, 0.855),
        (70.0, 0.85),
        (50.0, 0.83),
    ] {
        assert!(
            close(round_trip_at(percent(health)).get(), share),
            "{health}"
        );
    }
}

#[test]
fn self_discharge_stays_within_a_batterys_limits() {
    assert_eq!(self_discharge_per_hour(percent(0.0)), 0.0);
    assert!(self_discharge_per_hour(percent(100.0)) < 0.5);
}

/// Reported plants: energy over packs.
#[test]
fn packs_of_reported_plants() {
    let per_pack = |mwh: f64, packs: f64| mwh * 1_000.0 / packs;
    for (mwh, packs, kwh) in [
        (63.0, 805.0, 78.3),
        (63.0, 792.0, 79.5),
        (25.0, 1_300.0, 19.2),
        (24.0, 500.0, 48.0),
        (53.0, 900.0, 58.9),
    ] {
        assert!((per_pack(mwh, packs) - kwh).abs() <= 0.05);
    }
    // 100.4 kWh when new at a health of 78 % are the first of them.
    assert!((pack(100.4, 78.0, 14.9).energy().0 - 78.3).abs() < 0.05);
    // A Leaf at its retirement is of the size of the third.
    let leaf = CataloguePack::of(PackModel::Leaf30).left_at_retirement().0;
    assert!((leaf - 19.2).abs() < 1.0);
}

#[test]
fn one_battery_stands_for_packs_that_keep_step_only() {
    let fleet = |groups: &[(Pack, u32)]| {
        let groups = groups
            .iter()
            .map(|&(pack, count)| PackGroup { pack, count });
        Fleet::new(groups.collect(), Fraction::ONE, Fraction::ONE).unwrap()
    };
    let big = pack(80.0, 80.0, 16.0);
    let small = pack(40.0, 80.0, 8.0);
    let hasty = pack(40.0, 80.0, 20.0);
    let worn = pack(80.0, 60.0, 12.0);
    assert!(fleet(&[(big, 3), (small, 5)]).lumps_exactly());
    assert!(!fleet(&[(big, 3), (hasty, 5)]).lumps_exactly());
    assert!(!fleet(&[(big, 3), (worn, 5)]).lumps_exactly()); // other losses
    assert!(fleet(&[(big, 3), (hasty, 0)]).lumps_exactly());

    let mixed = fleet(&[(big, 3), (worn, 5)]).battery();
    let energy = 3.0 * 64.0 + 5.0 * 48.0;
    assert!(close(mixed.spec().e_max_kwh, 0.95 * energy));
    // Both hold four hours of their power; in step the one with fewer losses sets the pace.
    let (eta, worse) = (0.86_f64.sqrt(), 0.84_f64.sqrt());
    let given = 192.0 * eta + 240.0 * worse;
    assert!(close(mixed.spec().p_discharge_kw, 0.25 / eta * given));
    assert!(close(mixed.spec().eta_d, given / energy));
    let taken = 192.0 / eta + 240.0 / worse;
    assert!(close(mixed.spec().p_charge_kw, 0.25 * worse * taken));
    assert!(close(mixed.spec().eta_c, energy / taken));
    // A pack with power to spare waits for the others.
    let waiting = fleet(&[(big, 3), (hasty, 5)]).battery();
    assert!(close(waiting.spec().p_discharge_kw, 48.0 + 40.0));
    assert!(close(
        fleet(&[(big, 3), (hasty, 5)])
            .at_best()
            .spec()
            .p_discharge_kw,
        148.0
    ));
    let share = fleet(&[(big, 3), (worn, 5)]).share_left().get();
    assert!(close(share, energy / 640.0));
}

#[test]
fn packs_that_cannot_be_are_refused_by_name() {
    let good = spec(74.0, 78.0, 14.0);
    let refused = |spec: PackSpec| Pack::new(spec).unwrap_err().field;
    let wrong = [
        (
            PackSpec {
                usable_when_new: KilowattHours(f64::NAN),
                ..good
            },
            "usable_when_new",
        ),
        (
            PackSpec {
                discharge: Kilowatts(-1.0),
                ..good
            },
            "discharge",
        ),
        (
            PackSpec {
                charge: Kilowatts(f64::INFINITY),
                ..good
            },
            "charge",
        ),
        (
            PackSpec {
                auxiliary: Kilowatts(-0.1),
                ..good
            },
            "auxiliary",
        ),
        (
            PackSpec {
                round_trip: percent(0.0),
                ..good
            },
            "round_trip",
        ),
        (
            PackSpec {
                self_discharge_per_h: 0.6,
                ..good
            },
            "self_discharge_per_h",
        ),
        (
            PackSpec {
                lowest: percent(96.0),
                ..good
            },
            "lowest",
        ),
    ];
    for (spec, field) in wrong {
        assert_eq!(refused(spec), field);
    }
    let crowd = vec![
        PackGroup {
            pack: pack(1.0, 80.0, 1.0),
            count: u32::MAX
        };
        2
    ];
    let refused = Fleet::new(crowd, Fraction::ONE, Fraction::ONE).unwrap_err();
    assert_eq!(refused.field, "count");
}

proptest! {
    /// No admissible scenario ends in the battery that stands for "cannot be".
    #[test]
    fn every_scenario_makes_the_battery_it_describes(picks in prop::collection::vec(0.0..=1.0_f64, Id::COUNT)) {
        let mut scenario = Scenario::default();
        for (parameter, pick) in PARAMETERS.iter().zip(picks) {
            let top = match parameter.kind {
                peakpack::scenario::Kind::Number { max, .. } => max,
                peakpack::scenario::Kind::Choice { options } => options.len() as f64 - 1.0,
            };
            parameter.set(&mut scenario, pick * pick * top);
        }
        let fleet = Fleet::from_scenario(&scenario);
        prop_assert_eq!(fleet.packs(), scenario.packs());
        let battery = fleet.battery();
        prop_assert_eq!(battery == Battery::NONE, scenario.packs() == 0);
        prop_assert!(close(battery.usable_kwh(), fleet.usable_kwh()) || battery.usable_kwh() < 1e-6);
        prop_assert!(battery.spec().p_discharge_kw <= fleet.power_kw() * (1.0 + 1e-9));
        let alike = scenario.spread() == 0.0 && scenario.second_share().get() == 0.0;
        prop_assert!(fleet.lumps_exactly() || !alike);
    }
}
