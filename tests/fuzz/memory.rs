//! How much memory reading takes.

use cap::Cap;
use std::alloc::System;

/// The most that all tests of this program may hold at once, in bytes.
///
/// A small file may name two moments six million steps apart, as many as a load may have.
/// Asked to fill all between them, the reader holds 182 MB: 8 bytes for each step of the load,
/// 16 for each that is filled, and what growing leaves unused. No other file of a few kB takes
/// more.
pub const MOST: usize = 224_000_000;

/// Refuses what is far beyond that, before the machine has to.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, 4 * MOST);

/// The most that was held at once so far, in bytes.
pub fn peak() -> usize {
    ALLOCATOR.max_allocated()
}
