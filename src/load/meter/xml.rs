//! What every reader of XML needs: attributes, references, and the text inside an element.
//!
//! quick-xml's own ways to the same things carry tables and checks that no meter
//! file needs and that the page would have to load.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Pieces of a text that was UTF-8 before the parser cut it at ASCII characters.
pub(crate) fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// A function with a name, so that its uses share one search.
fn space(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// The value of an attribute as it is written, given what stands between `<` and `>`. quick-xml's own look-up remembers the
/// names it has met, to refuse repeated ones, and is five times as large.
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

/// Adds what stands in an element, if the event is text at all.
pub(crate) fn gather(event: &Event<'_>, words: &mut String) {
    match event {
        Event::Text(piece) => words.push_str(utf8(piece)),
        Event::CData(piece) => words.push_str(utf8(piece)),
        Event::GeneralRef(reference) => words.push(character(utf8(reference))),
        _ => {}
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
///
/// The events of quick-xml own things, and each loop over them would bring the code to
/// drop them; here it is once.
pub(crate) struct Pieces<'t> {
    reader: Reader<&'t [u8]>,
    /// What stands between `<` and `>`.
    element: String,
    /// Whether the element has ended too.
    empty: bool,
    /// Where it begins.
    pub start: usize,
    /// Elements that are open.
    depth: usize,
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
            reader: Reader::from_str(xml),
            element: String::new(),
            empty: false,
            start: 0,
            depth: 0,
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
            let start = self.reader.buffer_position() as usize;
            let event = self.reader.read_event().ok()?;
            let (inside, piece) = match &event {
                Event::Start(element) | Event::Empty(element) => (&**element, Piece::Open),
                Event::End(element) => (&**element, Piece::Close),
                // Cut off inside an element.
                Event::Eof if self.depth > 0 => return None,
                Event::Eof => return Some(Piece::End),
                text => {
                    if self.heard {
                        gather(text, &mut self.words);
                    }
                    continue;
                }
            };
            self.start = start;
            self.empty = matches!(event, Event::Empty(_));
            self.element.clear();
            self.element.push_str(utf8(inside));
            return Some(self.pass(piece));
        }
    }

    /// Passes over the beginning or end of an element.
    fn pass(&mut self, piece: Piece) -> Piece {
        let open = piece == Piece::Open;
        if open {
            self.depth += 1;
        } else {
            self.depth = self.depth.saturating_sub(1);
        }
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
    pub fn name(&self) -> &str {
        let name = match self.element.split_once(space) {
            Some((name, _)) => name,
            None => &self.element,
        };
        name.split_once(':').map_or(name, |(_, local)| local)
    }

    /// An attribute of the element that began.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        attribute(&self.element, name)
    }

    /// Bytes passed.
    pub fn at(&self) -> u64 {
        self.reader.buffer_position()
    }
}

#[cfg(test)]
mod tests {
    use super::{attribute, resolved};

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
