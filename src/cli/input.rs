//! Reading files and standard input.

use super::failure::{Failure, Result};
use std::fs::File;
use std::io::{Read, stdin};
use std::path::Path;

/// Whether the path stands for standard input or output.
pub fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What to call a file in messages.
pub fn name(path: &Path) -> String {
    if is_dash(path) {
        "standard input".to_owned()
    } else {
        path.display().to_string()
    }
}

/// All bytes of a file; one more than `most` when there are more, so that whoever
/// reads them can say so without a huge file having been loaded.
pub fn bytes(path: &Path, most: usize) -> Result<Vec<u8>> {
    let failed =
        |why: std::io::Error| Failure::input(format!("{} cannot be read: {why}", name(path)));
    let limit = most as u64 + 1;
    let mut bytes = Vec::new();
    if is_dash(path) {
        let mut input = stdin().lock().take(limit);
        input.read_to_end(&mut bytes).map_err(failed)?;
    } else {
        let file = File::open(path).map_err(failed)?;
        file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    }
    Ok(bytes)
}
