//! From the rows of any format to a validated series and its read-back.

use super::clock::{self, Moved};
use super::error::{Fault, ReadError};
use super::fill::{fill, gaps};
use super::grid::{Grid, commonest_step, place};
use super::options::{Answer, Choice, Question, ReadOptions, Stamps};
use super::report::{Report, figures, longest_ms, of, repeated_stamps};
use super::rows::{Rows, Zone};
use super::spikes;
use super::text::says;
use super::uneven::{self, Pace};
use super::words::{count, span};
use super::{MAX_GAP_DAYS, MAX_GAP_SHARE, Reading};
use crate::decimal::fixed;
use crate::load::{Clock, ClockChange, LocalTime, Series, Step};
use std::ops::Range;

const DAY: i64 = 86_400_000;

/// Rows on their way to a series; the parts of the way are apart so that a page may breathe.
pub(crate) struct Assembly {
    rows: Rows,
    step: Step,
    stamps: Stamps,
    pace: Pace,
    moved: Vec<Moved>,
}

impl Assembly {
    /// Rows in the order of the file, with their step and what their stamps mean.
    pub fn of(mut rows: Rows, options: &ReadOptions) -> Result<Self, Fault> {
        if rows.values.iter().all(|value| value.is_nan()) {
            return Err(Box::new(ReadError::NoValues));
        }
        if let Zone::Utc { offset_minutes } = &mut rows.zone {
            *offset_minutes = options.utc_offset_minutes.unwrap_or(0).clamp(-1080, 1080);
        }
        clock::orient(&mut rows);
        let late = rows.zone == Zone::Local && clock::late_midnights(&mut rows);
        if late {
            rows.warnings.push(
                "A stamp of 00:00 that stands last in its day was read as that day's 24:00."
                    .to_owned(),
            );
        }
        let step = step(&rows, options)?;
        let stamps = stamps(&rows, options, late, step);
        let pace = uneven::find(&mut rows, step.ms(), stamps);
        if stamps == Stamps::End {
            clock::ends_to_starts(&mut rows, step.ms());
        }
        Ok(Self {
            rows,
            step,
            stamps,
            pace,
            moved: Vec::new(),
        })
    }

    /// Puts the rows in the order of real time, on one step.
    pub fn straighten(&mut self) -> Result<(), Fault> {
        let (rows, step_ms) = (&mut self.rows, self.step.ms());
        self.moved = clock::straighten(rows, step_ms, self.stamps);
        if rows.stamps.windows(2).any(|pair| pair[1] < pair[0]) {
            rows.sort();
            // Sorting may have brought the two passes of a repeated hour side by side.
            if self.moved.is_empty() {
                self.moved = clock::straighten(rows, step_ms, self.stamps);
                rows.sort();
            }
        }
        if rows.zone == Zone::Offsets {
            self.moved = offset_changes(rows);
        }
        if self.pace != Pace::Even {
            self.step = uneven::lay_out(rows, &self.pace)?;
        }
        Ok(())
    }

    /// The series and its report.
    pub fn finish(self, options: &ReadOptions) -> Result<Reading, Fault> {
        let grid = place(&self.rows, self.step)?;
        several_series(&grid, &self.rows)?;
        finish(
            self.rows,
            grid,
            self.step,
            self.stamps,
            &self.moved,
            options,
        )
    }
}

fn step(rows: &Rows, options: &ReadOptions) -> Result<Step, Fault> {
    let ms = commonest_step(&rows.stamps)
        .or(rows.step_ms)
        .or(options.step.map(Step::ms))
        .ok_or(ReadError::OneRow)?;
    Step::from_ms(ms).ok_or_else(|| Box::new(ReadError::StepOutOfRange { step: span(ms) }))
}

fn stamps(rows: &Rows, options: &ReadOptions, late: bool, step: Step) -> Stamps {
    let found = options.stamps.or(rows.meaning);
    match found {
        Some(meaning) => meaning,
        None if late => Stamps::End,
        None if rows.zone != Zone::Undated && clock::look_like_ends(rows, step.ms()) => Stamps::End,
        None => Stamps::Start,
    }
}

/// Where the stated offsets change, with real time on the first row's clock.
fn offset_changes(rows: &Rows) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (i, pair) in rows.offsets.windows(2).enumerate() {
        if let (true, Some(&at_ms)) = (pair[0] != pair[1], rows.stamps.get(i + 1)) {
            moved.push(Moved {
                at_ms,
                shift_ms: i64::from(pair[1] - pair[0]) * 60_000,
            });
        }
    }
    moved
}

/// Refuses files in which many rows share their time with a row of another value.
fn several_series(grid: &Grid, rows: &Rows) -> Result<(), Fault> {
    if grid.different > 1 && grid.different * 20 > rows.stamps.len() {
        return Err(Box::new(ReadError::SeveralSeries {
            repeated: grid.different,
            rows: rows.stamps.len(),
            hint: rows.hint.clone(),
        }));
    }
    Ok(())
}

