//! Values far from all others: flagged, never removed.

use super::understood;
use peakpack::load::LocalTime;
use peakpack::load::meter::Reading;
use std::fmt::Write;

fn month(value: impl Fn(usize) -> f64) -> Reading {
    let start = LocalTime::new(2025, 1, 1, 0, 0, 0, 0).unwrap();
    let mut text = "time,kW\n".to_owned();
    for k in 0..2976 {
        let _ = writeln!(text, "{},{}", start.plus_ms(k as i64 * 900_000), value(k));
    }
    understood(&text)
}

fn load(k: usize) -> f64 {
    100.0 + (k % 96) as f64
}

#[test]
fn a_lost_decimal_mark_is_flagged_with_its_time_and_kept() {
    let reading = month(|k| if k == 500 { 15_000.0 } else { load(k) });
    assert_eq!(reading.report.spikes, [500]);
    assert_eq!(reading.report.max_kw, 15_000.0);
    assert_eq!(
        reading.report.warnings,
        [
            "1 value is far from all others: 15.0 MW at 2025-01-06 05:00:00, while the others reach 195.0 kW. Kept; correct the file if it is a fault."
        ]
    );
}

#[test]
fn spikes_above_spikes_are_all_flagged() {
    let reading = month(|k| match k {
        500 => 1e6,
        700 => -20_000.0,
        _ => load(k),
    });
    assert_eq!(reading.report.spikes, [500, 700]);
    assert_eq!(reading.report.min_kw, -20_000.0);
}

#[test]
fn a_load_with_peaks_has_no_spikes() {
    let bursts = month(|k| if k % 200 < 4 { 2_000.0 } else { load(k) });
    assert!(bursts.report.spikes.is_empty());
    let wide = month(|k| load(k) * if k == 500 { 1.4 } else { 1.0 });
    assert!(wide.report.spikes.is_empty());
    let idle = month(|k| if k == 500 { 10.0 } else { 0.0 });
    assert!(idle.report.spikes.is_empty());
}
