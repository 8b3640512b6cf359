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
    for (option, value) in [
        ("--unit", "kvar"),
        ("--step", "0"),
        ("--utc-offset", "east"),
    ] {
        let said = peakpack_reading(&["read", "-", option, value], csv);
        assert_eq!(said.code, 2, "{option}");
        assert!(said.err.contains("say "), "{}", said.err);
    }
}

/// Two months of hours with a gap, a spike and a gap of nine days.
fn two_months_with_faults() -> String {
    let mut csv = "time,kW\n".to_owned();
    for hour in 0..59 * 24 {
        let (month, day) = if hour < 744 {
            (1, hour / 24)
        } else {
            (2, hour / 24 - 31)
        };
        let value = match hour {
            100 => String::new(),
            200 => "9000".to_owned(),
            400..616 => continue,
            _ => (100 + hour % 24).to_string(),
        };
        csv += &format!(
            "2025-{month:02}-{:02} {:02}:00,{value}\n",
            day + 1,
            hour % 24
        );
    }
    csv
}

#[test]
fn a_part_can_be_taken_and_what_is_odd_is_listed() {
    let csv = two_months_with_faults();
    let question = peakpack_reading(&["read", "-"], csv.as_bytes()).failed(2);
    assert!(question.contains("--fill-long-gaps"), "{question}");
    assert!(question.contains("--longest-part"), "{question}");
    assert!(question.contains("33 days 8 h"), "{question}");
    let read = |more: &[&str]| {
        peakpack_reading(&[&["read", "-", "--json"], more].concat(), csv.as_bytes()).json()
    };
    let filled = read(&["--fill-long-gaps"]);
    assert_eq!(filled["rows"], 1416);
    assert_eq!(filled["spikes"], serde_json::json!(["2025-01-09T08:00:00"]));
    assert_eq!(
        filled["filled"],
        serde_json::json!([
            { "start": "2025-01-05T04:00:00", "end": "2025-01-05T05:00:00" },
            { "start": "2025-01-17T16:00:00", "end": "2025-01-26T16:00:00" },
        ])
    );
    assert_eq!(
        filled["periods"],
        serde_json::json!(["all", "2025-01", "2025-02", "peak-week"])
    );
    let longest = read(&["--longest-part"]);
    assert_eq!(longest["start"], "2025-01-26T16:00:00");
    assert_eq!(
        (&longest["rows"], &longest["gaps_filled"]),
        (&800.into(), &0.into())
    );
    let february = read(&["--longest-part", "--period", "2025-02"]);
    assert_eq!(
        (&february["rows"], &february["max_kw"]),
        (&672.into(), &123.0.into())
    );
    let args = ["read", "-", "--longest-part", "--period", "2024"];
    let none = peakpack_reading(&args, csv.as_bytes()).failed(2);
    assert!(
        none.contains("choose from: all, 2025-01, 2025-02, peak-week"),
        "{none}"
    );
    let wrong = peakpack_reading(&["read", "-", "--period", "March"], csv.as_bytes());
    assert!(
        wrong.code == 2 && wrong.err.contains("such as 2025-03"),
        "{}",
        wrong.err
    );
}

#[test]
fn meters_and_channels_are_chosen() {
    let csv = "meter,time,Type,kWh\nA1,2025-01-01 00:00,Import,1\nA1,2025-01-01 00:00,Export,3\n\
               B2,2025-01-01 00:00,Import,10\nB2,2025-01-01 00:00,Export,0\n\
               A1,2025-01-01 01:00,Import,2\nA1,2025-01-01 01:00,Export,1\n\
               B2,2025-01-01 01:00,Import,20\nB2,2025-01-01 01:00,Export,0\n";
    let question = peakpack_reading(&["read", "-"], csv.as_bytes()).failed(2);
    assert!(
        question.contains("--meter A1") && question.contains("--meter sum"),
        "{question}"
    );
    let highest = |meter: &str, channel: &str| {
        let args = [
            "read",
            "-",
            "--json",
            "--meter",
            meter,
            "--channel",
            channel,
        ];
        peakpack_reading(&args, csv.as_bytes()).json()["max_kw"].clone()
    };
    assert_eq!(highest("A1", "import"), 2.0);
    assert_eq!(highest("A1", "net"), 1.0);
    assert_eq!(highest("A1", "export"), 3.0);
    assert_eq!(highest("sum", "import"), 22.0);
    assert_eq!(highest("sum", "net"), 21.0);
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
