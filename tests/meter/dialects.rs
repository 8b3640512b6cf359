//! Any load, written in any dialect of plain tables, is read back as it was.

use peakpack::load::meter::{DateOrder, DecimalMark, ReadOptions, Unit, read};
use peakpack::load::{LocalTime, Step};
use proptest::prelude::*;

/// How a file is written.
#[derive(Clone, Debug)]
struct Dialect {
    delimiter: char,
    comma: bool,
    thousands: bool,
    quoted: bool,
    line_end: &'static str,
    mark: &'static [u8],
    stamp: Style,
    unit: Unit,
    unit_in_cells: bool,
    titles: bool,
    preamble: bool,
    footer: bool,
    trailing: bool,
    order: Order,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    Iso,
    IsoSpace,
    IsoZ,
    German,
    American,
    British,
    DateAndTime,
    FromTo,
    Seconds,
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Rising,
    Falling,
    Shuffled,
}

impl Dialect {
    fn titles(&self) -> Vec<String> {
        let time: &[&str] = match self.stamp {
            Style::DateAndTime => &["Date", "Time"],
            Style::FromTo => &["From", "To"],
            Style::Seconds => &["t_s"],
            _ => &["time"],
        };
        let mut titles: Vec<String> = time.iter().map(|&t| t.to_owned()).collect();
        titles.push(if self.unit_in_cells {
            "Load".to_owned()
        } else {
            format!("Load [{}]", self.unit)
        });
        titles
    }

    fn stamp(&self, t: LocalTime, end: LocalTime, since: i64) -> Vec<String> {
        let c = t.civil();
        let iso = t.to_string();
        let clock = iso[11..].to_owned();
        match self.stamp {
            Style::Iso => vec![iso],
            Style::IsoSpace => vec![iso.replace('T', " ")],
            Style::IsoZ => vec![format!("{iso}Z")],
            Style::German => vec![format!("{}.{}.{} {clock}", c.day, c.month, c.year)],
            Style::British => vec![format!("{:02}/{:02}/{} {clock}", c.day, c.month, c.year)],
            Style::American => {
                let half = if c.hour < 12 { "AM" } else { "PM" };
                let hour = (c.hour + 11) % 12 + 1;
                vec![format!(
                    "{}/{}/{} {hour}{} {half}",
                    c.month,
                    c.day,
                    c.year,
                    &clock[2..]
                )]
            }
            Style::DateAndTime => vec![iso[..10].to_owned(), clock],
            Style::FromTo => vec![iso, end.to_string()],
            Style::Seconds => {
                let seconds = format!("{}.{:03}", since / 1000, since % 1000);
                vec![if self.comma {
                    seconds.replace('.', ",")
                } else {
                    seconds
                }]
            }
        }
    }

    /// Tenths as text in this dialect.
    fn number(&self, tenths: i64) -> String {
        let whole = (tenths.abs() / 10).to_string();
        let mut out = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if self.thousands && i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(if self.comma { '.' } else { ',' });
            }
            out.push(digit);
        }
        let sign = if tenths < 0 { "-" } else { "" };
        let mark = if self.comma { ',' } else { '.' };
        let unit = if self.unit_in_cells {
            format!(" {}", self.unit)
        } else {
            String::new()
        };
        format!("{sign}{out}{mark}{}{unit}", tenths.abs() % 10)
    }

    fn file(&self, start: LocalTime, step: Step, tenths: &[i64]) -> Vec<u8> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (k, &value) in tenths.iter().enumerate() {
            let since = step.ms() * k as i64;
            let t = start.plus_ms(since);
            let mut row = self.stamp(t, t.plus_ms(step.ms()), since);
            row.push(self.number(value));
            rows.push(row);
        }
        match self.order {
            Order::Rising => {}
            Order::Falling => rows.reverse(),
            Order::Shuffled => {
                // A fixed permutation without a pattern.
                let n = rows.len();
                for i in 0..n {
                    rows.swap(i, (i * 7919 + 31) % n);
                }
            }
        }
        let mut lines: Vec<String> = Vec::new();
        if self.preamble {
            lines.push(format!("Meter{}4711", self.delimiter));
            lines.push(String::new());
        }
        if self.titles {
            lines.push(self.line(&self.titles()));
        }
        lines.extend(rows.iter().map(|row| self.line(row)));
        if self.footer {
            lines.push("End of export".to_owned());
        }
        let text = lines.join(self.line_end);
        [self.mark, text.as_bytes()].concat()
    }

    fn line(&self, cells: &[String]) -> String {
        let clash = |cell: &str| cell.contains(self.delimiter);
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| {
                if self.quoted || clash(cell) {
                    format!("\"{cell}\"")
                } else {
                    cell.clone()
                }
            })
            .collect();
        let mut line = cells.join(&self.delimiter.to_string());
        if self.trailing {
            line.push(self.delimiter);
        }
        line
    }

    fn options(&self) -> ReadOptions {
        let order = match self.stamp {
            Style::American => Some(DateOrder::MonthDay),
            Style::British => Some(DateOrder::DayMonth),
            _ => None,
        };
        ReadOptions {
            date_order: order,
            // What a file without titles and units cannot say.
            unit: (!self.titles && !self.unit_in_cells).then_some(self.unit),
            ..ReadOptions::default()
        }
    }
}

