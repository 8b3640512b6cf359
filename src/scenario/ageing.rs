//! The lists to pick from about packs that age and packs that differ.

use super::choice::ChoiceOption;
use super::chosen::Scenario;
use super::id::Id;
use super::model::PackModel;
use crate::units::Fraction;

/// How packs are wired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wiring {
    /// Every pack gives what it can.
    Converters,
    /// Every pack of a string gives only what the weakest gives.
    Strings,
}

impl Wiring {
    /// Their names in links and on the page.
    pub const OPTIONS: [ChoiceOption; 2] = [
        ChoiceOption::new("pack", "A converter per pack"),
        ChoiceOption::new("string", "Series strings"),
    ];
}

/// How cells age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellChoice {
    /// By the models that fit the packs' chemistry.
    ByChemistry,
    /// By one of the models of [`Model::ALL`](crate::ageing::Model::ALL), in their order.
    LeafSecondLife,
    /// Kokam 75 Ah.
    Nmc111,
    /// A large NMC pouch cell.
    Nmc75,
    /// A large LFP cell.
    Lfp,
    /// Panasonic 18650.
    Nca,
    /// So much a year and per 100 cycles.
    Simple,
}

impl CellChoice {
    /// Their names in links and on the page.
    pub const OPTIONS: [ChoiceOption; 7] = [
        ChoiceOption::new("auto", "As the chemistry of the packs"),
        ChoiceOption::new("leaf", "Nissan Leaf, second life (LMO)"),
        ChoiceOption::new("nmc111", "Kokam 75 Ah (NMC 111)"),
        ChoiceOption::new("nmc75", "Large pouch cell, 75 Ah (NMC)"),
        ChoiceOption::new("lfp", "Large prismatic cell, 250 Ah (LFP)"),
        ChoiceOption::new("nca", "Panasonic 18650 (NCA)"),
        ChoiceOption::new("simple", "So much a year and per 100 cycles"),
    ];
}

/// The state in which cells begin their second life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartState {
    /// As new cells.
    Fresh,
    /// As cells that have lost along the model what the packs have lost.
    Continued,
}

impl StartState {
    /// Their names in links and on the page.
    pub const OPTIONS: [ChoiceOption; 2] = [
        ChoiceOption::new("fresh", "Like new cells"),
        ChoiceOption::new("aged", "Where their first life ended"),
    ];
}

/// What the operator does as packs fade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upkeep {
    /// Nothing.
    Fade,
    /// Packs at the end of their life are replaced.
    Replace,
    /// Packs are added, so that the cut holds.
    TopUp,
}

impl Upkeep {
    /// All of them, in the order of [`OPTIONS`](Self::OPTIONS).
    pub const ALL: [Self; 3] = [Self::Fade, Self::Replace, Self::TopUp];

    /// Their names in links and on the page.
    pub const OPTIONS: [ChoiceOption; 3] = [
        ChoiceOption::new("fade", "They are left to fade"),
        ChoiceOption::new("replace", "Packs at the end of life are replaced"),
        ChoiceOption::new("topup", "Packs are added to hold the cut"),
    ];
}

impl Scenario {
    /// The model of the second kind of pack.
    pub fn second_model(&self) -> PackModel {
        PackModel::ALL[self.place(Id::SecondModel)]
    }

    /// Share of the packs that are of the second kind.
    pub fn second_share(&self) -> Fraction {
        self.percent(Id::SecondShare)
    }

    /// Standard deviation of the packs' states of health, as a share of the energy when new.
    pub fn spread(&self) -> f64 {
        self.get(Id::Spread) / 100.0
    }

    /// Which packs are drawn from the spread.
    pub fn pack_seed(&self) -> u32 {
        self.get(Id::PackSeed) as u32
    }

    /// Packs in series in a string; 1 for a converter per pack.
    pub fn string_length(&self) -> usize {
        if self.place(Id::Wiring) == Wiring::Strings as usize {
            self.get(Id::StringLength) as usize
        } else {
            1
        }
    }

    /// Packs to buy, so that enough pass their test.
    ///
    /// ```
    /// assert_eq!(peakpack::scenario::Scenario::default().packs_to_buy(), 681);
    /// ```
    pub fn packs_to_buy(&self) -> u32 {
        (f64::from(self.packs()) / self.percent(Id::Acceptance).get()).ceil() as u32
    }

    /// Temperature of the cells, °C.
    pub fn temperature_c(&self) -> f64 {
        self.get(Id::Temperature)
    }

    /// State of health at which a second life ends.
    pub fn end_health(&self) -> Fraction {
        self.percent(Id::EndHealth)
    }

    /// What is done as packs fade.
    pub fn upkeep(&self) -> Upkeep {
        Upkeep::ALL[self.place(Id::Upkeep)]
    }

    /// How cells age: the place of a model in [`Model::ALL`](crate::ageing::Model::ALL), or
    /// `None` for what fits the chemistry.
    pub fn cell_model(&self) -> Option<usize> {
        self.place(Id::Cell).checked_sub(1)
    }

    /// Whether cells begin where their first life ended.
    pub fn continues(&self) -> bool {
        self.place(Id::Begin) == StartState::Continued as usize
    }
}
