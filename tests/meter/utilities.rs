//! The exports of utilities, rebuilt from their column names, stamps and quirks.

use crate::{understood, understood_as};
use peakpack::load::meter::{Flow, ReadOptions, Reading, Stamps, Unit};

/// Two days of intervals: `row(day, minute of the day, number)`.
fn rows(step: usize, row: impl Fn(usize, usize, usize) -> String) -> String {
    let n = 1440 / step;
    (0..2 * n)
        .map(|k| row(1 + k / n, k % n * step, k) + "\n")
        .collect()
}

fn clock(minute: usize) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn am_pm(minute: usize) -> String {
    let (h, m) = (minute / 60, minute % 60);
    format!(
        "{}:{m:02} {}",
        (h + 11) % 12 + 1,
        if h < 12 { "AM" } else { "PM" }
    )
}

fn net() -> ReadOptions {
    ReadOptions {
        channel: Some(Flow::Net),
        ..ReadOptions::default()
    }
}

/// Values 0, 1, 2 … of kWh in quarter hours.
fn counted(reading: &Reading) {
    let wanted: Vec<f64> = (0..192).map(|k| f64::from(k) * 4.0).collect();
    assert_eq!(reading.series.kw(), wanted);
    assert_eq!(reading.report.unit, Unit::KilowattHours);
    assert_eq!(reading.report.start, "2025-09-01T00:00:00");
    assert_eq!(reading.report.end, "2025-09-03T00:00:00");
}

#[test]
fn pg_and_e() {
    let head =
        "\u{feff}Name,EXAMPLE\nAddress,\"1 ST, CITY CA\"\nAccount Number,0\nService,Service 1\n\n";
    let one_way = rows(15, |d, m, k| {
        format!(
            "Electric usage,2025-09-{d:02},{},{},{k},$0.10,",
            clock(m),
            clock(m + 14)
        )
    });
    counted(&understood(&format!(
        "{head}TYPE,DATE,START TIME,END TIME,USAGE (kWh),COST,NOTES\n{one_way}"
    )));
    let both = rows(15, |d, m, k| {
        format!(
            "Electric usage,2025-09-{d:02},{},{},{k},1,$0.10,",
            clock(m),
            clock(m + 14)
        )
    });
    let text =
        format!("{head}TYPE,DATE,START TIME,END TIME,IMPORT (kWh),EXPORT (kWh),COST,NOTES\n{both}");
    counted(&understood(&text));
    assert_eq!(understood_as(&text, &net()).series.kw()[10], 36.0);
}

#[test]
fn com_ed() {
    let text = rows(30, |d, m, k| {
        format!(
            "Electric usage,2025-09-{d:02},{},{},{k},,",
            clock(m),
            clock(m + 29)
        )
    });
    let reading = understood(&format!(
        "Name,EXAMPLE\nAddress,\"1 ST, CHICAGO IL\"\nAccount Number,0\nService,Service 1\n\nTYPE,DATE,START TIME,END TIME,USAGE (kWh),COST,NOTES\n{text}"
    ));
    assert_eq!((reading.report.rows, reading.series.kw()[3]), (96, 6.0));
}

#[test]
fn gas_beside_electricity_is_left_out() {
    let rows = rows(15, |d, m, k| {
        let time = format!("2025-09-{d:02},{},{}", clock(m), clock(m + 14));
        format!("Electric usage,{time},{k}\nNatural gas usage,{time},7")
    });
    let reading = understood(&format!(
        "TYPE,DATE,START TIME,END TIME,USAGE (kWh)\n{rows}"
    ));
    counted(&reading);
    assert!(
        reading
            .report
            .warnings
            .iter()
            .any(|note| note.contains("gas")),
        "{:?}",
        reading.report.warnings
    );
}

#[test]
fn sce() {
    let stamp = |d: usize, m: usize| format!("2025-09-{:02} {}:00", d + m / 1440, clock(m % 1440));
    let old = rows(15, |d, m, k| {
        format!(
            "\"{}\u{a0}to {}\",\"{k}\",\"\"",
            stamp(d, m),
            stamp(d, m + 15)
        )
    });
    counted(&understood(&format!(
        "Energy Usage Information\n\"For location: 1 ST\"\n\nEnergy consumption time period,Usage(Real energy in kilowatt-hours),Reading quality\n\n{old}"
    )));
    let new = rows(15, |d, m, k| {
        format!("\"{} to {}\",\"{k}\",\"2\"", stamp(d, m), stamp(d, m + 15))
    });
    let text = format!("Energy Usage Information\n\nTime period,Delivered kWh,Received kWh\n{new}");
    counted(&understood(&text));
    assert_eq!(understood_as(&text, &net()).series.kw()[10], 32.0);
}

#[test]
fn sdg_and_e() {
    let rows = rows(15, |d, m, k| {
        format!(
            "\"00000000\",\"9/{d}/2025\",\"{}\",\"15\",\"{k}.0000\",\"1.0000\",\"{}.0000\"",
            am_pm(m),
            k as i32 - 1
        )
    });
    let text = format!(
        "Name,EXAMPLE\nTitle,My Energy\nResource,Electric\nMeter Number,00000000\nUOM,kWh\nReading Start,9/1/2025\n\nMeter Number, Date, Start Time, Duration, Consumption, Generation, Net\n{rows}"
    );
    counted(&understood(&text));
    assert_eq!(understood_as(&text, &net()).series.kw()[10], 36.0);
}

