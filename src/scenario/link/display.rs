//! Keys that say how to show the figures. They never change a number.

use std::fmt::Write;

/// The keys of the page's and the frame's appearance.
pub const DISPLAY_KEYS: [&str; 12] = [
    "embed", "view", "ui", "show", "lock", "theme", "bg", "accent", "locale", "units", "title",
    "api",
];

/// The display key of that name, upper or lower case.
pub(super) fn display_key(key: &str) -> Option<&'static str> {
    DISPLAY_KEYS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(key))
}

/// Appends a value, with everything but letters, digits and `._*-` escaped.
pub(super) fn push_escaped(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"._*-".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}
