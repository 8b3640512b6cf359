//! What is planned for a fleet: how its packs age, and what is done about it.

use crate::ageing::{Ageing, CannotContinue, Model, Refused, State};
use crate::fleet::{CataloguePack, Chemistry, Spread};
use crate::scenario::Scenario;
use crate::units::Fraction;
use std::fmt;

/// What is done with packs as they fade.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Policy {
    /// Nothing.
    Fade,
    /// A pack that reaches its end-of-life health is replaced by one as it was at the start.
    Replace,
    /// Every year so many packs are added that the peak falls by at least this much, kW.
    TopUp {
        /// The cut to hold, kW.
        cut_kw: f64,
    },
}

/// What state the cells are in when their second life begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// As new cells, fading from the health they have.
    Fresh,
    /// As cells that have lost along the model what the packs have lost.
    Continued,
}

/// A plan for some years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How cells age.
    pub model: Model,
    /// Every loss is multiplied by this: that of packs against cells, that of a bad case.
    pub severity: f64,
    /// The state of the cells when second life begins.
    pub begin: Begin,
    /// Temperature of the cells, °C.
    pub temperature_c: f64,
    /// How many years.
    pub years: u32,
    /// Health at which a pack's second life ends.
    pub end_health: Fraction,
    /// What is done about it.
    pub policy: Policy,
    /// How the healths are spread; none for packs that are all alike.
    pub spread: Option<Spread>,
    /// Packs in series in a string; 1 for a converter per pack.
    pub string: usize,
}

/// The horizon that is looked at unless another is asked for, years.
pub const HORIZON_YEARS: u32 = 15;
/// The longest horizon, years.
pub const MOST_YEARS: u32 = 40;

/// Why a plan cannot be carried out.
#[derive(Clone, Debug, PartialEq)]
pub enum CannotPlan {
    /// The health at the start is no higher than that at the end of life.
    EndedAlready {
        /// At the start.
        health: Fraction,
        /// At the end.
        end: Fraction,
    },
    /// A number outside its range.
    Refused(Refused),
    /// No state to begin with.
    Begin(CannotContinue),
}

impl fmt::Display for CannotPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |share: &Fraction| crate::decimal::short(share.get() * 100.0);
        match self {
            Self::EndedAlready { health, end } => write!(
                f,
                "the packs start at {} % health and their second life ends at {} %: choose a lower end",
                percent(health),
                percent(end)
            ),
            Self::Refused(why) => write!(f, "{why}"),
            Self::Begin(why) => write!(f, "{why}"),
        }
    }
}

impl std::error::Error for CannotPlan {}

impl From<Refused> for CannotPlan {
    fn from(why: Refused) -> Self {
        Self::Refused(why)
    }
}

/// The models that fit a chemistry, the usual one first.
///
/// NMC cells have two of their own; blends of LMO are what the second-life measurements are
/// of. Packs that may be NCA or NMC have those of both.
pub fn models_of(chemistry: Chemistry) -> &'static [Model] {
    match chemistry {
        Chemistry::LmoBlend => &[Model::LeafSecondLife],
        Chemistry::Nmc => &[Model::Nmc75, Model::Nmc111],
        Chemistry::Nca => &[Model::Nca],
        Chemistry::NcaOrNmc => &[Model::Nca, Model::Nmc75, Model::Nmc111],
        Chemistry::Lfp => &[Model::Lfp],
    }
}

impl Plan {
    /// The usual plan for the packs of a scenario: left to fade at 25 °C, all alike.
    ///
    /// ```
    /// use peakpack::life::{Plan, Policy};
    /// use peakpack::scenario::Scenario;
    /// let plan = Plan::of(&Scenario::default());
    /// assert_eq!(plan.policy, Policy::Fade);
    /// assert_eq!(plan.severity, 1.25);
    /// ```
    pub fn of(scenario: &Scenario) -> Self {
        let chemistry = CataloguePack::of(scenario.pack_model()).chemistry;
        Self {
            model: models_of(chemistry)[0],
            severity: crate::ageing::PACK_FACTOR,
            begin: Begin::Fresh,
            temperature_c: 25.0,
            years: HORIZON_YEARS,
            end_health: Fraction::from_percent_clamped(55.0),
            policy: Policy::Fade,
            spread: None,
            string: 1,
        }
    }

    /// The ageing of its packs.
    pub(super) fn ageing(&self) -> Result<Ageing, CannotPlan> {
        Ok(Ageing::new(self.model, self.severity)?)
    }

    /// The state a pack of this health begins with.
    pub(super) fn state(&self, ageing: &Ageing, health: Fraction) -> Result<State, CannotPlan> {
        match self.begin {
            Begin::Fresh => Ok(State::FRESH),
            Begin::Continued => ageing.continued(health).map_err(CannotPlan::Begin),
        }
    }
}
