//! A second life that goes on where a first one ended.
//!
//! A pack at 78 % that starts as fresh loses again what cells lose fastest when new.
//! One that continues has that behind it: it is taken along the model from new, under
//! reference conditions, until it has lost as much. How packs really spent their first
//! life nobody knows; between the two lies a band.

use super::stress::{Day, REPEATED_STEP_H, repeated_day};
use super::{Ageing, Reference, State};
use crate::units::Fraction;
use std::fmt;

/// Highest state of charge of the reference day.
pub const REFERENCE_HIGH: f64 = 0.9;
/// Lowest state of charge of the reference day.
pub const REFERENCE_LOW: f64 = 0.3;
/// Temperature of the cells on the reference day, °C.
pub const REFERENCE_TEMPERATURE_C: f64 = 25.0;

/// Why no state can be continued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotContinue {
    /// The model begins at the start of second life.
    BeginsThere,
    /// In a century under reference conditions the model does not lose so much.
    NeverLosesSoMuch,
}

impl fmt::Display for CannotContinue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BeginsThere => {
                "this model was measured from the start of second life, so its state can only be fresh"
            }
            Self::NeverLosesSoMuch => {
                "in a hundred years this model does not lose as much as the packs have lost; use a fresh state"
            }
        })
    }
}

impl std::error::Error for CannotContinue {}

impl Ageing {
    /// The state of a cell that has aged from new to a state of health on reference days.
    ///
    /// # Errors
    /// A model measured from the start of second life, or one that never loses so much.
    ///
    /// ```
    /// use peakpack::ageing::{Ageing, Model};
    /// use peakpack::units::Fraction;
    /// let health = Fraction::from_percent_clamped(78.0);
    /// let state = Ageing::of(Model::Lfp).continued(health).unwrap();
    /// assert!((state.q() - 0.78).abs() < 1e-9);
    /// assert_eq!(state.retained(), 1.0);
    /// assert!(Ageing::of(Model::LeafSecondLife).continued(health).is_err());
    /// ```
    pub fn continued(&self, health: Fraction) -> Result<State, CannotContinue> {
        const LONGEST_DAYS: usize = 36_500;
        if self.model().reference() == Reference::SecondLifeStart {
            return Err(CannotContinue::BeginsThere);
        }
        if health == Fraction::ONE {
            return Ok(State::FRESH);
        }
        let soc = repeated_day(REFERENCE_HIGH, REFERENCE_LOW);
        let day = Day::new(&soc, REPEATED_STEP_H, REFERENCE_TEMPERATURE_C)
            .map_err(|_| CannotContinue::NeverLosesSoMuch)?;
        let rates = self.rates(&day);
        let mut state = State::FRESH;
        for _ in 0..LONGEST_DAYS {
            if let Some(there) = state.begin_at(health.get(), &rates) {
                return Ok(there);
            }
            state.advance(&rates);
        }
        Err(CannotContinue::NeverLosesSoMuch)
    }
}
