//! The catalogue of packs.

use peakpack::fleet::{CATALOGUE, CataloguePack};
use peakpack::scenario::{Mark, PackModel};

#[test]
fn rows_stand_in_the_order_of_the_models() {
    for (model, pack) in PackModel::ALL.into_iter().zip(&CATALOGUE) {
        assert_eq!(pack.model, model);
        assert_eq!(CataloguePack::of(model), pack);
    }
}

#[test]
fn packs_are_of_this_world() {
    for pack in &CATALOGUE {
        let name = pack.model.label();
        assert!((20.0..=120.0).contains(&pack.usable_when_new().0), "{name}");
        assert!((0.6..=0.9).contains(&pack.retires_at().get()), "{name}");
        assert!(!pack.chemistry.label().is_empty());
        if let Some(kg) = pack.mass_kg {
            let per_kwh = kg / pack.usable_when_new().0;
            assert!((5.0..=15.0).contains(&per_kwh), "{name}: {per_kwh} kg/kWh");
        }
    }
    let measured = |pack: &&CataloguePack| pack.retires_at_mark == Mark::Measured;
    assert_eq!(CATALOGUE.iter().filter(measured).count(), 2);
}

#[test]
fn energy_left_at_retirement() {
    for (model, kwh) in [
        (PackModel::Leaf24, 14.1),
        (PackModel::Leaf30, 19.6),
        (PackModel::Leaf40, 29.3),
        (PackModel::Leaf62, 47.2),
        (PackModel::Zoe41, 32.8),
        (PackModel::BmwI3, 22.3),
        (PackModel::Meb58, 47.6),
        (PackModel::Meb77, 63.1),
        (PackModel::Kona64, 52.5),
        (PackModel::IPace, 69.5),
    ] {
        let left = CataloguePack::of(model).left_at_retirement().0;
        assert!((left - kwh).abs() <= 0.0501, "{}: {left}", model.label());
    }
}
