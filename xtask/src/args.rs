//! Command-line words, taken one by one; what is left at the end is an error.

use crate::process::Result;

pub struct Args(Vec<String>);

impl Args {
    pub fn new(words: impl Iterator<Item = String>) -> Self {
        Self(words.collect())
    }

    pub fn asks_for_help(&self) -> bool {
        self.0.iter().any(|word| word == "--help" || word == "-h")
    }

    /// Takes `--name` if it is there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    /// Takes `--name VALUE` or `--name=VALUE` if it is there.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let prefix = format!("{name}=");
        let Some(at) = self
            .0
            .iter()
            .position(|word| word == name || word.starts_with(&prefix))
        else {
            return Ok(None);
        };
        let word = self.0.remove(at);
        if let Some(value) = word.strip_prefix(&prefix) {
            return Ok(Some(value.to_owned()));
        }
        if at < self.0.len() && !self.0[at].starts_with("--") {
            return Ok(Some(self.0.remove(at)));
        }
        Err(format!("`{name}` needs a value after it"))
    }

    /// Takes `--name N` if it is there.
    pub fn number<N: std::str::FromStr>(&mut self, name: &str) -> Result<Option<N>> {
        self.value(name)?
            .map(|text| {
                text.parse()
                    .map_err(|_| format!("`{name}` takes a whole number, not `{text}`"))
            })
            .transpose()
    }

    /// Takes everything after `--name` up to the next option.
    pub fn values(&mut self, name: &str) -> Result<Option<Vec<String>>> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        let after = &self.0[at + 1..];
        let count = after
            .iter()
            .position(|word| word.starts_with("--"))
            .unwrap_or(after.len());
        let taken: Vec<String> = self.0.drain(at..=at + count).skip(1).collect();
        if taken.is_empty() {
            return Err(format!("`{name}` needs at least one name after it"));
        }
        Ok(Some(taken))
    }

    /// Takes the first word that is no option.
    pub fn word(&mut self) -> Option<String> {
        let at = self.0.iter().position(|word| !word.starts_with("--"))?;
        Some(self.0.remove(at))
    }

    /// Nothing may be left.
    pub fn finish(self) -> Result {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(format!(
                "`{word}` means nothing here. `cargo xtask help` shows what each command takes"
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_in_any_order() {
        let mut words = args("--open --port 8123");
        assert_eq!(words.number::<u16>("--port"), Ok(Some(8123)));
        assert!(words.flag("--open"));
        assert!(!words.flag("--release"));
        assert_eq!(words.finish(), Ok(()));
    }

    #[test]
    fn lists_end_at_the_next_option() {
        let mut words = args("--only format docs --quick");
        assert_eq!(
            words.values("--only"),
            Ok(Some(vec!["format".to_owned(), "docs".to_owned()]))
        );
        assert!(words.flag("--quick"));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(args("--port").value("--port").is_err());
        assert!(args("--port x").number::<u16>("--port").is_err());
        assert!(args("--only").values("--only").is_err());
        assert!(args("sevre").finish().unwrap_err().contains("sevre"));
    }
}
