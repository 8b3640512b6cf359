//! From bytes to text: byte order marks, UTF-16, and Latin-1 for files that are not UTF-8.

use crate::text::holds;
use std::borrow::Cow;

/// The text of a file, without a byte order mark.
///
/// Latin-1 is what remains when the bytes are not UTF-8: old exports use it, and
/// the columns that matter are ASCII in either.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect()),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Small letters of the languages that column titles come in. Unicode's own tables
/// for this would be a twentieth of the whole page.
pub(crate) fn lower(text: &str) -> String {
    let small = |letter: char| match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => char::from(letter as u8 + 32),
        other => other,
    };
    text.chars().map(small).collect()
}

/// Whether a title holds one of some words, whatever its capitals. Strokes stand between the
/// words: a list of texts would be larger than they are.
#[inline(never)]
pub(crate) fn says(title: &str, words: &str) -> bool {
    let title = lower(title);
    words.split('|').any(|word| holds(&title, word))
}

/// Whether a word is one of some, whatever its capitals.
#[inline(never)]
pub(crate) fn is_one_of(word: &str, words: &str) -> bool {
    words
        .split('|')
        .any(|known| known.eq_ignore_ascii_case(word))
}

/// The row, from 1, in which the byte at `offset` stands. `\n`, `\r\n` and `\r` end rows.
#[cold]
#[inline(never)]
pub(crate) fn row_at(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let mut start = offset.min(bytes.len());
    // A record's offset may lie before the line ends that precede it.
    while bytes.get(start).is_some_and(|b| matches!(b, b'\n' | b'\r')) {
        start += 1;
    }
    let before = &bytes[..start];
    let feeds = before.iter().filter(|&&b| b == b'\n').count();
    let lone_returns = before
        .iter()
        .enumerate()
        .filter(|&(i, &b)| b == b'\r' && bytes.get(i + 1) != Some(&b'\n'))
        .count();
    1 + feeds + lone_returns
}

/// A field without the white space (no-break spaces too) and the quotes around it.
#[inline(never)]
pub(crate) fn bare(field: &str) -> &str {
    let bytes = field.as_bytes();
    // The common case first: nothing to take off.
    match (bytes.first(), bytes.last()) {
        (Some(a), Some(b)) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => field,
        _ => {
            let field = field.trim();
            field
                .strip_prefix('"')
                .and_then(|inner| inner.strip_suffix('"'))
                .map_or(field, str::trim)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Zähler;kW";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), text);
        assert_eq!(decode(&[b"\xFF\xFE", &le[..]].concat()), text);
        assert_eq!(decode(&[b"\xFE\xFF", &be[..]].concat()), text);
        assert_eq!(decode(b"Z\xE4hler;kW"), text);
    }

    #[test]
    fn rows_are_counted_for_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "b", "c"].join(end);
            let offset = text.find('b').unwrap();
            assert_eq!(row_at(&text, offset), 3, "{end:?}");
            assert_eq!(row_at(&text, 1), 3, "{end:?}");
        }
    }

    #[test]
    fn fields_are_laid_bare() {
        assert_eq!(bare(" \u{a0}12 "), "12");
        assert_eq!(bare(" \"12:00 AM\""), "12:00 AM");
        assert_eq!(bare("\""), "\"");
    }
}