/// Blank values at either end are left off, not filled.
fn trimmed(grid: &Grid) -> Option<Range<usize>> {
    let measured = |(_, value): &(&usize, &f64)| !value.is_nan();
    let mut pairs = grid.index.iter().zip(&grid.values);
    let first = *pairs.clone().find(measured)?.0;
    let last = *pairs.rfind(measured)?.0;
    Some(first..last + 1)
}

fn finish(
    mut rows: Rows,
    grid: Grid,
    step: Step,
    stamps: Stamps,
    moved: &[Moved],
    options: &ReadOptions,
) -> Result<Reading, Fault> {
    let all = trimmed(&grid).ok_or(ReadError::NoValues)?;
    let kept = if options.longest_part {
        longest_part(&grid, &all, step)
    } else {
        all.clone()
    };
    if kept != all {
        let left = (all.len() - kept.len()) as i64;
        rows.warnings.push(format!(
            "Only the longest part without a gap of more than {MAX_GAP_DAYS} days was read; {} left out.",
            span(step.ms().saturating_mul(left))
        ));
    } else if kept.len() < grid.len {
        rows.warnings.push(format!(
            "{} without a value at the ends of the file left out.",
            count(grid.len - kept.len(), "row", "rows")
        ));
    }
    check_gaps(&grid, &kept, step, options)?;

    let hours = step.hours().0;
    let mut kw = vec![f64::NAN; kept.len()];
    for (&k, &value) in grid.index.iter().zip(&grid.values) {
        if let Some(slot) = k.checked_sub(kept.start).and_then(|k| kw.get_mut(k)) {
            *slot = if rows.unit.is_energy() && !rows.is_power {
                value / hours
            } else {
                value
            };
        }
    }
    let start_ms = grid
        .start_ms
        .saturating_add(step.ms().saturating_mul(kept.start as i64));
    let clock = clock_of(&rows, start_ms, step, kw.len(), moved);
    let filled = gaps(&kw);
    let longest_gap_ms = longest_ms(&filled, step);
    let shift_at = |k: usize| -> i64 {
        clock
            .changes
            .iter()
            .take_while(|change| change.at_step <= k)
            .map(|change| i64::from(change.shift_ms))
            .sum()
    };
    fill(&mut kw, &filled, step.ms(), &shift_at);

    let repeated = repeated_stamps(&clock, step);
    let rows_read = rows.stamps.len();
    let spikes = spikes::find(&kw, &filled);
    let series = Series::new(clock, step, kw)?;
    let figures = figures(&series, &filled);
    rows.warnings.extend(spikes::said(&series, &spikes));
    warn(&mut rows, &grid, &figures, rows_read, stamps);
    let report = Report {
        format: rows.format,
        column: rows.column,
        rows: series.len(),
        step,
        start: series.time(0).to_string(),
        end: series.time(series.len()).to_string(),
        flows: rows.flows,
        unit: rows.unit,
        zone: rows.zone,
        stamps,
        min_kw: figures.min_kw,
        mean_kw: figures.mean_kw,
        max_kw: figures.max_kw,
        gaps_filled: filled.len(),
        longest_gap_ms,
        filled_steps: filled,
        spikes,
        duplicates: grid.duplicates,
        repeated_clock_stamps: repeated,
        warnings: rows.warnings,
    };
    Ok(Reading { series, report })
}

/// The steps between gaps that are too long to be filled unasked: the most of them.
fn longest_part(grid: &Grid, all: &Range<usize>, step: Step) -> Range<usize> {
    let most = MAX_GAP_DAYS * DAY / step.ms();
    let (mut best, mut part) = (0..0, all.start..all.start);
    for k in grid.measured_in(all) {
        if (k - part.end) as i64 > most {
            part = k..k;
        }
        part.end = k + 1;
        if part.len() > best.len() {
            best = part.clone();
        }
    }
    best
}

