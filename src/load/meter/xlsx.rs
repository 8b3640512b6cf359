//! Excel workbooks: the first sheet as a text that the reader of tables understands.
//!
//! A workbook is a ZIP archive of XML. What its cells show is written out, a line
//! per row, so that titles, units, clocks and gaps are understood as in any other
//! table, and a message's row is the sheet's row.

use super::cell_format::Styles;
use super::error::{Fault, ReadError, shown};
use super::host::{self, Host};
use super::refuse;
use super::sheet::Lines;
use super::text::decode;
use super::xml::{Piece, Pieces, resolved};
use super::zip::{Archive, Packed};
use crate::text::Joined;

/// How a report calls the format.
pub(crate) const FORMAT: &str = "spreadsheet (.xlsx)";

const WORKBOOK: &str = "xl/workbook.xml";
/// The parts that are read before the sheet. All but the first may be missing.
const PARTS: [&str; 4] = [
    WORKBOOK,
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
];

/// Whether bytes are a workbook.
pub(crate) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
        && Archive::of(bytes).is_some_and(|archive| archive.has(WORKBOOK))
}

/// The first sheet as text, a line per sheet row and tabs between its cells, and a sentence when
/// there are others.
pub(crate) async fn text(bytes: &[u8], host: &dyn Host) -> Result<(String, Option<String>), Fault> {
    let mut opening = Opening {
        archive: Archive::of(bytes).ok_or_else(refuse::damaged_workbook)?,
        texts: Vec::new(),
        book: None,
    };
    while let Some(packed) = opening.wanted()? {
        // A few bytes more, so that a stream can end where it should.
        let unpacked = host.inflate(packed.bytes, packed.length + 64).await;
        opening.take(&packed, unpacked)?;
    }
    let (Some(sheet), Some(book)) = (opening.texts.pop(), opening.book) else {
        return Err(refuse::damaged_workbook());
    };
    let mut lines = Lines::of(&sheet, &book);
    host::walk(host, 0.0, sheet.len(), &mut || lines.step()).await?;
    if lines.text.trim().is_empty() {
        return Err(not_in_front("a workbook whose first sheet is empty"));
    }
    let note = (book.sheets > 1).then(|| {
        format!(
            "The workbook has {} sheets; the first one, “{}”, was read.",
            book.sheets,
            shown(&book.name)
        )
    });
    Ok((lines.text, note))
}

/// A workbook of which one part after the other is unpacked: those of [`PARTS`], then the sheet.
struct Opening<'b> {
    archive: Archive<'b>,
    texts: Vec<String>,
    book: Option<Workbook>,
}

impl<'b> Opening<'b> {
    /// The next part that somebody must unpack; `None` when all are.
    fn wanted(&mut self) -> Result<Option<Packed<'b>>, Fault> {
        loop {
            let name = match (PARTS.get(self.texts.len()), &self.book) {
                (Some(name), _) => *name,
                (None, Some(_)) if self.texts.len() > PARTS.len() => return Ok(None),
                (None, Some(book)) => &book.sheet,
                (None, None) => {
                    let book = Workbook::of(&self.texts);
                    self.book = Some(book.ok_or_else(refuse::damaged_workbook)?);
                    continue;
                }
            };
            match self.archive.packed(name)? {
                Some(packed) if packed.is_deflated => return Ok(Some(packed)),
                Some(stored) => self.take(&stored, Some(stored.bytes.to_vec()))?,
                None => self.texts.push(String::new()),
            }
        }
    }

    /// Takes the bytes of a part, if they are its own.
    fn take(&mut self, packed: &Packed<'_>, bytes: Option<Vec<u8>>) -> Result<(), Fault> {
        let bytes = bytes.filter(|bytes| packed.is(bytes));
        let bytes = bytes.ok_or_else(refuse::damaged_workbook)?;
        // Nearly always UTF-8 already, which then need not be copied.
        self.texts.push(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(other) => decode(other.as_bytes()).into_owned(),
        });
        Ok(())
    }
}

