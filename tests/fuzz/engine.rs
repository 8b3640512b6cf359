//! What makes the cases where no fuzzer does: bytes that are the same in every run.

use bolero::bolero_engine::panic::{forward_panic, set_hook};
use bolero::generator::bolero_generator::driver::Options;
use bolero::{Engine, Test};
use std::time::Instant;

/// Bytes of a case: two for each number, of which few cases take more.
const CASE_BYTES: usize = 80;

/// Bolero's engine for tests draws other cases in every run, and a failure would be the day's
/// and not the change's.
pub struct SameInEveryRun {
    pub name: &'static str,
    pub cases: u64,
}

impl<T: Test> Engine<T> for SameInEveryRun {
    type Output = ();

    fn run(self, mut test: T, _options: Options) {
        let begin = Instant::now();
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut bytes = [0; CASE_BYTES];
        set_hook();
        for case in 0..self.cases {
            for eight in bytes.chunks_exact_mut(8) {
                // Xorshift*.
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                let mixed = state.wrapping_mul(0x2545_f491_4f6c_dd1d);
                eight.copy_from_slice(&mixed.to_be_bytes());
            }
            forward_panic(false);
            let outcome = test.test(&mut &bytes[..]);
            forward_panic(true);
            if let Err(why) = outcome {
                panic!("{}, case {case}: {why}", self.name);
            }
        }
        let seconds = begin.elapsed().as_secs_f64();
        println!(
            "{}: {} cases in {seconds:.1} s, {:.0} a second",
            self.name,
            self.cases,
            self.cases as f64 / seconds
        );
    }
}
