//! The options that answer what a meter file leaves open.

use clap::{Args, ValueEnum};
use peakpack::load::meter::{
    Answer, DateOrder, DecimalMark, Flow, MeterChoice, Question, ReadOptions, Stamps, Unit,
};
use peakpack::load::{Period, Step};

/// What to tell the reader of meter files
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "What the meter file leaves open")]
pub struct ReaderArgs {
    /// The column or channel that holds the load: its title, or its number from 1
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
    /// Which meter, where the file holds several: its number, or sum for all of them
    #[arg(long, value_name = "METER")]
    meter: Option<String>,
    /// What is read of a meter that counts both ways; import unless said
    #[arg(long, value_name = "FLOW")]
    channel: Option<FlowArg>,
    /// The unit of the values, whatever the file says: W, kW, MW, Wh, kWh, MWh, kVA or MVA
    #[arg(long, value_parser = unit)]
    unit: Option<Unit>,
    /// Whether 03/04/2025 is 3 April (dmy) or March 4 (mdy)
    #[arg(long, value_name = "ORDER")]
    date_order: Option<OrderArg>,
    /// Whether decimals follow a point or a comma
    #[arg(long, value_name = "MARK")]
    decimal: Option<DecimalArg>,
    /// Whether a stamp names the start or the end of its interval
    #[arg(long, value_name = "MOMENT")]
    stamps: Option<StampsArg>,
    /// The length of a step in seconds, 0.1 to 3600, for a file without times
    #[arg(long, value_name = "SECONDS", value_parser = step)]
    step: Option<Step>,
    /// The site's clock east of UTC, such as +05:30 or -7, for a file in UTC
    #[arg(long, value_name = "HOURS", value_parser = utc_offset, allow_hyphen_values = true)]
    utc_offset: Option<i32>,
    /// Fill gaps of any length
    #[arg(long)]
    fill_long_gaps: bool,
    /// Read only the longest part without a gap of more than 7 days
    #[arg(long)]
    longest_part: bool,
    /// The part of the load to take: all, last-year, a year, a month such as 2025-03, or peak-week
    #[arg(long, value_name = "PERIOD", default_value = "all", value_parser = period)]
    period: Period,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FlowArg {
    /// What the site takes from the grid
    Import,
    /// What it gives back
    Export,
    /// Import less export
    Net,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OrderArg {
    /// Day first
    Dmy,
    /// Month first
    Mdy,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DecimalArg {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StampsArg {
    /// 00:00 stands for 00:00 to 00:15
    Start,
    /// 00:15 stands for 00:00 to 00:15
    End,
}

impl ReaderArgs {
    /// The same for the library.
    pub fn options(&self) -> ReadOptions {
        ReadOptions {
            column: self.column.clone(),
            meter: self.meter.as_ref().map(|name| match name.trim() {
                sum if sum.eq_ignore_ascii_case("sum") => MeterChoice::Sum,
                name => MeterChoice::One(name.to_owned()),
            }),
            channel: self.channel.map(|flow| match flow {
                FlowArg::Import => Flow::Import,
                FlowArg::Export => Flow::Export,
                FlowArg::Net => Flow::Net,
            }),
            unit: self.unit,
            date_order: self.date_order.map(|order| match order {
                OrderArg::Dmy => DateOrder::DayMonth,
                OrderArg::Mdy => DateOrder::MonthDay,
            }),
            decimal: self.decimal.map(|mark| match mark {
                DecimalArg::Point => DecimalMark::Point,
                DecimalArg::Comma => DecimalMark::Comma,
            }),
            stamps: self.stamps.map(|stamps| match stamps {
                StampsArg::Start => Stamps::Start,
                StampsArg::End => Stamps::End,
            }),
            step: self.step,
            utc_offset_minutes: self.utc_offset,
            fill_long_gaps: self.fill_long_gaps,
            longest_part: self.longest_part,
        }
    }

    /// The part of the load to take.
    pub fn period(&self) -> Period {
        self.period
    }
}

/// The most answers to show: a file may have a thousand columns.
const MOST_ANSWERS: usize = 12;

/// The question of a reader, with the option that gives each answer.
pub fn ask(question: &Question) -> String {
    let mut out = format!("{question}\nAnswer with one of:");
    for choice in question.choices.iter().take(MOST_ANSWERS) {
        out.push_str("\n  ");
        out.push_str(&option(&choice.answer));
    }
    if question.choices.len() > MOST_ANSWERS {
        out.push_str("\n  …");
    }
    out
}

fn option(answer: &Answer) -> String {
    match answer {
        Answer::Column(name) => format!("--column {}", quoted(name)),
        Answer::Meter(MeterChoice::One(name)) => format!("--meter {}", quoted(name)),
        Answer::Meter(MeterChoice::Sum) => "--meter sum".to_owned(),
        Answer::Unit(unit) => format!("--unit {unit}"),
        Answer::DateOrder(DateOrder::DayMonth) => "--date-order dmy".to_owned(),
        Answer::DateOrder(DateOrder::MonthDay) => "--date-order mdy".to_owned(),
        Answer::Decimal(DecimalMark::Point) => "--decimal point".to_owned(),
        Answer::Decimal(DecimalMark::Comma) => "--decimal comma".to_owned(),
        Answer::Step(step) => format!("--step {}", step.seconds()),
        Answer::FillLongGaps => "--fill-long-gaps".to_owned(),
        Answer::LongestPart => "--longest-part".to_owned(),
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn unit(text: &str) -> Result<Unit, String> {
    Unit::named(text.trim()).ok_or_else(|| "say W, kW, MW, Wh, kWh, MWh, kVA or MVA".to_owned())
}

fn period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| {
        "say all, last-year, peak-week, a year such as 2025, or a month such as 2025-03".to_owned()
    })
}

fn step(text: &str) -> Result<Step, String> {
    let seconds: Option<f64> = text.trim().parse().ok();
    seconds
        .filter(|seconds| (0.1..=3_600.0).contains(seconds))
        .map(Step::from_seconds_clamped)
        .ok_or_else(|| "say a number of seconds from 0.1 to 3600".to_owned())
}

/// Minutes east of UTC from `+05:30`, `-0700`, `5.5`, `Z`.
fn utc_offset(text: &str) -> Result<i32, String> {
    minutes_east(text.trim())
        .filter(|minutes| minutes.abs() <= 14 * 60)
        .ok_or_else(|| {
            "say hours east of UTC from -14 to +14, such as 0, +1, -7 or +05:30".to_owned()
        })
}

fn minutes_east(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") || text.eq_ignore_ascii_case("utc") {
        return Some(0);
    }
    let unsigned = text.trim_start_matches(['+', '-', '−']);
    let sign = if text.starts_with(['-', '−']) {
        -1
    } else {
        1
    };
    let number = |digits: &str| {
        let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        all.then(|| digits.parse::<i32>().ok()).flatten()
    };
    let minutes = match unsigned.split_once(':') {
        Some((hours, minutes)) => {
            let minutes = number(minutes).filter(|&minutes| minutes < 60)?;
            number(hours)?.checked_mul(60)? + minutes
        }
        None if unsigned.len() == 4 && number(unsigned).is_some() => {
            let digits = number(unsigned)?;
            digits / 100 * 60 + Some(digits % 100).filter(|&minutes| minutes < 60)?
        }
        None => {
            let minutes = unsigned.parse::<f64>().ok()? * 60.0;
            (minutes.fract() == 0.0 && minutes.abs() < 1e4).then_some(minutes as i32)?
        }
    };
    Some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("0", 0),
            ("Z", 0),
            ("+1", 60),
            ("-7", -420),
            ("−7", -420),
            ("+05:30", 330),
            ("-0330", -210),
            ("5.75", 345),
        ] {
            assert_eq!(utc_offset(text), Ok(minutes), "{text}");
        }
        for text in [
            "",
            "+",
            "15",
            "1:60",
            "1:2:3",
            "east",
            "nan",
            "99999999999:00",
        ] {
            assert!(utc_offset(text).is_err(), "{text}");
        }
    }

    #[test]
    fn titles_are_quoted_for_the_shell() {
        assert_eq!(quoted("Total_kW"), "Total_kW");
        assert_eq!(quoted("Total (kW)"), "'Total (kW)'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
