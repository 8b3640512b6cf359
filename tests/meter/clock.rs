//! Local clocks: summer time, end stamps, UTC, loads without dates.

use crate::understood;
use peakpack::load::meter::{ReadOptions, Reading, Stamps, Zone, read};
use peakpack::load::{ClockChange, LocalTime, Step};

/// Rows of `step` minutes with the labels of a clock that is put from `from` to `to`
/// (minutes of the day) on `day` of `month` 2025, from the day before to the day after.
fn days_around(month: u32, day: u32, step: usize, from: usize, to: usize) -> String {
    let mut text = "time;kW\n".to_owned();
    let mut k = 0;
    let mut row = |day: u32, minute: usize| {
        text += &format!(
            "2025-{month:02}-{day:02} {:02}:{:02};{k}\n",
            minute / 60,
            minute % 60
        );
        k += 1;
    };
    for d in day - 1..=day + 1 {
        let jump = d == day;
        (0..if jump { from } else { 1440 })
            .step_by(step)
            .for_each(|m| row(d, m));
        if jump {
            (to..1440).step_by(step).for_each(|m| row(d, m));
        }
    }
    text
}

fn counted(reading: &Reading) {
    let wanted: Vec<f64> = (0..reading.report.rows).map(|k| k as f64).collect();
    assert_eq!(reading.series.kw(), wanted);
    assert_eq!(
        (reading.report.duplicates, reading.report.gaps_filled),
        (0, 0)
    );
}

#[test]
fn days_of_92_and_100_quarter_hours_count_every_row() {
    let autumn = understood(&days_around(11, 2, 15, 120, 60));
    counted(&autumn);
    assert_eq!(
        (autumn.report.rows, autumn.report.repeated_clock_stamps),
        (292, 4)
    );
    let at_step = 96 + 8;
    assert_eq!(
        autumn.series.clock().changes,
        [ClockChange {
            at_step,
            shift_ms: -3_600_000
        }]
    );
    assert!(
        autumn
            .report
            .sentence()
            .ends_with("4 repeated stamps (clock change) kept")
    );

    let spring = understood(&days_around(3, 30, 15, 120, 180));
    counted(&spring);
    assert_eq!(spring.report.rows, 284);
    assert_eq!(
        spring.series.clock().changes,
        [ClockChange {
            at_step,
            shift_ms: 3_600_000
        }]
    );
    assert_eq!(spring.report.end, "2025-04-01T00:00:00");
}

#[test]
fn every_step_keeps_both_hours() {
    for step in [1, 5, 10, 20, 30, 60] {
        let reading = understood(&days_around(10, 26, step, 180, 120));
        counted(&reading);
        assert_eq!(reading.report.rows, 73 * 60 / step, "{step}");
        assert_eq!(reading.report.end, "2025-10-28T00:00:00", "{step}");
    }
}

#[test]
fn newest_first_keeps_both_hours() {
    let text = days_around(11, 2, 15, 120, 60);
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    counted(&understood(&lines.join("\n")));
}

#[test]
fn sorted_labels_keep_both_hours() {
    let text = days_around(11, 2, 30, 120, 60);
    let (title, rows) = text.split_once('\n').unwrap();
    let mut lines: Vec<&str> = rows.lines().collect();
    // By label alone, as a spreadsheet sorts.
    lines.sort_by_key(|line| line.split(';').next());
    let reading = understood(&format!("{title}\n{}", lines.join("\n")));
    counted(&reading);
    assert_eq!(reading.report.repeated_clock_stamps, 2);
}

#[test]
fn rows_out_of_order_on_the_night_of_the_change_repeat_no_hour() {
    for step_ms in [100, 900_000] {
        let start = LocalTime::new(2025, 10, 26, 0, 0, 0, 0).unwrap();
        let mut rows: Vec<String> = (0..60)
            .map(|k| format!("{},{k}", start.plus_ms(k * step_ms)))
            .collect();
        rows.swap(13, 14);
        let reading = understood(&format!("time,kW\n{}", rows.join("\n")));
        counted(&reading);
        assert_eq!(reading.report.rows, 60, "{step_ms}");
        assert_eq!(reading.report.repeated_clock_stamps, 0);
    }
}

