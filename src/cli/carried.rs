//! The load behind the `#` of a link: packed and unpacked as a browser does it.

use super::failure::{Failure, Result};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use peakpack::load::Series;
use peakpack::load::carried::{Damaged, Head, KEY, Packed, in_fragment};

/// The best there is; packing a year takes a few milliseconds.
const LEVEL: u8 = 9;

/// The load of a link; `None` when it carries none.
pub fn of_link(link: &str) -> Result<Option<Series>> {
    let Some((_, fragment)) = link.split_once('#') else {
        return Ok(None);
    };
    let Some(text) = in_fragment(fragment) else {
        return Ok(None);
    };
    unpacked(&text).map(Some).map_err(|why| {
        Failure::input(format!(
            "the load in the link cannot be used: {why}. Ask for the link again, or give a file by --load."
        ))
    })
}

fn unpacked(text: &str) -> std::result::Result<Series, Damaged> {
    let head = Head::parse(text)?;
    let packed = text.rsplit('.').next().unwrap_or_default();
    let packed = URL_SAFE_NO_PAD
        .decode(packed)
        .map_err(|_| Damaged::Values)?;
    let bytes =
        decompress_to_vec_with_limit(&packed, head.most_bytes()).map_err(|_| Damaged::Values)?;
    head.series(&bytes)
}

/// What stands behind the `#` of a link that carries a load.
pub fn fragment(packed: &Packed) -> String {
    let values = URL_SAFE_NO_PAD.encode(compress_to_vec(&packed.bytes, LEVEL));
    format!("{KEY}{}.{values}", packed.head)
}
