//! Any load, written in any supported format, is read back as it was.

mod days;
mod europe;
mod green_button;
mod load;
mod nem;
mod stamps;
mod texas;
mod utilities;

use load::Load;
use peakpack::load::meter::{Flow, ReadError, ReadOptions, read};
use peakpack::load::{LocalTime, Step};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};

/// A load and a file that holds it.
#[derive(Clone, Debug)]
struct Written {
    load: Load,
    text: String,
    /// What only a person can say of such a file.
    options: ReadOptions,
    /// Whether the file also holds what flows back.
    both_ways: bool,
}

impl Written {
    fn new(load: Load, text: String) -> Self {
        Self {
            load,
            text,
            options: ReadOptions::default(),
            both_ways: false,
        }
    }

    fn answered(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    fn both_ways(mut self, both_ways: bool) -> Self {
        self.both_ways = both_ways;
        self
    }
}

/// A number as short as it can be without a loss.
fn number(value: f64) -> String {
    // Nothing prints as `-0`.
    (value + 0.0).to_string()
}

/// `2025-01-31`.
fn iso_date(time: LocalTime) -> String {
    time.to_string()[..10].to_owned()
}

/// `09:05`.
fn clock(time: LocalTime) -> String {
    time.to_string()[11..16].to_owned()
}

/// A format's name and the files of it.
type Format = (&'static str, fn() -> BoxedStrategy<Written>);

const FORMATS: &[Format] = &[
    ("Green Button XML", || green_button::feed().boxed()),
    ("PG&E and ComEd", || utilities::green_button_csv().boxed()),
    ("SCE, old", || utilities::edison_old().boxed()),
    ("SCE, new", || utilities::edison_new().boxed()),
    ("SDG&E", || utilities::san_diego().boxed()),
    ("Smart Meter Texas", || texas::smart_meter().boxed()),
    ("ESB", || europe::esb().boxed()),
    ("Enedis", || europe::enedis().boxed()),
    ("NEM12", || nem::nem12().boxed()),
    ("a row a day", || days::a_row_a_day().boxed()),
    ("a row a day of up to 25 hours", || {
        days::an_hour_more().boxed()
    }),
    ("a row a day, the hour of spring blank", || {
        days::spring_left_blank().boxed()
    }),
    ("ISO with offset", || stamps::iso_with_offset().boxed()),
    ("ISO in UTC", || stamps::iso_utc().boxed()),
    ("epoch seconds", || stamps::epoch_seconds().boxed()),
    ("epoch milliseconds", || {
        stamps::epoch_milliseconds().boxed()
    }),
    ("plain, local time", || stamps::plain().boxed()),
    ("plain, any hour", || stamps::plain_pieces().boxed()),
    ("plain, from and to", || stamps::from_to().boxed()),
];

#[test]
fn any_load_in_any_format_is_read_back() {
    for &(name, written) in FORMATS {
        let config = ProptestConfig {
            cases: 300,
            failure_persistence: None,
            ..ProptestConfig::default()
        };
        let outcome = TestRunner::new(config).run(&written(), |written| check(&written));
        if let Err(why) = outcome {
            panic!("{name}: {why}");
        }
    }
}

fn check(written: &Written) -> Result<(), TestCaseError> {
    let kw = |k: usize| written.load.tenths[k] as f64 / 10.0;
    read_back(written, None, kw)?;
    // Left alone the reader asks, or is right.
    let unasked = ReadOptions {
        date_order: None,
        ..written.options.clone()
    };
    match read(written.text.as_bytes(), &unasked) {
        Err(ReadError::NeedsChoice(_)) => {}
        other => prop_assert_eq!(
            other,
            read(written.text.as_bytes(), &written.options),
            "{}",
            written.text
        ),
    }
    if written.both_ways {
        read_back(written, Some(Flow::Export), Load::export_kw)?;
        read_back(written, Some(Flow::Net), |k| kw(k) - Load::export_kw(k))?;
    }
    Ok(())
}

fn read_back(
    written: &Written,
    channel: Option<Flow>,
    wanted: impl Fn(usize) -> f64,
) -> Result<(), TestCaseError> {
    let Written { load, text, .. } = written;
    let options = ReadOptions {
        channel,
        ..written.options.clone()
    };
    let reading = match read(text.as_bytes(), &options) {
        Ok(reading) => reading,
        Err(why) => return Err(TestCaseError::fail(format!("{why}\n{text}"))),
    };
    let series = &reading.series;
    prop_assert_eq!(
        series.step(),
        Step::from_ms(load.step_ms).unwrap(),
        "{}",
        text
    );
    prop_assert_eq!(series.len(), load.tenths.len(), "{}", text);
    prop_assert_eq!(reading.report.gaps_filled, 0, "{}", text);
    prop_assert_eq!(reading.report.duplicates, 0, "{}", text);
    for (k, interval) in load.intervals().iter().enumerate() {
        prop_assert_eq!(series.time(k), interval.start, "step {}\n{}", k, text);
        let (found, wanted) = (series.kw()[k], wanted(k));
        let close = (found - wanted).abs() <= 1e-12 * interval.kw.abs().max(1.0);
        prop_assert!(close, "step {}: {} for {}\n{}", k, found, wanted, text);
    }
    let energy: f64 = (0..series.len()).map(&wanted).sum::<f64>() * load.hours();
    let close = (series.energy().0 - energy).abs() <= 1e-9 * energy.abs().max(1.0);
    prop_assert!(close, "{} kWh for {}", series.energy().0, energy);
    Ok(())
}
