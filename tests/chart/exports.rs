//! What leaves the page: sheets and columns, each with the finding, what it rests on, version and link.

use super::{generated, metered, words};
use peakpack::VERSION;
use peakpack::chart::{Chart, LifeChart, Shown, Theme, Told, View, columns, sheet, time_label};
use peakpack::life::Study;
use peakpack::load::meter::{ReadOptions, read};
use peakpack::load::{Clock, ClockChange, LocalTime};
use peakpack::outcome::{DISCLAIMER, Outcome};
use peakpack::scenario::{Id, PRESETS, Scenario};

const LINK: &str = "https://example.org/a/?v=1&packs=800&soh=74";

fn all_shown() -> Vec<Shown> {
    let mut all: Vec<Shown> = LifeChart::ALL.map(Shown::Years).into();
    for view in View::ALL {
        all.push(Shown::Load(view.chart(), view));
        all.push(Shown::Load(Chart::Charge, view));
    }
    all
}

/// All words of a sheet as one line.
fn said(svg: &str) -> String {
    words(svg).join(" ")
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_sheet_says_what_must_go_with_it() {
    for preset in &PRESETS {
        let outcome = generated(Scenario::of(preset).with(Id::Years, 2.0));
        let mut study = Study::new(&outcome.scenario, &outcome.site).unwrap();
        while study.step().unwrap() {}
        let told = Told {
            outcomes: &[&outcome],
            prospects: &[study.prospect()],
            link: LINK,
            remarks: &[],
        };
        for shown in all_shown() {
            let text = sheet(shown, &told, Theme::light());
            let said = said(&text);
            let finding = told.finding(shown);
            assert!(!finding.is_empty());
            let lines = [finding, format!("model {VERSION}"), LINK.replace('&', " ")];
            for wanted in lines.iter().map(String::as_str).chain([DISCLAIMER]) {
                assert!(
                    said.contains(&spaced(wanted)),
                    "{shown:?}: {wanted} not in {said}"
                );
            }
            for assumption in outcome.assumptions() {
                assert!(
                    said.contains(&spaced(&assumption)),
                    "{shown:?}: {assumption}"
                );
            }
            // All that is written stands on the sheet.
            let height: f64 = between(&text, "height=\"", "\"").parse().unwrap();
            for line in text.split("<text").skip(1) {
                let y: f64 = between(line, " y=\"", "\"").parse().unwrap();
                assert!(y > 0.0 && y < height, "{line}");
            }
        }
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

#[test]
fn a_sheet_is_the_same_every_time_and_dark_where_asked() {
    let outcome = generated(Scenario::default());
    let told = Told {
        outcomes: &[&outcome],
        prospects: &[],
        link: LINK,
        remarks: &[],
    };
    let shown = Shown::Load(Chart::Grid, View::PeakDay);
    let light = sheet(shown, &told, Theme::light());
    assert_eq!(light, sheet(shown, &told, Theme::light()));
    assert!(light.contains("fill=\"#ffffff\"") && light.len() < 20_000);
    assert!(sheet(shown, &told, Theme::dark()).contains("fill=\"#0f172a\""));
}

#[test]
fn no_outcome_is_an_empty_sheet() {
    let told = Told {
        outcomes: &[],
        prospects: &[],
        link: "",
        remarks: &[],
    };
    for shown in all_shown() {
        words(&sheet(shown, &told, Theme::light()));
        assert!(
            columns(shown, &told)
                .columns
                .iter()
                .all(|(_, column)| column.is_empty())
        );
    }
}

fn csv(outcomes: &[&Outcome], shown: Shown) -> String {
    let told = Told {
        outcomes,
        prospects: &[],
        link: LINK,
        remarks: &[],
    };
    columns(shown, &told).csv()
}

/// A meter file's column read back by the reader of meter files.
fn read_back(csv: &str, column: &str) -> (Vec<f64>, Vec<String>) {
    let options = ReadOptions {
        column: Some(column.to_owned()),
        ..ReadOptions::default()
    };
    let reading = read(csv.as_bytes(), &options).unwrap();
    (reading.series.kw().to_vec(), reading.report.warnings)
}

#[test]
fn our_own_reader_reads_an_export_back_to_the_last_bit() {
    let generated = generated(Scenario::default());
    let mut clock = Clock::starting(LocalTime::new(2025, 10, 25, 0, 0, 0, 0).unwrap());
    // 03:00 becomes 02:00 on 26 October: the hour before it comes twice.
    clock.changes = vec![ClockChange {
        at_step: 96 + 12,
        shift_ms: -3_600_000,
    }];
    let kw = (0..4 * 96 + 4).map(|k| 300.0 + f64::from(k * 37 % 101) / 7.0);
    let dated = metered(kw.collect(), 900_000, 900_000, clock, 4.0);
    for outcome in [&generated, &dated] {
        for shown in [
            Shown::Load(Chart::Grid, View::PeakDay),
            Shown::Load(Chart::Charge, View::Year),
        ] {
            let text = csv(&[outcome], shown);
            let (before, _) = read_back(&text, "before_kw");
            assert_eq!(before, outcome.site.demand.kw());
            let (after, _) = read_back(&text, "after_kw");
            assert_eq!(after, outcome.schedule.grid_kw);
        }
    }
}

#[test]
fn spreadsheets_find_a_table_below_the_notes() {
    let outcome = generated(Scenario::default());
    let other = generated(Scenario::default().with(Id::Packs, 100.0));
    let short = metered(vec![50.0; 50], 900_000, 900_000, Clock::undated(), 3.0);
    let shown = Shown::Load(Chart::Grid, View::Week);
    let text = csv(&[&outcome, &other, &short], shown);
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    let notes: Vec<&str> = text
        .lines()
        .take_while(|line| line.starts_with("# "))
        .collect();
    for wanted in [
        &outcome.finding().to_string(),
        LINK,
        DISCLAIMER,
        "Compared with",
    ] {
        assert!(
            notes.iter().any(|note| note.contains(wanted)),
            "{wanted}: {notes:?}"
        );
    }
    let table: Vec<&str> = text.lines().skip(notes.len()).collect();
    assert_eq!(
        table[0],
        "time,t_min,before_kw,after_kw,battery_kw,charge_percent,before_kw_2,after_kw_2,\
         battery_kw_2,charge_percent_2,before_kw_3,after_kw_3,battery_kw_3,charge_percent_3"
    );
    assert_eq!(table.len(), 1 + 35_040);
    for (k, line) in table[1..].iter().enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), 14, "{line}");
        let demand = &outcome.site.demand;
        assert_eq!(cells[0], time_label(&outcome.site, demand.time(k)));
        let number = |at: usize| cells[at].parse::<f64>().ok();
        assert_eq!(number(1), Some(15.0 * k as f64));
        assert_eq!(number(3), Some(outcome.schedule.grid_kw[k]));
        assert_eq!(number(7), Some(other.schedule.grid_kw[k]));
        assert_eq!(number(11), short.schedule.grid_kw.get(k).copied());
    }
}

#[test]
fn ranks_are_all_there_and_exact() {
    let outcome = generated(Scenario::default());
    let text = csv(&[&outcome], Shown::Load(Chart::Duration, View::Duration));
    let rows: Vec<&str> = text.lines().filter(|line| !line.contains('#')).collect();
    assert_eq!(rows[0], "rank,before_kw,after_kw");
    assert_eq!(rows[1], format!("1,100000,{}", outcome.peak_after_kw));
    assert_eq!(rows.len(), 1 + 35_040);
}