fn dialects() -> impl Strategy<Value = Dialect> {
    let units = prop::sample::select(&Unit::ALL[..]);
    let styles = prop::sample::select(vec![
        Style::Iso,
        Style::IsoSpace,
        Style::IsoZ,
        Style::German,
        Style::American,
        Style::British,
        Style::DateAndTime,
        Style::FromTo,
        Style::Seconds,
    ]);
    let marks = prop::sample::select(vec![&b""[..], b"\xEF\xBB\xBF"]);
    let orders = prop::sample::select(vec![Order::Rising, Order::Falling, Order::Shuffled]);
    (
        (
            prop::sample::select(vec![',', ';', '\t', '|']),
            any::<[bool; 8]>(),
        ),
        prop::sample::select(vec!["\n", "\r\n", "\r"]),
        marks,
        styles,
        units,
        orders,
    )
        .prop_map(|((delimiter, bits), line_end, mark, stamp, unit, order)| {
            let [
                comma,
                thousands,
                quoted,
                unit_in_cells,
                titles,
                preamble,
                footer,
                trailing,
            ] = bits;
            // Time passed is told by its title and stands in order.
            let seconds = stamp == Style::Seconds;
            Dialect {
                delimiter,
                comma,
                thousands,
                quoted,
                line_end,
                mark,
                stamp,
                unit,
                unit_in_cells,
                titles: titles || seconds,
                preamble,
                footer,
                trailing,
                order: if seconds { Order::Rising } else { order },
            }
        })
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs().max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_load_in_any_dialect_is_read_back(
        dialect in dialects(),
        tenths in prop::collection::vec(-9_999_999_i64..99_999_999, 12..120),
        step_ms in prop::sample::select(vec![100, 500, 1_000, 2_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000]),
        day in 0_i64..20_000,
    ) {
        let step = Step::from_ms(step_ms).unwrap();
        let dated = dialect.stamp != Style::Seconds;
        let start = if dated { LocalTime(day * 86_400_000) } else { LocalTime::UNDATED };
        // Not beyond 1 TW.
        let hours = if dialect.unit.is_energy() { step.hours().0 } else { 1.0 };
        let most = dialect.unit.kilo(99_999_999.0) / 10.0 / hours;
        let fewer = (most / 1e9).ceil().max(1.0) as i64;
        let tenths: Vec<i64> = tenths.into_iter().map(|t| t / fewer).collect();
        let file = dialect.file(start, step, &tenths);
        let shown = String::from_utf8_lossy(&file);
        let reading = match read(&file, &dialect.options()) {
            Ok(reading) => reading,
            Err(why) => panic!("{why}\n{shown}"),
        };
        prop_assert_eq!(reading.series.len(), tenths.len(), "{}", shown);
        prop_assert_eq!(reading.series.step(), step, "{}", shown);
        prop_assert_eq!(reading.series.time(0), start, "{}", shown);
        prop_assert_eq!(reading.series.clock().dated, dated);
        prop_assert_eq!(reading.report.unit, dialect.unit);
        for (&kw, &tenths) in reading.series.kw().iter().zip(&tenths) {
            let value = dialect.unit.kilo(tenths as f64 / 10.0);
            let wanted = if dialect.unit.is_energy() { value / step.hours().0 } else { value };
            prop_assert!(close(kw, wanted), "{} {}\n{}", kw, wanted, shown);
        }
    }

    #[test]
    fn utf_16_is_the_same_file(
        dialect in dialects(),
        big in any::<bool>(),
    ) {
        let step = Step::QUARTER_HOUR;
        let tenths: Vec<i64> = (0..24).map(|k| 5_000 + k * 13).collect();
        let plain = Dialect { mark: b"", ..dialect }.file(LocalTime(0), step, &tenths);
        let units = std::str::from_utf8(&plain).unwrap().encode_utf16();
        let wide: Vec<u8> = if big {
            b"\xFE\xFF".iter().copied().chain(units.flat_map(u16::to_be_bytes)).collect()
        } else {
            b"\xFF\xFE".iter().copied().chain(units.flat_map(u16::to_le_bytes)).collect()
        };
        let options = ReadOptions {
            date_order: Some(DateOrder::DayMonth),
            decimal: Some(DecimalMark::Point),
            unit: Some(Unit::Kilowatts),
            ..ReadOptions::default()
        };
        prop_assert_eq!(read(&wide, &options), read(&plain, &options));
    }
}
