//! Where things are.

use crate::process::Result;
use std::path::{Path, PathBuf};

/// What `cargo xtask build` writes.
pub const DIST: &str = "dist";

/// Makes the project's folder the current one, so that every path can be relative to it.
pub fn enter() -> Result {
    // Asked at run time: a shared target folder may hold another clone's xtask.
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let root = own.parent().unwrap_or(&own);
    std::env::set_current_dir(root)
        .map_err(|error| format!("{} cannot be entered: {error}", root.display()))
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from)
}

/// The path from the file system's root.
pub fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path)
        .map_err(|error| format!("{} is no usable path: {error}", path.display()))
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

pub fn write(path: &Path, bytes: &[u8]) -> Result {
    if let Some(folder) = path.parent() {
        create(folder)?;
    }
    std::fs::write(path, bytes)
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

pub fn create(folder: &Path) -> Result {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("{} cannot be made: {error}", folder.display()))
}
