//! What a person chooses: the inputs, their presets, and the links that carry them.
//!
//! [`PARAMETERS`] is the one table of inputs. Sliders, fields, links, checks,
//! the method page and the command line's help all read it; adding an input is
//! one row there, one name in [`Id`] and its use in the model.
//!
//! ```
//! use peakpack::scenario::{Id, Scenario};
//! let mut scenario = Scenario::default();
//! scenario.set(Id::Packs, 800.4);
//! assert_eq!(scenario.packs(), 800);
//! assert_eq!(Id::Health.parameter().format(scenario.get(Id::Health)), "78 %");
//! ```

mod ageing;
mod choice;
mod chosen;
mod end;
mod id;
mod link;
mod model;
mod number;
mod parameter;
mod parameters;
mod parameters_later;
mod preset;
mod shape;
mod source;

pub use ageing::{CellChoice, StartState, Upkeep, Wiring};
pub use choice::ChoiceOption;
pub use chosen::{MAX_PROFILE_STEPS, Scenario};
pub use end::EndCondition;
pub use id::Id;
pub use link::{
    DISPLAY_KEYS, Decoded, Display, LINK_VERSION, Link, LinkWarning, Picture, Receipt, Theming, Ui,
    Units, Why, decode, has_drifted, hex,
};
pub use model::PackModel;
pub use number::NotUnderstood;
pub use parameter::{Admitted, Fit, Kind, Panel, Parameter};
pub use parameters::PARAMETERS;
pub use preset::{PRESETS, Preset};
pub use shape::Shape;
pub use source::{Mark, Source};
