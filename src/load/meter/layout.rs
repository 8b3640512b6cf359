//! Where the table stands in a delimited text: its delimiter, its title row, its first data row.

use super::list::listed;
use super::number;
use super::options::DecimalMark;
use super::records::{DELIMITERS, Records};
use super::stamp;

/// Rows looked at before the table is read.
const SAMPLE_ROWS: usize = 200;
/// Rows looked at beyond them where a column is blank so far.
const FURTHER_ROWS: usize = 50_000;
/// Bytes looked at before the table is read.
const SAMPLE_BYTES: usize = 32_768;

/// What a cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing, a dash, `n/a`.
    Blank,
    /// Date and time.
    Stamp,
    /// A date alone.
    Date,
    /// A time of day alone.
    Time,
    /// A number, perhaps with a unit behind.
    Number,
    /// Anything else.
    Text,
}

/// What a cell looks like.
#[inline(never)]
pub(crate) fn kind(field: &str) -> Kind {
    if number::is_blank(field) {
        return Kind::Blank;
    }
    if let Some(stamp) = stamp::parse(field) {
        return match (stamp.date, stamp.ms) {
            (Some(_), Some(_)) => Kind::Stamp,
            (Some(_), None) => Kind::Date,
            _ => Kind::Time,
        };
    }
    let number = number::parse(field, DecimalMark::Point)
        .or_else(|| number::parse(field, DecimalMark::Comma));
    if number.is_some() {
        Kind::Number
    } else {
        Kind::Text
    }
}

/// The first rows of a text, cut at one delimiter.
pub(crate) struct Sample {
    /// The delimiter.
    pub delimiter: u8,
    /// The cells, by row.
    pub rows: Vec<Vec<String>>,
    /// What they look like.
    pub kinds: Vec<Vec<Kind>>,
    /// Byte offset of each row.
    pub at: Vec<usize>,
}

impl Sample {
    /// The first rows of `text`, cut where it gives the most times and numbers.
    pub fn of(text: &str) -> Self {
        let mut best = (0, b',');
        for delimiter in DELIMITERS {
            let score = score(text, delimiter);
            if score > best.0 {
                best = (score, delimiter);
            }
        }
        let sample = Self::cut(text, best.1);
        if sample.is_one_column_of_decimal_commas() {
            return Self::cut(text, b';');
        }
        sample
    }

    fn cut(text: &str, delimiter: u8) -> Self {
        let mut sample = Self {
            delimiter,
            rows: Vec::new(),
            kinds: Vec::new(),
            at: Vec::new(),
        };
        let mut records = Records::new(text, delimiter, 0);
        while sample.rows.len() < SAMPLE_ROWS && records.at < SAMPLE_BYTES && records.advance() {
            sample.add(&records);
        }
        sample.look_further(&mut records);
        sample
    }

    /// Adds a row.
    #[inline(never)]
    fn add(&mut self, records: &Records<'_>) {
        self.rows.push(listed(records.fields().map(str::to_owned)));
        self.kinds.push(listed(records.fields().map(kind)));
        self.at.push(records.at);
    }

    /// Adds rows from further on that have something where all rows so far are blank: a load
    /// may begin with weeks of nothing.
    fn look_further(&mut self, records: &mut Records<'_>) {
        let is_value = |kind: Kind| matches!(kind, Kind::Number | Kind::Text);
        let data = self.rows.len() / 2..self.rows.len();
        let blank = |c: usize| data.clone().all(|row| !is_value(self.kind(row, c)));
        let mut blank = listed((0..self.width()).filter(|&c| blank(c)));
        // Of blank columns only those matter that are titled as a load, or any where no other
        // column has numbers: notes are blank in most files.
        let has_numbers = self
            .kinds
            .iter()
            .flatten()
            .any(|kind| *kind == Kind::Number);
        let is_titled = |c: usize| {
            let mut cells = (0..self.rows.len()).map(|row| self.cell(row, c));
            cells.any(|cell| super::Unit::in_title(cell).is_some())
        };
        blank.retain(|&c| {
            let is_blank = data.clone().all(|row| self.kind(row, c) == Kind::Blank);
            is_blank && (!has_numbers || is_titled(c))
        });
        let mut rows = 0;
        while !blank.is_empty() && rows < FURTHER_ROWS && records.advance() {
            rows += 1;
            let before = blank.len();
            blank.retain(|&c| !is_value(kind(records.field(c))));
            if blank.len() < before {
                self.add(records);
            }
        }
    }

