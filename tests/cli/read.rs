//! `peakpack read`.

use super::harness::{Folder, fixture, peakpack, peakpack_reading};
use serde_json::Value;

#[test]
fn a_plain_table_is_read_back() {
    let json = peakpack(&["read", &fixture("peak/diurnal_15min.csv"), "--json"]).json();
    assert_eq!(json["rows"], 96);
    assert_eq!(json["step_s"], 900.0);
    assert_eq!(json["unit"], "kW");
    assert_eq!(json["dated"], false);
    assert_eq!(json["gaps_filled"], 0);
    assert_eq!(json["duplicates"], 0);
    assert_eq!(json["warnings"], Value::Array(Vec::new()));
    for key in ["min_kw", "mean_kw", "max_kw"] {
        assert!(json[key].as_f64().is_some(), "{key}");
    }
}

#[test]
fn dates_gaps_and_units_are_read_back() {
    let csv = "Date,Usage (kWh)\n2025-01-01 00:00,1\n2025-01-01 00:15,\n2025-01-01 00:30,3\n";
    let json = peakpack_reading(&["read", "-", "--json"], csv.as_bytes()).json();
    assert_eq!(json["start"], "2025-01-01T00:00:00");
    assert_eq!(json["end"], "2025-01-01T00:45:00");
    assert_eq!(
        (&json["min_kw"], &json["max_kw"]),
        (&4.0.into(), &12.0.into())
    );
    assert_eq!(json["gaps_filled"], 1);
    assert_eq!(json["longest_gap_s"], 900.0);
    assert_eq!(json["unit"], "kWh");
    assert_eq!(json["dated"], true);
    let text = peakpack_reading(&["read", "-"], csv.as_bytes()).ok();
    assert!(text.starts_with("3 rows · 15 min · kWh"), "{text}");
    assert!(text.contains("Gaps filled  1"), "{text}");
}

#[test]
fn a_question_comes_with_the_option_that_answers_it() {
    let csv = b"time;kW\n03/04/2025 00:00;10\n03/04/2025 01:00;12\n";
    let question = peakpack_reading(&["read", "-"], csv).failed(2);
    assert!(question.contains("--date-order dmy"), "{question}");
    assert!(question.contains("--date-order mdy"), "{question}");
    let start = |order| {
        let args = ["read", "-", "--json", "--date-order", order];
        peakpack_reading(&args, csv).json()["start"].clone()
    };
    assert_eq!(start("dmy"), "2025-04-03T00:00:00");
    assert_eq!(start("mdy"), "2025-03-04T00:00:00");
}

#[test]
fn a_column_can_be_named() {
    let csv = b"time,Hall A (kW),Hall B (kW)\n2025-01-01 00:00,1,5\n2025-01-01 01:00,2,6\n";
    let question = peakpack_reading(&["read", "-"], csv).failed(2);
    assert!(question.contains("--column 'Hall B (kW)'"), "{question}");
    let highest = |column| {
        let args = ["read", "-", "--json", "--column", column];
        peakpack_reading(&args, csv).json()["max_kw"].clone()
    };
    assert_eq!(highest("Hall B (kW)"), 6.0);
    assert_eq!(highest("2"), 2.0);
    let none = peakpack_reading(&["read", "-", "--column", "Hall C"], csv).failed(2);
    assert!(none.contains("Hall C"), "{none}");
}

#[test]
fn the_other_answers_reach_the_reader() {
    let csv = b"time,kW\n2025-06-01T00:00:00Z,1\n2025-06-01T01:00:00Z,2\n";
    let read =
        |more: &[&str]| peakpack_reading(&[&["read", "-", "--json"], more].concat(), csv).json();
    assert_eq!(read(&["--unit", "mw"])["max_kw"], 2_000.0);
    let moved = read(&["--utc-offset", "-07:00"]);
    assert_eq!(moved["start"], "2025-05-31T17:00:00");
    assert_eq!(moved["utc_offset_minutes"], -420);
    let ended = read(&["--stamps", "end"]);
    assert_eq!(ended["stamps"], "end");
    assert_eq!(ended["start"], "2025-05-31T23:00:00");
    for (option, value) in [("--unit", "kVA"), ("--step", "0"), ("--utc-offset", "east")] {
        let said = peakpack_reading(&["read", "-", option, value], csv);
        assert_eq!(said.code, 2, "{option}");
        assert!(said.err.contains("say "), "{}", said.err);
    }
}

#[test]
fn what_cannot_be_read_is_refused_with_the_reason() {
    let folder = Folder::new();
    let bad = folder.write(
        "load.csv",
        "time,kW\n2025-01-01 00:00,1\n2025-01-01 00:15,x7\n2025-01-01 00:30,2\n",
    );
    let message = peakpack(&["read", &bad]).failed(2);
    assert!(
        message.contains("load.csv: Row 3") && message.contains("x7"),
        "{message}"
    );
    let empty = peakpack_reading(&["read", "-"], b"").failed(2);
    assert!(empty.contains("empty file"), "{empty}");
    let folder_itself = peakpack(&["read", &folder.path().display().to_string()]).failed(2);
    assert!(folder_itself.contains("cannot be read"), "{folder_itself}");
}
