//! Gaps that are too long to be filled unasked.

use super::error::Fault;
use super::grid::Grid;
use super::options::{Answer, Choice, ReadOptions};
use super::refuse;
use super::report::of;
use super::words::span;
use super::{MAX_GAP_DAYS, MAX_GAP_SHARE};
use crate::decimal::fixed;
use crate::load::Step;
use std::ops::Range;

const DAY: i64 = 86_400_000;

/// The steps between gaps that are too long to be filled unasked: the most of them.
pub(crate) fn longest_part(grid: &Grid, all: &Range<usize>, step: Step) -> Range<usize> {
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
pub(crate) fn check_gaps(
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
    Err(refuse::ask(
        format!(
            "{} intervals have no value; the longest gap lasts {}. Up to {MAX_GAP_DAYS} days at once and {} % in all are filled unasked. Correct the file, or",
            of(missing, kept.len()),
            span(time(longest)),
            fixed(MAX_GAP_SHARE * 100.0, 0)
        ),
        choices,
    ))
}
