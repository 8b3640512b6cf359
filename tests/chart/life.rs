//! The charts of a fleet's years.

use super::words;
use peakpack::chart::{
    ChartError, Frame, LIFE_HEADINGS, LifeChart, Shown, Theme, Told, columns, draw_life,
    life_picture, life_rows, life_summary, life_svg, life_title,
};
use peakpack::life::{Life, Plan, Prospect, Quantiles, Reach, Study, Target, Year, life};
use peakpack::load::Site;
use peakpack::scenario::{Id, Scenario, Upkeep};
use peakpack::units::Fraction;
use plotters::prelude::SVGBackend;
use proptest::prelude::*;
use std::sync::Arc;

fn lived(scenario: &Scenario, plan: Plan) -> Prospect {
    let site = Arc::new(Site::of(scenario).unwrap());
    let base = life(scenario, &site, &plan).unwrap();
    Prospect {
        units: Default::default(),
        plan,
        target_kw: base.target_kw,
        base,
        low: Vec::new(),
        high: Vec::new(),
        spread: Vec::new(),
        draws: 0,
        lasts: [None; 3],
    }
}

fn usual() -> (Scenario, Plan) {
    let scenario = Scenario::default();
    (scenario, Plan::of(&scenario))
}

fn with_bands(scenario: &Scenario, plan: Plan) -> Prospect {
    let site = Arc::new(Site::of(scenario).unwrap());
    let mut study = Study::of(scenario, &site, &plan, Plan::cases(scenario)).unwrap();
    while study.step().unwrap() {}
    study.prospect().clone()
}

/// Everything that can be made of a prospect, small and large.
fn draw_all(prospects: &[&Prospect]) {
    for chart in LifeChart::ALL {
        for (width, height) in [(1.0, 1.0), (300.0, 150.0), (560.0, 200.0)] {
            let frame = Frame::new(width, height, Theme::dark());
            words(&life_svg(chart, prospects, &frame));
            let geometry = life_picture(chart, prospects, &frame).unwrap().geometry;
            assert!(geometry.high > geometry.low);
            for x in [f64::NAN, -1e9, 0.0, 100.0, 1e9] {
                assert!(geometry.year_at(x) <= geometry.span.end);
            }
        }
        for text in [
            life_title(chart, prospects[0]),
            life_summary(chart, prospects[0]),
        ] {
            assert!(!text.is_empty() && !text.contains("NaN"), "{text}");
        }
    }
    assert_eq!(
        life_rows(prospects[0]).count(),
        prospects[0].base.years.len()
    );
}

#[test]
fn titles_say_what_is_found() {
    let (scenario, plan) = usual();
    let titles = |prospect: &Prospect| LifeChart::ALL.map(|chart| life_title(chart, prospect));
    let faded = lived(&scenario, plan);
    assert_eq!(
        titles(&faded),
        [
            "Health stays above 55 % for all 15 years",
            "The cut falls from 9.1 to 7.1 MW in 15 years"
        ]
    );
    let ends_at = |percent| Plan {
        end_health: Fraction::from_percent_clamped(percent),
        ..plan
    };
    let reached = lived(&scenario, ends_at(70.0));
    assert_eq!(
        titles(&reached)[0],
        "The packs reach 70 % health after 4 years"
    );
    let replaced = lived(
        &scenario,
        Plan {
            upkeep: Upkeep::Replace,
            ..ends_at(70.0)
        },
    );
    assert_eq!(titles(&replaced)[0], "Packs are replaced after 4 years");
    assert!(titles(&replaced)[1].starts_with("With packs replaced the cut is "));
    let topped_up = lived(
        &scenario,
        Plan {
            upkeep: Upkeep::TopUp,
            target: Target::Cut(8_000.0),
            ..plan
        },
    );
    assert!(titles(&topped_up)[1].ends_with(" more packs hold 8.0 MW for all 15 years"));
    let year = lived(&scenario, Plan { years: 1, ..plan });
    assert_eq!(titles(&year)[0], "Health stays above 55 % for the year");
    let none = lived(&scenario.with(Id::Packs, 0.0), plan);
    assert_eq!(titles(&none), ["There are no packs"; 2]);
    let mut begun = faded;
    begun.base.years.truncate(4);
    assert_eq!(titles(&begun), ["Health by year", "Peak cut by year"]);
    for prospect in [&reached, &replaced, &topped_up, &year, &none, &begun] {
        draw_all(&[prospect]);
    }
}

#[test]
fn a_summary_has_the_numbers() {
    let (scenario, plan) = usual();
    let known = with_bands(&scenario, plan);
    let health = life_summary(LifeChart::Health, &known);
    assert!(health.starts_with("Mean state of health by year: 78 % now, 61 % after 15 years."));
    let cut = life_summary(LifeChart::Cut, &known);
    for said in [
        "Peak cut by year: 9.1 MW now, 7.1 MW after 15 years.",
        " It holds 8.2 MW for 3 years.",
        " In 80 % of 200 draws it is ",
        " All models that fit, and severities of ±15 %, lie between ",
    ] {
        assert!(cut.contains(said), "{cut}");
    }
    let svg = life_svg(
        LifeChart::Cut,
        &[&known],
        &Frame::new(340.0, 170.0, Theme::light()),
    );
    let said = words(&svg);
    assert_eq!(said[0], life_title(LifeChart::Cut, &known));
    assert!(said[1].starts_with(&cut));
    assert!(svg.len() < 24_000, "{} bytes", svg.len());
    draw_all(&[&known, &lived(&scenario.with(Id::Packs, 100.0), plan)]);
}

