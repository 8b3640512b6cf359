//! The records of delimited text, one after the other, without an allocation for each.

use super::text::bare;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Walks over the records of a text. Blank lines are passed over.
pub(crate) struct Records<'t> {
    input: &'t [u8],
    reader: Reader,
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
        Self {
            input: text.as_bytes(),
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            fields: vec![0; 256],
            ends: vec![0; 32],
            count: 0,
            next: from,
            at: from,
        }
    }

    /// Moves to the next record; false at the end.
    pub fn advance(&mut self) -> bool {
        self.at = self.next;
        let (mut written, mut ended) = (0, 0);
        loop {
            let input = self.input.get(self.next..).unwrap_or_default();
            let (result, read, wrote, ends) = self.reader.read_record(
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
    fn long_records_fit() {
        let text = format!("{}\n{}", "ab,".repeat(500), "z".repeat(3000));
        let records = all(&text, b',');
        assert_eq!(records[0].len(), 501);
        assert_eq!(records[1][0].len(), 3000);
    }
}
