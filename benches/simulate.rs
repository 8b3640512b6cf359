//! What people wait for while they drag a slider.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a failure here is a failed test"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use peakpack::ageing::{Ageing, Day, Model, REPEATED_STEP_H, State, repeat, repeated_day};
use peakpack::dispatch::{EndCondition, Steps, Window, exact_peak, least_peaks, packs_peak};
use peakpack::fleet::{Battery, BatterySpec, Fleet};
use peakpack::life::{Plan, life};
use peakpack::load::carried::{Head, pack};
use peakpack::load::{Site, Step};
use peakpack::scenario::{Id, Scenario, decode};
use std::hint::black_box;
use std::sync::Arc;

fn year_at(step_s: f64, packs: f64) -> (Scenario, Arc<Site>) {
    let scenario = Scenario::default()
        .with(Id::Step, step_s)
        .with(Id::Packs, packs);
    let site = Site::of(&scenario).expect("the default scenario has a load");
    (scenario, Arc::new(site))
}

fn exact(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("exact peak");
    for (step_s, packs) in [
        (900.0, 640.0),
        (900.0, 2_000.0),
        (60.0, 640.0),
        (60.0, 2_000.0),
    ] {
        let (scenario, site) = year_at(step_s, packs);
        let battery = Fleet::from_scenario(&scenario).battery();
        // At the load's own step, without averaging over the meter's window.
        let steps = Steps::of(&site.series);
        group.throughput(Throughput::Elements(steps.len() as u64));
        for end in EndCondition::ALL {
            group.bench_function(
                format!("{} steps, {packs} packs, {end:?}", steps.len()),
                |b| {
                    b.iter(|| exact_peak(black_box(&steps), &battery, end));
                },
            );
        }
    }
    group.finish();
}

/// Packs with converters of `kw` kW and 20 to 60 kWh, no two alike.
fn unequal(count: u32, kw: f64) -> Vec<Battery> {
    let pack = |i: u32| {
        // Spread evenly by the golden ratio.
        let part = |salt: u32| (f64::from(i + salt) * 0.618_033_988_749_895).fract();
        let e_max_kwh = 20.0 + 40.0 * part(0);
        let eta = (0.85 + 0.02 * part(count)).sqrt();
        Battery::new(BatterySpec {
            e_min_kwh: 0.0,
            e_max_kwh,
            p_charge_kw: kw,
            p_discharge_kw: kw,
            eta_c: eta,
            eta_d: eta,
            e0_kwh: e_max_kwh,
            self_discharge_per_h: 0.0,
            aux_kw: 0.0,
        })
        .expect("a pack")
    };
    (0..count).map(pack).collect()
}

fn packs(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("unequal packs, each behind a converter");
    group.sample_size(10);
    let (_, site) = year_at(900.0, 640.0);
    // Parts of the 100 MW site, so that the packs are as strong as a quarter and a half of it.
    let (count, kw) = (1_000, 10.0);
    let packs = unequal(count, kw);
    for part in [0.4, 0.2] {
        let load: Vec<f64> = site.series.kw().iter().map(|kw| kw * part).collect();
        let steps = Steps::new(&load, site.series.step().hours().0);
        for end in EndCondition::ALL {
            group.bench_function(
                format!("{count} packs of {kw} kW, {} MW, {end:?}", part * 100.0),
                |b| {
                    b.iter(|| packs_peak(black_box(&steps), &packs, end));
                },
            );
        }
    }
    group.finish();
}

fn months(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("twelve monthly peaks, chained");
    for packs in [640.0, 2_000.0] {
        let (scenario, site) = year_at(900.0, packs);
        let battery = Fleet::from_scenario(&scenario).battery();
        let steps = Steps::new(site.demand.kw(), site.demand.dt_h());
        let windows: Vec<Window> = site
            .months
            .iter()
            .map(|month| Window::plain(month.range.clone()))
            .collect();
        group.bench_function(format!("35,040 steps, {packs} packs"), |b| {
            b.iter(|| {
                least_peaks(
                    black_box(&steps),
                    &battery,
                    EndCondition::Steady,
                    &windows,
                    None,
                )
            });
        });
    }
    group.finish();
}

fn drag(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("simulate");
    for packs in [640.0, 2_000.0] {
        let (scenario, site) = year_at(900.0, packs);
        group.bench_function(format!("a 15-minute year, {packs} packs"), |b| {
            b.iter(|| peakpack::run(black_box(&scenario), &site));
        });
    }
    group.finish();
}

fn load(criterion: &mut Criterion) {
    let scenario = Scenario::default();
    criterion.bench_function("generate a 15-minute year", |b| {
        b.iter(|| Site::of(black_box(&scenario)));
    });
    let (_, minute) = year_at(60.0, 0.0);
    criterion.bench_function("average 525,600 minutes over quarter hours", |b| {
        b.iter(|| peakpack::load::demand(black_box(&minute.series), Step::QUARTER_HOUR));
    });
}

fn ageing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ten years of a repeated day");
    let soc = repeated_day(0.9, 0.3);
    for model in Model::ALL {
        let ageing = Ageing::of(model);
        group.bench_function(model.id(), |b| {
            b.iter(|| {
                Day::new(black_box(&soc), REPEATED_STEP_H, 25.0)
                    .map(|day| repeat(State::FRESH, &ageing.rates(&day), 3_650))
            });
        });
    }
    group.finish();
}

fn fleet_life(criterion: &mut Criterion) {
    let scenario = Scenario::default();
    let site = Arc::new(Site::of(&scenario).expect("a load"));
    let plan = Plan::of(&scenario);
    criterion.bench_function("fifteen years of 640 packs, 35,040 steps", |b| {
        b.iter(|| life(&scenario, &site, black_box(&plan)));
    });
}

/// A link with every key but the second scenario's.
const LONG_LINK: &str = "v=1&s=redwood&mw=48.5&shape=colo&lf=72&pue=1.25&seed=42&dt=60&days=90&win=30&packs=1250&pack=ioniq5&kwh=72.5&soh=81.5&lo=10&hi=90&crate=0.35&kwp=12.5&kwc=10&rte=86.5&self=1.5&aux=0.05&avail=98.5&park=60&end=same&pack2=kona64&mix=25&spread=5.5&draw=12&wire=string&string=6&acc=92&cell=simple&temp=30&pf=1.35&begin=aged&eol=60&keep=topup&hold=85&yr=20&fade=2.5&cyc=1.2&knee=70&kf=2.5&b.packs=800&b.soh=74&r=86412";

fn links(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode a link");
    for (name, link) in [
        ("of two keys", "v=1&packs=800&soh=74"),
        ("of all keys", LONG_LINK),
    ] {
        group.bench_function(name, |b| b.iter(|| decode(black_box(link))));
    }
    group.finish();
}

fn carried_loads(criterion: &mut Criterion) {
    let (_, site) = year_at(900.0, 0.0);
    let packed = pack(&site.series);
    criterion.bench_function("pack a year of 15 minutes for a link", |b| {
        b.iter(|| pack(black_box(&site.series)));
    });
    criterion.bench_function("unpack a year of 15 minutes", |b| {
        b.iter(|| Head::parse(&packed.head).and_then(|head| head.series(black_box(&packed.bytes))));
    });
}

criterion_group!(
    benches,
    exact,
    packs,
    months,
    drag,
    load,
    ageing,
    fleet_life,
    links,
    carried_loads
);
criterion_main!(benches);
