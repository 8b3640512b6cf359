//! A reader of XML: its elements, their attributes, and the text inside them.
//!
//! It knows what meter files and workbooks need, and that a text is damaged: markup that does
//! not end, elements that end in another order than they began in, references without an end.

/// A function with a name, so that its uses share one search.
fn space(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// The value of an attribute as it is written, given what stands between `<` and `>`.
///
/// A name that begins with a colon, `:id`, is found behind any prefix: writers choose their own.
pub(crate) fn attribute<'e>(element: &'e str, name: &str) -> Option<&'e str> {
    let (_, mut rest) = element.split_once(space)?;
    loop {
        let (key, tail) = rest.split_once('=')?;
        let tail = tail.trim_start();
        let quote = tail.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = tail.strip_prefix(quote)?.split_once(quote)?;
        let key = key.trim();
        if key == name || name.starts_with(':') && key.ends_with(name) {
            return Some(value);
        }
        rest = after;
    }
}

/// The character that `&amp;` or `&#xA0;` stands for, given what is between its marks; a
/// space for names that only a document type could explain.
fn character(reference: &str) -> char {
    let code = match reference {
        "amp" => return '&',
        "lt" => return '<',
        "gt" => return '>',
        "quot" => return '"',
        "apos" => return '\'',
        _ => match (reference.strip_prefix("#x"), reference.strip_prefix('#')) {
            (Some(hex), _) => u32::from_str_radix(hex, 16).ok(),
            (_, Some(digits)) => digits.parse().ok(),
            _ => None,
        },
    };
    code.and_then(char::from_u32).unwrap_or(' ')
}

/// An attribute's value with its references resolved.
pub(crate) fn resolved(mut value: &str) -> String {
    let mut out = String::new();
    while let Some((before, rest)) = value.split_once('&') {
        out.push_str(before);
        let (reference, after) = rest.split_once(';').unwrap_or((rest, ""));
        out.push(character(reference));
        value = after;
    }
    out.push_str(value);
    out
}

/// One step through a text of XML.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Piece {
    /// An element begins.
    Open,
    /// An element ends.
    Close,
    /// The text ends.
    End,
}

/// Walks through the elements of a text and what stands in them.
pub(crate) struct Pieces<'t> {
    text: &'t str,
    /// Bytes passed.
    pub at: usize,
    /// What stands between `<` and `>`.
    element: &'t str,
    /// Whether the element has ended too.
    empty: bool,
    /// Where it begins.
    pub start: usize,
    /// The names of the elements that are open.
    open: Vec<&'t str>,
    /// The text so far: that of the innermost element, or of a workbook's cells, which is
    /// values and runs of text without how they are pronounced.
    pub words: String,
    of_cells: bool,
    heard: bool,
    pronounced: bool,
}

impl<'t> Pieces<'t> {
    /// Begins a walk that hears the text of every element.
    pub fn all(xml: &'t str) -> Self {
        Self {
            heard: true,
            of_cells: false,
            ..Self::of(xml)
        }
    }

    /// Begins a walk through a part of a workbook, which hears its cells.
    pub fn of(xml: &'t str) -> Self {
        Self {
            text: xml.strip_prefix('\u{FEFF}').unwrap_or(xml),
            at: 0,
            element: "",
            empty: false,
            start: 0,
            open: Vec::new(),
            words: String::new(),
            of_cells: true,
            heard: false,
            pronounced: false,
        }
    }

    /// The next piece; `None` when the text is damaged.
    #[inline(never)]
    pub fn next(&mut self) -> Option<Piece> {
        if self.empty {
            self.empty = false;
            return Some(self.pass(Piece::Close));
        }
        loop {
            self.start = self.at;
            let rest = self.text.get(self.at..).unwrap_or_default();
            match rest.as_bytes() {
                // Cut off inside an element.
                [] if !self.open.is_empty() => return None,
                [] => return Some(Piece::End),
                [b'<', ..] => {
                    if let Some(piece) = self.markup(rest.get(1..)?)? {
                        return Some(self.pass(piece));
                    }
                }
                [b'&', ..] => {
                    let name = self.until(1, |byte| matches!(byte, b';' | b'&' | b'<'));
                    if self.text.as_bytes().get(self.at) != Some(&b';') {
                        return None;
                    }
                    self.at += 1;
                    if self.heard {
                        self.words.push(character(name));
                    }
                }
                _ => {
                    let words = self.until(0, |byte| matches!(byte, b'<' | b'&'));
                    if self.heard {
                        self.words.push_str(words);
                    }
                }
            }
        }
    }

