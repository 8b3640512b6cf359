//! Links: a scenario as the query of an address, and back.
//!
//! `v=1&s=colo&packs=800&soh=74` — the version first, then the preset the rest
//! is relative to, then what differs from it, in the order of the table. So
//! equal scenarios have equal links, and a link stays what it was when a preset
//! of a later version changes. Values use only letters, digits and `._*-`.
//!
//! After it may stand a scenario to compare with, as its difference from the first (`b.packs=800`),
//! and the receipt (`r=86412`): the peak after, in kW, that the model found when the link was made;
//! with `_data` behind it where that is the peak of a load behind the `#`.
//!
//! Reading is total: any text is a scenario, and whatever was not taken as it
//! stood is in the list of warnings.

mod decode;
mod display;
mod encode;
mod foreign;
mod query;
mod receipt;
mod warning;

pub use decode::{Decoded, decode};
pub use display::{DISPLAY_KEYS, Display, Picture, Theming, Ui, Units, hex};
pub use encode::Link;
pub use receipt::{Receipt, has_drifted};
pub use warning::{LinkWarning, Why};

/// The version of the defaults that links of this program leave out.
pub const LINK_VERSION: u32 = 1;
