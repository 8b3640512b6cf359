//! What to tell a person: the simulation's result, its key figures, what limits it, and the sentences.

mod advice;
mod assumptions;
mod digest;
mod drift;
mod figures;
mod gap;
mod quantity;
mod record;
mod run;
mod sentence;
mod words;

pub use advice::Advice;
pub(crate) use digest::Fnv;
pub use digest::digest;
pub use figures::{Figure, FigureId};
pub use quantity::{PowerScale, duration, energy, group};
pub use record::{Record, brief, critical_hours, critical_record, months_record, record};
pub use run::{MonthPeak, Outcome, run, run_fleet};
pub use sentence::{Emphasis, Part, Sentence};
pub(crate) use words::clock;
pub use words::{DISCLAIMER, clock_and_day, month_name};
