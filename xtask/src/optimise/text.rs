//! The text of a module, as wasm-opt writes it: every form of the module begins a line, one space
//! in, and everything inside a form is further in.

/// A form of a module: a function, an import, a table.
#[derive(Clone, Copy)]
pub struct Form<'text> {
    pub kind: &'text str,
    pub text: &'text str,
}

/// All forms of a module, in their order.
pub fn forms(module: &str) -> Vec<Form<'_>> {
    let (_, mut rest) = module.split_once("\n (").unwrap_or_default();
    let mut forms = Vec::new();
    while !rest.is_empty() {
        let (form, after) = rest.split_once("\n (").unwrap_or((rest, ""));
        // Behind the last form the module ends, and before that it may have comments.
        let text = form.split("\n)").next().unwrap_or(form);
        let text = text.split("\n ;;").next().unwrap_or(text).trim_end();
        let kind = text.split([' ', '\n', ')']).next().unwrap_or(text);
        forms.push(Form { kind, text });
        rest = after;
    }
    forms
}

impl<'text> Form<'text> {
    /// The first name in it: its own, but for exports.
    pub fn name(&self) -> &'text str {
        names(self.text).next().unwrap_or_default()
    }

    /// The first line of a function: its name and its type, and nothing closed.
    pub fn head(&self) -> &'text str {
        match self.text.split_once('\n') {
            Some((head, _)) => head,
            None => self.text.strip_suffix(')').unwrap_or(self.text),
        }
    }

    /// The functions that a function names.
    pub fn calls(&self) -> impl Iterator<Item = &'text str> {
        ["(call ", "(return_call ", "(ref.func "]
            .into_iter()
            .flat_map(|call| self.text.split(call).skip(1))
            .filter_map(|rest| names(rest).next())
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

/// The names in a text without strings: `$name`, or `$"name of more letters"`.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = &rest[rest.find('$')?..];
        let end = match rest.strip_prefix("$\"") {
            Some(quoted) => quoted_length(quoted)? + 3,
            None => rest
                .find(|letter: char| letter.is_whitespace() || "()".contains(letter))
                .unwrap_or(rest.len()),
        };
        let (name, after) = rest.split_at(end);
        rest = after;
        Some(name)
    })
}

/// How far it is to the quotation mark that ends a name.
fn quoted_length(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.find(|letter| {
        let is_end = letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && !is_escaped;
        is_end
    })
}

/// A name as Rust has it, without the hashes of its crates.
pub fn plain(name: &str) -> String {
    let mut rest = name.trim_start_matches('$').trim_matches('"');
    let mut plain = String::new();
    while let Some((before, hash)) = rest.split_once('[') {
        plain += before;
        let after = hash.trim_start_matches(|digit: char| digit.is_ascii_hexdigit());
        match after.strip_prefix(']') {
            Some(after) if hash.len() > after.len() + 8 => rest = after,
            _ => {
                plain.push('[');
                rest = hash;
            }
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::{forms, names, plain};

    const MODULE: &str = r#"(module $m
 (type $0 (func))
 (func $one
 )
 (func $"<two as [a]>" (param $0 i32)
  (call $one)
  (if
   (then (return_call $"<two as [a]>" (local.get $0))))
 )
 ;; custom section
)
"#;

    #[test]
    fn a_module_has_forms() {
        let forms = forms(MODULE);
        let kinds: Vec<&str> = forms.iter().map(|form| form.kind).collect();
        assert_eq!(kinds, ["type", "func", "func"]);
        assert_eq!(forms[1].text, "func $one\n )");
        let two = forms[2];
        assert_eq!(two.name(), "$\"<two as [a]>\"");
        assert_eq!(two.head(), "func $\"<two as [a]>\" (param $0 i32)");
        assert_eq!(two.calls().collect::<Vec<_>>(), ["$one", two.name()]);
        assert!(two.text.ends_with("\n )"), "{}", two.text);
    }

    #[test]
    fn a_form_may_stand_in_one_line() {
        let forms = forms("(module\n (func $nop (param i32))\n)\n");
        assert_eq!(forms[0].text, "func $nop (param i32))");
        assert_eq!(forms[0].head(), "func $nop (param i32)");
    }

    #[test]
    fn names_are_found_and_lose_their_hashes() {
        let all: Vec<&str> = names(r#"func $a $"b[2] \"c" $d)"#).collect();
        assert_eq!(all, ["$a", r#"$"b[2] \"c""#, "$d"]);
        assert_eq!(
            plain("$\"<page[a56d5e62ea99ffc1]::x>::y[1]\""),
            "<page::x>::y[1]"
        );
        assert_eq!(plain("$\"<[u8]>::to\""), "<[u8]>::to");
    }
}
