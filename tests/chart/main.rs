//! The charts: whatever the load, they are drawn, whole and readable.

#![allow(clippy::unwrap_used, reason = "the helpers of tests fail as tests do")]

mod exports;
mod life;

use peakpack::chart::{
    Chart, ChartError, Frame, Theme, View, decimate, draw, picture, rows, span, summary, svg,
};
use peakpack::load::{Clock, ClockChange, LoadSource, LocalTime, Series, Site, Step};
use peakpack::outcome::Outcome;
use peakpack::scenario::{Id, PRESETS, Scenario};
use plotters::prelude::SVGBackend;
use proptest::prelude::*;
use quick_xml::events::Event;
use std::sync::Arc;

const CHARTS: [Chart; 3] = [Chart::Grid, Chart::Charge, Chart::Duration];

fn generated(scenario: Scenario) -> Outcome {
    let site = Arc::new(Site::of(&scenario).unwrap());
    peakpack::run(&scenario, &site)
}

fn metered(kw: Vec<f64>, step_ms: i64, window_ms: i64, clock: Clock, packs: f64) -> Outcome {
    let series = Series::new(clock, Step::from_ms(step_ms).unwrap(), kw).unwrap();
    let window = Step::from_ms(window_ms).unwrap();
    let site = Arc::new(Site::new(LoadSource::Meter, series, window));
    peakpack::run(&Scenario::default().with(Id::Packs, packs), &site)
}

