//! What is planned for a fleet: how its packs age, and what is done about it.

use crate::ageing::{Ageing, CannotContinue, Knee, Model, Refused, Simple, State};
use crate::fleet::{CataloguePack, Chemistry};
use crate::scenario::{Id, Scenario, Upkeep};
use crate::units::Fraction;
use std::fmt;

/// What state the cells are in when their second life begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// As new cells, fading from the health they have.
    Fresh,
    /// As cells that have lost along the model what the packs have lost.
    Continued,
}

/// The cut that should hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// So much of today's.
    Share(f64),
    /// A power, kW.
    Cut(f64),
}

/// A plan for some years.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// How cells age: those of the first car, and those of the second.
    pub models: [Model; 2],
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
    pub upkeep: Upkeep,
    /// The cut that should hold.
    pub target: Target,
}

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
    /// The plan of a scenario, with the usual model where it names none.
    ///
    /// ```
    /// use peakpack::ageing::Model;
    /// use peakpack::life::Plan;
    /// use peakpack::scenario::{Scenario, Upkeep};
    /// let plan = Plan::of(&Scenario::default());
    /// assert_eq!((plan.models[0], plan.upkeep), (Model::Nca, Upkeep::Fade));
    /// assert_eq!((plan.severity, plan.years), (1.25, 15));
    /// ```
    pub fn of(scenario: &Scenario) -> Self {
        Self {
            models: Self::cases(scenario)[0],
            severity: scenario.get(Id::PackFactor),
            begin: if scenario.continues() {
                Begin::Continued
            } else {
                Begin::Fresh
            },
            temperature_c: scenario.temperature_c(),
            years: scenario.get(Id::Years) as u32,
            end_health: scenario.end_health(),
            upkeep: scenario.upkeep(),
            target: Target::Share(scenario.get(Id::HeldCut) / 100.0),
        }
    }

    /// The models that a scenario's packs may follow, the usual ones first: the one it names, or
    /// those that fit the chemistry of its cars. Never empty.
    ///
    /// ```
    /// use peakpack::life::Plan;
    /// use peakpack::scenario::{Id, Scenario};
    /// let scenario = Scenario::default();
    /// assert_eq!(Plan::cases(&scenario).len(), 3);
    /// assert_eq!(Plan::cases(&scenario.with(Id::Cell, 4.0)).len(), 1);
    /// ```
    pub fn cases(scenario: &Scenario) -> Vec<[Model; 2]> {
        if let Some(named) = named_model(scenario) {
            return vec![[named; 2]];
        }
        let of = |model| models_of(CataloguePack::of(model).chemistry);
        let first = of(scenario.pack_model());
        let second = if scenario.second_share().get() > 0.0 {
            of(scenario.second_model())
        } else {
            first
        };
        let at = |models: &[Model], k: usize| models[k.min(models.len() - 1)];
        (0..first.len().max(second.len()))
            .map(|k| [at(first, k), at(second, k)])
            .collect()
    }

    /// The ageing of its packs.
    pub(super) fn ageing(&self) -> Result<[Ageing; 2], CannotPlan> {
        let [first, second] = self.models;
        Ok([
            Ageing::new(first, self.severity)?,
            Ageing::new(second, self.severity)?,
        ])
    }

    /// The state a pack of this health begins with.
    pub(super) fn state(&self, ageing: &Ageing, health: Fraction) -> Result<State, CannotPlan> {
        match self.begin {
            Begin::Fresh => Ok(State::FRESH),
            Begin::Continued => ageing.continued(health).map_err(CannotPlan::Begin),
        }
    }
}

/// The model that a scenario names, the simple one with its numbers.
fn named_model(scenario: &Scenario) -> Option<Model> {
    let model = *Model::ALL.get(scenario.cell_model()?)?;
    let Model::Simple(_) = model else {
        return Some(model);
    };
    let below = scenario.get(Id::Knee) / 100.0;
    let knee = (below > 0.0).then(|| Knee {
        below,
        times: scenario.get(Id::KneeFactor),
    });
    let (fade, cycles) = (scenario.get(Id::Fade), scenario.get(Id::CycleFade));
    // The table's limits are within the model's.
    let simple = Simple::new(fade, cycles, knee).unwrap_or(Simple::TYPICAL);
    Some(Model::Simple(simple))
}
