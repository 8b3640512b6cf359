//! A module in two: what a visit needs, and what is loaded once somebody asks for it.
//!
//! There is no interface between the two in the program: functions are told apart after everything
//! was linked. [`GATES`] are entered only when the later module is there, which the page sees to
//! (`later` in `start.mjs`). Whatever can be reached without passing a gate stays in the first
//! module, so nothing else ever misses a function.
//!
//! Both work on one memory, one stack and one table. The later module puts its gates into the
//! slots of the table at which the first one calls them.

use super::text::{Form, forms, names, plain};
use crate::process::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Functions that are entered only behind `later`, by their names without hashes. Each must be
/// there: `#[inline(never)]` where nothing else keeps it apart.
pub const GATES: &[&str] = &[
    // Reading a file.
    "page::meter::finish::{closure#0}",
];

/// How the names of functions begin that nobody can have got hold of without passing a gate.
pub const BEHIND: &[&str] = &["peakpack::load::meter::", "<peakpack::load::meter::"];

/// Of functions that are alike the linker keeps one, by the name of any of them: an entry of the
/// table that has fewer lines than this could be somebody else's too.
const OWN: usize = 50;

/// How the later module calls the first one. Exports have numbers, which nobody shortens.
const FIRST: &str = "b";

/// What stands in the table until the later module is there.
const ABSENT: &str = "$not-loaded-yet";

/// Both modules, as text.
pub struct Split {
    pub first: String,
    pub later: String,
}

/// Splits a module at `gates`.
pub fn split(module: &str, gates: &[&str], behind: &[&str]) -> Result<Split> {
    let module = Module::of(module)?;
    let later = module.later(gates, behind)?;
    Ok(module.written(&later))
}

struct Module<'text> {
    forms: Vec<Form<'text>>,
    functions: BTreeMap<&'text str, Form<'text>>,
    table: Table<'text>,
}

/// The table of functions.
struct Table<'text> {
    name: &'text str,
    /// How many slots it has.
    slots: usize,
    /// What is in them, from this one on.
    base: usize,
    entries: Vec<&'text str>,
}

impl<'text> Module<'text> {
    fn of(module: &'text str) -> Result<Self> {
        let forms = forms(module);
        let functions = forms.iter().filter(|form| form.kind == "func");
        Ok(Self {
            functions: functions.map(|form| (form.name(), *form)).collect(),
            table: Table::of(&forms).ok_or("the module has not one table of functions")?,
            forms,
        })
    }

    /// The functions of the later module.
    fn later(&self, gates: &[&str], behind: &[&str]) -> Result<BTreeSet<&'text str>> {
        let plain: BTreeMap<&str, String> = self
            .functions
            .keys()
            .map(|name| (*name, plain(name)))
            .collect();
        if let Some(missing) = gates
            .iter()
            .find(|gate| !plain.values().any(|name| name == *gate))
        {
            return Err(format!(
                "the module has no function {missing}, which xtask/src/optimise/split.rs names"
            ));
        }
        let is_gate = |name: &str| plain.get(name).is_some_and(|name| gates.contains(&&**name));
        let is_behind = |name: &&str| {
            let name_starts = |begin: &&str| {
                plain
                    .get(*name)
                    .is_some_and(|plain| plain.starts_with(begin))
            };
            let lines = self.functions.get(*name).map_or(0, Form::lines);
            lines >= OWN && behind.iter().any(name_starts)
        };
        let entries = self.table.entries.iter().filter(|name| !is_behind(name));
        let mut next: Vec<&str> = entries.copied().collect();
        for form in &self.forms {
            if ["export", "start"].contains(&form.kind) {
                next.extend(names(form.text));
            }
        }
        let mut later: BTreeSet<&str> = self.functions.keys().copied().collect();
        while let Some(name) = next.pop() {
            if !is_gate(name) && later.remove(name) {
                next.extend(self.functions[name].calls());
            }
        }
        Ok(later)
    }

    /// The functions that are called by those of one side.
    fn called(&self, is_caller: impl Fn(&str) -> bool) -> BTreeSet<&'text str> {
        let callers = self.functions.iter().filter(|(name, _)| is_caller(name));
        callers.flat_map(|(_, form)| form.calls()).collect()
    }

    fn written(&self, later: &BTreeSet<&'text str>) -> Split {
        let outside = self.called(|caller| later.contains(caller));
        let inside = self.called(|caller| !later.contains(caller));
        let entered: Vec<&str> = later.intersection(&inside).copied().collect();
        let (table, slots) = self.table.with_slots(&entered);
        let mut out = Out::default();
        for form in &self.forms {
            let (kind, name) = (form.kind, form.name());
            match kind {
                "func" if later.contains(name) => {
                    out.later += &whole(form.text);
                    if let Some(slot) = slots.get(name) {
                        out.first += &stub(form, table.name, *slot);
                    }
                }
                "func" => {
                    out.first += &whole(form.text);
                    if outside.contains(name) {
                        out.share(kind, name, form.head());
                    }
                }
                // The host gives its functions to both.
                "type" | "import" => {
                    out.first += &whole(form.text);
                    out.imports += &whole(form.text);
                }
                "memory" | "table" => {
                    let sized = match kind == "table" && name == table.name {
                        true => table.form(),
                        false => form.text.to_owned(),
                    };
                    out.first += &whole(&sized);
                    out.share(kind, name, sized.strip_suffix(')').unwrap_or(&sized));
                }
                "global" => {
                    out.first += &whole(form.text);
                    match form.text.split_once(" (mut ") {
                        Some((_, rest)) => {
                            let of = rest.split(')').next().unwrap_or(rest);
                            out.share(kind, name, &format!("global {name} (mut {of})"));
                        }
                        // What never changes may be there twice.
                        None => out.later += &whole(form.text),
                    }
                }
                "elem" => {
                    let now = |name| if later.contains(name) { ABSENT } else { name };
                    out.first += &table.filled(now);
                }
                // Data, exports, the start.
                _ => out.first += &whole(form.text),
            }
        }
        let _ = writeln!(out.first, " (func {ABSENT} (unreachable))");
        for (place, name) in table.entries.iter().enumerate() {
            if later.contains(name) {
                out.later += &table.segment(table.base + place, name);
            }
        }
        for name in entered {
            if slots[name] >= self.table.slots {
                out.later += &table.segment(slots[name], name);
            }
        }
        out.done()
    }
}

