//! What a person may tell the reader, and what the reader may have to ask.

use super::flow::Flow;
use super::unit::Unit;
use crate::load::Step;
use std::fmt;

/// The order of day and month in dates such as `03/04/2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 April: Europe, Australia.
    DayMonth,
    /// March 4: United States.
    MonthDay,
}

/// The mark before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalMark {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// Which moment of its interval a stamp names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamps {
    /// 00:00 stands for 00:00 to 00:15.
    Start,
    /// 00:15 stands for 00:00 to 00:15.
    End,
}

/// Which of several meters in a file is the load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeterChoice {
    /// The one of that number, or the so-many-th from 1.
    One(String),
    /// All of them together.
    Sum,
}

/// What a person has chosen about a file. The default chooses nothing: the
/// reader then decides where the file leaves no doubt and asks where it does.
///
/// ```
/// use peakpack::load::meter::{read, DateOrder, ReadError, ReadOptions};
/// let file = b"time;kW\n03/04/2025 00:00;10\n03/04/2025 01:00;12\n";
/// let Err(ReadError::NeedsChoice(question)) = read(file, &ReadOptions::default()) else {
///     panic!("3 April or March 4?")
/// };
/// let options = ReadOptions::default().answered(&question.choices[0].answer);
/// assert_eq!(options.date_order, Some(DateOrder::DayMonth));
/// assert_eq!(read(file, &options).unwrap().report.start, "2025-04-03T00:00:00");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadOptions {
    /// The column, or the channel of a meter, that holds the load: its title or its number from 1.
    pub column: Option<String>,
    /// The meter, where the file holds several.
    pub meter: Option<MeterChoice>,
    /// What is read of a meter that counts both ways; import unless chosen.
    pub channel: Option<Flow>,
    /// The unit of the values, whatever the file says.
    pub unit: Option<Unit>,
    /// Day or month first.
    pub date_order: Option<DateOrder>,
    /// Decimal comma or point.
    pub decimal: Option<DecimalMark>,
    /// Whether stamps name the start or the end of their interval.
    pub stamps: Option<Stamps>,
    /// The length of a step, for files without times.
    pub step: Option<Step>,
    /// Minutes east of UTC of the site's clock, for files in UTC. No effect on local stamps.
    pub utc_offset_minutes: Option<i32>,
    /// Fill gaps beyond the limits of [`super::MAX_GAP_DAYS`] and [`super::MAX_GAP_SHARE`].
    pub fill_long_gaps: bool,
    /// Read only the longest part without a gap of more than [`super::MAX_GAP_DAYS`].
    pub longest_part: bool,
}

/// One answer to a [`Question`].
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Sets [`ReadOptions::column`].
    Column(String),
    /// Sets [`ReadOptions::meter`].
    Meter(MeterChoice),
    /// Sets [`ReadOptions::unit`].
    Unit(Unit),
    /// Sets [`ReadOptions::date_order`].
    DateOrder(DateOrder),
    /// Sets [`ReadOptions::decimal`].
    Decimal(DecimalMark),
    /// Sets [`ReadOptions::step`].
    Step(Step),
    /// Sets [`ReadOptions::fill_long_gaps`].
    FillLongGaps,
    /// Sets [`ReadOptions::longest_part`].
    LongestPart,
}

impl ReadOptions {
    /// These options with one more question answered.
    pub fn answered(mut self, answer: &Answer) -> Self {
        match answer {
            Answer::Column(name) => self.column = Some(name.clone()),
            Answer::Meter(meter) => self.meter = Some(meter.clone()),
            Answer::Unit(unit) => self.unit = Some(*unit),
            Answer::DateOrder(order) => self.date_order = Some(*order),
            Answer::Decimal(mark) => self.decimal = Some(*mark),
            Answer::Step(step) => self.step = Some(*step),
            Answer::FillLongGaps => self.fill_long_gaps = true,
            Answer::LongestPart => self.longest_part = true,
        }
        self
    }
}

/// One possible answer and how to show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What a person reads.
    pub label: String,
    /// What choosing it means, for [`ReadOptions::answered`].
    pub answer: Answer,
}

/// Something the file does not say and the reader will not guess.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The question, one sentence.
    pub text: String,
    /// The answers; never empty.
    pub choices: Vec<Choice>,
    /// The likeliest of `choices`.
    pub default: usize,
}

impl Question {
    pub(crate) fn new(text: String, choices: Vec<Choice>) -> Self {
        Self {
            text,
            choices,
            default: 0,
        }
    }
}

impl Question {
    /// Asks for the unit: `what` names none.
    pub(crate) fn unit(what: &str) -> Self {
        // What meters count comes first.
        const UNITS: [Unit; 6] = [
            Unit::KilowattHours,
            Unit::Kilowatts,
            Unit::WattHours,
            Unit::Watts,
            Unit::MegawattHours,
            Unit::Megawatts,
        ];
        let choice = |unit: Unit| Choice::new(unit.symbol(), Answer::Unit(unit));
        Self::new(
            format!("{what} names no unit. Are its values in"),
            UNITS.map(choice).into(),
        )
    }
}

impl Choice {
    pub(crate) fn new(label: impl Into<String>, answer: Answer) -> Self {
        Self {
            label: label.into(),
            answer,
        }
    }
}

/// Answers that are named in a sentence.
const MOST_SAID: usize = 24;

/// The question with its answers, the default first: `Which column …? "Total (kW)" or "PV (kW)".`
impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        // A table may have a thousand columns.
        if self.choices.len() > MOST_SAID {
            for choice in self.choices.iter().take(MOST_SAID) {
                write!(f, " {},", choice.label)?;
            }
            return write!(f, " or one of {} more?", self.choices.len() - MOST_SAID);
        }
        let last = self.choices.len().saturating_sub(1);
        for (i, choice) in self.choices.iter().enumerate() {
            let before = match i {
                0 => " ",
                _ if i == last => " or ",
                _ => ", ",
            };
            write!(f, "{before}{}", choice.label)?;
        }
        f.write_str("?")
    }
}
