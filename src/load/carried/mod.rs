//! A load that travels in a link, behind its `#`, which no server ever sees.
//!
//! `data=d1.<start>.<step>.<steps>.<peak>.<checksum>.<values>`: the local time of the first step
//! in seconds since 1970, with every clock change as `*<step>*<seconds>` behind it, or `u` and the
//! seconds since 1 January of a year without a name for a load without dates; the step in seconds; the number of steps; the largest power in kW; the CRC-32
//! of all that stands before it and of the values; and the values: multiples of 1/200 of that power,
//! as zig-zag differences in bytes of seven bits, deflated, in base64url without padding. `_` is the
//! decimal point. Deflating is the host's: its bytes may differ from one browser to another, the
//! values may not.
//!
//! ```
//! use peakpack::load::{Clock, Series, Step, carried};
//! let day = Series::new(Clock::undated(), Step::HOUR, vec![10.0; 24]).unwrap();
//! let packed = carried::pack(&day);
//! assert_eq!(packed.series, day);
//! assert!(packed.head.starts_with("d1.u0.3600.24.10."));
//! let head = carried::Head::parse(&packed.head).unwrap();
//! assert_eq!(head.series(&packed.bytes).unwrap(), day);
//! ```

mod head;
mod pack;
mod unpack;

pub use head::Head;
pub use pack::{Packed, pack};

use crate::text::unescaped;
use std::fmt;

/// What stands before a load in the fragment of a link.
pub const KEY: &str = "data=";
/// What stands there in a document that brings a load of its own, once that load is not in use.
pub const NONE: &str = "none";
/// So many steps lie between 0 and the largest power: half a percent each.
pub const LEVELS: i32 = 200;
/// A link of up to so many characters passes through every mail and chat.
pub const SHORT_LINK: usize = 2_000;
/// A longer one is cut by many programs on its way.
pub const LONG_LINK: usize = 8_000;

/// Why a load in a link cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// It begins with another name than `d1`.
    Unknown,
    /// A part of the head is missing or is no number.
    Head,
    /// There are fewer or more values than the head says, or they cannot be unpacked.
    Values,
    /// The checksum is that of other values.
    Checksum,
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "it was packed by a later version of this program",
            Self::Head => "its beginning is incomplete",
            Self::Values => "a part of it is missing",
            Self::Checksum => "some of its characters have been changed",
        })
    }
}

impl std::error::Error for Damaged {}

/// The load in the fragment of a link, with or without `#`; `None` when there is none, also by its
/// own words (`data=none`). Others may stand beside it, and programs on its way may have escaped it.
///
/// ```
/// use peakpack::load::carried::in_fragment;
/// assert_eq!(in_fragment("https://host/?v=1#data=d1.u").as_deref(), Some("d1.u"));
/// assert_eq!(in_fragment("#top&DATA%3Dd1.u%5F").as_deref(), Some("d1.u_"));
/// assert_eq!(in_fragment("#method"), None);
/// assert_eq!(in_fragment("#data=none"), None);
/// ```
pub fn in_fragment(link: &str) -> Option<String> {
    let fragment = link.split_once('#').map_or(link, |(_, fragment)| fragment);
    let data = fragment.split('&').find_map(|part| {
        let part = unescaped(part);
        let (key, data) = part.split_at_checked(KEY.len())?;
        key.eq_ignore_ascii_case(KEY).then(|| data.to_owned())
    })?;
    (data != NONE).then_some(data)
}
