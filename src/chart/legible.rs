//! Words never touch each other, a curve, or the edge of the frame.

use super::frame::Rect;
use super::mark::{Align, Mark};
use super::{Chart, Frame, Theme, View, picture, span, words};
use crate::load::Site;
use crate::outcome::Outcome;
use crate::scenario::{Id, PRESETS, Scenario};
use std::sync::Arc;

/// Where words stand, and whether they are a label at a curve.
fn place(mark: &Mark) -> Option<(Rect, bool, &str)> {
    let Mark::Text {
        at,
        words,
        bold,
        align,
        ..
    } = mark
    else {
        return None;
    };
    let width = words::width(words, *bold);
    let left = match align {
        Align::Centre => at.0 - width / 2.0,
        Align::Right => at.0 - width,
    };
    let place = Rect {
        left,
        top: at.1 - 6.0,
        right: left + width,
        bottom: at.1 + 6.0,
    };
    Some((place, *bold, words))
}

fn check(outcome: &Outcome, chart: Chart, view: View, (width, height): (f64, f64)) {
    let frame = Frame::new(width, height, Theme::light());
    let marks = picture(chart, &[outcome], span(outcome, view), &frame)
        .unwrap()
        .marks;
    let about = format!(
        "{chart:?} {view:?} {width}×{height}, {} packs",
        outcome.scenario.packs()
    );
    let all: Vec<_> = marks.iter().filter_map(place).collect();
    for (i, (one, bold, words)) in all.iter().enumerate() {
        assert!(
            one.left >= 0.0 && one.right <= width && one.top >= 0.0 && one.bottom <= height,
            "{about}: {words} is cut: {one:?}"
        );
        for (other, _, others_words) in &all[..i] {
            assert!(!one.meets(other), "{about}: {words} meets {others_words}");
        }
        if !bold {
            continue;
        }
        for mark in &marks {
            let Mark::Line { points, .. } = mark else {
                continue;
            };
            for ends in points.windows(2) {
                let stroke = Rect {
                    left: ends[0].0.min(ends[1].0),
                    top: ends[0].1.min(ends[1].1),
                    right: ends[0].0.max(ends[1].0) + 0.1,
                    bottom: ends[0].1.max(ends[1].1) + 0.1,
                };
                assert!(!one.meets(&stroke), "{about}: {words} meets a curve");
            }
        }
    }
}

#[test]
fn words_touch_nothing() {
    for preset in &PRESETS {
        let preset = Scenario::of(preset);
        let site = Arc::new(Site::of(&preset).unwrap());
        for packs in [0.0, 3.0, 20.0, 100.0, 640.0, 3_000.0] {
            let outcome = crate::run(&preset.with(Id::Packs, packs), &site);
            for view in View::ALL {
                for size in [
                    (272.0, 200.0),
                    (300.0, 220.0),
                    (560.0, 188.0),
                    (800.0, 330.0),
                ] {
                    check(&outcome, view.chart(), view, size);
                    check(&outcome, Chart::Charge, view, (size.0, 96.0));
                    check(&outcome, Chart::Charge, view, (size.0, 72.0));
                }
            }
        }
    }
}
