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
        Align::Left => at.0,
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
    touch_nothing(&marks, &frame, &about);
}

/// Checks that words meet neither each other nor the edge of the frame, and labels no line.
pub(super) fn touch_nothing(marks: &[Mark], frame: &Frame, about: &str) {
    let (width, height) = (frame.width, frame.height);
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
        for mark in marks {
            let Mark::Line { points, .. } = mark else {
                continue;
            };
            for ends in points.windows(2) {
                let ((x, y), (dx, dy)) = (ends[0], (ends[1].0 - ends[0].0, ends[1].1 - ends[0].1));
                let steps = (2.0 * dx.abs().max(dy.abs())).ceil().max(1.0);
                for i in 0..=steps as u32 {
                    let share = f64::from(i) / steps;
                    let (x, y) = (x + share * dx, y + share * dy);
                    let is_in = one.left < x && x < one.right && one.top < y && y < one.bottom;
                    assert!(!is_in, "{about}: {words} meets a curve");
                }
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