/// What is written of both modules.
#[derive(Default)]
struct Out {
    first: String,
    /// What the later module has from elsewhere, which comes first in it.
    imports: String,
    later: String,
    shared: usize,
}

impl Out {
    /// Lets the later module have something of the first one; `head` is its form, not closed.
    fn share(&mut self, kind: &str, name: &str, head: &str) {
        let number = self.shared;
        self.first += &whole(&format!("export \"{number}\" ({kind} {name}))"));
        self.imports += &whole(&format!("import \"{FIRST}\" \"{number}\" ({head}))"));
        self.shared += 1;
    }

    fn done(self) -> Split {
        Split {
            first: format!("(module\n{})\n", self.first),
            later: format!("(module\n{}{})\n", self.imports, self.later),
        }
    }
}

/// A form as it stands in a module.
fn whole(form: &str) -> String {
    format!(" ({form}\n")
}

/// A function that goes on in the slot of a table, with the same arguments.
fn stub(form: &Form<'_>, table: &str, slot: usize) -> String {
    let head = form.head();
    let (_, kind) = head.split_once(form.name()).unwrap_or_default();
    let mut arguments = String::new();
    let mut types = String::new();
    for part in kind.split('(').skip(1) {
        let part = part.trim_end().trim_end_matches(')');
        match part
            .strip_prefix("param ")
            .and_then(|rest| rest.split_once(' '))
        {
            Some((name, of)) => {
                let _ = write!(arguments, " (local.get {name})");
                let _ = write!(types, " (param {of})");
            }
            None => {
                let _ = write!(types, " ({part})");
            }
        }
    }
    whole(&format!(
        "{head} (call_indirect {table}{types}{arguments} (i32.const {slot})))"
    ))
}

