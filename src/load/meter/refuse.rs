//! Files that are no load at all, named in one sentence.

use super::MAX_BYTES;
use super::error::{Fault, ReadError, shown};
use super::options::{Choice, Question};
use super::text::row_at;
use super::zip::Archive;

#[cold]
#[inline(never)]
pub(crate) fn not_a_load(found: &str, mend: &'static str) -> Fault {
    not_such_a_load(found.to_owned(), mend)
}

/// [`not_a_load`] of a finding that had to be put together.
#[cold]
#[inline(never)]
pub(crate) fn not_such_a_load(found: String, mend: &'static str) -> Fault {
    Box::new(ReadError::NotALoad { found, mend })
}

/// The fault of a name that stands for none of those there are.
#[cold]
#[inline(never)]
pub(crate) fn no_such_column(asked: &str, columns: String) -> Fault {
    Box::new(ReadError::NoSuchColumn {
        asked: shown(asked),
        columns,
    })
}

/// What only a person can say.
#[cold]
#[inline(never)]
pub(crate) fn ask(text: String, choices: Vec<Choice>) -> Fault {
    Box::new(ReadError::NeedsChoice(Question::new(text, choices)))
}

/// Asks for the unit: `what` names none.
#[cold]
#[inline(never)]
pub(crate) fn ask_unit(what: &str) -> Fault {
    Box::new(ReadError::NeedsChoice(Question::unit(what)))
}

/// The fault of a cell: `at` is the byte of its row in the text.
#[cold]
#[inline(never)]
pub(crate) fn cell(
    text: &str,
    at: usize,
    column: String,
    content: &str,
    wanted: &'static str,
) -> Fault {
    Box::new(ReadError::Cell {
        row: row_at(text, at),
        column,
        text: shown(content),
        wanted,
    })
}

const TABLE: &str = "A load is a table of times and power, such as a CSV file or Green Button XML.";
const SPREADSHEET: &str = "Save the sheet with the load as .xlsx or CSV and read that.";
const UNPACK: &str = "Unpack it and read the CSV or XML file inside.";

/// The refusal of a file that is not text.
pub(crate) fn binary(bytes: &[u8]) -> Option<Fault> {
    const MAGIC: [(&[u8], &str, &str); 11] = [
        (b"\x89PNG", "a PNG picture", TABLE),
        (b"\xFF\xD8\xFF", "a JPEG picture", TABLE),
        (b"GIF8", "a GIF picture", TABLE),
        (b"BM\x00", "a picture", TABLE),
        (b"%PDF", "a PDF document", TABLE),
        (
            b"\xD0\xCF\x11\xE0",
            "an old Excel or Word file",
            SPREADSHEET,
        ),
        (b"\x1F\x8B", "a gzip archive", UNPACK),
        (b"7z\xBC\xAF", "a 7-Zip archive", UNPACK),
        (b"PAR1", "a Parquet file", SPREADSHEET),
        (b"SQLite format 3", "a SQLite database", SPREADSHEET),
        (b"{\\rtf", "a text document", SPREADSHEET),
    ];
    for (magic, found, mend) in MAGIC {
        if bytes.starts_with(magic) {
            return Some(not_a_load(found, mend));
        }
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(archive(bytes));
    }
    let utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let head = bytes.get(..4096).unwrap_or(bytes);
    (!utf16 && head.contains(&0)).then(|| not_a_load("a binary file", TABLE))
}

/// The refusal of an archive that is no workbook.
fn archive(bytes: &[u8]) -> Fault {
    const SHEET: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    // The first part of an OpenDocument file says, unpacked, what the file is.
    if bytes.get(30..).is_some_and(|part| part.starts_with(SHEET)) {
        return not_a_load("an OpenDocument sheet", SPREADSHEET);
    }
    match Archive::of(bytes) {
        None => not_a_load(
            "a spreadsheet or a ZIP archive that is damaged or cut off",
            "Download it again.",
        ),
        Some(archive) if archive.has("xl/workbook.bin") => {
            not_a_load("a binary Excel sheet (.xlsb)", SPREADSHEET)
        }
        Some(_) => not_a_load("a ZIP archive", UNPACK),
    }
}

/// The refusal of a workbook that cannot be read, though its sheet may hold a load.
#[cold]
pub(crate) fn spreadsheet(found: &str) -> Fault {
    not_a_load(found, "Save the sheet with the load as CSV and read that.")
}

/// The refusal of a workbook that is not as it was written.
#[cold]
pub(crate) fn damaged_workbook() -> Fault {
    spreadsheet("an .xlsx file that is damaged")
}

/// The refusal of something that has more bytes than can be read.
#[cold]
pub(crate) fn too_large(what: &str, bytes: usize) -> Fault {
    Box::new(ReadError::TooLarge {
        what: format!(
            "{what} has {} MB; at most {} MB can be read",
            bytes >> 20,
            MAX_BYTES >> 20
        ),
    })
}

/// The refusal of a text in which no table of numbers was found.
pub(crate) fn text(text: &str) -> Fault {
    let head = text.trim_start();
    let starts = |word: &str| {
        head.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    if head.is_empty() {
        not_a_load("an empty file", TABLE)
    } else if starts("<!doctype html") || starts("<html") {
        not_a_load(
            "a web page",
            "Download the file itself, not the page that shows it.",
        )
    } else if starts("<") {
        not_a_load("an XML file without Green Button readings", TABLE)
    } else if starts("{") || starts("[") {
        not_a_load("a JSON file", TABLE)
    } else {
        not_a_load("a text without a table of times and power", TABLE)
    }
}

/// Whether a text is of a kind in which no table need be looked for.
pub(crate) fn is_no_table(text: &str) -> bool {
    let head = text.trim_start();
    head.is_empty() || head.starts_with(['<', '{', '['])
}
