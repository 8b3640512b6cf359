//! Decimal numbers as people type them and as links carry them.

use std::fmt;

/// A text that is no number, or no entry of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotUnderstood;

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not understood")
    }
}

impl std::error::Error for NotUnderstood {}

/// The multiples of a step that has at most four decimals.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    /// The step in units of its last decimal.
    step: f64,
    decimals: usize,
    /// Ten to the power of `decimals`.
    scale: f64,
}

impl Grid {
    pub(super) fn of(step: f64) -> Self {
        let mut grid = Self {
            step,
            decimals: 0,
            scale: 1.0,
        };
        while grid.decimals < 4 && (grid.step - grid.step.round()).abs() > 1e-6 {
            grid.decimals += 1;
            grid.scale *= 10.0;
            grid.step = step * grid.scale;
        }
        grid.step = grid.step.round();
        grid
    }

    /// Whether all multiples are whole numbers.
    pub(super) fn is_whole(self) -> bool {
        self.decimals == 0
    }

    /// The nearest multiple: the very number its decimal text is read as.
    pub(super) fn snap(self, value: f64) -> f64 {
        // Two whole numbers divided round once, as reading a decimal does.
        let snapped = (value * self.scale / self.step).round() * self.step / self.scale;
        snapped + 0.0
    }

    /// Appends a multiple as the shortest decimal, with `group` between thousands.
    pub(super) fn write(self, out: &mut String, value: f64, group: &str) {
        let last_decimals = (value * self.scale).round();
        if last_decimals < 0.0 {
            out.push('-');
        }
        let mut digits = [b'0'; 24];
        let mut rest = last_decimals.abs() as u64;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let (whole, decimals) = digits.split_at(digits.len() - self.decimals);
        let first = whole.iter().position(|&digit| digit != b'0');
        let whole = &whole[first.unwrap_or(whole.len() - 1)..];
        for (place, &digit) in whole.iter().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                out.push_str(group);
            }
            out.push(char::from(digit));
        }
        if let Some(last) = decimals.iter().rposition(|&digit| digit != b'0') {
            out.push('.');
            out.extend(decimals[..=last].iter().map(|&digit| char::from(digit)));
        }
    }
}

/// Longer texts are no numbers of this world, only work.
const LONGEST: usize = 40;

/// Reads a number. The second value says that it could be read as another
/// number: `1.250` packs, `1,250` MW.
pub(super) fn parse(text: &str, unit: &str, whole: bool) -> Result<(f64, bool), NotUnderstood> {
    let text = without_unit(text.trim(), unit);
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(NotUnderstood);
    }
    let (mark, ambiguous) = decimal_mark(text, whole);
    let (whole_part, decimals) = match mark {
        // A mark is one byte.
        Some(at) => (text.get(..at), text.get(at + 1..)),
        None => (Some(text), None),
    };
    let (whole_part, decimals) = (whole_part.unwrap_or_default(), decimals.unwrap_or_default());
    let mut plain = String::with_capacity(text.len() + 1);
    if negative {
        plain.push('-');
    }
    push_grouped(&mut plain, whole_part)?;
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotUnderstood);
    }
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    let value = crate::decimal::plain(&plain).ok_or(NotUnderstood)?;
    Ok((value, ambiguous))
}

fn without_unit<'a>(text: &'a str, unit: &str) -> &'a str {
    let strip = |unit: &str| {
        let (number, end) = text.split_at_checked(text.len().checked_sub(unit.len())?)?;
        (!unit.is_empty() && end.eq_ignore_ascii_case(unit)).then(|| number.trim_end())
    };
    // "5 %" is enough for "%/month".
    let first = unit.split('/').next().unwrap_or_default();
    strip(unit).or_else(|| strip(first)).unwrap_or(text)
}

/// Where the decimal mark is, if there is one, and whether that is a guess.
fn decimal_mark(text: &str, whole: bool) -> (Option<usize>, bool) {
    let is_mark = |c: char| c == '.' || c == ',';
    let Some(last) = text.rfind(is_mark) else {
        return (None, false);
    };
    let (before, mark) = text.split_at_checked(last).unwrap_or_default();
    let mark = mark.get(..1).unwrap_or_default();
    if before.contains(is_mark) {
        // Two kinds of mark: the last is the decimal one. One kind, repeated: it groups.
        let other = if mark == "." { b',' } else { b'.' };
        return (before.as_bytes().contains(&other).then_some(last), false);
    }
    let groups = text.len() - last - 1 == 3
        && (1..=3).contains(&before.len())
        && !before.starts_with('0')
        && before.bytes().all(|byte| byte.is_ascii_digit());
    match (groups, mark, whole) {
        // Nobody has 1.250 packs when 1,250 was meant, but the point is the links' decimal point.
        (true, ".", true) => (Some(last), true),
        (true, ",", true) => (None, false),
        (true, ",", false) => (Some(last), true),
        _ => (Some(last), false),
    }
}

