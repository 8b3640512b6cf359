//! The words at the curves: first and last value, what is to hold, packs that come.

use super::super::frame::{Frame, Rect};
use super::super::geometry::Geometry;
use super::super::labels::{self, Board};
use super::super::mark::{Align, Mark};
use super::super::theme::Colour;
use super::super::words;
use super::course::{Course, Unit};
use super::curves;

/// Distance of the words on the right from the plot, CSS px.
const BESIDE: f64 = 9.0;
/// Height of a line of words, CSS px.
const HEIGHT: f64 = 14.0;
/// How far words may stand off the end of their edge, CSS px.
const MOST_OFF: f64 = 8.0;
/// What is farther from a place is not taken for its words, CSS px.
const NEAR: f64 = 30.0;
/// More events than this are marked, but only the first and the last have words.
const MOST_WORDS: usize = 3;

/// How much room the words right of the plot take, CSS px: that of the longest number of the
/// axis, so that the plot stays as it is while years are found out.
pub(super) fn end_room(longest: String, unit: Unit) -> f64 {
    BESIDE + words::width(&unit.with(longest), true) + 2.0
}

/// Writes all words.
pub(super) fn draw(
    marks: &mut Vec<Mark>,
    mut board: Board,
    own: &Course,
    unit: Unit,
    geometry: &Geometry,
    frame: &Frame,
) {
    let theme = &frame.theme;
    if own.line.len() > geometry.span.end {
        ends(marks, &mut board, own, unit, geometry, frame);
    }
    let mut write = |text: String, colour: Colour, place: &dyn Fn(&Board, f64) -> Option<Rect>| {
        if let Some(place) = place(&board, labels::width(&text)) {
            marks.extend(board.write(place, text, colour, frame));
        }
    };
    if let Some(&first) = own.line.first() {
        let (low, high) = own.over(0);
        let (top, bottom) = (geometry.y(high) - NEAR, geometry.y(low) + NEAR);
        let near = |place: &Rect| top <= place.top && place.bottom <= bottom;
        let at = curves::place(own, 0, geometry);
        write(unit.text(first), theme.after, &|board, width| {
            let places = [board.over(at, width), board.under(at, width)];
            places.into_iter().flatten().find(near)
        });
    }
    if let Some(limit) = own.limit {
        let name = match unit {
            Unit::Percent => "end of life ",
            Unit::Power(_) => "to hold ",
        };
        let y = geometry.y(limit);
        write(
            name.to_owned() + &unit.text(limit),
            theme.soft_text,
            &|board, width| {
                let at = (geometry.plot.right - width / 2.0, y);
                // A band that straddles the line leaves room only outside of it.
                let off = |place: &Rect| (place.top + HEIGHT / 2.0 - y).abs();
                let outside = || match (board.over(at, width), board.under(at, width)) {
                    (Some(over), Some(under)) if off(&under) < off(&over) => Some(under),
                    (over, under) => over.or(under),
                };
                board.beside(y, width).or_else(outside)
            },
        );
    }
    let count = own.events.len();
    for (i, event) in own.events.iter().enumerate() {
        if count > MOST_WORDS && i > 0 && i + 1 < count {
            continue;
        }
        let at = curves::place(own, event.year, geometry);
        // Farther off they would be taken for another's.
        let near = |place: &Rect| place.left - 8.0 < at.0 && at.0 < place.right + 8.0;
        write(event.text(), theme.battery, &|board, width| {
            let place = board.over(at, width).or_else(|| board.under(at, width));
            place.filter(near)
        });
    }
}

/// What the line ends at, and softer where the widest band ends, as far as they can be told apart.
fn ends(
    marks: &mut Vec<Mark>,
    board: &mut Board,
    own: &Course,
    unit: Unit,
    geometry: &Geometry,
    frame: &Frame,
) {
    let theme = &frame.theme;
    let last = geometry.span.end;
    let bottom = geometry.plot.bottom - HEIGHT / 2.0;
    let value = own.line.get(last).copied().unwrap_or(0.0);
    let y = geometry.y(value).min(bottom);
    let mut write = |value: f64, y: f64, bold: bool| {
        let text = unit.text(value);
        let left = geometry.plot.right + BESIDE;
        board.keep(Rect {
            left,
            top: y - HEIGHT / 2.0,
            right: left + words::width(&text, bold),
            bottom: y + HEIGHT / 2.0,
        });
        let ink = if bold { theme.after } else { theme.soft_text };
        marks.push(Mark::Text {
            at: (left, y),
            words: text,
            bold,
            align: Align::Left,
            ink: ink.into(),
        });
    };
    write(value, y, true);
    let bands = [&own.bounds, &own.usual, &own.packs];
    let Some(&(low, high)) = bands.iter().find_map(|band| band.get(last)) else {
        return;
    };
    let (above, below) = (geometry.y(high), geometry.y(low));
    // Words may stand off the end of their edge a little, or they would touch.
    let aside = (above.min(y - HEIGHT), below.max(y + HEIGHT));
    let off = (above - aside.0).max(aside.1 - below);
    if off <= MOST_OFF && aside.1 <= bottom {
        write(high, aside.0, false);
        write(low, aside.1, false);
    }
}