#[test]
fn rows_are_the_years_in_numbers() {
    let (scenario, plan) = usual();
    let mut known = with_bands(&scenario, Plan { years: 3, ..plan });
    let rows: Vec<_> = life_rows(&known).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[2][0], Some(2.0));
    assert_eq!(rows[2][5], Some(known.base.years[2].cut_kw));
    assert_eq!(rows[2][6], Some(known.low[2].cut_kw));
    assert_eq!(rows[2][10], Some(known.spread[2].cut_kw[2]));
    known.low.clear();
    known.spread.clear();
    let told = Told {
        outcomes: &[],
        prospects: &[&known],
        link: "",
        remarks: &[],
    };
    let made = columns(Shown::Years(LifeChart::Cut), &told);
    let csv = made.csv();
    let lines: Vec<&str> = csv.lines().skip(made.notes.len()).collect();
    assert_eq!(lines[0], LIFE_HEADINGS.join(","));
    let cut = known.base.years[0].cut_kw;
    assert!(
        lines[1].starts_with(&format!("0,78,78,78,640,{cut},,")),
        "{csv}"
    );
    assert!(lines[1].ends_with(",,,,0,0,0"), "{csv}");
}

#[test]
fn no_prospect_is_an_error_and_an_empty_picture() {
    let frame = Frame::new(300.0, 150.0, Theme::light());
    let none = life_picture(LifeChart::Cut, &[], &frame).unwrap_err();
    assert_eq!(none, ChartError::NoOutcome);
    words(&life_svg(LifeChart::Cut, &[], &frame));
    let mut text = String::new();
    let mut backend = SVGBackend::with_string(&mut text, frame.units());
    assert!(draw_life(&mut backend, LifeChart::Cut, &[], &frame).is_err());
}

#[test]
fn a_pointer_finds_the_nearest_year() {
    let (scenario, plan) = usual();
    let years = lived(&scenario, plan);
    let frame = Frame::new(340.0, 170.0, Theme::light());
    let geometry = life_picture(LifeChart::Cut, &[&years], &frame)
        .unwrap()
        .geometry;
    for year in 0..=15 {
        assert_eq!(geometry.year_at(geometry.x(year)), year);
        assert_eq!(geometry.year_at(geometry.x(year) - 4.0), year);
        assert_eq!(geometry.year_at(geometry.x(year) + 4.0), year);
    }
}

fn any_kw() -> impl Strategy<Value = f64> {
    prop_oneof![
        -1e9..1e9_f64,
        0.0..100.0_f64,
        Just(0.0),
        Just(f64::NAN),
        Just(f64::INFINITY)
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_years_make_drawing_fail(
        cuts in prop::collection::vec((any_kw(), 0.0..1.0_f64, 0..3_u32, 0..900_u32), 0..50),
        known in (0..50_usize, 0..50_usize, 0..50_usize),
        horizon in prop_oneof![Just(0_u32), 1..50_u32, Just(u32::MAX)],
        target_kw in any_kw(),
        peak_before_kw in any_kw(),
        upkeep in prop_oneof![
            Just(Upkeep::Fade),
            Just(Upkeep::Replace),
            Just(Upkeep::TopUp),
        ],
    ) {
        let year = |(k, &(cut_kw, health, comes, packs)): (usize, &(f64, f64, u32, u32))| Year {
            year: k as u32,
            packs,
            soh_mean: health,
            soh_min: health * 0.9,
            soh_max: health,
            usable_kwh: 0.0,
            power_kw: 0.0,
            peak_after_kw: peak_before_kw - cut_kw,
            cut_kw,
            cycles: 3.0,
            replaced: comes % 2,
            added: comes / 2,
        };
        let reach = |len: usize| -> Vec<Reach> {
            let all = cuts.iter().cycle().take(if cuts.is_empty() { 0 } else { len });
            all.map(|&(cut_kw, health, ..)| Reach { health, cut_kw }).collect()
        };
        let (scenario, plan) = usual();
        let _ = scenario;
        let spread = reach(known.2).iter().map(|at| Quantiles {
            health: [at.health; 3],
            cut_kw: [at.cut_kw; 3],
        }).collect();
        let prospect = Prospect {
            units: Default::default(),
            plan: Plan { years: horizon, upkeep, ..plan },
            target_kw,
            base: Life {
                peak_before_kw,
                years: cuts.iter().enumerate().map(year).collect(),
                target_kw,
                lasts: None,
                outside: Vec::new(),
                lumps_exactly: true,
            },
            low: reach(known.0),
            high: reach(known.1),
            spread,
            draws: 7,
            lasts: [None; 3],
        };
        draw_all(&[&prospect]);
        draw_all(&[&prospect, &prospect]);
    }
}
