//! The presets, and the defaults that links of version 1 leave out.

use peakpack::fleet::Fleet;
use peakpack::scenario::{Fit, PARAMETERS, PRESETS, Scenario};

/// Every value of every preset. Links of version 1 rely on each of them: when
/// one must change, it takes a new version of links, which reads the old ones as before.
const DEFAULTS_V1: &str = "\
s=campus mw=100 shape=campus lf=0 pue=0 seed=1 dt=900 days=365 win=15 packs=640 pack=model3lr kwh=0 \
soh=78 lo=5 hi=95 crate=0.25 kwp=0 kwc=0 rte=0 self=0 aux=0 avail=99 park=65 end=steady
s=inference mw=50 shape=inference lf=0 pue=0 seed=1 dt=900 days=365 win=15 packs=320 pack=model3lr \
kwh=0 soh=78 lo=5 hi=95 crate=0.25 kwp=0 kwc=0 rte=0 self=0 aux=0 avail=99 park=65 end=steady
s=training mw=100 shape=training lf=0 pue=0 seed=1 dt=2 days=7 win=15 packs=640 pack=model3lr kwh=0 \
soh=78 lo=5 hi=95 crate=0.25 kwp=0 kwc=0 rte=0 self=0 aux=0 avail=99 park=65 end=steady
s=redwood mw=2.9 shape=inference lf=0 pue=0 seed=1 dt=900 days=365 win=15 packs=805 pack=model3lr \
kwh=100.4 soh=78 lo=0 hi=100 crate=0.25 kwp=14.9 kwc=0 rte=0 self=0 aux=0 avail=99.2 park=65 end=steady
s=colo mw=20 shape=colo lf=0 pue=0 seed=1 dt=900 days=365 win=15 packs=140 pack=model3lr kwh=0 \
soh=78 lo=5 hi=95 crate=0.25 kwp=0 kwc=0 rte=0 self=0 aux=0 avail=99 park=65 end=steady
";

/// The inputs about packs that differ and packs that age came later; all presets leave them alone.
const ADDED: &str = " pack2=leaf40 mix=0 spread=0 draw=1 wire=pack string=4 acc=94 cell=auto temp=25 \
pf=1.25 begin=fresh eol=55 keep=fade hold=90 yr=15 fade=2 cyc=1 knee=0 kf=3";

#[test]
fn the_defaults_of_version_1_are_frozen() {
    let mut text = String::new();
    for preset in &PRESETS {
        let scenario = Scenario::of(preset);
        let values = PARAMETERS.iter().map(|parameter| {
            format!(
                "{}={}",
                parameter.key,
                parameter.text(parameter.get(&scenario))
            )
        });
        text += &values.collect::<Vec<_>>().join(" ");
        text += "\n";
    }
    assert_eq!(text.replace(ADDED, ""), DEFAULTS_V1);
    assert_eq!(text.matches(ADDED).count(), PRESETS.len());
}

#[test]
fn presets_change_admissible_values_only_and_each_once() {
    for preset in &PRESETS {
        assert!(preset.sentence.ends_with('.') && !preset.source.text.is_empty());
        for (place, &(id, value)) in preset.changes.iter().enumerate() {
            assert_eq!(id.parameter().admit(value).fit, Fit::Exact);
            assert_ne!(value, id.parameter().default, "{} {id:?}", preset.id);
            assert!(
                preset.changes[..place]
                    .iter()
                    .all(|&(earlier, _)| earlier < id)
            );
            assert_eq!(Scenario::of(preset).get(id), value);
        }
        assert_eq!(Scenario::of(preset).preset(), preset);
    }
    assert_eq!(Scenario::default(), Scenario::of(&PRESETS[0]));
}

#[test]
fn redwood_has_the_power_and_energy_that_were_reported() {
    let Some(preset) = PRESETS.iter().find(|preset| preset.id == "redwood") else {
        panic!("no such preset");
    };
    let fleet = Fleet::from_scenario(&Scenario::of(preset));
    let off = |value: f64, reported: f64| (value / reported - 1.0).abs();
    assert!(
        off(fleet.power_kw(), 12_000.0) < 0.02,
        "{}",
        fleet.power_kw()
    );
    assert!(
        off(fleet.usable_kwh(), 63_000.0) < 0.02,
        "{}",
        fleet.usable_kwh()
    );
    assert!(preset.note.contains("Not affiliated"));
    // 0.19 of what is left, per hour.
    assert!((fleet.power_kw() / fleet.usable_kwh() - 0.19).abs() < 0.005);
}
