//! Made-up meter files: none panics, each ends in a sound load or in a sentence that says why not.

use super::numbers::Numbers;
use super::seeds::{BITS, SEEDS};
use super::{memory, target};
use peakpack::load::meter::{
    DateOrder, DecimalMark, Flow, MeterChoice, ReadError, ReadOptions, Reading, Stamps, Unit, read,
};
use peakpack::load::series::MAX_STEPS;
use peakpack::load::{LocalTime, Step};

/// Makes `file` a damaged copy of a seed.
fn damage(numbers: &mut Numbers<'_>, file: &mut Vec<u8>) {
    file.clear();
    file.extend_from_slice(SEEDS[numbers.below(SEEDS.len())].as_bytes());
    for _ in 0..=numbers.below(4) {
        let (at, end) = (numbers.below(file.len()), numbers.below(12));
        let end = (at + end).min(file.len());
        match numbers.below(9) {
            0 => file.truncate(at),
            1 => drop(file.drain(at..end)),
            2 => file.extend_from_within(at..end),
            3 => {
                // A row or a part of one once more, elsewhere.
                let piece = file[at..end].to_vec();
                let to = numbers.below(file.len());
                file.splice(to..to, piece);
            }
            4 if at < file.len() => file[at] = numbers.below(256) as u8,
            5 => {
                let other = SEEDS[numbers.below(SEEDS.len())].as_bytes();
                let from = numbers.below(other.len());
                file.splice(
                    at..end,
                    other[from..(from + 20).min(other.len())].iter().copied(),
                );
            }
            6 if at < file.len() => file[at] = b'0' + numbers.below(10) as u8,
            _ => {
                let bit = BITS[numbers.below(BITS.len())];
                file.splice(at..end, bit.bytes());
            }
        }
    }
    match numbers.below(64) {
        0 => drop(file.splice(0..0, *b"\xEF\xBB\xBF")),
        1 => drop(file.splice(0..0, *b"\xFF\xFE")),
        2 => drop(file.splice(0..0, *b"\xFE\xFF")),
        _ => {}
    }
}

fn options(numbers: &mut Numbers<'_>) -> ReadOptions {
    let mut options = ReadOptions::default();
    if numbers.below(2) == 0 {
        return options;
    }
    options.step = Some(Step::QUARTER_HOUR);
    options.date_order =
        [None, Some(DateOrder::DayMonth), Some(DateOrder::MonthDay)][numbers.below(3)];
    options.decimal = [None, Some(DecimalMark::Comma)][numbers.below(2)];
    options.stamps = [None, Some(Stamps::End)][numbers.below(2)];
    options.unit = [None, Some(Unit::MegawattHours)][numbers.below(2)];
    options.column = [None, Some("2".to_owned())][numbers.below(2)].clone();
    options.meter = [
        None,
        Some(MeterChoice::Sum),
        Some(MeterChoice::One("1".to_owned())),
    ][numbers.below(3)]
    .clone();
    options.channel = [None, Some(Flow::Net), Some(Flow::Export)][numbers.below(3)];
    options.utc_offset_minutes = [None, Some(i32::MAX)][numbers.below(2)];
    // Long gaps are filled only in some, as that takes time.
    options.fill_long_gaps = numbers.below(16) == 0;
    options
}

/// Prints the case when it fails: what it was made of says little.
struct Shown<'c>(&'c [u8], &'c ReadOptions);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{:?}\n{:?}", String::from_utf8_lossy(self.0), self.1);
        }
    }
}

fn check_reading(reading: &Reading) {
    let (series, report) = (&reading.series, &reading.report);
    assert_eq!(series.len(), report.rows);
    assert!(series.kw().iter().all(|kw| kw.is_finite()));
    assert!(report.min_kw <= report.max_kw);
    let steps = series.len();
    let mut gaps = report.filled_steps.iter();
    assert!(gaps.all(|gap| gap.end < steps && gap.start > 0));
    let undated = series.clock().start == LocalTime::UNDATED;
    assert!(series.clock().dated || undated);
    assert!(!report.sentence().contains("NaN"));
}

/// How the files of a run ended.
#[derive(Default)]
struct Tally {
    all: u64,
    read_well: u64,
    asked: u64,
}

fn try_one(file: &[u8], options: &ReadOptions, tally: &mut Tally) {
    let _shown = Shown(file, options);
    tally.all += 1;
    match read(file, options) {
        Ok(reading) => {
            tally.read_well += 1;
            check_reading(&reading);
        }
        Err(ReadError::NeedsChoice(question)) => {
            tally.asked += 1;
            assert!(!question.choices.is_empty());
        }
        Err(why) => assert!(!why.to_string().contains(char::is_control), "{why}"),
    }
    assert!(memory::peak() < memory::MOST, "{} bytes", memory::peak());
}

/// The load that takes the most: as many steps as there may be, all but three of them filled.
fn longest_gap(tally: &mut Tally) {
    let start = LocalTime::new(2025, 1, 1, 0, 0, 0, 0).unwrap();
    let stamps = [0, 1, MAX_STEPS as i64 - 1].map(|k| start.plus_ms(k * 100));
    let rows = stamps.map(|stamp| format!("{stamp},1\n")).concat();
    let options = ReadOptions {
        fill_long_gaps: true,
        ..ReadOptions::default()
    };
    let before = tally.read_well;
    try_one(format!("time,kW\n{rows}").as_bytes(), &options, tally);
    assert_eq!(tally.read_well, before + 1);
}

#[test]
fn no_file_panics() {
    let mut file = Vec::new();
    let mut tally = Tally::default();
    target!("files").for_each(|bytes: &[u8]| {
        let mut numbers = Numbers::of(bytes);
        damage(&mut numbers, &mut file);
        try_one(&file, &options(&mut numbers), &mut tally);
    });
    println!("files: {} MB at most", memory::peak() / 1_000_000);
    longest_gap(&mut tally);
    println!("longest gap: {} MB", memory::peak() / 1_000_000);
    // Neither all refused nor all read: the damage is of the kind that tests something.
    if tally.all >= 10_000 {
        assert!(tally.read_well > tally.all / 20 && tally.asked > tally.all / 100);
    }
}

#[test]
fn undamaged_files_are_understood() {
    let mut tally = Tally::default();
    for seed in SEEDS {
        try_one(seed.as_bytes(), &ReadOptions::default(), &mut tally);
    }
    // But one, which holds a counter's readings and is no load.
    assert_eq!(tally.read_well + tally.asked, tally.all - 1);
}
