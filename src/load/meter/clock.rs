//! The meter's wall clock: end stamps, midnights at the end of their day, summer time.

use super::list::listed;
use super::options::Stamps;
use super::rows::{Rows, Zone};
use super::stamp::DAY;
use crate::load::LocalTime;

const HOUR: i64 = 3_600_000;

/// The clock was moved: from this moment on local = real + `shift_ms` more than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// Real time (the stamps after [`straighten`]) of the first row labelled by the new clock.
    pub at_ms: i64,
    /// +1 h in spring, −1 h in autumn.
    pub shift_ms: i64,
}

/// Puts rows in rising order where the file runs backwards.
pub(crate) fn orient(rows: &mut Rows) {
    let (mut up, mut down) = (0_usize, 0_usize);
    for pair in rows.stamps.windows(2) {
        up += usize::from(pair[1] > pair[0]);
        down += usize::from(pair[1] < pair[0]);
    }
    if down > up {
        rows.reverse();
    }
    // Summer time and midnights that stand last move at most one row in twenty backwards.
    if up.min(down) * 20 > up + down {
        rows.sort();
    }
}

/// Some meters stamp the last interval of a day with the same day's 00:00 and
/// mean 24:00. Moves those stamps a day on; true when the file is of that kind.
pub(crate) fn late_midnights(rows: &mut Rows) -> bool {
    let t = &rows.stamps;
    let is_late = |i: usize| {
        let before = i.checked_sub(1).and_then(|j| t.get(j));
        let same_day = before.is_some_and(|&b| b > t[i] && b < t[i] + DAY);
        same_day && t.get(i + 1).is_none_or(|&next| next > t[i] + DAY)
    };
    let midnights = listed((0..t.len()).filter(|&i| t[i].rem_euclid(DAY) == 0));
    if midnights.is_empty() || !midnights.iter().all(|&i| is_late(i)) {
        return false;
    }
    for i in midnights {
        rows.stamps[i] += DAY;
    }
    true
}

/// Whether unlabelled stamps name the ends of their intervals: the first is one
/// step past a day's start and the last is a midnight.
pub(crate) fn look_like_ends(rows: &Rows, step_ms: i64) -> bool {
    let local = |i: usize| {
        let offset = rows.offsets.get(i).copied().unwrap_or(0);
        rows.stamps.get(i).map(|t| t + i64::from(offset) * 60_000)
    };
    // The first rows may be of another step than most.
    let own_ms = match rows.stamps[..] {
        [first, second, ..] if second > first => second - first,
        _ => step_ms,
    };
    match (local(0), local(rows.stamps.len().saturating_sub(1))) {
        (Some(first), Some(last)) => {
            let late = first.rem_euclid(DAY);
            (late == step_ms || late == own_ms) && last.rem_euclid(DAY) == 0 && last > first
        }
        _ => false,
    }
}

/// Makes end stamps name the start of their intervals.
pub(crate) fn ends_to_starts(rows: &mut Rows, step_ms: i64) {
    for i in 0..rows.stamps.len() {
        let length = rows.length(i, step_ms);
        if let Some(stamp) = rows.stamps.get_mut(i) {
            *stamp = stamp.saturating_sub(length);
        }
    }
    // An interval starts where the one before it ended, under that label's offset.
    if let Some(&first) = rows.offsets.first() {
        let mut before = first;
        for offset in &mut rows.offsets {
            std::mem::swap(&mut before, offset);
        }
    }
}

/// Turns local stamps into real time, taking summer time out, and says where it was.
///
/// Stamps stay as they are in every zone but [`Zone::Local`]. Afterwards they
/// may be out of order only where the file is.
pub(crate) fn straighten(rows: &mut Rows, step_ms: i64, stamps: Stamps) -> Vec<Moved> {
    let in_hours = step_ms > 0 && (HOUR % step_ms == 0 || !rows.lengths.is_empty());
    if rows.zone != Zone::Local || rows.standard_time || !in_hours {
        return Vec::new();
    }
    // An end stamp at the very moment of the change may show the new clock already.
    let ahead_ms = match stamps {
        Stamps::Start => 0,
        Stamps::End => step_ms,
    };
    let (_, moved) = walk(rows, step_ms, ahead_ms);
    // A meter that repeats an hour in autumn has none in spring.
    let keeps_summer_time = moved.iter().any(|m| m.shift_ms < 0);
    drop_blank_spring_hours(rows, step_ms, keeps_summer_time);
    let (real, moved) = walk(rows, step_ms, ahead_ms);
    rows.stamps = real;
    // An interval over an hour that the clock left out is shorter than it looked.
    let distances = rows.stamps.windows(2).map(|pair| pair[1] - pair[0]);
    for (length, distance) in rows.lengths.iter_mut().zip(distances) {
        if (1..i64::from(*length)).contains(&distance) {
            *length = distance as i32;
        }
    }
    moved
}

