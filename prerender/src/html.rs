//! Text that may stand in HTML and XML.

/// Escapes what has a meaning of its own, in text and in attributes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// What is between two texts is replaced, both texts included.
///
/// # Errors
/// When they do not stand in the document, which another program has written.
pub fn replaced(document: &str, from: &str, to: &str, by: &str) -> Result<String, String> {
    let missing = || format!("the built document has no `{from}…{to}`");
    let (before, rest) = document.split_once(from).ok_or_else(missing)?;
    let (_, after) = rest.split_once(to).ok_or_else(missing)?;
    Ok([before, by, after].concat())
}

#[cfg(test)]
mod tests {
    use super::{escaped, replaced};

    #[test]
    fn nothing_closes_an_attribute_or_opens_an_element() {
        assert_eq!(
            escaped("<a href=\"&\">"),
            "&lt;a href=&quot;&amp;&quot;&gt;"
        );
    }

    #[test]
    fn a_part_is_replaced_or_missed() {
        let page = "<title>Peakpack</title><p>";
        let other = replaced(page, "<title>", "</title>", "<title>Other</title>");
        assert_eq!(other.as_deref(), Ok("<title>Other</title><p>"));
        assert!(replaced(page, "<div>", "</div>", "").is_err());
    }
}
