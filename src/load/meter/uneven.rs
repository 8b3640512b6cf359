//! Files whose step changes, and logs without a step.
//!
//! Every row gets the length of its own interval. Then all are laid on one step so short
//! that each interval is a whole number of steps: no energy is lost and no peak is lowered.
//! Only where that step would give too many values are they averaged, by time.

use super::error::{Fault, ReadError};
use super::grid::fits_grid;
use super::list::listed;
use super::options::Stamps;
use super::rows::Rows;
use super::words::{count, note_count, powers, span};
use crate::load::Step;
use crate::text::Joined;

/// So many equal distances in a row are a step, not gaps in a shorter one.
const RUN: usize = 8;
/// The share of a file's distances that must be steps; with fewer it is a log without one.
const STEADY: f64 = 0.9;
/// In a log without a step, a silence of so many usual distances is a gap.
const SILENCE: i64 = 10;
/// The most values that rows are laid out on: 23 days of seconds, 19 years of 5 minutes.
const MOST: i64 = 2_000_000;
const HOUR: i64 = 3_600_000;

/// How the rows of a file follow each other.
#[derive(Debug, PartialEq)]
pub(crate) enum Pace {
    /// All by one step, but for gaps.
    Even,
    /// By steps, one after the other, perhaps with rows between them; their lengths in ms, in the
    /// order of time.
    Changing(Vec<i64>),
    /// By none; the usual distance in ms.
    None(i64),
}

/// Finds the pace of rows that stand in the order of time, and gives each its length unless
/// all are of `step_ms`.
pub(crate) fn find(rows: &mut Rows, step_ms: i64, stamps: Stamps) -> Pace {
    if !rows.lengths.is_empty() {
        return stated(rows);
    }
    let fits = fits_grid(&rows.stamps, step_ms);
    if fits && !has_other_runs(&rows.stamps, step_ms) {
        return Pace::Even;
    }
    let distances = listed(distances(&rows.stamps));
    let (steps, steady) = segments(&distances, step_ms);
    if steady as f64 >= STEADY * distances.len() as f64 {
        rows.lengths = own_lengths(&distances, stamps, &|i: usize, own: i64| {
            let step_of = |i: usize| steps.get(i).copied().unwrap_or(step_ms);
            // Behind a gap a row that ends there is of the step that follows.
            let step = match stamps {
                Stamps::End if own != step_of(i) => step_of(i + 1),
                _ => step_of(i),
            };
            if own > 0 { own.min(step) } else { step }
        });
        let mut seen = steps;
        seen.dedup();
        return Pace::Changing(seen);
    }
    if fits {
        // Many gaps in one step.
        return Pace::Even;
    }
    let energy = rows.unit.is_energy();
    rows.lengths = own_lengths(&distances, stamps, &|_, own: i64| {
        // Of two powers at one moment the later one counts. A clock that was put back, the last
        // row, or power that was not told of for long; energy belongs to its whole interval.
        let is_silence = !energy && own > SILENCE.saturating_mul(step_ms);
        match own {
            0 if !energy => 0,
            ..=0 => step_ms,
            _ if is_silence => step_ms,
            _ => own,
        }
    });
    Pace::None(step_ms)
}

/// The pace of rows whose lengths the file states.
fn stated(rows: &mut Rows) -> Pace {
    rows.settle_lengths();
    if rows.lengths.is_empty() {
        return Pace::Even;
    }
    let mut seen = listed(rows.lengths.iter().map(|&ms| i64::from(ms)));
    seen.dedup();
    if seen.len() > rows.lengths.len() / RUN + 2 {
        return Pace::None(seen[0]);
    }
    Pace::Changing(seen)
}

fn distances(stamps: &[i64]) -> impl Iterator<Item = i64> {
    stamps
        .windows(2)
        .map(|pair| pair[1].saturating_sub(pair[0]))
}

/// Whether a distance may be a step of its own beside `step_ms`: no gap, and no drift of its clock.
fn is_other_step(distance: i64, step_ms: i64) -> bool {
    (1..=HOUR).contains(&distance) && (distance - step_ms).abs() > step_ms / 20
}

/// Whether a distance goes on with a run: a moved clock makes it an hour more or less.
fn is_same(run: i64, distance: i64) -> bool {
    distance == run || (run > 0 && (distance - run).abs() == HOUR)
}

