//! What every format reader hands on: one time and one value per interval, as the file has them.

use super::flow::Flow;
use super::list::listed;
use super::options::Stamps;
use super::unit::Unit;

/// Which clock the stamps follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The site's own wall clock, with whatever summer time it keeps.
    Local,
    /// UTC: the person may choose the site's offset.
    Utc {
        /// Minutes east of UTC that were chosen; 0 unless they were.
        offset_minutes: i32,
    },
    /// Each stamp states its offset, or the file states its zone.
    Offsets,
    /// No dates, only time passed.
    Undated,
}

/// The rows of a file before they become a series.
pub(crate) struct Rows {
    /// The format's name for the read-back.
    pub format: &'static str,
    /// The column or channel that was read.
    pub column: String,
    /// The unit found; `values` are kW or kWh already.
    pub unit: Unit,
    /// Which clock `stamps` follow.
    pub zone: Zone,
    /// ms since 1970: local, or UTC for `Utc` and `Offsets`, or since the start for `Undated`.
    pub stamps: Vec<i64>,
    /// With `Offsets`: minutes east of UTC at each stamp. Empty otherwise.
    pub offsets: Vec<i32>,
    /// kW or kWh; NaN where the cell is blank.
    pub values: Vec<f64>,
    /// Byte offset of each row in the text, for messages.
    pub at: Vec<u32>,
    /// Whether stamps name starts or ends, if the file says.
    pub meaning: Option<Stamps>,
    /// The length of the intervals in ms, if the file says.
    pub step_ms: Option<i64>,
    /// The length of each row's interval in ms; empty where all are of one step.
    pub lengths: Vec<i32>,
    /// Whether `values` are kW although `unit` is one of energy.
    pub is_power: bool,
    /// Whether the clock of the stamps is never moved.
    pub standard_time: bool,
    /// The flows that could be read instead; empty where the file has but one.
    pub flows: Vec<Flow>,
    /// Which other column may tell repeated times apart, for a message.
    pub hint: String,
    /// What the person should know.
    pub warnings: Vec<String>,
}

impl Rows {
    /// Rows of nothing yet.
    pub fn new(format: &'static str, zone: Zone, unit: Unit) -> Self {
        Self {
            format,
            column: String::new(),
            unit,
            zone,
            stamps: Vec::new(),
            offsets: Vec::new(),
            values: Vec::new(),
            at: Vec::new(),
            meaning: None,
            step_ms: None,
            lengths: Vec::new(),
            is_power: false,
            standard_time: false,
            flows: Vec::new(),
            hint: String::new(),
            warnings: Vec::new(),
        }
    }

    /// Adds one row. Offsets into files beyond 4 GB are cut; such files are refused before.
    #[inline(never)]
    pub fn push(&mut self, stamp: i64, value: f64, at: usize) {
        self.stamps.push(stamp);
        self.values.push(value);
        self.at.push(u32::try_from(at).unwrap_or(u32::MAX));
    }

    /// All that is known of these rows, without them.
    #[inline(never)]
    pub fn emptied(&self) -> Self {
        Self {
            column: self.column.clone(),
            unit: self.unit,
            meaning: self.meaning,
            step_ms: self.step_ms,
            standard_time: self.standard_time,
            ..Self::new(self.format, self.zone, self.unit)
        }
    }

    /// Adds a row of others.
    #[inline(never)]
    pub fn push_from(&mut self, other: &Self, i: usize) {
        self.stamps.push(other.stamps[i]);
        self.values.push(other.values[i]);
        self.at.push(other.at[i]);
        self.offsets.extend(other.offsets.get(i));
        self.lengths.extend(other.lengths.get(i));
    }

    /// The length of a row's interval in ms.
    pub fn length(&self, i: usize, step_ms: i64) -> i64 {
        self.lengths.get(i).map_or(step_ms, |&ms| i64::from(ms))
    }

    /// Where all rows have one length, that is the step.
    pub fn settle_lengths(&mut self) {
        if let Some(&first) = self.lengths.first()
            && self.lengths.iter().all(|&ms| ms == first)
        {
            self.step_ms = Some(i64::from(first));
            self.lengths.clear();
        }
    }

    /// Turns the order of all rows round.
    pub fn reverse(&mut self) {
        self.pick(&mut (0..self.stamps.len()).rev());
    }

    /// Puts the rows in the order of `stamps`; rows of one stamp keep theirs.
    pub fn sort(&mut self) {
        let mut order = listed(self.stamps.iter().copied().zip(0_u32..));
        crate::sort::ascending(&mut order);
        self.pick(&mut order.iter().map(|i| i.1 as usize));
    }

    /// Keeps the rows for which `keep` says so, by index.
    pub fn retain(&mut self, keep: &[bool]) {
        self.pick(&mut (0..keep.len()).filter(|&i| keep[i]));
    }

    /// Takes some of the rows, in this order.
    fn pick(&mut self, order: &mut dyn Iterator<Item = usize>) {
        let mut picked = self.emptied();
        for i in order {
            picked.push_from(self, i);
        }
        self.replace(picked);
    }

    /// Takes the rows of others, and keeps all else that is known.
    #[inline(never)]
    pub fn replace(&mut self, other: Self) {
        self.stamps = other.stamps;
        self.offsets = other.offsets;
        self.values = other.values;
        self.at = other.at;
        self.lengths = other.lengths;
    }
}