/// One walk over rising local stamps: real times, and where the clock was moved.
///
/// The label of a row that ends when the clock is moved may be of the new clock,
/// `label_ms` after the row's start.
fn walk(rows: &Rows, usual_ms: i64, label_ms: i64) -> (Vec<i64>, Vec<Moved>) {
    let (local, values) = (&rows.stamps[..], &rows.values[..]);
    let mut real = Vec::with_capacity(local.len());
    let mut moved = Vec::new();
    // Real minus local time.
    let mut ahead = 0;
    let mut i = 0;
    while let Some(&now) = local.get(i) {
        let before = i.checked_sub(1).and_then(|j| local.get(j)).copied();
        let step_ms = rows.length(i.saturating_sub(1), usual_ms);
        let distance = before.map_or(step_ms, |b| now - b);
        let even = HOUR % step_ms.max(1) == 0;
        // How long after this row's start the clock was moved, if it was.
        let mut shift = 0;
        let mut later_ms = 0;
        if distance == step_ms && even {
            // The regular case.
        } else if !even {
            shift = moved_in_log(before.unwrap_or(now), now, usual_ms);
        } else if distance < 0 && hour_again(local, values, i, step_ms) {
            shift = -HOUR;
            if (now + label_ms).rem_euclid(HOUR) == 0 {
                later_ms = label_ms;
            }
        } else if distance == step_ms + HOUR {
            if changes_at(now - HOUR, step_ms) {
                shift = HOUR;
            } else if changes_at(now - HOUR + label_ms, step_ms) {
                shift = HOUR;
                later_ms = label_ms;
            }
        }
        if shift != 0 {
            ahead -= shift;
            moved.push(Moved {
                at_ms: now + ahead + later_ms,
                shift_ms: shift,
            });
        }
        if even && changes_at(now, step_ms) && paired_hour(local, i, step_ms) {
            // Sorted by label: each stamp of the repeated hour stands there twice.
            let pairs = (HOUR / step_ms) as usize;
            for stamp in local.iter().skip(i).take(2 * pairs).step_by(2) {
                real.push(stamp + ahead);
                real.push(stamp + ahead + HOUR);
            }
            ahead += HOUR;
            moved.push(Moved {
                at_ms: now + ahead,
                shift_ms: -HOUR,
            });
            i += 2 * pairs;
            continue;
        }
        real.push(now + ahead);
        i += 1;
    }
    (real, moved)
}

/// How far the clock was moved between two rows of a log without a step, in ms.
fn moved_in_log(before: i64, now: i64, usual_ms: i64) -> i64 {
    let distance = now - before;
    match change_on(now) {
        Some(Change::Back(_))
            if (-HOUR..0).contains(&distance) && now.rem_euclid(DAY) < 4 * HOUR =>
        {
            -HOUR
        }
        Some(Change::Forward(hour)) => {
            let skipped = now - now.rem_euclid(DAY) + i64::from(hour) * HOUR;
            let over = before < skipped && now >= skipped + HOUR;
            if over && distance <= HOUR + 10 * usual_ms {
                HOUR
            } else {
                0
            }
        }
        _ => 0,
    }
}

/// Whether the clock may change at this local hour: Sunday, 0 to 3 o'clock, in spring or autumn.
fn may_change(local: i64) -> bool {
    let time = LocalTime(local);
    if local.rem_euclid(HOUR) != 0 || time.weekday() != 6 {
        return false;
    }
    let civil = time.civil();
    civil.hour <= 3 && matches!(civil.month, 3 | 4 | 9 | 10 | 11)
}

