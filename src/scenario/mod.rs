//! What a person chooses.

mod choice;
mod end;

pub use choice::ChoiceOption;
pub use end::EndCondition;
