//! Laying out text for a terminal.

use std::fmt::Write;

/// How a column stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows as columns two spaces apart, each line indented by two.
pub fn table<const N: usize>(aligns: [Align; N], rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: [usize; N] = std::array::from_fn(|column| width(column).unwrap_or(0));
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for ((cell, width), align) in row.iter().zip(widths).zip(aligns) {
            // Writing to a string cannot fail.
            let _ = match align {
                Align::Left => write!(line, "  {cell:width$}"),
                Align::Right => write!(line, "  {cell:>width$}"),
            };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// What to be careful about, as a paragraph of its own; empty for nothing.
pub fn warnings(warnings: &[String]) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let mut out = "\nTo be careful about:\n".to_owned();
    for warning in warnings {
        let _ = writeln!(out, "  - {warning}");
    }
    out
}

/// Breaks a text into lines of at most `width` letters, each indented.
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            out.push('\n');
            length = 0;
        }
        if length == 0 {
            out.push_str(indent);
        } else {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += letters;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["a", "1"], ["−b", "10"]].map(|row| row.map(str::to_owned));
        assert_eq!(
            table([Align::Left, Align::Right], &rows),
            "  a    1\n  −b  10\n"
        );
    }

    #[test]
    fn text_is_broken_between_words() {
        assert_eq!(wrap("one two three", 7, "  "), "  one two\n  three");
        assert_eq!(wrap("", 7, "  "), "");
    }
}