    /// `kW`, `12,5`, `13,0`: a title without a comma over rows with one each.
    fn is_one_column_of_decimal_commas(&self) -> bool {
        match self.rows.split_first() {
            Some((title, data)) if self.delimiter == b',' && !data.is_empty() => {
                title.len() == 1
                    && self.kinds.first().is_some_and(|k| k.contains(&Kind::Text))
                    && data.iter().all(|row| row.len() <= 2)
                    && self.kinds[1..].iter().flatten().all(|k| *k == Kind::Number)
            }
            _ => false,
        }
    }

    /// The kind of a cell; blank where the row is too short.
    #[inline(never)]
    pub fn kind(&self, row: usize, column: usize) -> Kind {
        let kind = self.kinds.get(row).and_then(|row| row.get(column));
        kind.copied().unwrap_or(Kind::Blank)
    }

    /// The text of a cell; empty where the row is too short.
    #[inline(never)]
    pub fn cell(&self, row: usize, column: usize) -> &str {
        let cell = self.rows.get(row).and_then(|row| row.get(column));
        cell.map_or("", String::as_str)
    }

    /// The most cells any row has.
    #[inline(never)]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// How many rows look like data when cut at `delimiter`, weighed by how much they do.
fn score(text: &str, delimiter: u8) -> usize {
    let head = text
        .as_bytes()
        .get(..SAMPLE_BYTES)
        .unwrap_or(text.as_bytes());
    if !head.contains(&delimiter) {
        return 0;
    }
    let mut records = Records::new(text, delimiter, 0);
    let (mut rows, mut total) = (0, 0);
    while rows < 50 && records.at < SAMPLE_BYTES && records.advance() {
        rows += 1;
        let (mut times, mut numbers, mut texts) = (0, 0, 0);
        for field in records.fields() {
            match kind(field) {
                Kind::Stamp | Kind::Date | Kind::Time => times += 1,
                Kind::Number => numbers += 1,
                Kind::Text => texts += 1,
                Kind::Blank => {}
            }
        }
        total += match (times, numbers, texts) {
            (1.., 1.., _) => 3,
            (1.., 0, _) | (0, 2.., 0) => 1,
            _ => 0,
        };
    }
    total
}

/// Where the table's titles and data stand in a sample.
pub(crate) struct Table {
    /// The titles by column; empty for a table without.
    pub titles: Vec<String>,
    /// The sample row in which data begins.
    pub data: usize,
}

impl Table {
    /// The table whose data begins at sample row `data`.
    pub fn above(sample: &Sample, data: usize) -> Self {
        let is_title = |row: usize| {
            let kinds = sample.kinds.get(row).map_or(&[][..], Vec::as_slice);
            kinds.contains(&Kind::Text)
                && !kinds.iter().any(|k| matches!(k, Kind::Stamp | Kind::Date))
        };
        let mut titles: Vec<String> = Vec::new();
        if let Some(row) = data.checked_sub(1).filter(|&row| is_title(row)) {
            titles.clone_from(&sample.rows[row]);
            // A row of units below the titles: "Time;Power" over ";[kW]".
            let units = titles
                .iter()
                .filter(|cell| !cell.is_empty())
                .all(|cell| super::Unit::named(cell.trim_matches(['[', ']', '(', ')'])).is_some());
            if let (true, Some(above)) = (units, row.checked_sub(1).filter(|&r| is_title(r))) {
                for (i, title) in titles.iter_mut().enumerate() {
                    *title = format!("{} {title}", sample.cell(above, i))
                        .trim()
                        .to_owned();
                }
            }
        }
        Self { titles, data }
    }

    /// The title of a column; empty when it has none.
    #[inline(never)]
    pub fn title(&self, column: usize) -> &str {
        self.titles.get(column).map_or("", String::as_str)
    }

    /// How a column is called in messages: its title in quotes, or its number.
    pub fn name(&self, column: usize) -> String {
        match self.title(column) {
            "" => (column + 1).to_string(),
            title => format!("“{}”", super::error::shown(title)),
        }
    }
}
