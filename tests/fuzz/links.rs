//! Made-up links: none panics, each ends in a scenario whose own link brings it back.

use super::numbers::Numbers;
use super::target;
use peakpack::load::carried::{Head, in_fragment};
use peakpack::scenario::{DISPLAY_KEYS, Id, PARAMETERS, decode};

/// What links are made of, in good and in bad.
const BITS: [&str; 48] = [
    "b.",
    "r=",
    "r=86412&",
    "_data",
    "data=",
    "DATA%3D",
    "none",
    "B.s=colo&",
    "v=1&",
    "v=",
    "&",
    "&amp;",
    "=",
    "?",
    "#",
    "%",
    "%25",
    "%2C",
    "%zz",
    "%E2%80",
    "+",
    "-",
    ".",
    ",",
    "_",
    "*",
    "0",
    "1",
    "78",
    "640",
    "1e9",
    "0.25",
    "99999999999999999999",
    "NaN",
    "inf",
    "−",
    "é",
    "\u{202e}",
    "\u{0}",
    "\n",
    "1 000",
    "1.000,5",
    "https://host/",
    "://",
    "utm_source=x",
    "unknown=1",
    "amp;",
    "\u{10ffff}",
];

pub(crate) fn link(numbers: &mut Numbers<'_>, out: &mut String) {
    out.clear();
    for _ in 0..numbers.below(8) {
        match numbers.below(8) {
            0..=3 => {
                let parameter = &PARAMETERS[numbers.below(Id::COUNT)];
                if numbers.below(4) == 0 {
                    out.push_str("b.");
                }
                out.push_str(parameter.key);
                out.push('=');
                match parameter.options() {
                    [] => out.push_str(BITS[numbers.below(BITS.len())]),
                    options => out.push_str(options[numbers.below(options.len())].id),
                }
                out.push('&');
            }
            4 => out.push_str(DISPLAY_KEYS[numbers.below(DISPLAY_KEYS.len())]),
            _ => out.push_str(BITS[numbers.below(BITS.len())]),
        }
    }
    // A byte changed in transit, as far as the text stays a text.
    if numbers.below(4) == 0 && !out.is_empty() {
        let at = numbers.below(out.len());
        if out.is_char_boundary(at) {
            out.insert(at, char::from(numbers.below(128) as u8));
        }
    }
}

#[test]
fn no_link_panics() {
    let mut text = String::new();
    let mut case = 0_u64;
    target!("links").for_each(|bytes: &[u8]| {
        case += 1;
        link(&mut Numbers::of(bytes), &mut text);
        let decoded = decode(&text);
        for warning in &decoded.warnings {
            let shown = warning.to_string();
            assert!(!shown.contains(char::is_control), "{text:?}: {shown:?}");
        }
        // The way back is as long as the way there; every tenth link shows enough.
        if case.is_multiple_of(10) {
            let again = decode(&decoded.canonical());
            assert_eq!(again.scenario, decoded.scenario, "{text:?}");
            assert_eq!(again.other, decoded.other, "{text:?}");
            assert_eq!(again.display, decoded.display, "{text:?}");
            assert_eq!(again.warnings, [], "{text:?}");
        }
    });
}

/// What the head of a load is made of, in good and in bad.
const HEAD: [&str; 16] = [
    "d1",
    ".",
    "*",
    "u",
    "_",
    "-",
    "0",
    "900",
    "3600",
    "1735689600",
    "4",
    "99999999999",
    "100",
    "ffffffff",
    "é",
    "data=",
];

#[test]
fn no_load_in_a_link_panics() {
    let mut text = String::new();
    target!("carried").for_each(|bytes: &[u8]| {
        let mut numbers = Numbers::of(bytes);
        text.clear();
        if numbers.below(4) > 0 {
            // A sound head: only what follows it is made up.
            let steps = numbers.below(40).to_string();
            for part in ["d1.u0.900.", &steps, ".10.0"] {
                text.push_str(part);
            }
        } else {
            for _ in 0..numbers.below(16) {
                text.push_str(HEAD[numbers.below(HEAD.len())]);
            }
        }
        let _ = in_fragment(&text);
        if let Ok(head) = Head::parse(&text) {
            let values: Vec<u8> = (0..numbers.below(60))
                .map(|_| numbers.below(256) as u8)
                .collect();
            if let Ok(series) = head.series(&values) {
                assert!(series.kw().iter().all(|kw| kw.is_finite()), "{text:?}");
            }
        }
    });
}
