//! From the rows of any format to a validated series and its read-back.

use super::clock::{self, Moved};
use super::error::{Fault, ReadError};
use super::fill::{fill, gaps};
use super::grid::{Grid, commonest_step, place};
use super::long_gaps::{check_gaps, longest_part};
use super::notes::warn;
use super::options::{ReadOptions, Stamps};
use super::report::{Report, figures, longest_ms, repeated_stamps};
use super::rows::{Rows, Zone};
use super::spikes;
use super::uneven::{self, Pace};
use super::words::{note, note_count, span};
use super::{MAX_GAP_DAYS, Reading};
use crate::load::{Clock, ClockChange, LocalTime, Series, Step};
use std::ops::Range;

/// Rows on their way to a series; the parts of the way are apart so that a page may breathe.
pub(crate) struct Assembly {
    rows: Box<Rows>,
    step: Step,
    stamps: Stamps,
    pace: Pace,
    moved: Vec<Moved>,
}

impl Assembly {
    /// Rows in the order of the file, with their step and what their stamps mean.
    pub fn of(mut rows: Box<Rows>, options: &ReadOptions) -> Result<Self, Fault> {
        if rows.values.iter().all(|value| value.is_nan()) {
            return Err(Box::new(ReadError::NoValues));
        }
        if let Zone::Utc { offset_minutes } = &mut rows.zone {
            *offset_minutes = options.utc_offset_minutes.unwrap_or(0).clamp(-1080, 1080);
        }
        clock::orient(&mut rows);
        let late = rows.zone == Zone::Local && clock::late_midnights(&mut rows);
        if late {
            let said = "A stamp of 00:00 that stands last in its day was read as that day's 24:00.";
            note(&mut rows.warnings, said);
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
    mut rows: Box<Rows>,
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
    } else {
        let said = " without a value at the ends of the file left out.";
        let left = grid.len.saturating_sub(kept.len());
        note_count(&mut rows.warnings, left, "row", "rows", said);
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