/// The words of an SVG; panics when it is not well-formed.
fn words(svg: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut words, mut depth, mut elements) = (Vec::new(), 0, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(_) => (depth, elements) = (depth + 1, elements + 1),
            Event::End(_) => depth -= 1,
            Event::Empty(_) => elements += 1,
            Event::Text(text) => {
                let text = String::from_utf8_lossy(&text);
                if !text.trim().is_empty() {
                    words.push(text.trim().to_owned());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(elements < 3_000, "{elements} elements");
    assert!(!svg.contains("NaN") && !svg.contains("inf\""));
    words
}

/// Draws everything that can be drawn of an outcome, small and large.
fn draw_all(outcome: &Outcome) {
    for view in View::ALL {
        let shown = span(outcome, view);
        assert!(!shown.is_empty() && shown.end <= outcome.site.demand.len());
        for (width, height) in [(1.0, 1.0), (272.0, 70.0), (800.0, 330.0)] {
            let frame = Frame::new(width, height, Theme::dark());
            for chart in CHARTS {
                words(&svg(chart, &[outcome], shown.clone(), &frame));
                assert!(!summary(chart, outcome, shown.clone()).contains("NaN"));
                let geometry = picture(chart, &[outcome], shown.clone(), &frame)
                    .unwrap()
                    .geometry;
                assert!(geometry.high > geometry.low);
                for x in [f64::NAN, -1e9, 0.0, 100.0, 1e9] {
                    assert!(geometry.span.contains(&geometry.window_at(x)));
                }
            }
        }
    }
}

#[test]
fn every_preset_has_both_peaks_in_words_in_every_view() {
    for preset in &PRESETS {
        let outcome = generated(Scenario::of(preset));
        let scale = outcome.scale();
        for view in View::ALL {
            for (width, height) in [
                (272.0, 200.0),
                (300.0, 220.0),
                (560.0, 188.0),
                (800.0, 330.0),
            ] {
                let frame = Frame::new(width, height, Theme::light());
                let text = svg(view.chart(), &[&outcome], span(&outcome, view), &frame);
                let words = words(&text);
                for (name, kw) in [
                    ("before", outcome.peak_before_kw),
                    ("after", outcome.peak_after_kw),
                ] {
                    let label = format!("{name} {}", scale.with_unit(kw));
                    assert!(
                        words.contains(&label),
                        "{} {view:?} {width}: {label} not in {words:?}",
                        preset.id
                    );
                }
            }
        }
    }
}

#[test]
fn an_svg_stands_alone() {
    let outcome = generated(Scenario::default());
    let day = span(&outcome, View::PeakDay);
    let frame = Frame::new(560.0, 188.0, Theme::light());
    let text = svg(Chart::Grid, &[&outcome], day.clone(), &frame);
    assert!(text.starts_with(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"560\" height=\"188\" viewBox=\"0 0 560 188\""
    ));
    assert!(text.ends_with("</svg>\n"));
    let words = words(&text);
    assert_eq!(words[0], outcome.picture_title());
    assert_eq!(
        words[1],
        format!(
            "{} Simulation, not a quotation or investment advice.",
            summary(Chart::Grid, &outcome, day)
        )
    );
    let axis = &words[2..];
    for label in ["0", "25", "50", "75", "100", "MW", "00:00", "20:00"] {
        assert!(axis.iter().any(|word| word == label), "{label}: {axis:?}");
    }
    // Small enough to stand in the page before anything is loaded.
    assert!(text.len() < 16_000, "{} bytes", text.len());
}

#[test]
fn the_same_words_are_drawn_on_any_backend() {
    let outcome = generated(Scenario::default());
    let frame = Frame::new(300.0, 220.0, Theme::light()).scaled(3.0);
    let mut buffer = String::new();
    let mut backend = SVGBackend::with_string(&mut buffer, frame.units());
    let day = span(&outcome, View::PeakDay);
    let drawn = draw(&mut backend, Chart::Grid, &[&outcome], day.clone(), &frame).unwrap();
    drop(backend);
    let geometry = picture(Chart::Grid, &[&outcome], day.clone(), &frame)
        .unwrap()
        .geometry;
    assert_eq!(drawn, geometry);
    let alone = words(&svg(Chart::Grid, &[&outcome], day, &frame));
    assert_eq!(words(&buffer), alone[2..]);
}

#[test]
fn no_outcome_is_an_error_and_an_empty_picture() {
    let frame = Frame::new(300.0, 220.0, Theme::light());
    assert_eq!(
        picture(Chart::Grid, &[], 0..1, &frame).unwrap_err(),
        ChartError::NoOutcome
    );
    words(&svg(Chart::Grid, &[], 0..1, &frame));
}

#[test]
fn a_second_outcome_is_drawn_beside_the_first() {
    let main = generated(Scenario::default());
    let other = generated(Scenario::default().with(Id::Packs, 100.0));
    let short = metered(vec![50_000.0; 50], 900_000, 900_000, Clock::undated(), 3.0);
    let frame = Frame::new(560.0, 188.0, Theme::light());
    for view in View::ALL {
        let shown = span(&main, view);
        let one = svg(view.chart(), &[&main], shown.clone(), &frame);
        let two = svg(view.chart(), &[&main, &other], shown.clone(), &frame);
        assert!(two.len() > one.len());
        words(&two);
        words(&svg(view.chart(), &[&main, &short], shown.clone(), &frame));
        words(&svg(Chart::Charge, &[&main, &other, &short], shown, &frame));
    }
}

#[test]
fn days_with_a_clock_change_are_shown_whole() {
    let mut clock = Clock::starting(LocalTime::new(2025, 3, 25, 0, 0, 0, 0).unwrap());
    // 02:00 becomes 03:00 on 30 March.
    clock.changes = vec![ClockChange {
        at_step: 5 * 96 + 8,
        shift_ms: 3_600_000,
    }];
    let mut kw = vec![100.0; 12 * 96];
    kw[5 * 96 + 40] = 200.0;
    let outcome = metered(kw, 900_000, 900_000, clock, 2.0);
    let day = span(&outcome, View::PeakDay);
    assert_eq!(day, 480..572);
    let times: Vec<String> = rows(&outcome, day).map(|row| row.time).collect();
    assert_eq!(times[0], "2025-03-30 00:00");
    assert_eq!(
        (times[7].as_str(), times[8].as_str()),
        ("2025-03-30 01:45", "2025-03-30 03:00")
    );
    assert_eq!(times[91], "2025-03-30 23:45");
    assert_eq!(span(&outcome, View::Week).len(), 7 * 96 - 4);
    draw_all(&outcome);
}

#[test]
fn odd_loads_are_drawn() {
    let off_grid = || Clock::starting(LocalTime::new(2024, 5, 17, 15, 38, 28, 0).unwrap());
    let wave = |n: i32, low: f64| (0..n).map(|k| low + f64::from(k * 37 % 100)).collect();
    draw_all(&metered(vec![5.0], 900_000, 900_000, Clock::undated(), 3.0));
    draw_all(&metered(vec![5.0, 6.0], 100, 100, Clock::undated(), 0.0));
    draw_all(&metered(
        vec![0.0; 96 * 40],
        900_000,
        900_000,
        Clock::undated(),
        3.0,
    ));
    draw_all(&metered(
        vec![-70.0; 96 * 3],
        900_000,
        900_000,
        off_grid(),
        3.0,
    ));
    draw_all(&metered(
        wave(1_720, 200.0),
        2_000,
        900_000,
        off_grid(),
        3.0,
    ));
    draw_all(&metered(wave(1_720, 200.0), 2_000, 2_000, off_grid(), 3.0));
    draw_all(&metered(
        wave(24 * 800, -50.0),
        3_600_000,
        900_000,
        off_grid(),
        1.0,
    ));
    draw_all(&metered(
        wave(24 * 3_000, 1e8),
        3_600_000,
        900_000,
        Clock::undated(),
        9.0,
    ));
    draw_all(&generated(Scenario::default().with(Id::Packs, 0.0)));
    // Auxiliaries that draw more than the packs shave.
    draw_all(&generated(
        Scenario::default()
            .with(Id::Packs, 2_000.0)
            .with(Id::Auxiliary, 100.0),
    ));
}

#[test]
fn an_hour_of_seconds_is_shown_whole() {
    let clock = Clock::starting(LocalTime::new(2024, 5, 17, 15, 38, 28, 0).unwrap());
    let outcome = metered(vec![5.0; 1_800], 2_000, 2_000, clock, 0.0);
    for view in View::ALL {
        assert_eq!(span(&outcome, view), 0..1_800);
    }
    let first = rows(&outcome, 0..1).next().unwrap();
    assert_eq!(first.time, "2024-05-17 15:38:28");
}

#[test]
fn a_load_without_dates_counts_days() {
    let outcome = metered(vec![5.0; 96 * 9], 900_000, 900_000, Clock::undated(), 0.0);
    let row = rows(&outcome, 96 * 8..96 * 8 + 1).next().unwrap();
    assert_eq!(row.time, "Tue day 9 00:00");
    // Generated years have seasons, but no year.
    let july = generated(Scenario::default());
    let row = rows(&july, 35_040 / 2..35_040).next().unwrap();
    assert_eq!(row.time, "Mon 2 Jul 12:00");
}

proptest! {
    #[test]
    fn decimation_keeps_every_extreme(
        values in prop::collection::vec(-1e6..1e6_f64, 0..3_000),
        columns in 0..900_usize,
    ) {
        let done = decimate(&values, columns);
        prop_assert_eq!(done.len(), columns.min(values.len()));
        if let (Some(first), Some(last)) = (done.first(), done.last()) {
            let highest = |it: &mut dyn Iterator<Item = f64>| it.fold(f64::NEG_INFINITY, f64::max);
            let lowest = |it: &mut dyn Iterator<Item = f64>| it.fold(f64::INFINITY, f64::min);
            let all = &mut values.iter().copied();
            prop_assert_eq!(highest(&mut done.iter().map(|c| c.max)), highest(all));
            let all = &mut values.iter().copied();
            prop_assert_eq!(lowest(&mut done.iter().map(|c| c.min)), lowest(all));
            prop_assert_eq!(first.first, values[0]);
            prop_assert_eq!(last.last, values[values.len() - 1]);
        }
        for column in &done {
            prop_assert!(column.min <= column.first.min(column.last));
            prop_assert!(column.max >= column.first.max(column.last));
        }
    }

    #[test]
    fn pointer_and_window_agree(
        count in 1..4_000_usize,
        from in 0..4_000_usize,
        len in 1..4_000_usize,
        minute in 0..60_u8,
    ) {
        let clock = Clock::starting(LocalTime::new(2024, 5, 17, 15, minute, 28, 0).unwrap());
        let outcome = metered(vec![5.0; count], 300_000, 900_000, clock, 0.0);
        let frame = Frame::new(560.0, 188.0, Theme::light());
        let geometry = picture(Chart::Grid, &[&outcome], from..from + len, &frame).unwrap().geometry;
        let mut edge = geometry.plot.left;
        for k in geometry.span.clone() {
            prop_assert!((geometry.x(k) - edge).abs() < 1e-9);
            prop_assert_eq!(geometry.window_at(geometry.middle(k)), k);
            edge = geometry.x(k + 1);
        }
        prop_assert!((edge - geometry.plot.right).abs() < 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_load_makes_drawing_fail(
        kw in prop::collection::vec(prop_oneof![
            -1e9..1e9_f64,
            0.0..100.0_f64,
            Just(0.0),
            Just(50.0),
        ], 1..400),
        step_ms in prop_oneof![Just(900_000_i64), Just(3_600_000), Just(100), Just(7_300)],
        dated in any::<bool>(),
        packs in 0.0..50.0_f64,
    ) {
        let clock = if dated {
            Clock::starting(LocalTime::new(2024, 2, 28, 23, 7, 1, 0).unwrap())
        } else {
            Clock::undated()
        };
        draw_all(&metered(kw, step_ms, 900_000, clock, packs));
    }
}
