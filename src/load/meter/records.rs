//! The records of delimited text, one after the other, without an allocation for each.

use super::text::bare;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::cell::RefCell;

/// The delimiters that are tried. The comma comes last: it is also a decimal mark.
pub(crate) const DELIMITERS: [u8; 4] = *b"\t;|,";

thread_local! {
    /// Readers that are not in use. A reader's table takes longer to build than a short file
    /// to read, and csv-core's readers cannot be cloned (version 0.1.13 loses half of the
    /// table), so they are handed on.
    static IDLE: RefCell<[Option<Reader>; DELIMITERS.len()]> = const { RefCell::new([const { None }; 4]) };
}

/// Gives `with` the place of idle readers for one delimiter.
fn idle<T>(delimiter: u8, with: impl FnOnce(&mut Option<Reader>) -> T) -> Option<T> {
    let i = DELIMITERS.iter().position(|&d| d == delimiter)?;
    let found = IDLE.try_with(|idle| Some(with(idle.try_borrow_mut().ok()?.get_mut(i)?)));
    found.ok().flatten()
}

/// Walks over the records of a text. Blank lines are passed over.
pub(crate) struct Records<'t> {
    input: &'t [u8],
    reader: Option<Reader>,
    delimiter: u8,
    /// The fields of the current record, one behind the other, and where each ends.
    fields: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    next: usize,
    /// Byte offset at which the current record was looked for: its start, or a line end before it.
    pub at: usize,
}

impl<'t> Records<'t> {
    /// The records of `text`, starting at byte `from`, which must be a record's start.
    pub fn new(text: &'t str, delimiter: u8, from: usize) -> Self {
        let known = idle(delimiter, Option::take).flatten();
        let build = || ReaderBuilder::new().delimiter(delimiter).build();
        Self {
            input: text.as_bytes(),
            reader: Some(known.unwrap_or_else(build)),
            delimiter,
            fields: vec![0; 256],
            ends: vec![0; 32],
            count: 0,
            next: from,
            at: from,
        }
    }

    /// Moves to the next record; false at the end.
    pub fn advance(&mut self) -> bool {
        let Some(reader) = &mut self.reader else {
            return false;
        };
        self.at = self.next;
        let (mut written, mut ended) = (0, 0);
        loop {
            let input = self.input.get(self.next..).unwrap_or_default();
            let (result, read, wrote, ends) = reader.read_record(
                input,
                self.fields.get_mut(written..).unwrap_or_default(),
                self.ends.get_mut(ended..).unwrap_or_default(),
            );
            self.next += read;
            written += wrote;
            ended += ends;
            match result {
                // All input is there already, so an empty one is handed in next and ends it.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.count = ended;
                    return true;
                }
                ReadRecordResult::End => {
                    self.count = 0;
                    return false;
                }
            }
        }
    }

    /// Whether a quotation mark opens in the current record and is never closed, so that it
    /// holds rows that are not its own. Only long records and the last one are looked at.
    pub fn is_unclosed(&self) -> bool {
        let ends = self.next >= self.input.len();
        if self.next - self.at < 200 && !ends {
            return false;
        }
        let raw = self.input.get(self.at..self.next).unwrap_or_default();
        let raw = raw.trim_ascii();
        raw.contains(&b'\n') && raw.iter().filter(|&&byte| byte == b'"').count() % 2 == 1
    }

    /// A field of the current record without the spaces around it; empty when there is none.
    pub fn field(&self, i: usize) -> &str {
        let end = |i: usize| self.ends.get(i).copied();
        let start = i.checked_sub(1).map_or(Some(0), end);
        match (start, end(i)) {
            (Some(start), Some(end)) if i < self.count => {
                let bytes = self.fields.get(start..end).unwrap_or_default();
                bare(std::str::from_utf8(bytes).unwrap_or(""))
            }
            _ => "",
        }
    }

    /// All fields of the current record.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.count).map(|i| self.field(i))
    }
}

impl Drop for Records<'_> {
    fn drop(&mut self) {
        if let Some(mut reader) = self.reader.take() {
            reader.reset();
            idle(self.delimiter, |place| *place = Some(reader));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut records = Records::new(text, delimiter, 0);
        let mut out = Vec::new();
        while records.advance() {
            out.push(records.fields().map(str::to_owned).collect());
        }
        out
    }

    #[test]
    fn quotes_and_line_ends() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,\"b, c\"", "", " 1 ,\"2\"\"\"", "x,"].join(end);
            let wanted = [vec!["a", "b, c"], vec!["1", "2\""], vec!["x", ""]];
            assert_eq!(all(&text, b','), wanted, "{end:?}");
        }
    }

    #[test]
    fn a_reader_that_was_stopped_inside_quotes_starts_afresh() {
        assert_eq!(all("\"a,b", b','), [["a,b"]]);
        assert_eq!(all("a,b", b','), [["a", "b"]]);
    }

    #[test]
    fn long_records_fit() {
        let text = format!("{}\n{}", "ab,".repeat(500), "z".repeat(3000));
        let records = all(&text, b',');
        assert_eq!(records[0].len(), 501);
        assert_eq!(records[1][0].len(), 3000);
    }
}
