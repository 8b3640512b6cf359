//! Years and packs in words.

use crate::life::Prospect;
use crate::outcome::group;

/// `1 year`, `8 years`.
pub(super) fn years(count: u32) -> String {
    format!("{count} year{}", if count == 1 { "" } else { "s" })
}

/// `after 8 years`.
pub(super) fn after(count: u32) -> String {
    match count {
        0 => "now".to_owned(),
        _ => format!("after {}", years(count)),
    }
}

/// `for all 8 years`.
pub(super) fn throughout(count: u32) -> String {
    match count {
        1 => "for the year".to_owned(),
        _ => format!("for all {count} years"),
    }
}

/// `640 packs`, `640 more packs`.
pub(super) fn packs(count: u32, more: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {more}pack{plural}", group(&count.to_string()))
}

pub(super) fn has_packs(main: &Prospect) -> bool {
    main.base.years.iter().any(|year| year.packs > 0)
}
