//! The ZIP container of a workbook: where its parts stand, and their bytes.
//!
//! Only the directory at the end of the file is believed, because the headers in
//! front of the parts may leave their lengths open. Nothing in it is trusted: every
//! place is looked up with a check, and a part must have the length and the
//! checksum that the directory states.

use super::error::Fault;
use super::{MAX_BYTES, refuse};
use crate::checksum::checksum;

/// Bytes of the record that ends an archive, without its comment.
const END: usize = 22;
/// Bytes of an entry of the directory, without its name.
const ENTRY: usize = 46;
/// Bytes of the header in front of a part, without its name.
const HEADER: usize = 30;

/// The directory of an archive.
pub(crate) struct Archive<'b> {
    bytes: &'b [u8],
    directory: &'b [u8],
    entries: usize,
}

/// A part, as the directory describes it.
struct Part<'b> {
    name: &'b [u8],
    flags: usize,
    method: usize,
    checksum: usize,
    packed: usize,
    unpacked: usize,
    header: usize,
}

/// The bytes of a part, perhaps deflated, and what they must come to.
pub(crate) struct Packed<'b> {
    pub bytes: &'b [u8],
    pub is_deflated: bool,
    /// The length of the unpacked part.
    pub length: usize,
    checksum: usize,
}

impl Packed<'_> {
    /// Whether these are the bytes of the part.
    pub fn is(&self, bytes: &[u8]) -> bool {
        bytes.len() == self.length && checksum(bytes) as usize == self.checksum
    }
}

impl<'b> Archive<'b> {
    /// The archive in some bytes; `None` when they do not end in a directory.
    pub fn of(bytes: &'b [u8]) -> Option<Self> {
        // A comment of at most 65,535 bytes may follow.
        let tail = bytes.len().saturating_sub(END + 0xFFFF);
        let last = bytes.len().checked_sub(END)?;
        let end = (tail..=last).rev().find(|&at| {
            bytes
                .get(at..)
                .is_some_and(|b| b.starts_with(b"PK\x05\x06"))
                && short(bytes, at + 20).is_some_and(|comment| comment <= last - at)
        })?;
        let size = long(bytes, end + 12)?;
        let from = long(bytes, end + 16)?;
        let to = from.checked_add(size).filter(|&to| to <= end)?;
        Some(Self {
            bytes,
            directory: bytes.get(from..to)?,
            entries: short(bytes, end + 10)?,
        })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.part(name).is_some()
    }

    /// A part as it stands in the file; `None` when there is no such part.
    pub fn packed(&self, name: &str) -> Result<Option<Packed<'b>>, Fault> {
        let Some(part) = self.part(name) else {
            return Ok(None);
        };
        if part.flags & 1 == 1 {
            return Err(refuse::spreadsheet("a spreadsheet with a password"));
        }
        // All ones point to a second directory with room for more than 4 GB.
        let wide = [part.packed, part.unpacked, part.header].contains(&0xFFFF_FFFF);
        if wide || !matches!(part.method, 0 | 8) {
            return Err(refuse::spreadsheet(
                "an .xlsx file that is packed in an unusual way",
            ));
        }
        if part.unpacked > MAX_BYTES {
            return Err(refuse::too_large("The sheet", part.unpacked));
        }
        let bytes = self.data(&part).ok_or_else(refuse::damaged_workbook)?;
        Ok(Some(Packed {
            bytes,
            is_deflated: part.method == 8,
            length: part.unpacked,
            checksum: part.checksum,
        }))
    }

    fn part(&self, name: &str) -> Option<Part<'b>> {
        let mut rest = self.directory;
        for _ in 0..self.entries {
            if !rest.starts_with(b"PK\x01\x02") {
                return None;
            }
            let length = short(rest, 28)?;
            let part = Part {
                name: rest.get(ENTRY..ENTRY + length)?,
                flags: short(rest, 8)?,
                method: short(rest, 10)?,
                checksum: long(rest, 16)?,
                packed: long(rest, 20)?,
                unpacked: long(rest, 24)?,
                header: long(rest, 42)?,
            };
            if same(part.name, name.as_bytes()) {
                return Some(part);
            }
            rest = rest.get(ENTRY + length + short(rest, 30)? + short(rest, 32)?..)?;
        }
        None
    }

    /// The bytes of a part as they stand in the file.
    fn data(&self, part: &Part<'_>) -> Option<&'b [u8]> {
        let header = self.bytes.get(part.header..)?;
        let name = header.get(HEADER..)?.get(..short(header, 26)?)?;
        if !header.starts_with(b"PK\x03\x04") || name != part.name {
            return None;
        }
        let from = HEADER + name.len() + short(header, 28)?;
        header.get(from..)?.get(..part.packed)
    }
}

/// Whether two names are one: some writers use backslashes or other capitals.
fn same(written: &[u8], wanted: &[u8]) -> bool {
    let slash = |b: u8| if b == b'\\' { b'/' } else { b };
    written.len() == wanted.len()
        && written
            .iter()
            .zip(wanted)
            .all(|(&a, b)| slash(a).eq_ignore_ascii_case(b))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [a, b, ..] => Some(u16::from_le_bytes([*a, *b]).into()),
        _ => None,
    }
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [a, b, c, d, ..] => Some(u32::from_le_bytes([*a, *b, *c, *d]) as usize),
        _ => None,
    }
}