#[test]
fn smart_meter_texas() {
    let rows = rows(15, |d, m, k| {
        let row = |kwh: usize, name: &str| {
            let times = format!(" {}, {}", clock(m), clock((m + 15) % 1440));
            format!("'10443720000000001,09/{d:02}/2025,09/09/2025 00:00:00,{times},{kwh},A,{name}")
        };
        format!(
            "{}\n{}",
            row(k, "Consumption"),
            row(1, "Surplus Generation")
        )
    });
    let text = format!(
        "ESIID,USAGE_DATE,REVISION_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH,ESTIMATED_ACTUAL,CONSUMPTION_SURPLUSGENERATION\n{rows}"
    );
    counted(&understood(&text));
    assert_eq!(understood_as(&text, &net()).series.kw()[10], 36.0);
}

/// The hour from 2 to 3 on 9 March 2025 does not exist; the export lists it without values.
#[test]
fn smart_meter_texas_in_spring() {
    let mut text = "ESIID,USAGE_DATE,USAGE_START_TIME,USAGE_END_TIME,USAGE_KWH\n".to_owned();
    for day in 8..=10 {
        for quarter in 0..96 {
            let m = quarter * 15;
            let blank = day == 9 && (120..180).contains(&m);
            let kwh = if blank {
                String::new()
            } else {
                quarter.to_string()
            };
            text += &format!(
                "'1044,03/{day:02}/2025,{},{},{kwh}\n",
                clock(m),
                clock((m + 15) % 1440)
            );
        }
    }
    let reading = understood(&text);
    assert_eq!((reading.report.rows, reading.report.gaps_filled), (284, 0));
    assert_eq!(reading.report.end, "2025-03-11T00:00:00");
}

#[test]
fn esb_in_kw_and_kwh_newest_first() {
    for (unit, factor) in [("kW", 1.0), ("kWh", 2.0)] {
        let mut lines: Vec<String> = rows(30, |d, m, k| {
            let (d, m) = (d + (m + 30) / 1440, (m + 30) % 1440);
            format!(
                "10000000000,000000000,{k}.5,Active Import Interval ({unit}),{d:02}-09-2025 {}",
                clock(m)
            )
        })
        .lines()
        .map(str::to_owned)
        .collect();
        lines.reverse();
        let reading = understood(&format!(
            "MPRN,Meter Serial Number,Read Value,Read Type,Read Date and End Time\n{}",
            lines.join("\n")
        ));
        assert_eq!(
            (reading.report.rows, reading.report.stamps),
            (96, Stamps::End)
        );
        assert_eq!(reading.series.kw()[3], 3.5 * factor);
        assert_eq!(reading.report.start, "2025-09-01T00:00:00");
    }
}

#[test]
fn esb_with_export() {
    let rows = rows(30, |d, m, k| {
        let (d, m) = (d + (m + 30) / 1440, (m + 30) % 1440);
        let at = format!("{d:02}-09-2025 {}", clock(m));
        format!("1,2,{k},Active Import Interval (kW),{at}\n1,2,3,Active Export Interval (kW),{at}")
    });
    let text =
        format!("MPRN,Meter Serial Number,Read Value,Read Type,Read Date and End Time\n{rows}");
    assert_eq!(understood(&text).series.kw()[7], 7.0);
    assert_eq!(understood_as(&text, &net()).series.kw()[7], 4.0);
}

#[test]
fn enedis() {
    let rows = rows(30, |d, m, k| {
        let (d, m) = (d + (m + 30) / 1440, (m + 30) % 1440);
        format!("2025-09-{d:02}T{}:00+02:00;{}", clock(m), 1000 * k)
    });
    let reading = understood(&format!(
        "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes\n\
         00000000000000;Courbe de charge;01/09/2025;03/09/2025;Energie active;Consommation;Comptage Brut;W;30\n\
         Horodate;Valeur\n{rows}"
    ));
    assert_eq!(
        (reading.report.unit, reading.report.stamps),
        (Unit::Watts, Stamps::End)
    );
    assert_eq!((reading.report.rows, reading.series.kw()[5]), (96, 5.0));
    assert_eq!(reading.report.start, "2025-09-01T00:00:00");
}

#[test]
fn sce_with_a_part_for_each_way() {
    let stamp = |d: usize, m: usize| format!("2025-09-{:02} {}:00", d + m / 1440, clock(m % 1440));
    let part = |factor: usize| {
        rows(15, |d, m, k| {
            format!(
                "\"{} to {}\",\"{}\",\"\"",
                stamp(d, m),
                stamp(d, m + 15),
                k * factor
            )
        })
    };
    let text = format!(
        "Energy Usage Information\n\nEnergy Delivered time period,Usage(Real energy in kilowatt-hours),Reading quality\n\n{}\nEnergy Received time period,Usage(Real energy in kilowatt-hours),Reading quality\n\n{}",
        part(1),
        part(2)
    );
    counted(&understood(&text));
    assert_eq!(understood_as(&text, &net()).series.kw()[10], -40.0);
}
