//! How wide words are, and what days are called.

use super::theme::TEXT_PX;
use crate::load::{LoadSource, LocalTime, Site};
use crate::outcome::month_name;
use crate::text::Joined;

/// The width of words, CSS px; rather too much than too little.
///
/// Nobody can measure text without its font, so this goes by the widest of the
/// common system fonts (DejaVu Sans).
pub(super) fn width(words: &str, bold: bool) -> f64 {
    words.chars().map(|letter| letter_width(letter, bold)).sum()
}

/// The same of one letter.
pub(super) fn letter_width(letter: char, bold: bool) -> f64 {
    em_of(letter) * TEXT_PX * if bold { 1.1 } else { 1.0 }
}

fn em_of(letter: char) -> f64 {
    match letter {
        ' ' | '.' | ',' | ':' | 'i' | 'j' | 'l' | 'I' | '\'' => 0.34,
        'f' | 't' | 'r' | '-' => 0.42,
        'M' | 'W' | 'm' | 'w' | '%' => 0.96,
        '−' => 0.84,
        _ => 0.64,
    }
}

/// Whether the calendar means something: a load without dates counts days only.
/// Generated loads have no year either, but seasons.
pub(super) fn has_calendar(site: &Site) -> bool {
    site.demand.dated() || matches!(site.source, LoadSource::Profile(_))
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// `Mon`.
pub(super) fn weekday(time: LocalTime) -> &'static str {
    WEEKDAYS[usize::from(time.weekday()) % 7]
}

/// `Jan`.
pub(super) fn month(month: u8) -> &'static str {
    month_name(month).get(..3).unwrap_or("")
}

/// `5 Jul`, or `day 186` where dates mean nothing.
pub(super) fn date(site: &Site, time: LocalTime) -> String {
    if has_calendar(site) {
        let civil = time.civil();
        format!("{} {}", civil.day, month(civil.month))
    } else {
        format!("day {}", day_number(site, time))
    }
}

/// `Sun 5 Jul`, or `Sun day 186`.
pub(super) fn day(site: &Site, time: LocalTime) -> String {
    [weekday(time), " ", &date(site, time)].joined("")
}

/// The number of a day in its load, from 1.
pub(super) fn day_number(site: &Site, time: LocalTime) -> i64 {
    (time.midnight().0 - site.demand.time(0).midnight().0) / 86_400_000 + 1
}
