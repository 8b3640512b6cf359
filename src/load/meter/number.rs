//! Numbers as meter files write them: `1,008.86`, `1.008,86`, `1 008,86`, `−3`, `72.36 W`.

use super::options::DecimalMark;
use super::unit::Unit;
use crate::decimal::{MOST_DIGITS, scaled};

/// A number and the unit behind it, if one stands there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub value: f64,
    pub unit: Option<Unit>,
}

/// The number a field holds, or `None` when it is not one.
pub(crate) fn parse(field: &str, decimal: DecimalMark) -> Option<Number> {
    let (negative, rest) = sign(field);
    let digits = Digits::scan(rest, decimal)?;
    let unit = match rest.get(digits.length..)?.trim() {
        "" => None,
        word => Some(Unit::named(word)?),
    };
    let value = scaled(digits.mantissa, digits.exponent);
    if !value.is_finite() {
        return None;
    }
    Some(Number {
        value: if negative { -value } else { value },
        unit,
    })
}

fn sign(field: &str) -> (bool, &str) {
    match field.as_bytes().first() {
        Some(b'-') => (true, field.get(1..).unwrap_or_default()),
        Some(b'+') => (false, field.get(1..).unwrap_or_default()),
        Some(0xE2) => match field.strip_prefix('\u{2212}') {
            Some(rest) => (true, rest),
            None => (false, field),
        },
        _ => (false, field),
    }
}

/// The digits at the head of a field.
struct Digits {
    /// The first 19 significant digits as one integer.
    mantissa: u64,
    /// Significant digits seen.
    count: u32,
    /// Power of ten that scales the mantissa.
    exponent: i32,
    /// Bytes taken.
    length: usize,
}

impl Digits {
    fn scan(text: &str, decimal: DecimalMark) -> Option<Self> {
        let (point, group) = match decimal {
            DecimalMark::Point => (b'.', b','),
            DecimalMark::Comma => (b',', b'.'),
        };
        let bytes = text.as_bytes();
        let mut out = Self {
            mantissa: 0,
            count: 0,
            exponent: 0,
            length: 0,
        };
        let mut any = false;
        let mut fraction = false;
        // Digits since the last thousands mark, and whether there was one.
        let (mut run, mut grouped) = (0_u32, false);
        let mut i = 0;
        while let Some(&byte) = bytes.get(i) {
            match byte {
                b'0'..=b'9' => {
                    any = true;
                    run = run.saturating_add(1);
                    if out.count < MOST_DIGITS {
                        out.mantissa = out.mantissa * 10 + u64::from(byte - b'0');
                        out.count += u32::from(out.mantissa > 0);
                        out.exponent -= i32::from(fraction);
                    } else {
                        out.exponent += i32::from(!fraction);
                    }
                }
                _ if byte == point && !fraction => {
                    if grouped && run != 3 {
                        return None;
                    }
                    fraction = true;
                }
                _ => {
                    let width = group_mark(bytes, i, group);
                    let three = width > 0
                        && bytes
                            .get(i + width..i + width + 3)
                            .is_some_and(|next| next.iter().all(u8::is_ascii_digit));
                    if fraction || !three {
                        break;
                    }
                    if run == 0 || run > 3 || (grouped && run != 3) {
                        return None;
                    }
                    (run, grouped) = (0, true);
                    i += width - 1;
                }
            }
            i += 1;
        }
        if !any || (grouped && !fraction && run != 3) {
            return None;
        }
        if let Some((exponent, length)) = exponent(bytes.get(i..)?) {
            out.exponent = out.exponent.saturating_add(exponent);
            i += length;
        }
        out.length = i;
        Some(out)
    }
}

/// How many bytes at `i` are a mark between thousands; 0 when there is none.
fn group_mark(bytes: &[u8], i: usize, group: u8) -> usize {
    match bytes.get(i..) {
        Some([byte, ..]) if *byte == group || matches!(byte, b' ' | b'\'') => 1,
        // No-break space; right single quotation mark; narrow no-break and thin space.
        Some([0xC2, 0xA0, ..]) => 2,
        Some([0xE2, 0x80, 0x99 | 0xAF | 0x89, ..]) => 3,
        _ => 0,
    }
}

/// `e-3` at the head of `bytes`: the exponent and how many bytes it takes.
fn exponent(bytes: &[u8]) -> Option<(i32, usize)> {
    let (negative, skip) = match bytes {
        [b'e' | b'E', b'-', ..] => (true, 2),
        [b'e' | b'E', b'+', ..] => (false, 2),
        [b'e' | b'E', ..] => (false, 1),
        _ => return None,
    };
    let digits = bytes
        .get(skip..)?
        .iter()
        .take_while(|b| b.is_ascii_digit())
        .take(4)
        .fold((0_i32, 0), |(value, n), b| {
            (value * 10 + i32::from(b - b'0'), n + 1)
        });
    match digits {
        (_, 0) => None,
        (value, n) => Some((if negative { -value } else { value }, skip + n)),
    }
}