#[test]
fn a_repeated_hour_with_a_row_missing_keeps_both_passes() {
    for missing in ["01:00", "01:15", "01:30"] {
        let text = days_around(11, 2, 15, 120, 60);
        let label = format!("2025-11-02 {missing}");
        // The second of the two rows of that label.
        let at = text.rfind(&label).unwrap();
        let after = at + text[at..].find('\n').unwrap() + 1;
        let report = understood(&format!("{}{}", &text[..at], &text[after..])).report;
        assert_eq!(
            (report.rows, report.gaps_filled, report.duplicates),
            (292, 1, 0),
            "{missing}"
        );
        assert_eq!(report.end, "2025-11-04T00:00:00");
    }
}

#[test]
fn an_hour_copied_on_a_weekday_is_a_repeated_hour_only_when_its_values_differ() {
    let mut text = "time,kW\n".to_owned();
    for q in (0..40).chain(36..96) {
        text += &format!("2025-06-04 {:02}:{:02},{q}\n", q / 4, q % 4 * 15);
    }
    let report = understood(&text).report;
    assert_eq!((report.rows, report.duplicates), (96, 4));
}

#[test]
fn end_stamps_are_recognised() {
    for (title, first) in [("time", 1), ("End", 1), ("bis", 5)] {
        let mut text = format!("{title};kW\n");
        for q in first..=96 {
            let (day, q) = (1 + q / 96, q % 96);
            text += &format!("2025-06-{day:02}T{:02}:{:02};{q}\n", q / 4, q % 4 * 15);
        }
        let report = understood(&text).report;
        assert_eq!(report.stamps, Stamps::End, "{title}");
        assert_eq!(report.end, "2025-06-02T00:00:00");
        assert_eq!(
            report.warnings,
            ["Stamps were read as the end of their interval."]
        );
    }
}

#[test]
fn hour_24_is_the_end_of_its_day() {
    let mut text = "Date,Hour,MW\n".to_owned();
    for h in 0..48 {
        text += &format!("06/{:02}/2025,{:02}:00,{h}.5\n", 14 + h / 24, h % 24 + 1);
    }
    let reading = understood(&text);
    assert_eq!(reading.report.start, "2025-06-14T00:00:00");
    assert_eq!(reading.report.end, "2025-06-16T00:00:00");
    assert_eq!(reading.series.kw()[23], 23_500.0);
}

#[test]
fn end_stamps_that_show_the_new_clock_at_once() {
    // 01:30, then 01:00 again where the clock went from 02:00 back to 01:00.
    let mut text = "End of interval,kW\n".to_owned();
    let labels = (1..=3).chain(2..=48);
    for (k, half) in labels.enumerate() {
        let (day, half) = (26 + half / 48, half % 48);
        text += &format!("2025-10-{day} {:02}:{:02},{k}\n", half / 2, half % 2 * 30);
    }
    let reading = understood(&text);
    counted(&reading);
    let starts: Vec<String> = (0..6)
        .map(|k| reading.series.time(k).to_string()[11..16].to_owned())
        .collect();
    assert_eq!(
        starts,
        ["00:00", "00:30", "01:00", "01:30", "01:00", "01:30"]
    );
}

#[test]
fn utc_stamps_take_the_offset_that_was_chosen() {
    let text = "time,kW\n2025-01-06T00:00:00Z,1\n2025-01-06T01:00:00Z,2\n";
    let plain = understood(text).report;
    assert_eq!(plain.zone, Zone::Utc { offset_minutes: 0 });
    assert!(plain.sentence().ends_with("· UTC"));
    let options = ReadOptions {
        utc_offset_minutes: Some(-330),
        ..ReadOptions::default()
    };
    let report = read(text.as_bytes(), &options).unwrap().report;
    assert_eq!(report.start, "2025-01-05T18:30:00");
    assert!(report.sentence().ends_with("· UTC−05:30"));
}

#[test]
fn epochs_are_utc() {
    for unit in ["", "000"] {
        let text = format!("ts,kW\n1736121600{unit},1\n1736121601{unit},2\n1736121602{unit},3\n");
        let report = understood(&text).report;
        assert_eq!(report.start, "2025-01-06T00:00:00");
        assert_eq!(report.step_s(), 1.0);
    }
}

