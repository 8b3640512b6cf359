//! Programs that only the system's own package manager can bring.

use crate::process::{self, Result};
use std::process::Command;

/// Programs that belong together, and how each family of systems installs them.
pub struct Package {
    /// For sentences: "Chromium and its driver".
    pub what: &'static str,
    /// What was found, in words.
    pub find: fn() -> Option<String>,
    /// The manager's program to look for, and what to type.
    pub managers: &'static [(&'static str, &'static str)],
    /// What to do where no manager is known.
    pub by_hand: &'static str,
}

impl Package {
    pub fn install(&self) -> Result {
        let what = self.what;
        let known = self.managers.iter();
        let Some((manager, line)) = known.copied().find(|(program, _)| super::on_path(program))
        else {
            return Err(format!("{what}: missing. {}", self.by_hand));
        };
        if !is_root() && manager != "brew" {
            return Err(format!(
                "{what}: missing, and installing needs the right to. Type\n\n    \
                 sudo sh -c '{line}'\n\n  and try again. Everything else works without: \
                 cargo xtask test --quick"
            ));
        }
        println!("    {line}");
        process::run(
            Command::new("sh")
                .args(["-c", line])
                // Otherwise a package may stop to ask a question that nobody can answer.
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
        .map_err(|error| {
            format!("{error}\n  Mend: see the reason above, or type the command by hand.")
        })
    }
}

/// The first of the names that is there; the variable names another.
pub fn choose(variable: &str, names: &[&str]) -> Option<String> {
    std::env::var(variable).ok().or_else(|| {
        names
            .iter()
            .find(|name| super::on_path(name))
            .map(|name| (*name).to_owned())
    })
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
