//! Ireland's and France's grid operators, whose stamps are ends.

use super::load::{FRANCE, IRELAND, whole_days};
use super::{Written, clock, number};
use peakpack::load::meter::{DateOrder, ReadOptions, Stamps};
use proptest::prelude::*;

/// ESB's harmonised downloadable file: the newest row first, kW or kWh.
pub fn esb() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[IRELAND], &[30]);
    let options = any::<[bool; 5]>();
    (loads, options).prop_map(|(load, [energy, both_ways, moved, oldest_first, apart])| {
        let unit = if energy { "kWh" } else { "kW" };
        let mut rows: Vec<String> = Vec::new();
        for i in load.intervals() {
            let end = if moved { i.end } else { i.end_unmoved };
            let c = end.civil();
            let at = format!("{:02}-{:02}-{} {}", c.day, c.month, c.year, clock(end));
            let row = |kwh: f64, way: &str| {
                let value = number(if energy { kwh } else { kwh * 2.0 });
                format!(
                    "10000000000,000000000000000000,{value},Active {way} Interval ({unit}),{at}"
                )
            };
            rows.push(row(i.kwh, "Import"));
            if both_ways {
                rows.push(row(i.export_kwh, "Export"));
            }
        }
        if apart {
            rows.sort_by_key(|row| row.contains("Import"));
        }
        if !oldest_first {
            rows.reverse();
        }
        let text = format!(
            "MPRN,Meter Serial Number,Read Value,Read Type,Read Date and End Time\n{}\n",
            rows.join("\n")
        );
        let options = ReadOptions {
            date_order: Some(DateOrder::DayMonth),
            ..ReadOptions::default()
        };
        Written::new(load, text)
            .answered(options)
            .both_ways(both_ways)
    })
}

/// Enedis: mean watts, each stamp with its offset.
pub fn enedis() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[FRANCE], &[5, 10, 30, 60]);
    (loads, any::<bool>()).prop_map(|(load, preamble)| {
        let mut text = String::new();
        if preamble {
            text += "Identifiant PRM;Type de donnees;Date de debut;Date de fin;Grandeur physique;Grandeur metier;Etape metier;Unite;Pas en minutes\n";
            text += &format!(
                "00000000000000;Courbe de charge;25/10/2025;27/10/2025;Energie active;Consommation;Comptage Brut;W;{}\n",
                load.minutes()
            );
        }
        text += if preamble { "Horodate;Valeur\n" } else { "Horodate;Valeur (W)\n" };
        for i in load.intervals() {
            let offset = load.zone.offset(i.utc + load.step_ms) / 60;
            text += &format!("{}+{offset:02}:00;{:.0}\n", i.end, i.kw * 1000.0);
        }
        let options = ReadOptions {
            stamps: (!preamble).then_some(Stamps::End),
            ..ReadOptions::default()
        };
        Written::new(load, text).answered(options)
    })
}
