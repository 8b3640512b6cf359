//! How packs lose capacity: published models of cells, and a simple one.
//!
//! A model takes what a day did to the cells, their state of charge and their
//! temperature, and carries a state from day to day. Conditions may change every day.
//!
//! | file | what is in it |
//! |---|---|
//! | `stress.rs` | the stressors of a day |
//! | `rate.rs` | one day's step along a power law or a sigmoid |
//! | `leaf_second_life.rs`, `nmc111.rs`, `nmc75.rs`, `lfp.rs`, `nca.rs`, `simple.rs` | a model each |
//! | `pace.rs` | many days in one step, for draws by the hundred |
//! | `about.rs` | the equations of the models and their sources, to be shown |
//! | `fit.rs` | the conditions the models were fitted to |
//! | `rainflow.rs` | cycles in a sequence, by range |
//!
//! Two ways to use a day. [`Ageing::advance`] counts throughput by the capacity that is
//! left: the same swing of the state of charge moves less energy through a worn cell.
//! [`Ageing::rates`] counts it by the full capacity and can be applied again and again;
//! a constant day over many years is this one, as in the published results.
//!
//! A pack ages faster than its cells, and some packs faster than others: the severity
//! multiplies every step ([`Ageing::new`]).
//!
//! ```
//! use peakpack::ageing::{Ageing, Day, Model, State, after_years, repeated_day};
//! let soc = repeated_day(0.9, 0.3);
//! let day = Day::new(&soc, 1.0, 25.0)?;
//! let rates = Ageing::of(Model::LeafSecondLife).rates(&day);
//! let course = peakpack::ageing::repeat(State::FRESH, &rates, 3_650);
//! assert!((after_years(&course, 1.0) - 0.904).abs() < 1e-3);
//! assert!((after_years(&course, 10.0) - 0.489).abs() < 1e-3);
//! # Ok::<(), peakpack::ageing::Refused>(())
//! ```

mod about;
mod continued;
mod fit;
pub mod leaf_second_life;
pub mod lfp;
mod model;
pub mod nca;
pub mod nmc111;
pub mod nmc75;
mod pace;
pub mod rainflow;
pub mod rate;
mod rates;
mod refused;
pub mod simple;
mod state;
pub mod stress;

pub use about::About;
pub use continued::{CannotContinue, REFERENCE_HIGH, REFERENCE_LOW, REFERENCE_TEMPERATURE_C};
pub use fit::{Fit, Outside};
pub use model::{Model, Reference};
pub use nmc111::FEWEST_CYCLES;
pub use pace::Pace;
pub use rainflow::rainflow;
pub use rates::{Coefficients, Rates};
pub use refused::Refused;
pub use simple::{Knee, Simple};
pub use state::State;
pub use stress::{COLDEST_C, Day, HOTTEST_C, REPEATED_STEP_H, anode_potential_v, repeated_day};

/// Days in a year of the models.
pub const DAYS_PER_YEAR: f64 = 365.0;

/// How much shorter a pack lives than its cells: 20 to 30 % in the experience behind
/// BLAST (National Renewable Energy Laboratory); this severity gives 20 %.
pub const PACK_FACTOR: f64 = 1.25;

/// A model and how severely it applies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ageing {
    model: Model,
    severity: f64,
}

impl Ageing {
    /// A model for cells as they were tested.
    pub fn of(model: Model) -> Self {
        Self {
            model,
            severity: 1.0,
        }
    }

    /// A model whose every step is multiplied by a severity, 0.1 to 10: that of packs
    /// ([`PACK_FACTOR`]), and that of one pack against another.
    ///
    /// # Errors
    /// A severity outside 0.1 to 10.
    ///
    /// ```
    /// use peakpack::ageing::{Ageing, Model, PACK_FACTOR};
    /// assert!(Ageing::new(Model::Lfp, PACK_FACTOR).is_ok());
    /// assert!(Ageing::new(Model::Lfp, 0.0).is_err());
    /// ```
    pub fn new(model: Model, severity: f64) -> Result<Self, Refused> {
        Refused::unless(
            (0.1..=10.0).contains(&severity),
            "pack factor",
            severity,
            "from 0.1 to 10",
        )?;
        Ok(Self { model, severity })
    }

