//! Short names for what the module and its script call each other by.
//!
//! wasm-bindgen's names carry hashes, which no packing makes smaller.

use crate::process::Result;

/// Pairs of a name and its short form, from what wasm-opt prints of them:
/// `["./page_bg.js", "__wbg_left_e0a244490fe2f293", "D"],` for an import,
/// `["__wbindgen_start", "b"],` for an export.
pub struct Names(Vec<Pair>);

struct Pair {
    import: bool,
    long: String,
    short: String,
}

/// What wasm-opt renames the module of the imports to.
const MODULE: (&str, &str) = ("\"./page_bg.js\"", "a");

impl Names {
    pub fn parse(printed: &str) -> Self {
        let pairs = printed.lines().filter_map(|line| {
            let words: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            let (import, long, short) = match *words.as_slice() {
                [_, long, short] => (true, long, short),
                [long, short] => (false, long, short),
                _ => return None,
            };
            Some(Pair {
                import,
                long: long.to_owned(),
                short: short.to_owned(),
            })
        });
        Self(pairs.collect())
    }

    /// The script of wasm-bindgen with the short names. Names that it does not have are an error,
    /// because the module would not start.
    pub fn shorten(&self, script: &str) -> Result<String> {
        let missing = |name: &str| {
            format!("the script of wasm-bindgen does not have `{name}`: is it of another version?")
        };
        if self.0.iter().any(|pair| pair.import) && !script.contains(MODULE.0) {
            return Err(missing(MODULE.0));
        }
        let mut script = script.replace(MODULE.0, MODULE.1);
        for Pair {
            import,
            long,
            short,
        } in &self.0
        {
            // `__wbg_left_e0a244490fe2f293: function(arg0) {`, `wasm.__wbindgen_start()`
            let (before, after) = if *import { (" ", ":") } else { ("wasm.", "") };
            let mut shortened = String::new();
            let mut found = false;
            let mut rest = script.as_str();
            while let Some((head, tail)) = rest.split_once(&format!("{before}{long}{after}")) {
                let whole = !tail.starts_with(|next: char| next.is_alphanumeric() || next == '_');
                found |= whole;
                let name = if whole { short } else { long };
                shortened += &format!("{head}{before}{name}{after}");
                rest = tail;
            }
            // The entry point is called through another export.
            if !found && *import {
                return Err(missing(long));
            }
            shortened += rest;
            script = shortened;
        }
        Ok(script)
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    const PRINTED: &str = r#"{
 "imports": [
  ["./page_bg.js", "__wbg_left_e0a244490fe2f293", "D"],
  ["./page_bg.js", "__wbg_left_e0a2", "E"]
 ],
"exports": [
  ["memory", "rb"],
  ["main", "sb"]
 ]
}"#;

    #[test]
    fn names_become_short_where_they_stand_whole() {
        let script = r#"{ "./page_bg.js": { __wbg_left_e0a244490fe2f293: f, __wbg_left_e0a2: g }
            wasm.memory.buffer; wasm.memory0; wasmmemory; other.memory }"#;
        let short = r#"{ a: { D: f, E: g }
            wasm.rb.buffer; wasm.memory0; wasmmemory; other.memory }"#;
        assert_eq!(Names::parse(PRINTED).shorten(script).unwrap(), short);
    }

    #[test]
    fn an_import_that_nobody_gives_is_an_error() {
        let script = r#"{ "./page_bg.js": { __wbg_left_e0a244490fe2f293: f } }"#;
        let error = Names::parse(PRINTED).shorten(script).unwrap_err();
        assert!(error.contains("`__wbg_left_e0a2`"), "{error}");
    }
}