/// Whether there is a run of another step.
fn has_other_runs(stamps: &[i64], step_ms: i64) -> bool {
    let (mut before, mut length) = (0, 0);
    distances(stamps).any(|distance| {
        let goes_on = is_same(before, distance);
        length = if goes_on { length + 1 } else { 1 };
        if !goes_on {
            before = distance;
        }
        let distance = before;
        length >= RUN && is_other_step(distance, step_ms)
    })
}

/// The step that each distance belongs to, and how many distances are of their step.
///
/// A distance that is no part of a run is a gap in the step before it.
fn segments(distances: &[i64], step_ms: i64) -> (Vec<i64>, usize) {
    let mut steps = vec![step_ms; distances.len()];
    let (mut steady, mut from, mut current) = (0, 0, step_ms);
    while let Some(&own) = distances.get(from) {
        let rest = distances.iter().skip(from);
        let to = from + rest.take_while(|&&d| is_same(own, d)).count();
        let run = &distances[from..to];
        if run.len() >= RUN && is_other_step(own, step_ms) {
            current = own;
        } else if run.len() >= RUN && own == step_ms {
            current = step_ms;
        }
        if own == current {
            steady += run.len();
        }
        steps[from..to].fill(current);
        from = to;
    }
    (steps, steady)
}

/// The length of each row from its own distance: to the next row where stamps name starts,
/// from the one before where they name ends.
fn own_lengths(distances: &[i64], stamps: Stamps, length: &dyn Fn(usize, i64) -> i64) -> Vec<i32> {
    let last = distances.len().saturating_sub(1);
    let of = |i: Option<usize>| {
        let own = i.and_then(|i| distances.get(i)).copied().unwrap_or(-1);
        let ms = length(i.unwrap_or(0).min(last), own);
        i32::try_from(ms).unwrap_or(i32::MAX)
    };
    listed((0..=distances.len()).map(|row| match stamps {
        Stamps::Start => of(Some(row)),
        Stamps::End => of(row.checked_sub(1)),
    }))
}

/// Lays rows that have lengths of their own on one step, as kW. They must stand in rising
/// order and name starts.
pub(crate) fn lay_out(rows: &mut Rows, pace: &Pace) -> Result<Step, Fault> {
    to_power(rows);
    let replaced = rows.lengths.iter().filter(|&&ms| ms == 0).count();
    let (first, end) = extent(rows);
    let fine = common_step(rows, first);
    // Intervals may overlap, so that together they last longer than the file.
    let lengths = rows.lengths.iter().map(|&ms| i64::from(ms));
    let work_ms = lengths.sum::<i64>().max(end.saturating_sub(first));
    let fits = |ms: &i64| work_ms / *ms < MOST;
    let exact = Some(fine).filter(|ms| *ms >= 100 && fits(ms));
    let highest = rows.values.iter().copied().fold(f64::NAN, f64::max);
    let step_ms = match exact {
        Some(ms) => {
            spread(rows, ms);
            // Intervals may overlap: of two values for one step the first counts.
            if rows.stamps.windows(2).any(|pair| pair[1] < pair[0]) {
                rows.sort();
            }
            ms
        }
        None => {
            const STEPS: [i64; 12] = [
                100, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000,
                900_000, HOUR,
            ];
            let Some(ms) = STEPS.into_iter().find(fits) else {
                return Err(Box::new(ReadError::TooLarge {
                    what: format!("The rows cover {} without an even step", span(work_ms)),
                }));
            };
            average(rows, ms, first - first.rem_euclid(ms));
            ms
        }
    };
    rows.step_ms = Some(step_ms);
    note_count(
        &mut rows.warnings,
        replaced,
        "row has",
        "rows have",
        " the time of the row behind: the later value was taken.",
    );
    rows.warnings.push(said(pace, step_ms));
    let kept = rows.values.iter().copied().fold(f64::NAN, f64::max);
    if exact.is_none() && highest > kept {
        rows.warnings.push(format!(
            "Rows shorter than the step were averaged by time: the highest value was {}, the highest mean over {} is {}.",
            powers(highest, highest),
            span(step_ms),
            powers(kept, kept)
        ));
    }
    Step::from_ms(step_ms).ok_or_else(|| {
        Box::new(ReadError::StepOutOfRange {
            step: span(step_ms),
        })
    })
}

