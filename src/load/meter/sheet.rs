//! The rows and cells of one sheet, written out as lines.

use super::cell_format::Styles;
use super::error::{Fault, ReadError};
use super::number::{Evidence, evidence};
use super::xlsx::Workbook;
use super::xml::{Piece, Pieces};
use super::{MAX_BYTES, refuse};

/// The most rows a sheet can have.
const MAX_ROWS: usize = 1 << 20;
/// The most columns a sheet can have.
const MAX_COLUMNS: usize = 1 << 14;
/// What a cell holds.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Shared,
    Truth,
    Error,
    Text,
}

/// The walk over a sheet, which writes it as text: a line per row, tabs between cells, nothing
/// behind the last value of a row.
pub(crate) struct Lines<'s> {
    pieces: Pieces<'s>,
    book: &'s Workbook,
    /// The lines so far.
    pub text: String,
    /// The current row, from 1; every row before it has its line.
    row: usize,
    /// The column of the next cell, from 0.
    next: usize,
    /// Tabs written in this row.
    tabs: usize,
    /// Column, kind and style of the cell whose end is awaited.
    column: usize,
    kind: Option<Kind>,
    style: usize,
}

impl<'s> Lines<'s> {
    /// A walk over the XML of a sheet.
    pub fn of(xml: &'s str, book: &'s Workbook) -> Self {
        Self {
            pieces: Pieces::of(xml),
            book,
            text: String::new(),
            row: 0,
            next: 0,
            tabs: 0,
            column: 0,
            kind: None,
            style: 0,
        }
    }

    /// Takes the next piece; where it stands, `None` at the end.
    pub fn step(&mut self) -> Result<Option<usize>, Fault> {
        if self.text.len() > MAX_BYTES {
            return Err(Box::new(ReadError::TooLarge {
                what: "The sheet holds too much text".to_owned(),
            }));
        }
        let goes_on = self.take().ok_or_else(refuse::damaged_workbook)?;
        Ok(goes_on.then_some(self.pieces.at))
    }

    /// Takes a piece of the sheet; false at its end, `None` where it is damaged.
    fn take(&mut self) -> Option<bool> {
        let piece = self.pieces.next()?;
        match (piece, self.pieces.name()) {
            (Piece::Open, "row") => self.begin_row()?,
            (Piece::Open, "c") => {
                self.pieces.words.clear();
                self.begin_cell()?;
            }
            (Piece::Close, "c") => {
                let words = std::mem::take(&mut self.pieces.words);
                self.end_cell(&words)?;
                self.pieces.words = words;
            }
            (Piece::Close, "sheetData") | (Piece::End, _) => return Some(false),
            _ => {}
        }
        Some(true)
    }

    fn begin_row(&mut self) -> Option<()> {
        let element = &self.pieces;
        let row = match element.attribute("r") {
            Some(number) => whole(number)?,
            None => self.row + 1,
        };
        if row <= self.row || row > MAX_ROWS {
            return None;
        }
        let ends = row - self.row.max(1);
        self.text.extend(std::iter::repeat_n('\n', ends));
        (self.row, self.next, self.tabs) = (row, 0, 0);
        Some(())
    }

    fn begin_cell(&mut self) -> Option<()> {
        let element = &self.pieces;
        let column = match element.attribute("r") {
            Some(place) => column(place)?,
            None => self.next,
        };
        if self.row == 0 || column < self.next || column >= MAX_COLUMNS {
            return None;
        }
        (self.column, self.next) = (column, column + 1);
        self.style = match element.attribute("s") {
            Some(style) => whole(style)?,
            None => 0,
        };
        self.kind = Some(match element.attribute("t") {
            None | Some("n") => Kind::Number,
            Some("s") => Kind::Shared,
            Some("b") => Kind::Truth,
            Some("e") => Kind::Error,
            // Texts, texts of formulas, and dates written as ISO wants them.
            Some(_) => Kind::Text,
        });
        Some(())
    }

    fn end_cell(&mut self, value: &str) -> Option<()> {
        let book = self.book;
        match self.kind.take()? {
            Kind::Error => {}
            _ if value.is_empty() => {}
            Kind::Text => self.put(value),
            Kind::Shared => self.put(book.shared.get(whole(value.trim())?)?),
            Kind::Truth if value == "0" => self.put("FALSE"),
            Kind::Truth => self.put("TRUE"),
            Kind::Number => self.put_number(value.trim(), &book.styles),
        }
        Some(())
    }

    /// Writes a number as it stands in the file, or the date that it means.
    fn put_number(&mut self, value: &str, styles: &Styles) {
        if let Some(stamp) = styles.stamp(self.style, value) {
            self.put(&stamp);
            return;
        }
        self.put(value);
        // 1.234 must not be taken for 1,234: a number of a sheet has no marks between
        // thousands, and one digit more says so.
        let plain = value
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-'));
        if plain && matches!(evidence(value), Evidence::Open(_)) {
            self.text.push('0');
        }
    }

    /// Writes a cell, quoted as in CSV where it must be.
    fn put(&mut self, value: &str) {
        let gap = self.column - self.tabs;
        self.text.extend(std::iter::repeat_n('\t', gap));
        self.tabs = self.column;
        let quoted = value.as_bytes().contains(&b'"');
        if quoted {
            self.text.push('"');
        }
        for letter in value.chars() {
            match letter {
                '"' => self.text.push_str("\"\""),
                '\t' | '\n' | '\r' => self.text.push(' '),
                letter => self.text.push(letter),
            }
        }
        if quoted {
            self.text.push('"');
        }
    }
}

/// A row, style or text by its number.
fn whole(number: &str) -> Option<usize> {
    // The numbers of other readers are read as u32 too: the code is there already.
    number.parse::<u32>().ok().map(|n| n as usize)
}

/// The column of a cell, from 0: `B12` stands in 1.
fn column(place: &str) -> Option<usize> {
    let mut column = 0;
    for letter in place.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > MAX_COLUMNS {
            return None;
        }
    }
    column.checked_sub(1)
}
