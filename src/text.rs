//! Small things about text that the page and the readers share.

use std::borrow::Cow;

/// Whether `part` stands in `text`. For short texts: the standard library's search,
/// made for long ones, would be 2 kB of the page.
///
/// An empty part stands nowhere.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    !part.is_empty()
        && text
            .as_bytes()
            .windows(part.len())
            .any(|at| at == part.as_bytes())
}

/// Resolves `%41` and `+` of an address, and trims; what is no escape stays as it is.
pub(crate) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['%', '+']) {
        return Cow::Borrowed(text.trim());
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| {
        let byte = bytes.get(at).copied()?;
        char::from(byte).to_digit(16).map(|digit| digit as u8)
    };
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = match bytes[at] {
            b'%' => digit(at + 1).zip(digit(at + 2)),
            _ => None,
        };
        match (escaped, bytes[at]) {
            (Some((high, low)), _) => {
                out.push(high * 16 + low);
                at += 3;
                continue;
            }
            (None, b'+') => out.push(b' '),
            (None, byte) => out.push(byte),
        }
        at += 1;
    }
    let text = String::from_utf8_lossy(&out);
    Cow::Owned(text.trim().to_string())
}

/// Texts made one.
pub trait Joined {
    /// The texts one after the other, with another between them. The standard library's `join` and
    /// `concat` are 2.4 kB of the page.
    ///
    /// ```
    /// use peakpack::text::Joined;
    /// assert_eq!(["a", "b", "c"].joined(", "), "a, b, c");
    /// ```
    fn joined(&self, between: &str) -> String;
}

impl<T: AsRef<str>> Joined for [T] {
    fn joined(&self, between: &str) -> String {
        let mut all = String::new();
        for (place, text) in self.iter().enumerate() {
            if place > 0 {
                all.push_str(between);
            }
            all.push_str(text.as_ref());
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_part_is_found_at_both_ends_and_inside() {
        for part in ["ab", "bc", "cä", "abcä"] {
            assert!(holds("abcä", part), "{part}");
        }
        for part in ["", "ac", "abcäd"] {
            assert!(!holds("abcä", part), "{part}");
        }
    }
}
