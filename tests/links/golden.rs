//! Links that are out in the world: they must mean for ever what they mean here.

use peakpack::scenario::{
    EndCondition, Id, PARAMETERS, PRESETS, PackModel, Scenario, Shape, decode,
};

#[test]
fn each_preset_has_its_link() {
    let links: Vec<String> = PRESETS
        .iter()
        .map(|preset| Scenario::of(preset).to_query())
        .collect();
    assert_eq!(
        links,
        [
            "",
            "v=1&s=inference",
            "v=1&s=training",
            "v=1&s=redwood",
            "v=1&s=colo"
        ]
    );
}

#[test]
fn only_what_differs_is_written_in_the_order_of_the_table() {
    let campus = Scenario::default();
    let redwood = Scenario::of(&PRESETS[3]);
    for (scenario, link) in [
        (
            campus.with(Id::Health, 74.0).with(Id::Packs, 800.0),
            "v=1&packs=800&soh=74",
        ),
        (campus.with(Id::Packs, 0.0), "v=1&packs=0"),
        (
            campus
                .with(Id::CRate, 0.5)
                .with(Id::SitePeak, 12.345)
                .with(Id::Health, 70.5),
            "v=1&mw=12.345&soh=70.5&crate=0.5",
        ),
        (campus.with(Id::Step, 1.0), "v=1&dt=1&days=11"),
        (
            redwood.with(Id::Packs, 792.0).with(Id::Lowest, 5.0),
            "v=1&s=redwood&packs=792&lo=5",
        ),
        // The default of the table is written where the preset has another.
        (redwood.with(Id::PackEnergy, 0.0), "v=1&s=redwood&kwh=0"),
        (
            campus
                .with(Id::Shape, Shape::FineTune as u8 as f64)
                .with(Id::Window, 3.0)
                .with(Id::PackModel, PackModel::BmwI3 as u8 as f64)
                .with(Id::End, EndCondition::Free as u8 as f64),
            "v=1&shape=finetune&win=30&pack=i3-94&end=free",
        ),
    ] {
        assert_eq!(scenario.to_query(), link);
        let decoded = decode(link);
        assert_eq!(decoded.scenario, scenario, "{link}");
        assert_eq!(decoded.warnings, [], "{link}");
    }
}

/// Every input away from its preset.
#[test]
fn the_longest_link_is_short() {
    const LONGEST: &str = "v=1&s=redwood&mw=48.5&shape=colo&lf=72&pue=1.25&seed=42\
        &dt=60&days=90&win=30&packs=1250&pack=ioniq5&kwh=72.5&soh=81.5&lo=10&hi=90\
        &crate=0.35&kwp=12.5&kwc=10&rte=86.5&self=1.5&aux=0.05&avail=98.5&park=60&end=same\
        &pack2=kona64&mix=25&spread=5.5&draw=12&wire=string&string=6&acc=92&cell=simple&temp=30\
        &pf=1.35&begin=aged&eol=60&keep=topup&hold=85&yr=20&fade=2.5&cyc=1.2&knee=70&kf=2.5";
    let decoded = decode(LONGEST);
    assert_eq!(decoded.warnings, []);
    assert_eq!(decoded.scenario.to_query(), LONGEST);
    let written = LONGEST.split('&').count() - 1;
    assert_eq!(written, PARAMETERS.len());
    assert!(LONGEST.len() < 400, "{}", LONGEST.len());
}
