//! One of the things a person can pick from a list.

/// An entry of a list: what a link says and what the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The name in links: letters, digits and `._*-` only.
    pub id: &'static str,
    /// The name on the page.
    pub label: &'static str,
}

impl ChoiceOption {
    /// An entry of a list.
    ///
    /// ```
    /// use peakpack::scenario::ChoiceOption;
    /// assert_eq!(ChoiceOption::new("free", "Start full").id, "free");
    /// ```
    pub const fn new(id: &'static str, label: &'static str) -> Self {
        Self { id, label }
    }
}
