//! Synthetic site loads: what an AI data center draws, without a meter file.
//!
//! Each profile is a small world in absolute time, fixed by its seed. Values
//! are its means over the steps asked for, so 15-minute values are the means
//! of the 1-minute values of the same world (up to the scale: the peak asked
//! for is the highest *step*, and shorter steps have higher peaks).
//! Parameters stand beside their source in the profile's file, marked as
//! measured, published or estimate.

mod campus;
mod cosine;
mod enterprise;
mod error;
mod finetune;
mod grid;
mod harsh;
mod inference;
mod overhead;
mod scale;
mod training;
mod wave;
mod weather;

use super::series::{Clock, MAX_KW, MAX_STEPS, Series};
use super::time::Step;
pub use crate::scenario::Shape;
use crate::units::Kilowatts;
pub use error::ProfileError;
use grid::{DAY, Grid};

/// The longest profile, days.
pub const MAX_DAYS: u16 = 366;
/// The highest power usage effectiveness.
pub const MAX_PUE: f64 = 3.0;

/// What to generate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfileSpec {
    /// The kind of site.
    pub shape: Shape,
    /// The highest step at the meter; reached exactly. 0 to [`MAX_KW`] kW.
    pub peak: Kilowatts,
    /// Mean over peak, 0 to 1. `None` leaves the profile its own; otherwise the
    /// distances from the peak are stretched until the load factor is this, as
    /// far as nothing falls below 0.
    pub load_factor: Option<f64>,
    /// Power usage effectiveness, 1 to [`MAX_PUE`]: the site's energy over the
    /// computers', on the average of a year. The peak is the site's either way;
    /// more overhead means more weather in the shape.
    pub pue: f64,
    /// The world: other seeds give other jobs, other weather.
    pub seed: u32,
    /// The length of a step; values are means over it.
    pub step: Step,
    /// Days from Monday 1 January, 1 to [`MAX_DAYS`].
    pub days: u16,
}

/// Generates a load.
///
/// The same specification gives the same bits on every target.
///
/// # Errors
/// When a field of the specification is outside its bounds, or when step and
/// days ask for more than [`MAX_STEPS`] steps.
///
/// ```
/// use peakpack::load::Step;
/// use peakpack::load::synthetic::{ProfileSpec, Shape, profile};
/// use peakpack::units::Kilowatts;
/// let campus = ProfileSpec {
///     shape: Shape::Campus,
///     peak: Kilowatts(100_000.0),
///     load_factor: None,
///     pue: Shape::Campus.usual_pue(),
///     seed: 1,
///     step: Step::QUARTER_HOUR,
///     days: 365,
/// };
/// let year = profile(&campus).unwrap();
/// assert_eq!(year.len(), 35_040);
/// assert_eq!(year.kw().iter().copied().fold(0.0, f64::max), 100_000.0);
///
/// let too_fine = ProfileSpec { step: Step::from_ms(100).unwrap(), ..campus };
/// assert!(profile(&too_fine).unwrap_err().to_string().contains("use a longer step"));
/// ```
pub fn profile(spec: &ProfileSpec) -> Result<Series, ProfileError> {
    let grid = checked_grid(spec)?;
    let mut kw = match spec.shape {
        Shape::Training => training::it_power(grid, spec.seed),
        Shape::TrainingHarsh => harsh::it_power(grid, spec.seed),
        Shape::Inference => inference::it_power(grid, spec.seed),
        Shape::Campus => campus::it_power(grid, spec.seed),
        Shape::Enterprise => enterprise::it_power(grid, spec.seed),
        Shape::FineTune => finetune::it_power(grid, spec.seed),
    };
    let weather = match spec.shape {
        Shape::Training | Shape::TrainingHarsh | Shape::FineTune => training::WEATHER,
        Shape::Inference => inference::WEATHER,
        Shape::Campus => campus::WEATHER,
        Shape::Enterprise => enterprise::WEATHER,
    };
    overhead::add_overhead(grid, &mut kw, spec.pue, spec.seed, weather);
    scale::to_peak(&mut kw, spec.peak.0, spec.load_factor);
    Series::new(Clock::undated(), spec.step, kw).map_err(ProfileError::Series)
}

fn checked_grid(spec: &ProfileSpec) -> Result<Grid, ProfileError> {
    if !(0.0..=MAX_KW).contains(&spec.peak.0) {
        return Err(ProfileError::Peak { kw: spec.peak.0 });
    }
    if let Some(load_factor) = spec.load_factor
        && !(0.0..=1.0).contains(&load_factor)
    {
        return Err(ProfileError::LoadFactor { load_factor });
    }
    if !(1.0..=MAX_PUE).contains(&spec.pue) {
        return Err(ProfileError::Pue { pue: spec.pue });
    }
    if !(1..=MAX_DAYS).contains(&spec.days) {
        return Err(ProfileError::Days { days: spec.days });
    }
    let step_ms = spec.step.ms();
    // A last step that would reach beyond the days is left out.
    let len = (i64::from(spec.days) * DAY / step_ms) as usize;
    if len > MAX_STEPS {
        return Err(ProfileError::TooManySteps {
            steps: len,
            step: spec.step,
            days: spec.days,
        });
    }
    Ok(Grid { step_ms, len })
}
