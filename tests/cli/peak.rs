//! `peakpack peak`.

use super::harness::{BATTERY, Folder, fixture, peakpack, peakpack_reading, two_months};
use serde_json::Value;

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// Every case with a known answer, its battery in a file.
fn cases(folder: &Folder) -> Vec<(Value, Vec<String>)> {
    let text = std::fs::read_to_string(fixture("peak/cases.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let with_args = |case: Value| {
        let id = case["id"].as_str().unwrap();
        let battery = folder.write(&format!("{id}.json"), &case["battery"].to_string());
        let load = fixture(&format!("peak/{}", case["load_csv"].as_str().unwrap()));
        let end = case["end"].as_str().unwrap();
        let args = [
            "peak",
            "--load",
            &load,
            "--battery",
            &battery,
            "--end",
            end,
            "--json",
        ];
        let args = args.map(str::to_owned).to_vec();
        (case, args)
    };
    cases.into_iter().map(with_args).collect()
}

fn peak(args: &[String], more: &[&str]) -> Value {
    let args: Vec<&str> = args
        .iter()
        .map(String::as_str)
        .chain(more.iter().copied())
        .collect();
    peakpack(&args).json()
}

#[test]
fn every_case_reaches_its_known_optimum() {
    let folder = Folder::new();
    for (case, args) in cases(&folder) {
        let found = peak(&args, &[]);
        let off = number(&found["peak_after_kw"]) - number(&case["min_peak_kw"]);
        assert!(off.abs() <= 1e-6, "{}: {off}", case["id"]);
        let before = number(&found["peak_before_kw"]);
        assert!(
            (before - number(&case["peak_before_kw"])).abs() <= 1e-9,
            "{}",
            case["id"]
        );
        assert!(found["passes"].as_u64().unwrap() > 0);
        let limits = ["nothing", "power", "energy", "recharge"];
        assert!(limits.contains(&found["limited_by"].as_str().unwrap()));
        assert_eq!(found["warnings"], Value::Array(Vec::new()));
        assert!(found.get("monthly").is_none());
    }
}

#[test]
fn the_dispatch_keeps_the_peak_and_the_battery_its_limits() {
    let folder = Folder::new();
    for (case, args) in cases(&folder) {
        let path = folder.file("dispatch.csv");
        let found = peak(&args, &["--dispatch", &path]);
        let text = std::fs::read_to_string(&path).unwrap();
        let mut lines = text.lines();
        assert_eq!(
            lines.next(),
            Some("t_min,load_kw,grid_kw,battery_kw,stored_kwh")
        );
        let rows: Vec<[f64; 5]> = lines
            .map(|line| {
                let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
                cells.try_into().expect("five columns")
            })
            .collect();
        assert_eq!(rows.len() as u64, found["steps"].as_u64().unwrap());
        let b = |field: &str| number(&case["battery"][field]);
        let dt = number(&case["dt_h"]);
        let (mut stored, mut highest) = (number(&found["start_kwh"]), f64::NEG_INFINITY);
        for (k, [t, load, grid, battery, after]) in rows.into_iter().enumerate() {
            assert_eq!(t, 60.0 * dt * k as f64);
            assert!((grid - (load + b("aux_kw") - battery)).abs() < 1e-9);
            assert!(battery <= b("p_discharge_kw") + 1e-9 && -battery <= b("p_charge_kw") + 1e-9);
            let gained = if battery > 0.0 {
                -battery / b("eta_d")
            } else {
                -battery * b("eta_c")
            };
            let decay = libm::pow(1.0 - b("self_discharge_per_h"), dt);
            assert!(
                (stored * decay + gained * dt - after).abs() < 1e-6,
                "{}",
                case["id"]
            );
            assert!(after >= b("e_min_kwh") - 1e-6 && after <= b("e_max_kwh") + 1e-6);
            (stored, highest) = (after, highest.max(grid));
        }
        assert!(
            (highest - number(&found["peak_after_kw"])).abs() < 1e-9,
            "{}",
            case["id"]
        );
        let needed = match case["end"].as_str().unwrap() {
            "free" => f64::NEG_INFINITY,
            _ => number(&found["start_kwh"]),
        };
        assert!(stored >= needed - 1e-6, "{}", case["id"]);
    }
}

#[test]
fn a_dispatch_can_be_printed() {
    let folder = Folder::new();
    let (_, args) = cases(&folder).swap_remove(0);
    let args: Vec<&str> = args
        .iter()
        .map(String::as_str)
        .chain(["--dispatch", "-"])
        .collect();
    let csv = peakpack(&args).ok();
    assert!(
        csv.starts_with("t_min,load_kw,grid_kw,battery_kw,stored_kwh\n0,4000,"),
        "{csv}"
    );
}

#[test]
fn months_are_shaved_each_by_itself() {
    let folder = Folder::new();
    let small = BATTERY.replace("4000", "40").replace("1000", "20");
    let battery = folder.write("battery.json", &small);
    let load = folder.write("load.csv", &two_months());
    let args = [
        "peak",
        "--load",
        &load,
        "--battery",
        &battery,
        "--end",
        "cyclic_free",
    ];
    let json = peakpack(&[&args[..], &["--monthly", "--json"]].concat()).json();
    // 90 kW for an hour, 60 kW before and after: 20 kW of power decide in both months.
    assert_eq!(json["peak_before_kw"], 90.0);
    assert_eq!(json["peak_after_kw"], 70.0);
    assert_eq!(json["limited_by"], "power");
    let expected = |month: u8| serde_json::json!({"year": 2025, "month": month, "before_kw": 90.0, "after_kw": 70.0});
    assert_eq!(
        json["monthly"],
        Value::Array(vec![expected(1), expected(2)])
    );
    assert_eq!(json["critical"]["start"], "2025-01-10T18:00:00");
    let text = peakpack(&[&args[..], &["--monthly"]].concat()).ok();
    assert!(
        text.contains("The peak falls from 90.00 to 70.00 kW, by 20.00 kW."),
        "{text}"
    );
    assert!(text.contains("February"), "{text}");
}

#[test]
fn a_window_averages_the_load() {
    let folder = Folder::new();
    let idle = BATTERY.replace("\"p_discharge_kw\": 1000", "\"p_discharge_kw\": 0");
    let battery = folder.write("battery.json", &idle);
    let csv = b"t_min,load_kw\n0,10\n15,20\n30,30\n45,60\n";
    let of = |window: &[&str]| {
        let args = [
            "peak",
            "--load",
            "-",
            "--battery",
            &battery,
            "--end",
            "free",
            "--json",
        ];
        peakpack_reading(&[&args[..], window].concat(), csv).json()
    };
    assert_eq!(of(&[])["peak_after_kw"], 60.0);
    let half = of(&["--window", "30"]);
    assert_eq!(
        (&half["peak_after_kw"], &half["step_s"]),
        (&45.0.into(), &1_800.0.into())
    );
    let finer = of(&["--window", "5"]);
    assert_eq!(finer["peak_after_kw"], 60.0);
    assert_eq!(finer["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn load_or_battery_may_come_from_standard_input_but_not_both() {
    let folder = Folder::new();
    let battery = folder.write("battery.json", BATTERY);
    let load = fixture("peak/six_a.csv");
    let by = |load: &str, battery: &str, input: &[u8]| {
        let args = [
            "peak",
            "--load",
            load,
            "--battery",
            battery,
            "--end",
            "free",
            "--json",
        ];
        peakpack_reading(&args, input)
    };
    let files = by(&load, &battery, b"").json();
    let csv = std::fs::read(&load).unwrap();
    assert_eq!(by("-", &battery, &csv).json(), files);
    assert_eq!(by(&load, "-", BATTERY.as_bytes()).json(), files);
    assert!(by("-", "-", b"").failed(2).contains("both"));
}

#[test]
fn a_bad_battery_is_refused_with_the_field() {
    let load = fixture("peak/six_a.csv");
    for (battery, named) in [
        ("{", "not JSON"),
        ("[]", "is an object"),
        ("{}", "lacks e_min_kwh, e_max_kwh"),
        (
            &BATTERY.replace("\"eta_c\": 1", "\"eta_c\": 93"),
            "eta_c is 93",
        ),
        (&BATTERY.replace("\"aux_kw\"", "\"aux_w\""), "“aux_w”"),
        (
            &BATTERY.replace("\"aux_kw\": 0", "\"aux_kw\": \"x\""),
            "aux_kw is",
        ),
    ] {
        let args = ["peak", "--load", &load, "--battery", "-", "--end", "free"];
        let message = peakpack_reading(&args, battery.as_bytes()).failed(2);
        assert!(message.contains(named), "{message}");
    }
    let args = [
        "peak",
        "--load",
        &load,
        "--battery",
        "none.json",
        "--end",
        "free",
    ];
    assert!(
        peakpack(&args)
            .failed(2)
            .contains("none.json cannot be read")
    );
    let args = ["peak", "--load", &load, "--battery", "-", "--end", "never"];
    let said = peakpack(&args);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("cyclic_fixed"), "{}", said.err);
}

#[test]
fn a_battery_that_cannot_do_what_was_asked_has_an_exit_code_of_its_own() {
    let leaky = BATTERY
        .replace(
            "\"self_discharge_per_h\": 0",
            "\"self_discharge_per_h\": 0.5",
        )
        .replace("\"p_charge_kw\": 1000", "\"p_charge_kw\": 1");
    let load = fixture("peak/six_a.csv");
    let args = [
        "peak",
        "--load",
        &load,
        "--battery",
        "-",
        "--end",
        "cyclic_fixed",
    ];
    let message = peakpack_reading(&args, leaky.as_bytes()).failed(3);
    assert!(message.contains("self-discharge"), "{message}");
}

/// Runs `peak` with a list of packs over eight hours that the packs shave to 5 kW.
fn packs(folder: &Folder, list: &str, more: &[&str]) -> super::harness::Said {
    let packs = folder.write("packs.json", list);
    let csv = b"t_min,load_kw\n0,7\n60,6\n120,6\n180,6\n240,4\n300,3\n360,7\n420,6\n";
    let args = ["peak", "--load", "-", "--packs", &packs, "--end", "free"];
    peakpack_reading(&[&args[..], more].concat(), csv)
}

fn lossless(e_max_kwh: f64, kw: f64) -> String {
    let spec = BATTERY.replace("4000", &e_max_kwh.to_string());
    spec.replace("1000", &kw.to_string())
}

#[test]
fn packs_that_differ_have_a_peak_with_a_bound() {
    let folder = Folder::new();
    let list = format!("[{}, {}]", lossless(4.0, 1.0), lossless(1.0, 1.0));
    let found = packs(&folder, &list, &["--json"]).json();
    assert!(
        (number(&found["peak_after_kw"]) - 5.0).abs() < 1e-9,
        "{found}"
    );
    assert_eq!(number(&found["peak_before_kw"]), 7.0);
    assert_eq!(
        number(&found["gap_kw"]),
        number(&found["peak_after_kw"]) - number(&found["lower_bound_kw"])
    );
    assert_eq!(
        (&found["exact"], &found["packs"]),
        (&true.into(), &2.into())
    );
    assert_eq!(found["limited_by"], "power");
    let text = packs(&folder, &list, &[]).ok();
    assert!(text.contains("Exact. Limited by power."), "{text}");
    let uneven = format!("[{}, {}]", lossless(4.0, 1.0), lossless(0.1, 3.0));
    let text = packs(&folder, &uneven, &[]).ok();
    assert!(text.contains("No dispatch of the packs"), "{text}");
}

#[test]
fn what_is_wrong_with_a_pack_has_its_place_in_the_list() {
    let folder = Folder::new();
    let good = lossless(4.0, 1.0);
    let wrong = good.replace("\"eta_c\": 1", "\"eta_c\": 93");
    let why = packs(&folder, &format!("[{good}, {good}, {wrong}]"), &[]).failed(2);
    assert!(
        why.contains("packs.json: pack 3: ") && why.contains("eta_c"),
        "{why}"
    );
    let why = packs(&folder, &good, &[]).failed(2);
    assert!(why.contains("a list of batteries"), "{why}");
    for option in [["--battery", "b.json"], ["--dispatch", "d.csv"]] {
        let why = packs(&folder, &format!("[{good}]"), &option).failed(2);
        assert!(why.contains("cannot be used with"), "{why}");
    }
}
