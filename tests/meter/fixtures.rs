//! Whole files as people have them, in `tests/fixtures/meters`.

use peakpack::load::meter::{ReadOptions, Reading, Stamps, Unit, Zone, read};

fn fixture(name: &str) -> Reading {
    let path = format!(
        "{}/tests/fixtures/meters/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).unwrap();
    match read(&bytes, &ReadOptions::default()) {
        Ok(reading) => reading,
        Err(why) => panic!("{name}: {why}"),
    }
}

#[test]
fn a_german_load_profile_in_latin_1_with_thousands_and_a_sum_below() {
    let Reading { series, report } = fixture("lastgang_latin1.csv");
    assert_eq!(
        report.sentence(),
        "192 rows · 15 min · kW · 30 Jan–31 Jan 2025 · 401.4–1621.2 kW"
    );
    assert_eq!(
        (report.unit, report.stamps),
        (Unit::Kilowatts, Stamps::Start)
    );
    assert_eq!(series.kw()[0], 454.4);
    assert_eq!(report.warnings, ["One line behind the table was left out."]);
}

#[test]
fn an_american_export_newest_first_with_quotes_and_a_leap_day() {
    let Reading { series, report } = fixture("us_am_pm_descending.csv");
    assert_eq!(report.rows, 72);
    assert_eq!(
        (report.start.as_str(), report.end.as_str()),
        ("2024-02-28T00:00:00", "2024-03-02T00:00:00")
    );
    assert_eq!(report.unit, Unit::KilowattHours);
    assert_eq!(series.kw()[71], 1111.2);
}

#[test]
fn an_autumn_in_europe_has_25_hours() {
    let Reading { series, report } = fixture("autumn_hourly.tsv");
    assert_eq!((report.rows, report.repeated_clock_stamps), (73, 1));
    assert_eq!(report.duplicates, 0);
    assert_eq!(report.end, "2025-10-28T00:00:00");
    let labels: Vec<String> = (25..29).map(|k| series.time(k).to_string()).collect();
    assert_eq!(
        labels,
        [
            "2025-10-26T01:00:00",
            "2025-10-26T02:00:00",
            "2025-10-26T02:00:00",
            "2025-10-26T03:00:00"
        ]
    );
}

#[test]
fn a_spring_in_america_has_92_quarter_hours() {
    let Reading { series, report } = fixture("spring_quarter_hours.csv");
    assert_eq!((report.rows, report.gaps_filled), (96 * 3 - 4, 0));
    assert_eq!(report.unit, Unit::Megawatts);
    assert_eq!(report.end, "2025-03-11T00:00:00");
    assert_eq!(series.time(96 + 7).to_string(), "2025-03-09T01:45:00");
    assert_eq!(series.time(96 + 8).to_string(), "2025-03-09T03:00:00");
}

#[test]
fn midnights_that_stand_last_belong_to_their_day() {
    let Reading { series, report } = fixture("midnight_last.txt");
    assert_eq!((report.rows, report.stamps), (72, Stamps::End));
    assert_eq!(report.start, "2023-06-01T00:00:00");
    assert_eq!(report.end, "2023-06-04T00:00:00");
    // In the order of the file, which is the order of time.
    assert_eq!(series.kw()[23], understood_load(23));
    assert_eq!(series.kw()[24], understood_load(24));
}

/// The load the fixtures were written from.
fn understood_load(k: u32) -> f64 {
    let hour = f64::from(k);
    let wave = 500.0 + 300.0 * libm::sin(hour / 24.0 * 2.0 * std::f64::consts::PI - 2.0);
    ((wave + f64::from(k * 37 % 11)) * 10.0).round() / 10.0
}

#[test]
fn offsets_that_change_are_the_clock() {
    let Reading { series, report } = fixture("offsets_over_the_change.csv");
    assert_eq!((report.rows, report.zone), (12, Zone::Offsets));
    assert_eq!(report.unit, Unit::Watts);
    assert_eq!((report.duplicates, report.repeated_clock_stamps), (0, 1));
    assert_eq!(series.kw()[2..4], [209.3, 219.8]);
    assert_eq!(series.time(2), series.time(3));
    assert_eq!(report.end, "2016-11-06T10:00:00");
}

#[test]
fn green_button_reads_the_power_and_leaves_the_gas() {
    let Reading { series, report } = fixture("green_button_power_and_gas.xml");
    assert_eq!(report.format, "Green Button XML");
    assert_eq!(report.column, "Hall & roof");
    assert_eq!(report.unit, Unit::KilowattHours);
    assert_eq!(
        series.kw(),
        [410.0, 415.0, 420.0, 425.0, 430.0, 435.0, 440.0, 445.0]
    );
    assert_eq!(report.start, "2025-11-02T00:00:00");
    assert_eq!(
        (series.time(1), report.repeated_clock_stamps),
        (series.time(2), 1)
    );
    assert_eq!(report.end, "2025-11-02T07:00:00");
    assert_eq!(
        report.warnings,
        ["1 channel of gas, water or another quantity left out."]
    );
}
