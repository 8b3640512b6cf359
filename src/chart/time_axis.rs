//! What stands under an axis of time: hours, days, or months.

use super::geometry::Geometry;
use super::words;
use crate::load::calendar::elapsed_at;
use crate::load::{LocalTime, Site};

/// A mark on the axis of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeTick {
    /// Where a fine line may stand, CSS px.
    pub line: Option<f64>,
    /// The middle of the words, CSS px.
    pub at: f64,
    pub words: String,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// Steps of a clock that divide a day.
const CLOCK_STEPS: [i64; 17] = [
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    6 * HOUR,
    12 * HOUR,
];
/// More names than this on a clock's axis are noise, however wide it is.
const MOST: f64 = 8.0;
/// Free space between two words, CSS px.
const GAP: f64 = 12.0;

/// The marks for what a geometry shows.
pub(super) fn time_ticks(site: &Site, geometry: &Geometry) -> Vec<TimeTick> {
    let demand = &site.demand;
    let from = demand.elapsed_ms(geometry.span.start);
    let length = demand.elapsed_ms(geometry.span.end) - from;
    if length <= 36 * HOUR {
        clock_ticks(site, geometry, length)
    } else if length <= 10 * DAY {
        weekday_ticks(site, geometry)
    } else if length <= 70 * DAY || !words::has_calendar(site) {
        date_ticks(site, geometry, length)
    } else {
        month_ticks(site, geometry)
    }
}

fn clock_ticks(site: &Site, geometry: &Geometry, length_ms: i64) -> Vec<TimeTick> {
    let px_per_ms = geometry.plot.width() / length_ms.max(1) as f64;
    let fits = |step: &&i64| {
        let example = if **step < MINUTE { "00:00:00" } else { "00:00" };
        let need = words::width(example, false) + GAP;
        **step as f64 * px_per_ms >= need.max(geometry.plot.width() / MOST)
    };
    let step = *CLOCK_STEPS.iter().find(fits).unwrap_or(&DAY);
    let name = |time: LocalTime| crate::outcome::clock(time, step < MINUTE);
    points(
        site,
        geometry,
        next_multiple(site, geometry, step),
        step,
        &name,
    )
}

/// How a day may be called, the longest first.
type DayName = fn(&Site, LocalTime) -> String;

/// A name in the middle of each day, and a line at each midnight.
fn weekday_ticks(site: &Site, geometry: &Geometry) -> Vec<TimeTick> {
    let first = site.demand.time(geometry.span.start).midnight();
    let mut starts = moments(site, geometry, next_multiple(site, geometry, DAY), DAY);
    if starts.first().is_none_or(|(time, _)| *time > first) {
        starts.insert(0, (first, geometry.plot.left));
    }
    let middle =
        |_: &Site, time: LocalTime| format!("{} {}", words::weekday(time), time.civil().day);
    let short = |_: &Site, time: LocalTime| words::weekday(time).to_owned();
    let forms: [DayName; 3] = [words::day, middle, short];
    let full_day = geometry.plot.width() / starts.len().max(1) as f64;
    let mut form = forms[2];
    for (place, candidate) in forms.into_iter().enumerate() {
        if place == 1 && !words::has_calendar(site) {
            continue;
        }
        let mut widest = 0.0_f64;
        for (time, _) in &starts {
            widest = widest.max(words::width(&candidate(site, *time), false));
        }
        if widest + 6.0 <= full_day {
            form = candidate;
            break;
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    for (time, x) in starts {
        if let Some(last) = spans.last_mut() {
            last.2 = x;
        }
        spans.push((form(site, time), x, geometry.plot.right));
    }
    middles(spans, 0.0, geometry)
}

fn date_ticks(site: &Site, geometry: &Geometry, length_ms: i64) -> Vec<TimeTick> {
    let px_per_day = geometry.plot.width() / (length_ms as f64 / DAY as f64);
    let need = words::width("day 300", false) + GAP;
    let steps = [
        1, 2, 7, 14, 28, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000,
    ];
    let fits = |days: &&i64| **days as f64 * px_per_day >= need;
    let step = *steps.iter().find(fits).unwrap_or(&50_000);
    let first = site.demand.time(geometry.span.start).midnight();
    let name = |time: LocalTime| words::date(site, time);
    points(site, geometry, first, step * DAY, &name)
}

/// A name in the middle of each month, or year when there are too many months.
fn month_ticks(site: &Site, geometry: &Geometry) -> Vec<TimeTick> {
    let shown = |range: &std::ops::Range<usize>| {
        range.start < geometry.span.end && range.end > geometry.span.start
    };
    let months: Vec<_> = site.months.iter().filter(|m| shown(&m.range)).collect();
    let room = geometry.plot.width() / months.len().max(1) as f64;
    let mut spans: Vec<Span> = Vec::new();
    for month in &months {
        let name = if room >= words::width("Mmm", false) {
            words::month(month.month).to_owned()
        } else if room >= 13.0 {
            words::month(month.month).chars().take(1).collect()
        } else {
            month.year.to_string()
        };
        let (from, to) = (geometry.x(month.range.start), geometry.x(month.range.end));
        match spans.last_mut() {
            Some(last) if room < 13.0 && last.0 == name => last.2 = to,
            _ => spans.push((name, from, to)),
        }
    }
    middles(spans, 4.0, geometry)
}

/// A name, and from where to where it holds, CSS px.
type Span = (String, f64, f64);

/// A name in the middle of each span, where it is at most so much wider, and a line at its start.
fn middles(spans: Vec<Span>, wider: f64, geometry: &Geometry) -> Vec<TimeTick> {
    let tick = |(name, from, to): Span| TimeTick {
        line: (from > geometry.plot.left + 1.0).then_some(from),
        at: (from + to) / 2.0,
        words: if words::width(&name, false) <= (to - from) + wider {
            name
        } else {
            String::new()
        },
    };
    spans.into_iter().map(tick).collect()
}

/// A name at each moment in the span, from `first` on every `step`.
fn points(
    site: &Site,
    geometry: &Geometry,
    first: LocalTime,
    step: i64,
    name: &dyn Fn(LocalTime) -> String,
) -> Vec<TimeTick> {
    let tick = |(time, x): (LocalTime, f64)| TimeTick {
        line: None,
        at: x,
        words: name(time),
    };
    let moments = moments(site, geometry, first, step);
    moments.into_iter().map(tick).collect()
}

/// The first moment from the span's start at which the local clock shows a multiple of `step`.
fn next_multiple(site: &Site, geometry: &Geometry, step: i64) -> LocalTime {
    let start = site.demand.time(geometry.span.start).0;
    LocalTime((start.div_euclid(step) + i64::from(start.rem_euclid(step) > 0)) * step)
}

/// The moments in the span, from `first` on every `step` of the local clock, and where they lie.
fn moments(site: &Site, geometry: &Geometry, first: LocalTime, step: i64) -> Vec<(LocalTime, f64)> {
    let demand = &site.demand;
    let from = demand.elapsed_ms(geometry.span.start);
    let to = demand.elapsed_ms(geometry.span.end);
    let (mut time, mut all) = (first, Vec::new());
    loop {
        let elapsed = elapsed_at(demand, time);
        if elapsed >= to {
            return all;
        }
        if elapsed >= from {
            all.push((time, geometry.x_at(elapsed)));
        }
        time = time.plus_ms(step);
    }
}
