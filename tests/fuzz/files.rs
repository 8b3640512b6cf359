//! Made-up meter files: none panics, each ends in a sound load or in a sentence that says why not.

use super::cases;
use peakpack::load::meter::{
    DateOrder, DecimalMark, Flow, MeterChoice, ReadError, ReadOptions, Reading, Stamps, Unit, read,
};
use peakpack::load::{LocalTime, Step};

/// Files that are right; what is tried are their damaged descendants.
const SEEDS: [&str; 16] = [
    "timestamp,kW\n2025-01-01 00:00,12.5\n2025-01-01 00:15,13\n2025-01-01 00:30,\n2025-01-01 00:45,14\n",
    "Datum;Von;Bis;Leistung [kW]\r\n13.01.2025;00:00;00:15;1.012,7\r\n13.01.2025;00:15;00:30;16,0\r\nSumme;;;1\r\n",
    "Date,Time,Usage (kWh),Cost\n\"1/13/2025\",\"11:30 PM\",\"1,008.86\",$0.6\n\"1/13/2025\",\"11:00 PM\",\"7.5\",$0.6\n",
    "t_min\tload_kw\n0\t1\n15\t2\n30\t3\n",
    "time,W\n2025-11-02T01:00:00-04:00,5e3\n2025-11-02T01:00:00-05:00,6000\n2025-11-02T02:00:00-05:00,7000\n",
    "2025-10-26 02:00|72.36 W\r2025-10-26 02:00|0.1 kW\r2025-10-26 03:00|80 W\r",
    "1761350400,1\n1761350401,2\n1761350402,3\n",
    "kW\n1,5\n2,5\n3,5\n",
    "a,b (kW),c (kW)\n2018-01-01 00:15,1,2\n2018-01-01 24:00,1,2\n2018-01-01 00:00,1,2\n",
    "hour,MWh\n23:30,1\n24:00,2\n00:30,3\n",
    "<feed><entry><link rel=\"self\" href=\"L\"/><content><LocalTimeParameters><dstEndRule>B40E2000</dstEndRule><dstOffset>3600</dstOffset><dstStartRule>360E2000</dstStartRule><tzOffset>-18000</tzOffset></LocalTimeParameters></content></entry><ReadingType><powerOfTenMultiplier>-3</powerOfTenMultiplier><uom>72</uom></ReadingType><IntervalBlock><IntervalReading><timePeriod><duration>900</duration><start>1330578000</start></timePeriod><value>324</value></IntervalReading><IntervalReading><timePeriod><duration>900</duration><start>1330578900</start></timePeriod><value>1</value></IntervalReading></IntervalBlock></feed>",
    "2025-01-01 00:00:00 to 2025-01-01 00:15:00,3.17\n2025-01-01 00:15:00 to 2025-01-01 00:30:00,4\n",
    "100,NEM12,200405011135,MDA1,Ret1\n200,AAAA,E1B1,1,E1,N1,M,kWh,60,\n300,20250601,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,V,,,20250602120025,\n400,1,4,N,,\n300,20250602,V,,,,\n200,AAAA,E1B1,1,B1,N1,M,Wh,60,\n300,20250601,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,A,,,,\n200,BBBB,E1,1,E1,N1,M,kWh,60,\n300,20250602,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,A,,,,\n900",
    "MPAN,Date,Channel,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,25,kWh\n100001,25/10/2025,Import,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,,\n100001,26/10/2025,Import,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,9,\n100001,26/10/2025,Export,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,9,\n100001,27/10/2025,Import,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,3,4,5,6,0,1,2,,\n",
    "ESIID,time,kWh,TYPE\n'1044,2025-06-01 00:00,1,Consumption\n'1044,2025-06-01 00:00,0,Surplus Generation\n'1045,2025-06-01 00:00,1,Consumption\n'1044,2025-06-01 01:00,1,Consumption\n'1044,2025-06-01 01:00,0,kVARh\n",
    "time,Import kW,Export kW,Net kW\n2025-06-01 00:00,1,2,-1\n2025-06-01 01:00,3,2,1\n",
];

/// Pieces that readers stumble over.
const BITS: [&str; 36] = [
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\r\n",
    "\u{a0}",
    "\u{202f}",
    "−",
    "-",
    "+",
    ".",
    ":",
    "/",
    " ",
    "e9",
    "NaN",
    "24:00",
    "00:00",
    "31.12.9999 23:59",
    "-9999-01-01",
    "29/02/2025",
    "1/1/25 12:00 AM",
    "Z",
    "+14:00",
    "99999999999999999999",
    "0.000000000000000000001",
    "MWh",
    "n/a",
    "<value>",
    "</IntervalReading>",
    "<!--",
    "&#0;",
];

/// A fixed sequence of numbers: xorshift.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end.max(1)
    }
}

/// Makes `file` a damaged copy of a seed.
fn damage(numbers: &mut Numbers, file: &mut Vec<u8>) {
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

fn options(numbers: &mut Numbers) -> ReadOptions {
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

fn check_reading(reading: &Reading, file: &[u8]) {
    let (series, report) = (&reading.series, &reading.report);
    let shown = || String::from_utf8_lossy(file).into_owned();
    assert_eq!(series.len(), report.rows, "{}", shown());
    assert!(series.kw().iter().all(|kw| kw.is_finite()), "{}", shown());
    assert!(report.min_kw <= report.max_kw, "{}", shown());
    let steps = series.len();
    assert!(
        report
            .filled_steps
            .iter()
            .all(|gap| gap.end < steps && gap.start > 0),
        "{}",
        shown()
    );
    let undated = series.clock().start == LocalTime::UNDATED;
    assert!(series.clock().dated || undated, "{}", shown());
    assert!(!report.sentence().contains("NaN"), "{}", shown());
}

#[test]
fn no_file_panics() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut file = Vec::new();
    let (mut read_well, mut asked) = (0_u64, 0_u64);
    for _ in 0..cases() {
        damage(&mut numbers, &mut file);
        let options = options(&mut numbers);
        match read(&file, &options) {
            Ok(reading) => {
                read_well += 1;
                check_reading(&reading, &file);
            }
            Err(ReadError::NeedsChoice(question)) => {
                asked += 1;
                assert!(!question.choices.is_empty());
            }
            Err(why) => assert!(!why.to_string().contains(char::is_control), "{why}"),
        }
    }
    // Neither all refused nor all read: the damage is of the kind that tests something.
    if cases() >= 10_000 {
        assert!(read_well > cases() / 20 && asked > cases() / 100);
    }
}
