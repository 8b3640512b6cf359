//! Units: converted where they can be, said where they are not, refused where they are none.

use super::{refused, understood, understood_as};
use peakpack::load::meter::{ReadOptions, Unit};

fn table(title: &str, first: f64) -> String {
    format!("time,{title}\n2025-01-01 00:00,{first}\n2025-01-01 00:15,10\n2025-01-01 00:30,12\n")
}

#[test]
fn every_unit_as_kilowatts() {
    for (title, kw) in [
        ("W", 0.008),
        ("kW", 8.0),
        ("MW", 8_000.0),
        ("Wh", 0.032),
        ("kWh", 32.0),
        ("MWh", 32_000.0),
        ("Load [kWh/h]", 8.0),
        ("Load MWh/h", 8_000.0),
        ("kVA", 8.0),
        ("Apparent power (MVA)", 8_000.0),
    ] {
        let reading = understood(&table(title, 8.0));
        assert_eq!(reading.series.kw()[0], kw, "{title}");
    }
}

#[test]
fn apparent_power_is_said_and_not_converted() {
    let reading = understood(&table("kVA", 8.0));
    assert_eq!(reading.report.unit, Unit::KilovoltAmperes);
    let notes = reading.report.warnings.join(" ");
    assert!(
        notes.contains("apparent power, kVA, and were not converted"),
        "{notes}"
    );
    let both = "time,kVA,kW\n2025-01-01 00:00,9,8\n2025-01-01 00:15,11,10\n";
    assert_eq!(understood(both).series.kw(), [8.0, 10.0]);
}

#[test]
fn what_is_no_electric_power_is_refused_by_its_unit() {
    for unit in ["therms", "GWh", "kvarh", "m3"] {
        let why = refused(&table(&format!("Usage ({unit})"), 8.0)).to_string();
        assert!(
            why.starts_with(&format!("This is a table whose values are in {unit}, not")),
            "{why}"
        );
    }
    // Who knows better may say so.
    let options = ReadOptions {
        unit: Some(Unit::Kilowatts),
        ..ReadOptions::default()
    };
    let reading = understood_as(&table("Usage (therms)", 8.0), &options);
    assert_eq!(reading.series.kw()[0], 8.0);
}

#[test]
fn negative_values_are_kept_with_a_note() {
    let reading = understood(&table("kW", -8.0));
    assert_eq!(reading.report.min_kw, -8.0);
    let notes = reading.report.warnings.join(" ");
    assert!(notes.contains("negative"), "{notes}");
}

#[test]
fn hours_may_stand_apart_and_prices_are_no_load() {
    for title in ["Kilowatt hours", "Energy (kW h)", "kWHr", "kWhs", "kW-hr"] {
        assert_eq!(
            understood(&table(title, 8.0)).report.unit,
            Unit::KilowattHours,
            "{title}"
        );
    }
    for title in [
        "EUR/MWh",
        "Price per kWh",
        "Temperature °C",
        "Frequency Hz",
        "Intensity (g/kWh)",
    ] {
        let why = refused(&table(title, 8.0)).to_string();
        assert!(why.contains("whose numbers are those of"), "{title}: {why}");
    }
    // Beside a load they are nothing.
    let both = "time,Price (EUR/MWh),kW\n2025-01-01 00:00,90,8\n2025-01-01 00:15,80,10\n";
    assert_eq!(understood(both).series.kw(), [8.0, 10.0]);
    // The highest of an interval is not its mean.
    let highest = "time,kWh,Max kW\n2025-01-01 00:00,1,9\n2025-01-01 00:15,2,11\n";
    assert_eq!(understood(highest).series.kw(), [4.0, 8.0]);
}