    /// What stands from `skip` bytes ahead to a byte that ends it, or to the end; goes there.
    fn until(&mut self, skip: usize, is_end: impl Fn(u8) -> bool) -> &'t str {
        let rest = self.text.get(self.at + skip..).unwrap_or_default();
        let end = rest.bytes().position(is_end).unwrap_or(rest.len());
        self.at += skip + end;
        rest.get(..end).unwrap_or_default()
    }

    /// Goes through the markup behind a `<`: an element's beginning or end, or what is none;
    /// `None` when it is damaged.
    fn markup(&mut self, rest: &'t str) -> Option<Option<Piece>> {
        match rest.as_bytes() {
            [b'!', b'-' | b'[' | b'D' | b'd', ..] => {}
            [b'!', ..] => {
                self.at += 1;
                return None;
            }
            _ => {}
        }
        let Some(end) = end_of_markup(rest.as_bytes()) else {
            self.at = self.text.len();
            return None;
        };
        self.at += end + 2;
        let inside = rest.get(..end)?;
        let piece = match inside.as_bytes() {
            [b'!', b'-', ..] => return inside.starts_with("!--").then_some(None),
            [b'!', b'[', ..] => {
                let words = inside.strip_prefix("![CDATA[")?.strip_suffix("]]")?;
                if self.heard {
                    self.words.push_str(words);
                }
                return Some(None);
            }
            [b'!', ..] => {
                let (word, name) = inside.split_at_checked(8)?;
                let is_type = word.eq_ignore_ascii_case("!DOCTYPE");
                return (is_type && !name.bytes().all(is_blank)).then_some(None);
            }
            [b'?', ..] => return (inside.len() > 1).then_some(None),
            [b'/', ..] => {
                let whole = inside.get(1..)?;
                let last = whole.bytes().rposition(|byte| !is_blank(byte));
                let name = last.and_then(|last| whole.get(..=last));
                self.element = name.unwrap_or(whole);
                if self.open.pop() != Some(self.element) {
                    return None;
                }
                Piece::Close
            }
            _ => {
                let element = inside.strip_suffix('/');
                self.empty = element.is_some();
                self.element = element.unwrap_or(inside);
                if !self.empty {
                    let end = self.element.bytes().position(is_blank);
                    let name = end.and_then(|end| self.element.get(..end));
                    self.open.push(name.unwrap_or(self.element));
                }
                Piece::Open
            }
        };
        Some(Some(piece))
    }

    /// Passes over the beginning or end of an element.
    fn pass(&mut self, piece: Piece) -> Piece {
        let open = piece == Piece::Open;
        if !self.of_cells {
            if open {
                self.words.clear();
            }
            return piece;
        }
        match self.name() {
            "t" | "v" => self.heard = open && !self.pronounced,
            "rPh" => self.pronounced = open,
            _ => {}
        }
        piece
    }

    /// The name of the element that began or ended, without a prefix.
    pub fn name(&self) -> &'t str {
        let name = match self.element.split_once(space) {
            Some((name, _)) => name,
            None => self.element,
        };
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// An attribute of the element that began.
    pub fn attribute(&self, name: &str) -> Option<&'t str> {
        attribute(self.element, name)
    }
}

/// Whether a byte separates names from what follows, as XML has it.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\r' | b'\n' | b'\t')
}