#[test]
fn loads_without_dates_begin_on_a_monday() {
    for text in [
        "t_min,load_kw\n0,1\n15,2\n30,3\n",
        "Elapsed [s];kW\n0,0;1,5\n0,1;2,5\n0,2;3,5\n",
        "time,kW\n00:00,1\n00:15,2\n00:30,3\n",
        "hour,MWh\n1,1\n2,2\n3,3\n",
    ] {
        let reading = understood(text);
        assert_eq!(reading.report.zone, Zone::Undated, "{text}");
        assert!(!reading.series.clock().dated);
        assert_eq!(reading.series.clock().start, LocalTime::UNDATED);
        assert_eq!(reading.report.rows, 3);
    }
}

#[test]
fn jitter_is_moved_onto_the_step() {
    let mut text = "time,kW\n".to_owned();
    for k in 0..60 {
        let ms = (k * 37) % 140;
        text += &format!("2024-05-17T15:{k:02}:00.{ms:03},{k}\n");
    }
    let reading = understood(&text);
    assert_eq!(reading.series.step(), Step::from_ms(60_000).unwrap());
    assert_eq!(reading.report.rows, 60);
    assert_eq!(
        reading.report.warnings,
        ["59 of 60 rows stood slightly off the step and were moved onto it."]
    );
}

#[test]
fn clock_changes_of_stamps_off_the_full_hour() {
    for (step, late) in [(60, 30), (15, 7), (10, 5)] {
        // Three days round the second Sunday of March and the first of November.
        for (month, day, hours) in [(3, 8, 71), (11, 1, 73)] {
            let start = LocalTime::new(2025, month, day, 0, 0, 0, 0).unwrap();
            let (spring, n) = (month == 3, hours * 60 / step);
            let mut text = "time,kW\n".to_owned();
            for k in 0..n {
                let real = late + k * step;
                let moved = real >= 26 * 60;
                let shown = match (moved, spring) {
                    (true, true) => real + 60,
                    (true, false) => real - 60,
                    _ => real,
                };
                let stamp = start.plus_ms(i64::from(shown) * 60_000);
                text += &format!("{stamp},{}\n", 100 + k % 50);
            }
            let reading = understood(&text);
            assert_eq!(reading.series.len(), n as usize, "{step} {late} {month}");
            assert_eq!(reading.series.clock().changes.len(), 1);
            assert_eq!(reading.report.duplicates, 0);
            assert_eq!(reading.report.gaps_filled, 0);
        }
    }
}

#[test]
fn hours_by_their_numbers() {
    for (title, first, stamps) in [
        ("Hour Ending", 1, Stamps::End),
        ("HE", 1, Stamps::End),
        ("Hour", 0, Stamps::Start),
    ] {
        let mut text = format!("Date,{title},Load (kW)\n");
        for k in 0..72 {
            text += &format!(
                "2025-06-{:02},{},{}\n",
                10 + k / 24,
                first + k % 24,
                100 + k
            );
        }
        let reading = understood(&text);
        assert_eq!(reading.report.stamps, stamps, "{title}");
        assert_eq!(reading.report.start, "2025-06-10T00:00:00");
        assert_eq!(reading.report.end, "2025-06-13T00:00:00");
        assert_eq!(reading.series.kw()[71], 171.0);
    }
}

#[test]
fn from_and_to_in_one_cell() {
    for dash in ["-", " - ", "–"] {
        let mut text = "Date,Period,kWh\n".to_owned();
        for k in 0..192 {
            let clock = |minute: i32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
            let (day, minute) = (1 + k / 96, k % 96 * 15);
            text += &format!(
                "2025-01-{day:02},{}{dash}{},25\n",
                clock(minute),
                clock(minute + 15)
            );
        }
        let reading = understood(&text);
        assert_eq!(reading.report.step_s(), 900.0, "{dash}");
        assert_eq!(reading.report.end, "2025-01-03T00:00:00");
        assert_eq!(reading.series.energy().0, 4_800.0);
    }
}
