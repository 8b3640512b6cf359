//! Loads that travel in links: the values that arrive are those the sender was shown.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "whatever goes wrong here is a failed test"
)]

use peakpack::load::carried::{Damaged, Head, LEVELS, Packed, in_fragment, pack};
use peakpack::load::{Clock, ClockChange, LocalTime, Series, Site, Step};
use peakpack::scenario::Scenario;
use proptest::prelude::*;

fn unpack(packed: &Packed) -> Result<Series, Damaged> {
    let head = Head::parse(&packed.head)?;
    assert!(packed.bytes.len() <= head.most_bytes());
    head.series(&packed.bytes)
}

fn deflated(bytes: &[u8]) -> usize {
    miniz_oxide::deflate::compress_to_vec(bytes, 9)
        .len()
        .div_ceil(3)
        * 4
}

#[test]
fn a_year_of_quarter_hours_fits_a_link() {
    let site = Site::of(&Scenario::default()).unwrap();
    let packed = pack(&site.series);
    assert_eq!(unpack(&packed), Ok(packed.series.clone()));
    let largest = |series: &Series| series.kw().iter().copied().fold(0.0, f64::max);
    assert_eq!(largest(&packed.series), largest(&site.series));
    let length = packed.head.len() + deflated(&packed.bytes);
    assert!((4_000..25_000).contains(&length), "{length}");
}

#[test]
fn a_damaged_load_is_told_from_a_sound_one() {
    let site = Site::of(&Scenario::default()).unwrap();
    let packed = pack(&site.series.part(0..672).unwrap());
    for at in 0..packed.bytes.len() {
        let mut bytes = packed.bytes.clone();
        bytes[at] ^= 2;
        let head = Head::parse(&packed.head).unwrap();
        assert!(head.series(&bytes).is_err(), "byte {at}");
    }
    let head = Head::parse(&packed.head).unwrap();
    let shorter = &packed.bytes[..packed.bytes.len() - 1];
    assert_eq!(head.series(shorter), Err(Damaged::Values));
    assert_eq!(head.series(&[]), Err(Damaged::Values));
    for at in 3..packed.head.len() {
        let mut text = packed.head.clone().into_bytes();
        text[at] = if text[at] == b'7' { b'8' } else { b'7' };
        let text = String::from_utf8(text).unwrap();
        let sound = Head::parse(&text).and_then(|head| head.series(&packed.bytes));
        assert!(sound.is_err(), "{text}");
    }
    for (text, why) in [
        ("", Damaged::Head),
        ("d2.0.900.1.1.0", Damaged::Unknown),
        ("d1", Damaged::Head),
        ("d1.0.900.1.1", Damaged::Head),
        ("d1.0.900.0.1.0", Damaged::Head),
        ("d1.0.900.1e3.1.0", Damaged::Head),
        ("d1.0.900.99999999.1.0", Damaged::Head),
        ("d1.0.90000.1.1.0", Damaged::Head),
        ("d1.0*5.900.1.1.0", Damaged::Head),
        ("d1.0*5*3600*5*3600.900.1.1.0", Damaged::Head),
        ("d1.9999999999999999.900.1.1.0", Damaged::Head),
        ("d1.0.900.1.-1.0", Damaged::Head),
        ("d1.0.900.1.1.xyz", Damaged::Head),
    ] {
        assert_eq!(Head::parse(text), Err(why), "{text}");
    }
}

#[test]
fn the_fragment_is_found_in_a_link() {
    assert_eq!(in_fragment("#data=d1.0").as_deref(), Some("d1.0"));
    assert_eq!(
        in_fragment("https://host/?v=1#data=d1.0&x=1").as_deref(),
        Some("d1.0")
    );
    assert_eq!(in_fragment("?v=1"), None);
    assert_eq!(in_fragment("#load"), None);
    // A saved page whose load has been put away, and what programs on the way have made of a link.
    assert_eq!(in_fragment("#data=none"), None);
    assert_eq!(in_fragment("#x=1&data%3Dd1%2E0").as_deref(), Some("d1.0"));
    assert_eq!(in_fragment("#Data=d1.0").as_deref(), Some("d1.0"));
}

fn series() -> impl Strategy<Value = Series> {
    let values = prop_oneof![
        prop::collection::vec(0.0..1.0_f64, 1..400),
        prop::collection::vec(-1.0..1.0_f64, 1..40),
        (1..200_usize).prop_map(|n| vec![1.0; n]),
        (1..20_usize).prop_map(|n| vec![0.0; n]),
    ];
    let start = prop::option::of(-9_000_000_000..90_000_000_000_i64);
    let change = prop::option::of((
        0..30_usize,
        prop::sample::select(vec![3_600_000, -3_600_000]),
    ));
    let step = prop::sample::select(vec![100_i64, 1_000, 60_000, 900_000, 3_600_000, 123_456]);
    (values, 0.001..1e7_f64, start, change, step).prop_map(|(shares, peak, start, change, step)| {
        let kw = shares.iter().map(|share| share * peak).collect();
        let mut clock =
            start.map_or_else(Clock::undated, |ms| Clock::starting(LocalTime(ms * 100)));
        let change = change.map(|(at_step, shift_ms)| ClockChange { at_step, shift_ms });
        clock.changes.extend(change);
        Series::new(clock, Step::from_ms(step).unwrap(), kw).unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_arrives_is_what_the_sender_was_shown(series in series()) {
        let packed = pack(&series);
        let arrived = unpack(&packed).unwrap();
        prop_assert_eq!(&arrived, &packed.series);
        prop_assert_eq!(arrived.clock(), series.clock());
        prop_assert_eq!(arrived.step(), series.step());
        let peak = series.kw().iter().fold(0.0, |most: f64, kw| most.max(kw.abs()));
        // Half a level, and what rounding the peak to the watt moves.
        let most = 0.5 * peak / f64::from(LEVELS) + 0.001;
        for (one, other) in arrived.kw().iter().zip(series.kw()) {
            prop_assert!((one - other).abs() <= most, "{} for {}", one, other);
        }
        // Packed again it is the same, to the last bit.
        prop_assert_eq!(pack(&arrived), packed);
    }

    #[test]
    fn nothing_panics_on_a_strangers_load(text in "\\PC{0,60}", bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = in_fragment(&text);
        if let Ok(head) = Head::parse(&text) {
            let _ = head.series(&bytes);
        }
    }

    #[test]
    fn nothing_panics_on_a_head_of_numbers(text in "d1(\\.[u0-9*_-]{0,14}){4}\\.[0-9a-f]{1,9}", bytes in prop::collection::vec(0..4_u8, 0..60)) {
        if let Ok(head) = Head::parse(&text) {
            let _ = head.series(&bytes);
        }
    }
}