    /// The model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What a day costs a cell, throughput counted by the full capacity.
    pub fn rates(&self, day: &Day) -> Rates {
        self.rates_at(&self.prepare(day), 1.0)
    }

    /// Computes of a day what is the same for all cells.
    pub fn prepare<'a>(&self, day: &'a Day<'a>) -> Prepared<'a> {
        let calendar = self.model.calendar(day);
        Prepared {
            day,
            calendar,
            step: calendar.step(day.days(), self.severity),
            material_cycles: self.model.material_cycles(day),
        }
    }

    /// What a day costs a cell whose capacity is `q` of what it was.
    fn rates_at(&self, prepared: &Prepared, q: f64) -> Rates {
        let Prepared {
            day,
            calendar,
            step,
            material_cycles,
        } = *prepared;
        let (days, full_cycles) = (day.days(), q * day.full_cycles());
        let cycle = self.model.cycle(day, q);
        Rates {
            calendar: step,
            cycle: cycle.step(full_cycles, self.severity),
            material: material_cycles.map(|cycles| {
                rate::SigmoidStep::new(
                    1.0 / cycles,
                    nmc111::MATERIAL_POWER,
                    full_cycles,
                    self.severity,
                )
            }),
            knee: match &self.model {
                Model::Simple(simple) => simple.knee(),
                _ => None,
            },
            coefficients: Coefficients {
                calendar: calendar.k,
                cycle: cycle.k,
                material_cycles,
                days,
                full_cycles,
            },
        }
    }

    /// Lives through one day, throughput counted by the capacity that is left, and
    /// returns [`State::q`] after it.
    ///
    /// ```
    /// use peakpack::ageing::{Ageing, Day, Model, State};
    /// let (summer, winter) = (Day::new(&[0.6, 0.6], 24.0, 32.0)?, Day::new(&[0.6, 0.6], 24.0, 18.0)?);
    /// let ageing = Ageing::of(Model::Nca);
    /// let mut state = State::FRESH;
    /// let spring = (0..180).fold(1.0, |_, _| ageing.advance(&mut state, &winter));
    /// let autumn = (0..180).fold(1.0, |_, _| ageing.advance(&mut state, &summer));
    /// assert!(autumn < spring && spring < 1.0);
    /// # Ok::<(), peakpack::ageing::Refused>(())
    /// ```
    pub fn advance(&self, state: &mut State, day: &Day) -> f64 {
        self.advance_prepared(state, &self.prepare(day))
    }

    /// The same for a day that several cells live through.
    pub fn advance_prepared(&self, state: &mut State, day: &Prepared) -> f64 {
        state.advance(&self.rates_at(day, state.q()))
    }
}

/// A day with what it costs any cell of a model: made by [`Ageing::prepare`].
#[derive(Clone, Copy, Debug)]
pub struct Prepared<'a> {
    day: &'a Day<'a>,
    calendar: rates::Law,
    step: rate::PowerStep,
    material_cycles: Option<f64>,
}

/// The capacity retained, relative to where `state` is said to begin its second life,
/// now and after each of so many repetitions of a day.
pub fn repeat(mut state: State, rates: &Rates, days: usize) -> Vec<f64> {
    let mut course = Vec::with_capacity(days + 1);
    course.push(state.retained());
    for _ in 0..days {
        state.advance(rates);
        course.push(state.retained());
    }
    course
}

/// A course of daily values after so many years of 365 days, linear between days; the
/// first value before it begins, the last after it ends.
///
/// ```
/// use peakpack::ageing::after_years;
/// assert_eq!(after_years(&[1.0, 0.5], 0.5 / 365.0), 0.75);
/// assert_eq!(after_years(&[1.0, 0.5], 9.0), 0.5);
/// ```
pub fn after_years(course: &[f64], years: f64) -> f64 {
    let days = (years * DAYS_PER_YEAR).max(0.0);
    // A cast from a float saturates.
    let whole = days.floor() as usize;
    let last = course.last().copied().unwrap_or(1.0);
    let at = |index: usize| course.get(index).copied().unwrap_or(last);
    let (from, part) = (at(whole), days - days.floor());
    if part > 0.0 {
        from + (at(whole.saturating_add(1)) - from) * part
    } else {
        from
    }
}