/// Where the markup ends of which this stands behind its `<`.
fn end_of_markup(rest: &[u8]) -> Option<usize> {
    // The quotation mark that is open, 0 for none; and `<` that are.
    let (mut quote, mut depth) = (0, 0_u32);
    (0..rest.len()).find(|&i| {
        let (before, byte) = (rest.get(..i).unwrap_or_default(), rest[i]);
        match rest {
            [b'!', b'-', ..] => byte == b'>' && i > 4 && before.ends_with(b"--"),
            [b'!', b'[', ..] => byte == b'>' && before.ends_with(b"]]"),
            // A document type holds declarations.
            [b'!', ..] => {
                let ends = byte == b'>' && depth == 0;
                depth += u32::from(byte == b'<');
                depth = depth.saturating_sub(u32::from(byte == b'>'));
                ends
            }
            [b'?', ..] => byte == b'>' && before.ends_with(b"?"),
            _ => {
                match byte {
                    b'"' | b'\'' if quote == 0 => quote = byte,
                    _ if byte == quote => quote = 0,
                    _ => {}
                }
                byte == b'>' && quote == 0
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Piece, Pieces, attribute, character, resolved};
    use quick_xml::events::Event;

    /// What there is to see at each piece: which, its name, what it holds, where it begins, the text.
    type Seen = (Piece, String, String, usize, String);

    /// The pieces of a text, and the byte where it is damaged.
    fn pieces(text: &str) -> (Vec<Seen>, Option<usize>) {
        let mut pieces = Pieces::all(text);
        let mut seen = Vec::new();
        loop {
            let piece = match pieces.next() {
                None => return (seen, Some(pieces.at)),
                Some(Piece::End) => return (seen, None),
                Some(piece) => piece,
            };
            let element = pieces.element.to_owned();
            let name = pieces.name().to_owned();
            seen.push((piece, name, element, pieces.start, pieces.words.clone()));
        }
    }

    /// The same as quick-xml finds it.
    fn reference(text: &str) -> (Vec<Seen>, Option<usize>) {
        let mut reader = quick_xml::Reader::from_str(text);
        let (mut seen, mut words, mut depth) = (Vec::new(), String::new(), 0);
        let utf8 = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().to_owned();
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event();
            let (inside, kinds): (String, &[Piece]) = match &event {
                Err(_) => return (seen, Some(reader.buffer_position() as usize)),
                Ok(Event::Eof) if depth > 0 => {
                    return (seen, Some(reader.buffer_position() as usize));
                }
                Ok(Event::Eof) => return (seen, None),
                Ok(Event::Start(element)) => (utf8(element), &[Piece::Open]),
                Ok(Event::Empty(element)) => (utf8(element), &[Piece::Open, Piece::Close]),
                Ok(Event::End(element)) => (utf8(element), &[Piece::Close]),
                Ok(other) => {
                    match other {
                        Event::Text(piece) => words.push_str(&utf8(piece)),
                        Event::CData(piece) => words.push_str(&utf8(piece)),
                        Event::GeneralRef(name) => words.push(character(&utf8(name))),
                        _ => {}
                    }
                    continue;
                }
            };
            depth += match event {
                Ok(Event::Start(_)) => 1,
                Ok(Event::End(_)) => -1,
                _ => 0,
            };
            for &kind in kinds {
                if kind == Piece::Open {
                    words.clear();
                }
                let name = inside.split(|c: char| c.is_ascii_whitespace()).next();
                let name = name.unwrap_or_default();
                let name = name.split_once(':').map_or(name, |(_, local)| local);
                seen.push((kind, name.to_owned(), inside.clone(), start, words.clone()));
            }
        }
    }

    #[test]
    fn damage_is_found_where_it_is() {
        for text in [
            "<a>",
            "<a></b>",
            "<a><b></a>",
            "</a>",
            "a&b",
            "a&b&c;",
            "&b<a/>",
            "<!x>",
            "<a b='>",
        ] {
            assert_eq!(pieces(text), reference(text), "{text}");
            assert!(pieces(text).1.is_some(), "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(50_000))]
        #[test]
        fn pieces_are_those_of_quick_xml(
            text in "(</?[ab]( c='[ab>\"/]?')?[ /]{0,2}>|<a>|</a>|<b>|</b>|&amp;|&[a#;<]?|<!--[->]{0,3}-->|<!\\[CDATA\\[[a>\\]<]?\\]\\]>|<\\?a\\?>|<[?!DOCTYPEd<>\\[\\]-]{0,9} ?a?>|<!DOCTYPE[a <>]{0,4}>|[<>&a='\"/!?\n\\[\\]ä:-]|\u{FEFF}){0,9}",
        ) {
            proptest::prop_assert_eq!(pieces(&text), reference(&text));
        }
    }

    #[test]
    fn attributes_in_any_quotes_and_order() {
        let link = "link a='=\"' href = \"x/\" \n rel='up' p:id='7'";
        assert_eq!(attribute(link, "href"), Some("x/"));
        assert_eq!(attribute(link, "rel"), Some("up"));
        assert_eq!(attribute(link, "a"), Some("=\""));
        assert_eq!(attribute(link, ":id"), Some("7"));
        assert_eq!(attribute(link, "id"), None);
        for damaged in [
            "link",
            "link rel",
            "link rel=up",
            "link rel=\"up",
            "link =",
            "link rel='ä",
        ] {
            assert_eq!(attribute(damaged, "rel"), None);
        }
    }

    #[test]
    fn references_are_resolved() {
        let all = "&lt;&gt;&amp;&quot;&apos;&#10;&#xA0;&#xa0;ä";
        assert_eq!(resolved(all), "<>&\"'\n\u{a0}\u{a0}ä");
        assert_eq!(resolved("a&nbsp;b&#xD800;&#;&"), "a b   ");
    }
}