/// Appends the digits of a whole number whose thousands may be grouped.
fn push_grouped(out: &mut String, text: &str) -> Result<(), NotUnderstood> {
    let is_group_mark =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '\u{2019}' | '_');
    let mut groups = text.split(is_group_mark);
    let first = groups.next().unwrap_or_default();
    out.push_str(first);
    for group in groups {
        if !(1..=3).contains(&first.len()) || group.len() != 3 {
            return Err(NotUnderstood);
        }
        out.push_str(group);
    }
    if first.is_empty() {
        out.push('0'); // ".25"
    }
    let digits = out.strip_prefix('-').unwrap_or(out);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(())
    } else {
        Err(NotUnderstood)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, unit: &str, step: f64) -> Option<f64> {
        parse(text, unit, Grid::of(step).is_whole())
            .ok()
            .map(|(value, _)| value)
    }

    #[test]
    fn numbers_as_people_type_them() {
        for (text, number) in [
            ("78", 78.0),
            ("+78", 78.0),
            ("77,5", 77.5),
            ("77.5 %", 77.5),
            (" 78% ", 78.0),
            ("78.", 78.0),
            (".5", 0.5),
            ("-3", -3.0),
            ("\u{2212}3", -3.0),
            ("1 234,5", 1_234.5),
            ("1\u{202f}234.5", 1_234.5),
            ("1\u{2009}234\u{a0}567", 1_234_567.0),
            ("1,234.5", 1_234.5),
            ("1.234,5", 1_234.5),
            ("1,234,567", 1_234_567.0),
            ("1'234", 1_234.0),
            ("0,250", 0.25),
        ] {
            assert_eq!(read(text, "%", 0.5), Some(number), "{text}");
        }
        assert_eq!(read("14.9 kw", "kW", 0.1), Some(14.9));
        assert_eq!(read("2,600", "", 1.0), Some(2_600.0));
        assert_eq!(read("5 %", "%/month", 0.1), Some(5.0));
        assert_eq!(read("5%/month", "%/month", 0.1), Some(5.0));
    }

    #[test]
    fn texts_that_are_no_numbers() {
        for text in [
            "",
            "%",
            "-",
            ".",
            "a",
            "1e3",
            "inf",
            "NaN",
            "0x10",
            "1 2",
            "12 34",
            "1..5",
            "5-6",
            "1,23,456.7.8",
            "--5",
            "½",
            "٣",
            "1234,567,890",
            "7 8 %",
        ] {
            assert_eq!(read(text, "%", 0.5), None, "{text}");
        }
        assert_eq!(read(&"9".repeat(LONGEST + 1), "", 1.0), None);
    }

    #[test]
    fn what_could_mean_another_number_is_noted() {
        assert_eq!(parse("1.250", "", true), Ok((1.25, true)));
        assert_eq!(parse("1,250", "", true), Ok((1_250.0, false)));
        assert_eq!(parse("1,250", "MW", false), Ok((1.25, true)));
        assert_eq!(parse("1.250", "MW", false), Ok((1.25, false)));
    }

    #[test]
    fn multiples_are_the_numbers_their_text_is_read_as() {
        for step in [0.001, 0.01, 0.1, 0.5, 1.0] {
            let grid = Grid::of(step);
            for n in 0..20_000 {
                let value = grid.snap(f64::from(n) * step);
                let mut text = String::new();
                grid.write(&mut text, value, "");
                assert_eq!(text.parse(), Ok(value));
                assert_eq!(grid.snap(value), value);
            }
        }
    }

    #[test]
    fn numbers_are_written_short() {
        let mut text = String::new();
        for (step, value) in [
            (0.01, 0.25),
            (0.01, 0.2),
            (0.001, 5_000.0),
            (1.0, 0.0),
            (0.1, -1.5),
        ] {
            Grid::of(step).write(&mut text, value, ",");
            text.push(' ');
        }
        assert_eq!(text, "0.25 0.2 5,000 0 -1.5 ");
    }
}
