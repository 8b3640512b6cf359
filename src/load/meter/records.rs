//! The records of delimited text, one after the other, without an allocation for each.

use super::text::bare;

/// The delimiters that are tried. The comma comes last: it is also a decimal mark.
pub(crate) const DELIMITERS: [u8; 4] = *b"\t;|,";

/// Walks over the records of a text, as RFC 4180 has them. Blank lines are passed over, and what
/// is no CSV is read all the same: a quotation mark inside a field stands for itself.
pub(crate) struct Records<'t> {
    input: &'t str,
    delimiter: u8,
    /// The fields of the current record, one behind the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    next: usize,
    /// Byte offset at which the current record was looked for: its start, or a line end before it.
    pub at: usize,
}

impl<'t> Records<'t> {
    /// The records of `text`, starting at byte `from`, which must be a record's start.
    pub fn new(text: &'t str, delimiter: u8, from: usize) -> Self {
        Self {
            input: text,
            delimiter,
            text: String::new(),
            ends: Vec::new(),
            next: from,
            at: from,
        }
    }

    /// Moves to the next record; false at the end.
    pub fn advance(&mut self) -> bool {
        let bytes = self.input.as_bytes();
        let mut i = self.next;
        // A byte order mark in front of the first record.
        if self.at == i && bytes.get(i..i + 3) == Some(b"\xEF\xBB\xBF") {
            i += 3;
        }
        (self.at, self.next) = (self.next, bytes.len());
        self.text.clear();
        self.ends.clear();
        while matches!(bytes.get(i), Some(b'\n' | b'\r')) {
            i += 1;
        }
        if i >= bytes.len() {
            return false;
        }
        let delimiter = self.delimiter;
        loop {
            // Marks of quotation count only where a field begins; two of them are one.
            let mut quoted = bytes.get(i) == Some(&b'"');
            while quoted {
                i = self.copy(i + 1, |byte| byte == b'"') + 1;
                quoted = bytes.get(i) == Some(&b'"');
                if quoted {
                    self.text.push('"');
                }
            }
            i = self.copy(i, |byte| byte == delimiter || matches!(byte, b'\n' | b'\r'));
            self.ends.push(self.text.len());
            let ended = bytes.get(i);
            i += 1;
            if ended != Some(&delimiter) {
                self.next = i.min(bytes.len());
                return true;
            }
        }
    }

    /// Copies what stands from byte `from` on before a byte that ends it; where that is.
    fn copy(&mut self, from: usize, is_end: impl Fn(u8) -> bool) -> usize {
        let rest = self.input.get(from..).unwrap_or_default();
        let end = rest.bytes().position(is_end).unwrap_or(rest.len());
        self.text.push_str(rest.get(..end).unwrap_or_default());
        from + end
    }

    /// Whether a quotation mark opens in the current record and is never closed, so that it
    /// holds rows that are not its own. Only long records and the last one are looked at.
    pub fn is_unclosed(&self) -> bool {
        let ends = self.next >= self.input.len();
        if self.next - self.at < 200 && !ends {
            return false;
        }
        let raw = self.input.as_bytes().get(self.at..self.next);
        let raw = raw.unwrap_or_default().trim_ascii();
        raw.contains(&b'\n') && raw.iter().filter(|&&byte| byte == b'"').count() % 2 == 1
    }

    /// A field of the current record without the spaces around it; empty when there is none.
    pub fn field(&self, i: usize) -> &str {
        let end = |i: usize| self.ends.get(i).copied();
        let start = i.checked_sub(1).map_or(Some(0), end);
        match (start, end(i)) {
            (Some(start), Some(end)) => bare(self.text.get(start..end).unwrap_or_default()),
            _ => "",
        }
    }

    /// All fields of the current record.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|i| self.field(i))
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

    /// The records as csv-core reads them, with where each was looked for.
    fn reference(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let (mut fields, mut ends) = ([0; 256], [0; 256]);
        let (mut at, mut out) = (0, Vec::new());
        loop {
            let (mut next, mut written, mut ended) = (at, 0, 0);
            loop {
                let (input, to) = (&text.as_bytes()[next..], &mut fields[written..]);
                let (result, read, wrote, end) = reader.read_record(input, to, &mut ends[ended..]);
                (next, written, ended) = (next + read, written + wrote, ended + end);
                match result {
                    csv_core::ReadRecordResult::InputEmpty => {}
                    csv_core::ReadRecordResult::Record => break,
                    csv_core::ReadRecordResult::End => return out,
                    full => panic!("{full:?}"),
                }
            }
            let mut start = 0;
            let cut = |&end: &usize| {
                let field = &fields[std::mem::replace(&mut start, end)..end];
                bare(std::str::from_utf8(field).unwrap()).to_owned()
            };
            out.push((at, ends[..ended].iter().map(cut).collect()));
            at = next;
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(20_000))]
        #[test]
        fn records_are_those_of_csv_core(text in "[ab,;\"\n\r \u{FEFF}]{0,20}", semicolon: bool) {
            let delimiter = if semicolon { b';' } else { b',' };
            let mut records = Records::new(&text, delimiter, 0);
            let mut found = Vec::new();
            while records.advance() {
                found.push((records.at, records.fields().map(str::to_owned).collect()));
            }
            proptest::prop_assert_eq!(found, reference(&text, delimiter));
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
