//! Two sliders: what a year costs, and what a hundred equivalent full cycles cost.
//!
//! The equation: [`ABOUT`]. Linear in time and in throughput, blind to temperature and
//! charge. The knee is where the fade of worn cells sets in faster.

use super::about::About;
use super::rates::Law;
use super::refused::Refused;

/// The model in plain letters, and who measured it.
pub const ABOUT: About = About {
    equations: &["Δq = −(a·Δt/365 + b·ΔEFC/100)·(1, or several times as much from the knee on)"],
    source: "rates of your own; knees: Attia et al., Journal of the Electrochemical Society 2022, doi:10.1149/1945-7111/ac6d13",
};

/// A linear model with an optional knee, whose numbers have been checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Simple {
    calendar_per_year: f64,
    cycle_per_100: f64,
    knee: Option<Knee>,
}

/// Where fade sets in faster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knee {
    /// The relative capacity `q` at which it does, 0 to 1.
    pub below: f64,
    /// How many times as fast, 1 to 100.
    pub times: f64,
}

impl Simple {
    /// 2 % a year and 1 % per 100 cycles, no knee: our choice between the measured
    /// mean of electric cars on the road (2.3 % a year, driving included) and the
    /// cycling of retired Leaf cells (1.1 % in the first 100).
    pub const TYPICAL: Self = Self {
        calendar_per_year: 0.02,
        cycle_per_100: 0.01,
        knee: None,
    };

    /// Checks the numbers, in percent.
    ///
    /// # Errors
    /// A loss outside 0 to 100 %, or a knee outside its range.
    ///
    /// ```
    /// use peakpack::ageing::Simple;
    /// assert_eq!(Simple::new(2.0, 1.0, None), Ok(Simple::TYPICAL));
    /// assert!(Simple::new(-2.0, 1.0, None).is_err());
    /// ```
    pub fn new(
        calendar_pct_per_year: f64,
        cycle_pct_per_100: f64,
        knee: Option<Knee>,
    ) -> Result<Self, Refused> {
        const PERCENT: &str = "from 0 to 100";
        let percent = |what, value: f64| {
            Refused::unless((0.0..=100.0).contains(&value), what, value, PERCENT)
        };
        percent("calendar loss in % a year", calendar_pct_per_year)?;
        percent("cycle loss in % per 100 cycles", cycle_pct_per_100)?;
        if let Some(Knee { below, times }) = knee {
            Refused::unless(
                (0.0..=1.0).contains(&below),
                "capacity at the knee",
                below,
                "a share from 0 to 1",
            )?;
            Refused::unless(
                (1.0..=100.0).contains(&times),
                "factor after the knee",
                times,
                "from 1 to 100",
            )?;
        }
        Ok(Self {
            calendar_per_year: calendar_pct_per_year / 100.0,
            cycle_per_100: cycle_pct_per_100 / 100.0,
            knee,
        })
    }

    pub(super) fn knee(&self) -> Option<Knee> {
        self.knee
    }

    pub(super) fn calendar(&self) -> Law {
        Law::new(self.calendar_per_year / super::DAYS_PER_YEAR, 1.0)
    }

    pub(super) fn cycle(&self) -> Law {
        Law::new(self.cycle_per_100 / 100.0, 1.0)
    }
}