/// Asks before filling more than the stated limits.
fn check_gaps(
    grid: &Grid,
    kept: &Range<usize>,
    step: Step,
    options: &ReadOptions,
) -> Result<(), Fault> {
    let (mut measured, mut longest, mut before) = (0, 0, kept.start);
    for k in grid.measured_in(kept) {
        measured += 1;
        longest = longest.max(k.saturating_sub(before + 1));
        before = k;
    }
    let missing = kept.len().saturating_sub(measured);
    let time = |steps: usize| step.ms().saturating_mul(steps as i64);
    let share = missing as f64 / kept.len() as f64;
    let much = share > MAX_GAP_SHARE && time(missing) > DAY;
    let long = time(longest) > MAX_GAP_DAYS * DAY;
    if options.fill_long_gaps || !(long || much || share > 0.5) {
        return Ok(());
    }
    let mut choices = vec![Choice::new(
        "fill all with the same hour of like days",
        Answer::FillLongGaps,
    )];
    if long && !options.longest_part {
        let part = longest_part(grid, kept, step);
        choices.push(Choice::new(
            format!(
                "read only the longest part without such a gap, {}",
                span(time(part.len()))
            ),
            Answer::LongestPart,
        ));
    }
    Err(Box::new(ReadError::NeedsChoice(Question::new(
        format!(
            "{} intervals have no value; the longest gap lasts {}. Up to {MAX_GAP_DAYS} days at once and {} % in all are filled unasked. Correct the file, or",
            of(missing, kept.len()),
            span(time(longest)),
            fixed(MAX_GAP_SHARE * 100.0, 0)
        ),
        choices,
    ))))
}

fn clock_of(rows: &Rows, start_ms: i64, step: Step, len: usize, moved: &[Moved]) -> Clock {
    let first_offset = match rows.zone {
        Zone::Utc { offset_minutes } => offset_minutes,
        Zone::Offsets => rows.offsets.first().copied().unwrap_or(0),
        Zone::Local => 0,
        Zone::Undated => return Clock::undated(),
    };
    let mut start = start_ms.saturating_add(i64::from(first_offset) * 60_000);
    let mut changes = Vec::new();
    for change in moved {
        let at = (change.at_ms - start_ms + step.ms() / 2).div_euclid(step.ms());
        match usize::try_from(at) {
            // Before the first row that is kept: part of the start.
            Err(_) | Ok(0) => start = start.saturating_add(change.shift_ms),
            Ok(at_step) if at_step < len => changes.push(ClockChange {
                at_step,
                shift_ms: i32::try_from(change.shift_ms).unwrap_or(0),
            }),
            Ok(_) => {}
        }
    }
    Clock {
        start: LocalTime(start),
        dated: true,
        changes,
    }
}

/// Energies in front of a gap that may be those of the gap too: as if a longer interval stood
/// in a file of short ones.
fn heaps(grid: &Grid, rows: &Rows) -> usize {
    if !rows.unit.is_energy() || rows.is_power {
        return 0;
    }
    let at = |i: usize| (grid.index[i], grid.values[i]);
    let is_heap = |i: usize| {
        let ((_, before), (k, value), (next, after)) = (at(i - 1), at(i), at(i + 1));
        let steps = (next - k) as f64;
        (2.0..=12.0).contains(&steps) && value > (steps - 0.5) * before.max(after) && before > 0.0
    };
    (1..grid.index.len().saturating_sub(1))
        .filter(|&i| is_heap(i))
        .count()
}

fn warn(
    rows: &mut Rows,
    grid: &Grid,
    figures: &super::report::Figures,
    rows_read: usize,
    stamps: Stamps,
) {
    if stamps == Stamps::End {
        rows.warnings
            .push("Stamps were read as the end of their interval.".to_owned());
    }
    if grid.different > 0 {
        rows.warnings.push(format!(
            "{} had another value than the first row of that time; the first was kept.",
            count(grid.different, "repeated row", "repeated rows")
        ));
    }
    if grid.moved > 0 {
        rows.warnings.push(format!(
            "{} rows stood slightly off the step and were moved onto it.",
            of(grid.moved, rows_read)
        ));
    }
    if rows.unit.is_apparent() {
        rows.warnings.push(format!(
            "The values are apparent power, {}, and were not converted: real power is lower by the power factor.",
            rows.unit
        ));
    }
    if figures.min_kw == 0.0 && figures.max_kw == 0.0 {
        rows.warnings.push(
            "All values are 0: the meter measured nothing, or formulas have no values.".to_owned(),
        );
    }
    let heaps = heaps(grid, rows);
    if heaps > 0 {
        rows.warnings.push(format!(
            "{} before a gap as many times above the rows beside it as the gap has steps: it may hold the gap’s energy.",
            count(heaps, "row is", "rows are")
        ));
    }
    if figures.min_kw < 0.0 {
        rows.warnings
            .push("Some values are negative: the site exports there. They were kept.".to_owned());
    }
    // A counter runs over now and then; a title may say that it is one.
    let falls = grid
        .values
        .windows(2)
        .filter(|pair| pair[0] > pair[1])
        .count();
    let named = says(
        &rows.column,
        &["reading", "zählerstand", "register", "index"],
    );
    let most = if named { 20 } else { 200 };
    let counter = rows.unit.is_energy()
        && grid.values.len() >= 48
        && figures.max_kw > figures.min_kw
        && falls <= grid.values.len() / most;
    if counter {
        rows.warnings.push(
            "The energy hardly ever falls from row to row: if these are a counter's readings and not the energy of each interval, export the intervals.".to_owned(),
        );
    }
}
