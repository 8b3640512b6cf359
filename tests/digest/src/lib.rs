//! Every result of the library as 64 bits each, natively and as a bare WebAssembly module.

use peakpack::load::{Clock, Series, Step};

/// What is boiled down: a name and a list of numbers.
type Case = (&'static str, fn() -> Vec<f64>);

const CASES: &[Case] = &[
    ("transcendental functions", transcendental),
    ("energy of a series", energy),
];

/// How many digests there are.
#[unsafe(no_mangle)]
pub extern "C" fn count() -> u32 {
    CASES.len() as u32
}

/// Digest number `i`, from 0.
#[unsafe(no_mangle)]
pub extern "C" fn digest(i: u32) -> u64 {
    let (_, numbers) = CASES[i as usize];
    fnv(&numbers())
}

/// What digest number `i` is about.
pub fn name(i: u32) -> &'static str {
    CASES[i as usize].0
}

/// The FNV-1a hash of the numbers' bits, so that even the sign of a zero counts.
fn fnv(numbers: &[f64]) -> u64 {
    numbers
        .iter()
        .flat_map(|number| number.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

fn waves() -> Vec<f64> {
    (0..35_040)
        .map(|k| 0.001 * f64::from(k))
        .flat_map(|x| {
            [
                libm::sin(x),
                libm::exp(-x),
                libm::log1p(x),
                libm::pow(x, 0.8),
            ]
        })
        .collect()
}

fn transcendental() -> Vec<f64> {
    waves()
}

fn energy() -> Vec<f64> {
    Series::new(Clock::undated(), Step::HOUR, waves())
        .map(|series| vec![series.energy().0])
        .unwrap_or_default()
}
