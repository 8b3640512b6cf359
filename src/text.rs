//! Small things about text that the page and the readers share.

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