/// Whether the rows from `i` on, which jump back, are the hour before them once more.
fn hour_again(local: &[i64], values: &[f64], i: usize, step_ms: i64) -> bool {
    let now = local[i];
    let per_hour = (HOUR / step_ms) as usize;
    if now + HOUR <= local[i - 1] {
        return false;
    }
    let first_pass = (i.saturating_sub(per_hour)..i).find(|&j| local[j] == now);
    let whole = now + HOUR == local[i - 1] + step_ms
        && local
            .get(i + per_hour - 1)
            .is_none_or(|&end| end == now + HOUR - step_ms);
    match first_pass {
        // A copied hour has the same values; a repeated one has its own.
        Some(j) if whole => {
            may_change(now) || (0..per_hour).any(|k| values.get(j + k) != values.get(i + k))
        }
        _ => may_change(now - now.rem_euclid(HOUR)) && labels_repeat(local, i, per_hour),
    }
}

/// Whether a label of the rows from `i` on stands in the hour before them too. Rows
/// that are merely out of order repeat none.
fn labels_repeat(local: &[i64], i: usize, per_hour: usize) -> bool {
    let first_pass = local.get(i.saturating_sub(per_hour)..i).unwrap_or_default();
    let second_pass = local.get(i..).unwrap_or_default().iter().take(per_hour);
    second_pass
        .take_while(|&label| first_pass.last().is_some_and(|last| label <= last))
        .any(|label| first_pass.binary_search(label).is_ok())
}

/// Whether the clock may change at the hour that a row begins, or whose first row it is where
/// stamps stand off the full hour.
fn changes_at(local: i64, step_ms: i64) -> bool {
    let late = local.rem_euclid(HOUR);
    late < step_ms && may_change(local - late)
}

/// Whether every stamp of the hour from row `i` on stands there exactly twice, side by side.
fn paired_hour(local: &[i64], i: usize, step_ms: i64) -> bool {
    let now = local[i];
    if local.get(i + 1) != Some(&now) {
        return false;
    }
    let rows = 2 * (HOUR / step_ms) as usize;
    let paired = (0..rows).all(|k| {
        let wanted = now + (k / 2) as i64 * step_ms;
        local.get(i + k) == Some(&wanted)
    });
    paired && local.get(i + rows).is_none_or(|&next| next >= now + HOUR)
}

/// How a clock is moved on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The hour that begins then is left out.
    Forward(u8),
    /// The hour that begins then comes twice.
    Back(u8),
}

/// How clocks are moved on the day of this local time, in North America, Europe, Australia
/// or New Zealand.
pub(crate) fn change_on(local: i64) -> Option<Change> {
    let time = LocalTime(local);
    let civil = time.civil();
    if time.weekday() != 6 {
        return None;
    }
    match (civil.month, civil.day) {
        (3, 8..=14 | 25..) | (9, 24..) | (10, ..=7) => Some(Change::Forward(2)),
        (4, ..=7) | (10, 25..) => Some(Change::Back(2)),
        (11, ..=7) => Some(Change::Back(1)),
        _ => None,
    }
}

/// Whether clocks are put forward at this local time.
fn is_put_forward(local: i64) -> bool {
    let hour = local.rem_euclid(DAY) / HOUR;
    // The United Kingdom and Portugal leave out the hour before Central Europe's.
    let early = hour == 1 && LocalTime(local).civil().day >= 25;
    local.rem_euclid(HOUR) == 0
        && matches!(change_on(local), Some(Change::Forward(at)) if i64::from(at) == hour || early)
}

/// Some exports list the hour that the clock leaves out in spring, with blank values. It is
/// no gap.
fn drop_blank_spring_hours(rows: &mut Rows, step_ms: i64, keeps_summer_time: bool) {
    let per_hour = (HOUR / step_ms) as usize;
    let mut keep = vec![true; rows.stamps.len()];
    let mut run = 0;
    for i in 0..=rows.values.len() {
        if rows.values.get(i).is_some_and(|v| v.is_nan()) {
            run += 1;
            continue;
        }
        let start = i - run;
        let spring = rows
            .stamps
            .get(start)
            .is_some_and(|&t| is_put_forward(t) || (keeps_summer_time && may_change(t)));
        if run == per_hour && spring {
            keep[start..i].fill(false);
        }
        run = 0;
    }
    rows.retain(&keep);
}