impl<'text> Table<'text> {
    fn of(forms: &[Form<'text>]) -> Option<Self> {
        let table = forms
            .iter()
            .find(|form| form.kind == "table" && form.text.ends_with(" funcref)"))?;
        let mut segments = forms.iter().filter(|form| form.kind == "elem");
        let (segment, None) = (segments.next()?, segments.next()) else {
            return None;
        };
        let (place, entries) = segment.text.split_once(" func")?;
        let (_, base) = place.rsplit_once("(i32.const ")?;
        Some(Self {
            name: table.name(),
            slots: table.text.split(' ').nth(2)?.parse().ok()?,
            base: base.trim_end_matches(')').parse().ok()?,
            entries: names(entries).collect(),
        })
    }

    /// With slots for all of these functions, and where they are.
    fn with_slots(&self, entered: &[&'text str]) -> (Table<'text>, BTreeMap<&'text str, usize>) {
        let mut slots = self.slots;
        let places = entered.iter().map(|name| {
            let place = self.entries.iter().position(|entry| entry == name);
            let slot = place.map_or(slots, |place| self.base + place);
            slots = slots.max(slot + 1);
            (*name, slot)
        });
        let places = places.collect();
        let table = Self {
            slots,
            entries: self.entries.clone(),
            ..*self
        };
        (table, places)
    }

    fn form(&self) -> String {
        let Self { name, slots, .. } = self;
        format!("table {name} {slots} {slots} funcref)")
    }

    /// A segment that puts one function into a slot.
    fn segment(&self, slot: usize, function: &str) -> String {
        whole(&format!(
            "elem (table {}) (i32.const {slot}) func {function})",
            self.name
        ))
    }

    /// The segment of all entries, some by another name.
    fn filled(&self, named: impl Fn(&'text str) -> &'text str) -> String {
        let mut all = String::new();
        for entry in &self.entries {
            all.push(' ');
            all += named(entry);
        }
        whole(&format!(
            "elem (table {}) (i32.const {}) func{all})",
            self.name, self.base
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::{ABSENT, Split, split};
    use crate::optimise::{FEATURES, WasmOpt};
    use crate::process;
    use crate::project;
    use std::process::Command;

    /// `run` enters `gate` by a call and `task` by the table; both need `deep`, which calls `log`
    /// of the host and `common`, which `run` needs too.
    const MODULE: &str = r#"(module
 (type $0 (func (param i32) (result i32)))
 (import "a" "log" (func $log (param i32)))
 (global $stack (mut i32) (i32.const 64))
 (memory $0 1)
 (data $0 (i32.const 8) "\07")
 (table $0 3 3 funcref)
 (elem $0 (table $0) (i32.const 1) func $common $"page[a56d5e62ea99ffc1]::task")
 (export "run" (func $run))
 (func $run (param $0 i32) (result i32)
  (i32.add
   (call $common (local.get $0))
   (i32.add
    (call $"page[a56d5e62ea99ffc1]::gate" (i64.const 5) (local.get $0))
    (call_indirect $0 (type $0) (local.get $0) (i32.const 2))))
 )
 (func $common (param $0 i32) (result i32)
  (i32.add (local.get $0) (i32.load8_u (i32.const 8)))
 )
 (func $"page[a56d5e62ea99ffc1]::gate" (param $0 i64) (param $1 i32) (result i32)
  (call $deep (local.get $1))
 )
 (func $"page[a56d5e62ea99ffc1]::task" (param $0 i32) (result i32)
  (call $deep (i32.const 100))
 )
 (func $deep (param $0 i32) (result i32)
  (global.set $stack (i32.const 32))
  (call $log (local.get $0))
  (call $common (i32.mul (local.get $0) (i32.const 10)))
 )
)
"#;

    const GATES: &[&str] = &["page::gate", "page::task"];

    /// Runs the first module without the later one, and with it.
    const HOST: &str = "
        const { readFileSync } = require('node:fs');
        const [first, later] = process.argv.slice(1).map((path) => new WebAssembly.Module(readFileSync(path)));
        const logged = [];
        const a = { log: (value) => logged.push(value) };
        const b = new WebAssembly.Instance(first, { a }).exports;
        let early;
        try { b.run(3); } catch (error) { early = error instanceof WebAssembly.RuntimeError; }
        new WebAssembly.Instance(later, { a, b });
        console.log(JSON.stringify([early, b.run(3), logged]));
    ";

    #[test]
    fn what_only_gates_need_is_later() {
        let Split { first, later } = split(MODULE, GATES, &[]).unwrap();
        let is_in = |module: &str, name: &str| module.contains(&format!("\n (func {name} "));
        for (name, is_first) in [("$run", true), ("$common", true), ("$deep", false)] {
            assert_eq!(is_in(&first, name), is_first, "{name}: {first}");
            assert_eq!(is_in(&later, name), !is_first, "{name}: {later}");
        }
        assert!(
            first.contains(&format!("func $common {ABSENT})")),
            "{first}"
        );
        assert!(first.contains("(table $0 4 4 funcref)"), "{first}");
        assert!(!later.contains("(data"), "{later}");
    }

    #[test]
    fn a_gate_that_is_not_there_is_an_error() {
        let error = split(MODULE, &["page::door"], &[]).err().unwrap();
        assert!(error.contains("page::door"), "{error}");
    }

    #[test]
    fn both_modules_work_together() {
        project::enter().unwrap();
        let Some(WasmOpt(tool)) = WasmOpt::find() else {
            return;
        };
        let folder = std::env::temp_dir().join(format!("peakpack-split-{}", std::process::id()));
        let Split { first, later } = split(MODULE, GATES, &[]).unwrap();
        let mut host = Command::new("node");
        host.args(["-e", HOST]);
        for (name, text) in [("first", first), ("later", later)] {
            let (from, to) = (folder.join(name), folder.join(format!("{name}.wasm")));
            project::write(&from, text.as_bytes()).unwrap();
            let mut assemble = Command::new("node");
            assemble.arg(&tool).args(FEATURES).args(["-Oz", "-o"]);
            process::output(assemble.arg(&to).arg(&from)).unwrap();
            host.arg(&to);
        }
        // 3 + 7, 30 + 7 and 1000 + 7.
        let said = process::output(&mut host).unwrap();
        assert_eq!(said.trim(), "[true,1054,[3,100]]");
        let _ = std::fs::remove_dir_all(&folder);
    }
}
