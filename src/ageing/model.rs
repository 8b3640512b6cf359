//! The models to choose from.

use super::about::About;
use super::fit::{Fit, Outside};
use super::rates::Law;
use super::simple::{self, Simple};
use super::stress::Day;
use super::{leaf_second_life, lfp, nca, nmc75, nmc111};

/// A model of how cells lose capacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Model {
    /// Retired Nissan Leaf modules, measured in their second life.
    LeafSecondLife,
    /// Kokam 75 Ah NMC 111.
    Nmc111,
    /// A large 75 Ah NMC pouch cell.
    Nmc75,
    /// A large 250 Ah LFP cell.
    Lfp,
    /// Panasonic 18650 NCA.
    Nca,
    /// So much a year and so much per hundred cycles.
    Simple(Simple),
}

/// What a model's relative capacity is relative to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// The capacity at the start of second life.
    SecondLifeStart,
    /// The capacity of a new cell.
    NewCell,
}

impl Model {
    /// Every model, the simple one with typical numbers.
    pub const ALL: [Self; 6] = [
        Self::LeafSecondLife,
        Self::Nmc111,
        Self::Nmc75,
        Self::Lfp,
        Self::Nca,
        Self::Simple(Simple::TYPICAL),
    ];

    /// The word for it: `leaf-second-life`, `nmc111`, `nmc75`, `lfp`, `nca`, `simple`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::LeafSecondLife => "leaf-second-life",
            Self::Nmc111 => "nmc111",
            Self::Nmc75 => "nmc75",
            Self::Lfp => "lfp",
            Self::Nca => "nca",
            Self::Simple(_) => "simple",
        }
    }

    /// What it is called.
    pub fn label(&self) -> &'static str {
        match self {
            Self::LeafSecondLife => "Nissan Leaf, second life (LMO)",
            Self::Nmc111 => "Kokam 75 Ah (NMC 111)",
            Self::Nmc75 => "Large pouch cell, 75 Ah (NMC)",
            Self::Lfp => "Large prismatic cell, 250 Ah (LFP)",
            Self::Nca => "Panasonic 18650 (NCA)",
            Self::Simple(_) => "So much a year and per 100 cycles",
        }
    }

    /// The model of a word, the simple one with typical numbers.
    ///
    /// ```
    /// use peakpack::ageing::Model;
    /// assert_eq!(Model::from_id("lfp"), Some(Model::Lfp));
    /// assert!(Model::ALL.iter().all(|model| Model::from_id(model.id()) == Some(*model)));
    /// ```
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.id() == id)
    }

    /// What its relative capacity is relative to in a fresh state.
    pub fn reference(&self) -> Reference {
        match self {
            Self::LeafSecondLife => Reference::SecondLifeStart,
            _ => Reference::NewCell,
        }
    }

    /// The conditions it was fitted to; the simple model was fitted to none.
    pub fn fit(&self) -> Option<&'static Fit> {
        match self {
            Self::LeafSecondLife => Some(&leaf_second_life::FIT),
            Self::Nmc111 => Some(&nmc111::FIT),
            Self::Nmc75 => Some(&nmc75::FIT),
            Self::Lfp => Some(&lfp::FIT),
            Self::Nca => Some(&nca::FIT),
            Self::Simple(_) => None,
        }
    }

    /// Its equations and their source.
    ///
    /// ```
    /// use peakpack::ageing::Model;
    /// assert!(Model::Lfp.about().source.starts_with("Gasper et al."));
    /// ```
    pub fn about(&self) -> &'static About {
        match self {
            Self::LeafSecondLife => &leaf_second_life::ABOUT,
            Self::Nmc111 => &nmc111::ABOUT,
            Self::Nmc75 => &nmc75::ABOUT,
            Self::Lfp => &lfp::ABOUT,
            Self::Nca => &nca::ABOUT,
            Self::Simple(_) => &simple::ABOUT,
        }
    }

    /// Why its answer for a day is an extrapolation; empty if it is none.
    ///
    /// ```
    /// use peakpack::ageing::{Day, Model, repeated_day};
    /// let soc = repeated_day(1.0, 0.0);
    /// assert!(Model::LeafSecondLife.outside(&Day::new(&soc, 1.0, 25.0)?).is_empty());
    /// let cold = Model::LeafSecondLife.outside(&Day::new(&soc, 1.0, 15.0)?);
    /// assert_eq!(cold[0].distance(), 5.0);
    /// # Ok::<(), peakpack::ageing::Refused>(())
    /// ```
    pub fn outside(&self, day: &Day) -> Vec<Outside> {
        let mut found = self.fit().map_or_else(Vec::new, |fit| fit.outside(day));
        if let Self::Nmc111 = self {
            let fitted_cycles = nmc111::material_cycles_as_fitted(day);
            let used_cycles = nmc111::material_cycles(day);
            if fitted_cycles < used_cycles {
                found.push(Outside::Material {
                    fitted_cycles,
                    used_cycles,
                });
            }
        }
        found
    }

    /// Throughput at which the active material gives out, where the model has it.
    pub(super) fn material_cycles(&self, day: &Day) -> Option<f64> {
        matches!(self, Self::Nmc111).then(|| nmc111::material_cycles(day))
    }

    /// What time costs at the conditions of a day.
    pub(super) fn calendar(&self, day: &Day) -> Law {
        match self {
            Self::LeafSecondLife => leaf_second_life::calendar(day),
            Self::Nmc111 => nmc111::calendar(day),
            Self::Nmc75 => nmc75::calendar(day),
            Self::Lfp => lfp::calendar(day),
            Self::Nca => nca::calendar(day),
            Self::Simple(simple) => simple.calendar(),
        }
    }

    /// What throughput costs a cell whose capacity is `q` of what it was.
    pub(super) fn cycle(&self, day: &Day, q: f64) -> Law {
        match self {
            Self::LeafSecondLife => leaf_second_life::cycle(),
            Self::Nmc111 => nmc111::cycle(day),
            Self::Nmc75 => nmc75::cycle(day, q),
            Self::Lfp => lfp::cycle(day, q),
            Self::Nca => nca::cycle(day, q),
            Self::Simple(simple) => simple.cycle(),
        }
    }
}
