//! From a pasted text to pairs of key and value.

use crate::text::holds;
use std::borrow::Cow;

/// Longer keys and values are cut; nothing of ours is a tenth as long.
const LONGEST: usize = 400;

/// The query of a link, of a whole address, or of a query with `?` before it;
/// without the fragment.
pub(super) fn query_of(text: &str) -> &str {
    let text =
        text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\''));
    let text = text.split('#').next().unwrap_or_default();
    if let Some((before, after)) = text.split_once('?')
        && (holds(before, "://") || !before.contains(['=', '&']))
    {
        return after.trim_start_matches('?');
    }
    if holds(text, "://") && !text.as_bytes().contains(&b'=') {
        return "";
    }
    text
}

/// The pairs of a query, escapes resolved, in their order.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    query
        .split('&')
        // `&amp;packs=` is what a link looks like after one escape too many.
        .map(|mut pair| {
            while let Some(rest) = pair.strip_prefix("amp;") {
                pair = rest;
            }
            pair
        })
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (unescape(key), unescape(value))
        })
}

/// Resolves `%41` and `+`; what is no escape stays as it is.
fn unescape(text: &str) -> Cow<'_, str> {
    let text = text
        .get(..text.floor_char_boundary(LONGEST))
        .unwrap_or_default();
    crate::text::unescaped(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_is_found_in_whatever_was_pasted() {
        for text in [
            "v=1&packs=8",
            "?v=1&packs=8",
            "https://host/path/?v=1&packs=8",
            "https://host/a=b/?v=1&packs=8#data=d1.x?y",
            "index.html?v=1&packs=8#",
            " <https://host/?v=1&packs=8>\n",
            "\"?v=1&packs=8\"",
            "??v=1&packs=8",
        ] {
            assert_eq!(query_of(text), "v=1&packs=8", "{text}");
        }
        for text in [
            "",
            "?",
            "#",
            "https://host/path",
            "https://host/#v=1",
            "file:///a.html",
        ] {
            assert_eq!(query_of(text), "", "{text}");
        }
        assert_eq!(query_of("v=1&title=what?"), "v=1&title=what?");
    }

    #[test]
    fn escapes_are_resolved_where_they_are_escapes() {
        for (text, plain) in [
            ("78%25", "78%"),
            ("78+%25", "78 %"),
            ("78%", "78%"),
            ("78%2", "78%2"),
            ("%zz", "%zz"),
            ("%E2%82%AC", "€"),
            ("%ff", "\u{fffd}"),
            ("+800", "800"),
            ("ä%", "ä%"),
        ] {
            assert_eq!(unescape(text), plain, "{text}");
        }
        assert_eq!(unescape(&"ä".repeat(1_000)).len(), LONGEST);
    }
}
