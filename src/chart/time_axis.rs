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
    let fits = |step: i64| {
        let example = if step < MINUTE { "00:00:00" } else { "00:00" };
        let need = words::width(example, false) + GAP;
        step as f64 * px_per_ms >= need.max(geometry.plot.width() / MOST)
    };
    let step = CLOCK_STEPS
        .into_iter()
        .find(|&step| fits(step))
        .unwrap_or(DAY);
    let name = |time: LocalTime| {
        let c = time.civil();
        if step < MINUTE {
            format!("{:02}:{:02}:{:02}", c.hour, c.minute, c.second)
        } else {
            format!("{:02}:{:02}", c.hour, c.minute)
        }
    };
    moments(site, geometry, step)
        .map(|(time, x)| TimeTick {
            line: None,
            at: x,
            words: name(time),
        })
        .collect()
}

/// A name in the middle of each day, and a line at each midnight.
fn weekday_ticks(site: &Site, geometry: &Geometry) -> Vec<TimeTick> {
    let first = site.demand.time(geometry.span.start).midnight();
    let mut starts: Vec<(LocalTime, f64)> = moments(site, geometry, DAY).collect();
    if starts.first().is_none_or(|(time, _)| *time > first) {
        starts.insert(0, (first, geometry.plot.left));
    }
    let calendar = words::has_calendar(site);
    let long = |time: LocalTime| format!("{} {}", words::weekday(time), words::date(site, time));
    let middle = |time: LocalTime| format!("{} {}", words::weekday(time), time.civil().day);
    let short = |time: LocalTime| words::weekday(time).to_owned();
    let mut forms: Vec<&dyn Fn(LocalTime) -> String> = vec![&long];
    if calendar {
        forms.push(&middle);
    }
    forms.push(&short);
    let full_day = geometry.plot.width() / starts.len().max(1) as f64;
    let fits = |form: &&&dyn Fn(LocalTime) -> String| {
        let widest = starts
            .iter()
            .map(|(time, _)| words::width(&form(*time), false));
        widest.fold(0.0, f64::max) + 6.0 <= full_day
    };
    let form = forms.iter().find(fits).copied().unwrap_or(&short);
    let ends = starts.iter().skip(1).map(|(_, x)| *x);
    let ends = ends.chain([geometry.plot.right]);
    starts
        .iter()
        .zip(ends)
        .map(|(&(time, x), end)| {
            let name = form(time);
            let room = words::width(&name, false) <= end - x;
            TimeTick {
                line: (x > geometry.plot.left + 1.0).then_some(x),
                at: (x + end) / 2.0,
                words: if room { name } else { String::new() },
            }
        })
        .collect()
}

fn date_ticks(site: &Site, geometry: &Geometry, length_ms: i64) -> Vec<TimeTick> {
    let px_per_day = geometry.plot.width() / (length_ms as f64 / DAY as f64);
    let need = words::width("day 300", false) + GAP;
    let step = [
        1, 2, 7, 14, 28, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000,
    ]
    .into_iter()
    .find(|&days| days as f64 * px_per_day >= need)
    .unwrap_or(50_000);
    let first = site.demand.time(geometry.span.start).midnight();
    (0..)
        .map(|i| first.plus_ms(i * step * DAY))
        .map(|time| (time, elapsed_at(&site.demand, time)))
        .skip_while(|(_, elapsed)| *elapsed < site.demand.elapsed_ms(geometry.span.start))
        .take_while(|(_, elapsed)| *elapsed < site.demand.elapsed_ms(geometry.span.end))
        .map(|(time, elapsed)| TimeTick {
            line: None,
            at: geometry.x_at(elapsed),
            words: words::date(site, time),
        })
        .collect()
}

/// A name in the middle of each month, or year when there are too many months.
fn month_ticks(site: &Site, geometry: &Geometry) -> Vec<TimeTick> {
    let shown = |range: &std::ops::Range<usize>| {
        range.start < geometry.span.end && range.end > geometry.span.start
    };
    let months: Vec<_> = site.months.iter().filter(|m| shown(&m.range)).collect();
    let room = geometry.plot.width() / months.len().max(1) as f64;
    let mut ticks: Vec<(String, f64, f64)> = Vec::new();
    for month in &months {
        let name = if room >= words::width("Mmm", false) {
            words::month(month.month).to_owned()
        } else if room >= 13.0 {
            words::month(month.month).chars().take(1).collect()
        } else {
            month.year.to_string()
        };
        let (from, to) = (geometry.x(month.range.start), geometry.x(month.range.end));
        match ticks.last_mut() {
            Some(last) if room < 13.0 && last.0 == name => last.2 = to,
            _ => ticks.push((name, from, to)),
        }
    }
    ticks
        .into_iter()
        .map(|(name, from, to)| TimeTick {
            line: (from > geometry.plot.left + 1.0).then_some(from),
            at: (from + to) / 2.0,
            words: if words::width(&name, false) <= (to - from) + 4.0 {
                name
            } else {
                String::new()
            },
        })
        .collect()
}

/// The moments in the span at which the local clock shows a multiple of `step`, and where they lie.
fn moments(site: &Site, geometry: &Geometry, step: i64) -> impl Iterator<Item = (LocalTime, f64)> {
    let demand = &site.demand;
    let start = demand.time(geometry.span.start).0;
    let first = start.div_euclid(step) + i64::from(start.rem_euclid(step) > 0);
    let from = demand.elapsed_ms(geometry.span.start);
    let to = demand.elapsed_ms(geometry.span.end);
    (first..)
        .map(move |i| LocalTime(i * step))
        .map(|time| (time, elapsed_at(demand, time)))
        .skip_while(move |(_, elapsed)| *elapsed < from)
        .take_while(move |(_, elapsed)| *elapsed < to)
        .map(|(time, elapsed)| (time, geometry.x_at(elapsed)))
}
