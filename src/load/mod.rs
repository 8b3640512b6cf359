//! The site's demand: the validated series, synthetic profiles, meter files.

pub mod demand;
mod noise;
pub mod resample;
pub mod series;
pub mod synthetic;
pub mod time;

pub use demand::{Demand, MonthSpan, demand};
pub use resample::resample;
pub use series::{Clock, ClockChange, Series, SeriesError};
pub use time::{LocalTime, Step};
