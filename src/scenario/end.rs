//! How much is in the packs when the period ends.

use super::choice::ChoiceOption;

/// What must be in the packs at the end of the period, compared with its start.
///
/// ```
/// use peakpack::scenario::EndCondition;
/// assert_eq!(EndCondition::default(), EndCondition::Steady);
/// assert_eq!(EndCondition::SameAsStart.id(), "same");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndCondition {
    /// The packs start full and may end empty.
    Free,
    /// The packs end with at least what they started with: the parking level.
    SameAsStart,
    /// The period repeats for ever, and the model chooses what is in the packs where it begins.
    #[default]
    Steady,
}

impl EndCondition {
    /// All of them, in the order of [`OPTIONS`](Self::OPTIONS).
    pub const ALL: [Self; 3] = [Self::Free, Self::SameAsStart, Self::Steady];

    /// Their names in links and on the page.
    pub const OPTIONS: [ChoiceOption; 3] = [
        ChoiceOption::new("free", "Start full, may end empty"),
        ChoiceOption::new("same", "End as full as at the start"),
        ChoiceOption::new("steady", "The period repeats"),
    ];

    /// The name in links.
    pub fn id(self) -> &'static str {
        Self::OPTIONS[self as usize].id
    }

    /// The name on the page.
    pub fn label(self) -> &'static str {
        Self::OPTIONS[self as usize].label
    }
}
