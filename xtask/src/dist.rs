//! The folder that is deployed: the newest page, and every release that was ever embedded.

use crate::process::Result;
use crate::project;
use std::path::Path;

/// The folder of releases, which are never taken away: reports name them.
const RELEASES: &str = "release";
/// What a release has of its own.
const START: &str = "index.html";
const CARD: &str = "card.png";

/// Replaces everything in `dist` but the releases by what was built.
pub fn renew(built: &Path, dist: &Path) -> Result {
    project::create(dist)?;
    for path in entries(dist)? {
        if path.ends_with(RELEASES) {
            continue;
        }
        let removed = if path.is_dir() {
            std::fs::remove_dir_all(&path)
        } else {
            std::fs::remove_file(&path)
        };
        removed.map_err(|error| format!("{} cannot be removed: {error}", path.display()))?;
    }
    copy(built, dist, |_| true)
}

/// Keeps a copy of the page under the version of the model, for embeds whose numbers must not
/// change. The folder of another version stays as it is.
pub fn keep_release(dist: &Path) -> Result {
    let folder = dist.join(RELEASES).join(version()?);
    if folder.is_dir() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| format!("{} cannot be removed: {error}", folder.display()))?;
    }
    copy(dist, &folder, |name| {
        name == START || name == CARD || name.starts_with("page-")
    })
}

/// The names of all releases in `dist`.
pub fn releases(dist: &Path) -> Result<Vec<String>> {
    let folders = entries(&dist.join(RELEASES))?;
    let names = folders.iter().filter_map(|path| path.file_name());
    Ok(names
        .map(|name| name.to_string_lossy().into_owned())
        .collect())
}

/// The version of the model: that of the package.
pub fn version() -> Result<String> {
    let manifest = project::read(Path::new("Cargo.toml"))?;
    let manifest = String::from_utf8_lossy(&manifest);
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = \""));
    let version = line.and_then(|rest| rest.strip_suffix('"'));
    version
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.toml has no version".to_owned())
}

/// Copies the files of a folder.
fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> Result {
    for path in entries(from)? {
        let name = path.file_name().unwrap_or_default();
        if path.is_file() && wanted(&name.to_string_lossy()) {
            project::write(&to.join(name), &project::read(&path)?)?;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let cannot = |error| format!("{} cannot be read: {error}", folder.display());
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        entries.push(entry.map_err(cannot)?.path());
    }
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::{keep_release, releases, renew, version};
    use crate::project::{self, write};

    #[test]
    fn a_build_takes_no_release_away() {
        project::enter().unwrap();
        let folder = std::env::temp_dir().join(format!("peakpack-dist-{}", std::process::id()));
        let (built, dist) = (folder.join("built"), folder.join("dist"));
        write(&built.join("index.html"), b"new").unwrap();
        write(&built.join("page-2.js"), b"new").unwrap();
        write(&dist.join("page-1.js"), b"old").unwrap();
        write(&dist.join("s/colo/index.html"), b"old").unwrap();
        write(&dist.join("release/0.0.1/index.html"), b"older").unwrap();
        renew(&built, &dist).unwrap();
        keep_release(&dist).unwrap();
        assert!(!dist.join("page-1.js").exists() && !dist.join("s").exists());
        let read = |name: &str| std::fs::read_to_string(dist.join(name)).unwrap();
        assert_eq!(read("index.html"), "new");
        assert_eq!(read("release/0.0.1/index.html"), "older");
        let now = version().unwrap();
        assert_eq!(read(&format!("release/{now}/page-2.js")), "new");
        assert_eq!(releases(&dist).unwrap(), ["0.0.1", &now]);
        let _ = std::fs::remove_dir_all(&folder);
    }
}
