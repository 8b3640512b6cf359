//! Numbers and times in words, for reports and messages.

use crate::decimal::{fixed, short};
use crate::load::LocalTime;
use crate::text::Joined;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A length of time: `2 s`, `15 min`, `1 h 30 min`, `2 days 3 h`.
pub(crate) fn span(ms: i64) -> String {
    if ms < 0 {
        return format!("−{}", span(ms.saturating_neg()));
    }
    let (days, hours) = (ms / 86_400_000, ms / 3_600_000 % 24);
    let (minutes, rest) = (ms / 60_000 % 60, ms % 60_000);
    let seconds = match rest % 1000 {
        0 => (rest / 1000).to_string(),
        _ => short(rest as f64 / 1000.0),
    };
    let parts = [
        (
            days,
            days.to_string(),
            if days == 1 { " day" } else { " days" },
        ),
        (hours, hours.to_string(), " h"),
        (minutes, minutes.to_string(), " min"),
        (rest, seconds, " s"),
    ];
    let (mut said, mut room) = (String::new(), 2);
    for (n, number, unit) in &parts {
        if *n != 0 && room > 0 {
            if room < 2 {
                said.push(' ');
            }
            said.push_str(number);
            said.push_str(unit);
            room -= 1;
        }
    }
    if said.is_empty() {
        return "0 s".to_owned();
    }
    said
}

/// A whole number with commas between thousands.
pub(crate) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1 gap`, `3 gaps`.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// Notes how many there are of something, if any: `3 gaps` and what is said of them.
#[inline(never)]
pub(crate) fn note_count(notes: &mut Vec<String>, n: usize, one: &str, many: &str, said: &str) {
    if n > 0 {
        notes.push([&count(n, one, many), said].joined(""));
    }
}

/// Notes a sentence.
#[inline(never)]
pub(crate) fn note(notes: &mut Vec<String>, said: &str) {
    notes.push(said.to_owned());
}

/// The days from `first` to `last`: `1 Jan–31 Dec 2025`; within a part of one day the times.
pub(crate) fn days(first: LocalTime, last: LocalTime) -> String {
    let (a, b) = (first.civil(), last.civil());
    let month = |m: u8| MONTHS.get(usize::from(m) - 1).copied().unwrap_or("");
    let end = format!("{} {} {}", b.day, month(b.month), b.year);
    if (a.year, a.month, a.day) == (b.year, b.month, b.day) {
        // The end of a whole day is the last moment of it.
        if (a.hour, a.minute, b.hour, b.minute) == (0, 0, 23, 59) {
            return end;
        }
        return format!(
            "{end} {:02}:{:02}–{:02}:{:02}",
            a.hour, a.minute, b.hour, b.minute
        );
    }
    let start = format!("{} {}", a.day, month(a.month));
    if a.year == b.year {
        format!("{start}–{end}")
    } else {
        format!("{start} {}–{end}", a.year)
    }
}

/// The lowest and highest power with one number of decimals: `61.2–100.4 MW`.
pub(crate) fn powers(min_kw: f64, max_kw: f64) -> String {
    let most = min_kw.abs().max(max_kw.abs());
    let (unit, scale) = if most >= 10_000.0 {
        ("MW", 1000.0)
    } else {
        ("kW", 1.0)
    };
    let decimals = if most / scale < 10.0 { 2 } else { 1 };
    let figure = |kw: f64| fixed(kw / scale, decimals).replace('-', "−");
    if min_kw == max_kw {
        return format!("{} {unit}", figure(min_kw));
    }
    let dash = if min_kw < 0.0 { " to " } else { "–" };
    format!("{}{dash}{} {unit}", figure(min_kw), figure(max_kw))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_numbers_read_well() {
        assert_eq!(span(900_000), "15 min");
        assert_eq!(span(100), "0.1 s");
        assert_eq!(span(86_400_000), "1 day");
        assert_eq!(span(5_400_000), "1 h 30 min");
        assert_eq!(thousands(35_040), "35,040");
        assert_eq!(thousands(512), "512");
        assert_eq!(powers(61_230.0, 100_400.0), "61.2–100.4 MW");
        assert_eq!(powers(-5.0, 8.0), "−5.00 to 8.00 kW");
    }

    #[test]
    fn periods_name_each_year_once() {
        let day = |y, m, d, h| LocalTime::new(y, m, d, h, 0, 0, 0).unwrap();
        assert_eq!(
            days(day(2025, 1, 1, 0), day(2025, 12, 31, 23)),
            "1 Jan–31 Dec 2025"
        );
        assert_eq!(
            days(day(2016, 1, 1, 0), day(2017, 12, 31, 23)),
            "1 Jan 2016–31 Dec 2017"
        );
        assert_eq!(
            days(day(2024, 5, 17, 15), day(2024, 5, 17, 16)),
            "17 May 2024 15:00–16:00"
        );
    }
}
