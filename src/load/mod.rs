//! The site's demand: the validated series, synthetic profiles, meter files.

pub(crate) mod calendar;
pub mod carried;
pub mod demand;
pub mod meter;
pub mod months;
pub mod period;
pub mod resample;
pub mod series;
pub mod site;
pub mod statistics;
pub mod synthetic;
pub mod time;

pub use demand::{Demand, demand};
pub use months::MonthSpan;
pub use period::Period;
pub use resample::resample;
pub use series::{Clock, ClockChange, Series, SeriesError};
pub use site::{LoadSource, Site, window_of};
pub use statistics::{PeakOverMean, Statistics, load_duration, statistics, value_of_rank};
pub use time::{LocalTime, Step};