/// What one field says about a file's decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// No mark at all.
    None,
    /// Only readable with this mark before the decimals.
    Sure(DecimalMark),
    /// One mark with three digits behind: `1.234` or `1,234`.
    Open(DecimalMark),
}

/// What a field says about the decimal mark.
pub(crate) fn evidence(field: &str) -> Evidence {
    let marks = |mark: char| field.matches(mark).count();
    let open = |mark: char, sure: DecimalMark| {
        // Exactly one mark of one kind: sure unless it could stand before thousands.
        let (head, tail) = field.split_once(mark).unwrap_or_default();
        let whole = head.trim_start_matches(['-', '+', '\u{2212}']);
        let decimals = tail.bytes().take_while(u8::is_ascii_digit).count();
        if decimals == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') {
            Evidence::Open(sure)
        } else {
            Evidence::Sure(sure)
        }
    };
    match (marks('.'), marks(',')) {
        (0, 0) => Evidence::None,
        (1, 0) => open('.', DecimalMark::Point),
        (0, 1) => open(',', DecimalMark::Comma),
        (0, _) => Evidence::Sure(DecimalMark::Point),
        (_, 0) => Evidence::Sure(DecimalMark::Comma),
        _ if field.rfind('.') > field.rfind(',') => Evidence::Sure(DecimalMark::Point),
        _ => Evidence::Sure(DecimalMark::Comma),
    }
}

/// Whether a field stands for "no value": empty, a dash, `n/a`, `NaN`.
pub(crate) fn is_blank(field: &str) -> bool {
    const WORDS: [&str; 15] = [
        "-", "--", "---", "n/a", "na", "#n/a", "#nv", "nan", "null", "none", "nil", "k.a.", "?",
        "missing", ".",
    ];
    field.is_empty()
        || (field.len() <= 7 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(field)))
}

#[cfg(test)]
mod tests {
    use super::DecimalMark::{Comma, Point};
    use super::*;

    #[test]
    fn numbers_of_all_habits() {
        let value = |field, mark| parse(field, mark).map(|n| n.value);
        assert_eq!(value("-1,008.86", Point), Some(-1008.86));
        assert_eq!(value("1.008,86", Comma), Some(1008.86));
        assert_eq!(value("1\u{a0}234\u{202f}567,5", Comma), Some(1_234_567.5));
        assert_eq!(value("1'234.5", Point), Some(1234.5));
        assert_eq!(value("\u{2212}3", Point), Some(-3.0));
        assert_eq!(value("+.5", Point), Some(0.5));
        assert_eq!(value("12.", Point), Some(12.0));
        assert_eq!(value("1.5e-3", Point), Some(0.0015));
        assert_eq!(value("6,02E+2", Comma), Some(602.0));
        let long = "0.1234567890123456789012";
        assert_eq!(value(long, Point), long.parse().ok());
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for field in [
            "", "-", ".", "1,23.5", "1,2345", "12:30", "1.2.3", "$0.67", "0x1F",
        ] {
            assert_eq!(parse(field, Point), None, "{field}");
        }
        assert_eq!(parse("1e999", Point), None);
        assert_eq!(parse("12.05.2025", Comma), None);
    }

    #[test]
    fn a_unit_may_stand_behind() {
        let number = parse("72.36 W", Point).unwrap();
        assert_eq!((number.value, number.unit), (72.36, Some(Unit::Watts)));
        assert_eq!(
            parse("5kWh", Point).unwrap().unit,
            Some(Unit::KilowattHours)
        );
        assert_eq!(parse("5 apples", Point), None);
    }

    #[test]
    fn marks_are_told_apart() {
        assert_eq!(evidence("950"), Evidence::None);
        assert_eq!(evidence("12,7"), Evidence::Sure(Comma));
        assert_eq!(evidence("0.125"), Evidence::Sure(Point));
        assert_eq!(evidence("1.234"), Evidence::Open(Point));
        assert_eq!(evidence("-1,234"), Evidence::Open(Comma));
        assert_eq!(evidence("1.234.567"), Evidence::Sure(Comma));
        assert_eq!(evidence("1,234.5"), Evidence::Sure(Point));
        assert_eq!(evidence("1234.567"), Evidence::Sure(Point));
    }
}
