//! The site's demand: the validated series, synthetic profiles, meter files.

pub mod series;
pub mod time;

pub use series::{Clock, ClockChange, Series, SeriesError};
pub use time::{LocalTime, Step};
