//! Words never touch each other, a curve, or the edge of the frame, whatever the years are like.

use super::super::legible::touch_nothing;
use super::super::mark::Mark;
use super::super::{Frame, Theme};
use super::{LifeChart, life_picture};
use crate::life::{Life, Plan, Prospect, Quantiles, Reach, Year};
use crate::scenario::{Scenario, Upkeep};

/// Years made up: health and cut fall to a share of what they were, `comes` packs from time to time.
fn made_up(years: u32, falls_to: f64, cut_kw: f64, comes: u32, upkeep: Upkeep) -> Life {
    let year = |year: u32| {
        let age = if comes > 0 { year % 7 } else { year };
        let left = 1.0 - (1.0 - falls_to) * (f64::from(age) / f64::from(years)).sqrt();
        let comes = if year > 0 && age == 0 { comes } else { 0 };
        Year {
            year,
            packs: 640,
            soh_mean: 0.78 * left,
            soh_min: 0.72 * left,
            soh_max: 0.86 * left,
            usable_kwh: 9_000.0 * left,
            power_kw: 9_000.0 * left,
            peak_after_kw: 100_000.0 - cut_kw * left,
            cut_kw: cut_kw * left,
            cycles: 60.0,
            replaced: if upkeep == Upkeep::Replace { comes } else { 0 },
            added: if upkeep == Upkeep::Replace { 0 } else { comes },
        }
    };
    Life {
        peak_before_kw: 100_000.0,
        years: (0..=years).map(year).collect(),
        target_kw: 0.0,
        lasts: None,
        outside: Vec::new(),
        lumps_exactly: true,
    }
}

fn fan(base: &Life, wide: f64) -> Vec<Reach> {
    let all = base.years.iter();
    all.map(|year| {
        let share = 1.0 + wide * (f64::from(year.year) / base.years.len() as f64).sqrt();
        Reach {
            health: year.soh_mean * share,
            cut_kw: year.cut_kw * share,
        }
    })
    .collect()
}

fn prospect(base: Life, upkeep: Upkeep, wide: f64, to_hold: f64) -> Prospect {
    let usual = Plan::of(&Scenario::default());
    let draws = fan(&base, -0.5 * wide)
        .into_iter()
        .zip(fan(&base, 0.4 * wide));
    let spread = draws.zip(&base.years).map(|((low, high), year)| Quantiles {
        health: [low.health, year.soh_mean, high.health],
        cut_kw: [low.cut_kw, year.cut_kw, high.cut_kw],
    });
    Prospect {
        plan: Plan {
            years: base.years.len() as u32 - 1,
            upkeep,
            ..usual
        },
        target_kw: to_hold * base.years[0].cut_kw,
        low: fan(&base, -wide),
        high: fan(&base, 0.8 * wide),
        spread: spread.collect(),
        draws: 200,
        lasts: [None; 3],
        units: crate::scenario::Units::Auto,
        base,
    }
}

const SIZES: [(f64, f64); 5] = [
    (340.0, 170.0),
    (300.0, 150.0),
    (560.0, 200.0),
    (272.0, 140.0),
    (800.0, 330.0),
];

fn check(prospects: &[&Prospect], about: &str) {
    for (width, height) in SIZES {
        let frame = Frame::new(width, height, Theme::light());
        for chart in LifeChart::ALL {
            let marks = life_picture(chart, prospects, &frame).unwrap().marks;
            touch_nothing(&marks, &frame, &format!("{chart:?} {width} {about}"));
        }
    }
}

#[test]
fn words_touch_nothing() {
    for years in [1, 2, 7, 15, 40] {
        for falls_to in [0.1, 0.5, 0.7, 0.95, 1.0, 1.2] {
            for cut_kw in [9_100.0, 40.0, -300.0, 0.0] {
                for (upkeep, comes) in [
                    (Upkeep::Fade, 0),
                    (Upkeep::Replace, 640),
                    (Upkeep::Replace, 12),
                    (Upkeep::TopUp, 1_200),
                ] {
                    let base = made_up(years, falls_to, cut_kw, comes, upkeep);
                    for (wide, to_hold) in [(0.0, 0.9), (0.2, 0.9), (0.6, 0.6)] {
                        let whole = prospect(base.clone(), upkeep, wide, to_hold);
                        let about = format!(
                            "{years} years, {falls_to}, {cut_kw} kW, {upkeep:?} {comes}, {wide}"
                        );
                        check(&[&whole], &about);
                        let mut begun = whole.clone();
                        begun.base.years.truncate(years as usize / 2 + 1);
                        begun.low.clear();
                        begun.high.clear();
                        begun.spread.clear();
                        check(&[&begun], &about);
                        check(&[&whole, &begun], &about);
                    }
                }
            }
        }
    }
}

#[test]
fn the_usual_words_are_there() {
    let base = made_up(15, 0.7, 9_100.0, 0, Upkeep::Fade);
    let whole = prospect(base, Upkeep::Fade, 0.2, 0.9);
    for (width, height) in SIZES {
        let frame = Frame::new(width, height, Theme::dark());
        for (chart, wanted) in [
            (LifeChart::Health, ["78 %", "55 %", "end of life 55 %"]),
            (LifeChart::Cut, ["9.1 MW", "6.4 MW", "to hold 8.2 MW"]),
        ] {
            let marks = life_picture(chart, &[&whole], &frame).unwrap().marks;
            for text in wanted {
                let is_there =
                    |mark: &Mark| matches!(mark, Mark::Text { words, .. } if words == text);
                assert!(marks.iter().any(is_there), "{text} at {width}×{height}");
            }
        }
    }
}