/// The sentence about what was done.
fn said(pace: &Pace, step_ms: i64) -> String {
    let step = span(step_ms);
    match pace {
        Pace::Changing(steps) => {
            let mut known: Vec<String> = Vec::new();
            for &ms in steps {
                let ms = span(ms);
                if !known.contains(&ms) {
                    known.push(ms);
                }
            }
            let changes = steps.len().saturating_sub(1);
            if changes == 0 {
                return format!(
                    "Some rows stand off the file’s step of {}: all were laid on {step}, each with its own energy.",
                    known.joined(", ")
                );
            }
            format!(
                "The step of the file changes {} ({}): all rows were laid on {step}, each with its own energy.",
                count(changes, "time", "times"),
                known.joined(", ")
            )
        }
        Pace::None(usual) => format!(
            "The rows come at no even step, usually {} apart: each value was taken to hold until the next, on a step of {step}.",
            span(*usual)
        ),
        Pace::Even => String::new(),
    }
}

/// Energies become the mean powers of their intervals.
fn to_power(rows: &mut Rows) {
    if rows.is_power || !rows.unit.is_energy() {
        return;
    }
    for (value, &ms) in rows.values.iter_mut().zip(&rows.lengths) {
        *value /= f64::from(ms) / HOUR as f64;
    }
    rows.is_power = true;
}

/// From the first row's start to the end of the last.
fn extent(rows: &Rows) -> (i64, i64) {
    let ends = rows.stamps.iter().zip(&rows.lengths);
    let end = ends.map(|(t, &ms)| t.saturating_add(i64::from(ms))).max();
    let first = rows.stamps.iter().copied().min().unwrap_or(0);
    (first, end.unwrap_or(first))
}

/// The longest step of which every start and every length is a multiple.
fn common_step(rows: &Rows, first: i64) -> i64 {
    let starts = rows.stamps.iter().map(|t| t.saturating_sub(first));
    let lengths = rows.lengths.iter().map(|&ms| i64::from(ms));
    let divisor = starts.chain(lengths).fold(0, divisor);
    // A step of 2 h fits no series: its half does.
    (1..=24)
        .find(|n| divisor % n == 0 && divisor / n <= HOUR)
        .map_or(HOUR, |n| divisor / n)
}

/// The greatest common divisor.
pub(crate) fn divisor(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.saturating_abs()
}

/// Repeats each value on every step of its interval.
fn spread(rows: &mut Rows, step_ms: i64) {
    let mut out = rows.emptied();
    let lengths = std::mem::take(&mut rows.lengths);
    for (i, &ms) in lengths.iter().enumerate() {
        for k in 0..i64::from(ms) / step_ms {
            out.push_from(rows, i);
            if let Some(stamp) = out.stamps.last_mut() {
                *stamp += k * step_ms;
            }
        }
    }
    rows.replace(out);
}

/// The mean over each step of what holds in it, weighed by time.
fn average(rows: &mut Rows, step_ms: i64, origin: i64) {
    let lengths = std::mem::take(&mut rows.lengths);
    // Energy in kW·ms and covered ms of each step, and a row that holds in it.
    let mut cells: Vec<(f64, i64, usize)> = Vec::new();
    for (i, &ms) in lengths.iter().enumerate() {
        let (mut at, value) = (rows.stamps[i] - origin, rows.values[i]);
        let end = at + i64::from(ms);
        while at < end && !value.is_nan() {
            let k = (at / step_ms) as usize;
            let until = end.min((k as i64 + 1) * step_ms);
            if k >= cells.len() {
                cells.resize(k + 1, (0.0, 0, i));
            }
            cells[k].0 += value * (until - at) as f64;
            cells[k].1 += until - at;
            at = until;
        }
    }
    let mut out = rows.emptied();
    for (k, &(energy, covered, row)) in cells.iter().enumerate() {
        if covered > 0 {
            out.push_from(rows, row);
            if let (Some(stamp), Some(value)) = (out.stamps.last_mut(), out.values.last_mut()) {
                *stamp = origin + k as i64 * step_ms;
                *value = energy / covered as f64;
            }
        }
    }
    rows.replace(out);
}
