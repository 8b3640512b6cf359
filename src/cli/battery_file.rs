//! A battery given by its numbers, as JSON.
//!
//! ```json
//! { "e_min_kwh": 0, "e_max_kwh": 4000, "p_charge_kw": 1000, "p_discharge_kw": 1000,
//!   "eta_c": 0.93, "eta_d": 0.93, "e0_kwh": 4000, "self_discharge_per_h": 0, "aux_kw": 0 }
//! ```
//!
//! The object may also be the member `battery` of another one. Packs that differ are a list of
//! such objects.

use super::failure::{Failure, Result};
use super::input;
use peakpack::fleet::{Battery, BatterySpec};
use serde_json::{Map, Value};
use std::path::Path;

/// The fields, all needed.
const FIELDS: [&str; 9] = [
    "e_min_kwh",
    "e_max_kwh",
    "p_charge_kw",
    "p_discharge_kw",
    "eta_c",
    "eta_d",
    "e0_kwh",
    "self_discharge_per_h",
    "aux_kw",
];

const MOST_BYTES: usize = 1 << 20;
const MOST_BYTES_OF_PACKS: usize = 1 << 25;

/// Reads and checks a battery.
pub fn read(path: &Path) -> Result<Battery> {
    checked(path, MOST_BYTES, parse)
}

/// Reads and checks a list of packs.
pub fn read_packs(path: &Path) -> Result<Vec<Battery>> {
    checked(path, MOST_BYTES_OF_PACKS, parse_packs)
}

fn checked<T>(
    path: &Path,
    most_bytes: usize,
    parse: impl Fn(&[u8]) -> std::result::Result<T, String>,
) -> Result<T> {
    let bytes = input::bytes(path, most_bytes)?;
    let checked = if bytes.len() > most_bytes {
        Err("this is too large for a battery".to_owned())
    } else {
        parse(&bytes)
    };
    checked.map_err(|why| Failure::input(format!("{}: {why}", input::name(path))))
}

fn json(bytes: &[u8]) -> std::result::Result<Value, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|why| format!("this is not JSON: {why}"))
}

fn parse_packs(bytes: &[u8]) -> std::result::Result<Vec<Battery>, String> {
    match json(bytes)? {
        Value::Array(packs) if packs.is_empty() => Err("there is no pack in this list".to_owned()),
        Value::Array(packs) => {
            let numbered = packs.iter().zip(1..);
            let pack = |(value, number): (&Value, usize)| {
                battery(value).map_err(|why| format!("pack {number}: {why}"))
            };
            numbered.map(pack).collect()
        }
        _ => Err("packs are a list of batteries: [{…}, {…}]".to_owned()),
    }
}

fn parse(bytes: &[u8]) -> std::result::Result<Battery, String> {
    battery(&json(bytes)?)
}

fn battery(value: &Value) -> std::result::Result<Battery, String> {
    let object = match value {
        Value::Object(outer) => match outer.get("battery") {
            Some(Value::Object(inner)) => inner,
            _ => outer,
        },
        _ => return Err(format!("a battery is an object with the fields {}", all())),
    };
    if let Some(unknown) = object.keys().find(|key| !FIELDS.contains(&key.as_str())) {
        return Err(format!(
            "a battery has no field {}; its fields are {}",
            shown(unknown),
            all()
        ));
    }
    let missing: Vec<&str> = FIELDS
        .into_iter()
        .filter(|field| !object.contains_key(*field))
        .collect();
    if !missing.is_empty() {
        return Err(format!("the battery lacks {}", missing.join(", ")));
    }
    let spec = BatterySpec {
        e_min_kwh: number(object, "e_min_kwh")?,
        e_max_kwh: number(object, "e_max_kwh")?,
        p_charge_kw: number(object, "p_charge_kw")?,
        p_discharge_kw: number(object, "p_discharge_kw")?,
        eta_c: number(object, "eta_c")?,
        eta_d: number(object, "eta_d")?,
        e0_kwh: number(object, "e0_kwh")?,
        self_discharge_per_h: number(object, "self_discharge_per_h")?,
        aux_kw: number(object, "aux_kw")?,
    };
    Battery::new(spec).map_err(|why| why.to_string())
}

fn number(object: &Map<String, Value>, field: &str) -> std::result::Result<f64, String> {
    match object.get(field) {
        Some(Value::Number(number)) => number
            .as_f64()
            .ok_or_else(|| format!("{field} is beyond the numbers that can be used")),
        Some(other) => Err(format!(
            "{field} is {}; it must be a number",
            shown(&other.to_string())
        )),
        None => Err(format!("the battery lacks {field}")),
    }
}

fn all() -> String {
    FIELDS.join(", ")
}

/// A stranger's text on one line, shortened, in quotes.
fn shown(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("“{}{more}”", short.escape_debug())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"e_min_kwh": 0, "e_max_kwh": 4000, "p_charge_kw": 1000,
        "p_discharge_kw": 1000, "eta_c": 0.93, "eta_d": 0.93, "e0_kwh": 4000,
        "self_discharge_per_h": 0, "aux_kw": 0}"#;

    #[test]
    fn a_battery_is_read_alone_and_inside_another_object() {
        let alone = parse(GOOD.as_bytes()).unwrap();
        let inside = parse(format!(r#"{{"id": "x", "battery": {GOOD}}}"#).as_bytes()).unwrap();
        assert_eq!(alone, inside);
        assert_eq!(alone.usable_kwh(), 4_000.0);
    }

    #[test]
    fn packs_are_a_list_and_what_is_wrong_has_its_place() {
        let list = format!(r#"[{GOOD}, {{"battery": {GOOD}}}]"#);
        assert_eq!(parse_packs(list.as_bytes()).unwrap().len(), 2);
        let wrong = GOOD.replace("\"eta_c\": 0.93", "\"eta_c\": 93");
        let why = parse_packs(format!("[{GOOD}, {GOOD}, {wrong}]").as_bytes()).unwrap_err();
        assert!(
            why.starts_with("pack 3: ") && why.contains("eta_c is 93"),
            "{why}"
        );
        let why = parse_packs(format!("[{GOOD}, 7]").as_bytes()).unwrap_err();
        assert!(why.starts_with("pack 2: a battery is an object"), "{why}");
        assert!(parse_packs(b"[]").unwrap_err().contains("no pack"));
        assert!(parse_packs(GOOD.as_bytes()).unwrap_err().contains("a list"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (from, to, named) in [
            ("\"eta_c\": 0.93", "\"eta_c\": 93", "eta_c is 93"),
            ("\"eta_c\": 0.93, ", "", "lacks eta_c"),
            ("\"aux_kw\": 0", "\"aux_kw\": \"0\"", "must be a number"),
            ("\"aux_kw\": 0", "\"aux_kw\": null", "must be a number"),
            ("\"aux_kw\": 0", "\"aux_kw\": 0, \"colour\": 1", "“colour”"),
            ("\"aux_kw\": 0", "\"aux_kw\": 1e999", "not JSON"),
            ("\"e0_kwh\": 4000", "\"e0_kwh\": 4001", "e0_kwh is 4001"),
            ("}", "", "not JSON"),
        ] {
            let why = parse(GOOD.replace(from, to).as_bytes()).unwrap_err();
            assert!(why.contains(named), "{why}");
        }
        assert!(parse(b"[1]").unwrap_err().contains("is an object"));
    }
}