/// What is said when a sheet holds no load: that only the first was looked at.
pub(crate) fn explained(error: Fault) -> Fault {
    match *error {
        ReadError::NotALoad { .. } => {
            not_in_front("a workbook whose first sheet has no table of times and power")
        }
        _ => error,
    }
}

fn not_in_front(found: &str) -> Fault {
    refuse::not_a_load(
        found,
        "Move the sheet with the load to the front, or save that sheet as CSV and read it.",
    )
}

/// Which part each worksheet is, by the name that the workbook gives the link.
fn sheet_links(xml: &str) -> Option<Vec<(String, String)>> {
    let mut pieces = Pieces::of(xml);
    let mut links = Vec::new();
    loop {
        match pieces.next()? {
            Piece::Open => {
                // Sheets may also be charts.
                let kind = pieces.attribute("Type").unwrap_or_default();
                let ends = (pieces.attribute("Id"), pieces.attribute("Target"));
                if let (true, (Some(id), Some(target))) = (kind.ends_with("/worksheet"), ends) {
                    let part = match target.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => ["xl/", target].joined(""),
                    };
                    links.push((id.to_owned(), part));
                }
            }
            Piece::Close => {}
            Piece::End => return Some(links),
        }
    }
}

/// What must be known of a workbook to read its first sheet.
pub(crate) struct Workbook {
    /// The part with the first sheet that a person sees.
    sheet: String,
    /// What it is called.
    name: String,
    /// Sheets that a person sees.
    sheets: usize,
    pub styles: Styles,
    pub shared: Shared,
}

impl Workbook {
    /// What is in [`PARTS`]; `None` when one is damaged.
    #[inline(never)]
    fn of(parts: &[String]) -> Option<Self> {
        let [xml, links, styles, shared] = parts else {
            return None;
        };
        let links = sheet_links(links)?;
        let mut pieces = Pieces::of(xml);
        let mut first = None;
        let (mut name, mut sheets) = (String::new(), 0);
        let mut from_1904 = false;
        loop {
            match (pieces.next()?, pieces.name()) {
                (Piece::Open, "workbookPr") => {
                    let origin = pieces.attribute("date1904");
                    from_1904 = matches!(origin, Some("1" | "true"));
                }
                (Piece::Open, "sheet") => {
                    let state = pieces.attribute("state");
                    let seen = !matches!(state, Some("hidden" | "veryHidden"));
                    let id = pieces.attribute(":id").unwrap_or_default();
                    let link = links.iter().find(|(known, _)| known == id);
                    if let Some(link) = link.filter(|_| seen) {
                        sheets += 1;
                        if first.is_none() {
                            name = resolved(pieces.attribute("name").unwrap_or_default());
                            first = Some(link);
                        }
                    }
                }
                (Piece::End, _) => break,
                _ => {}
            }
        }
        Some(Self {
            sheet: match first {
                Some((_, part)) => part.clone(),
                None => "xl/worksheets/sheet1.xml".to_owned(),
            },
            name,
            sheets,
            styles: Styles::of(styles, from_1904)?,
            shared: Shared::of(shared)?,
        })
    }
}

/// The texts that cells share, one behind the other.
pub(crate) struct Shared {
    text: String,
    ends: Vec<usize>,
}

impl Shared {
    fn of(xml: &str) -> Option<Self> {
        let mut pieces = Pieces::of(xml);
        let mut ends = Vec::new();
        loop {
            match (pieces.next()?, pieces.name()) {
                (Piece::Close, "si") => ends.push(pieces.words.len()),
                (Piece::End, _) => break,
                _ => {}
            }
        }
        Some(Self {
            text: pieces.words,
            ends,
        })
    }

    /// The text of a number.
    pub fn get(&self, i: usize) -> Option<&str> {
        let end = *self.ends.get(i)?;
        let start = match i.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }
}
