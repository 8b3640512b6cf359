//! Electric-vehicle packs: what they held when new and how they leave the car.
//!
//! Usable energy: open-ev-data (MIT licence; attribution: KilowattApp/open-ev-data);
//! where it lists several values, the lowest. Health at retirement: measured for
//! two models, otherwise an age rule: eight years at 2.3 % a year (Geotab, 22,700
//! vehicles). Mass: makers' and dismantlers' figures, reported by others.

use crate::scenario::{Mark, PackModel};
use crate::units::{Fraction, KilowattHours};

/// What the cathode is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chemistry {
    /// Lithium manganese oxide, blended with nickel oxides.
    LmoBlend,
    /// Nickel manganese cobalt.
    Nmc,
    /// Nickel cobalt aluminium.
    Nca,
    /// NCA or NMC, by year and factory.
    NcaOrNmc,
    /// Lithium iron phosphate.
    Lfp,
}

impl Chemistry {
    /// What to call it on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::LmoBlend => "LMO blend",
            Self::Nmc => "NMC",
            Self::Nca => "NCA",
            Self::NcaOrNmc => "NCA or NMC",
            Self::Lfp => "LFP",
        }
    }
}

/// A pack of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CataloguePack {
    /// Which one.
    pub model: PackModel,
    /// What the cathode is made of.
    pub chemistry: Chemistry,
    /// Usable energy when new, kWh.
    usable_kwh: f64,
    /// Mass, kg, where it is known.
    pub mass_kg: Option<f64>,
    /// Typical health when it leaves the car, %.
    retires_at_percent: f64,
    /// How well that is founded.
    pub retires_at_mark: Mark,
}

impl CataloguePack {
    /// The pack of a model.
    ///
    /// ```
    /// use peakpack::fleet::CataloguePack;
    /// use peakpack::scenario::PackModel;
    /// let pack = CataloguePack::of(PackModel::Leaf24);
    /// assert_eq!(pack.usable_when_new().0, 22.0);
    /// assert!((pack.left_at_retirement().0 - 14.1).abs() < 0.05);
    /// ```
    pub fn of(model: PackModel) -> &'static Self {
        &CATALOGUE[model as usize]
    }

    /// Usable energy when new.
    pub fn usable_when_new(&self) -> KilowattHours {
        KilowattHours(self.usable_kwh)
    }

    /// Typical state of health when it leaves the car.
    pub fn retires_at(&self) -> Fraction {
        Fraction::from_percent_clamped(self.retires_at_percent)
    }

    /// Usable energy at that health.
    pub fn left_at_retirement(&self) -> KilowattHours {
        self.usable_when_new() * self.retires_at()
    }
}

const fn row(
    model: PackModel,
    usable_kwh: f64,
    chemistry: Chemistry,
    mass_kg: Option<f64>,
    (retires_at_percent, retires_at_mark): (f64, Mark),
) -> CataloguePack {
    CataloguePack {
        model,
        chemistry,
        usable_kwh,
        mass_kg,
        retires_at_percent,
        retires_at_mark,
    }
}

const fn by_age(percent: f64) -> (f64, Mark) {
    (percent, Mark::Estimate)
}

const fn measured(percent: f64) -> (f64, Mark) {
    (percent, Mark::Measured)
}

/// All packs, in the order of [`PackModel`].
pub static CATALOGUE: [CataloguePack; PackModel::ALL.len()] = {
    use Chemistry::{Lfp, LmoBlend, Nca, NcaOrNmc, Nmc};
    use PackModel as P;
    [
        // Measured: most of more than 100 packs at 60–67 %.
        row(P::Leaf24, 22.0, LmoBlend, Some(294.0), measured(64.0)),
        row(P::Leaf30, 28.0, Nmc, Some(315.0), by_age(70.0)),
        row(P::Leaf40, 39.0, Nmc, Some(303.0), by_age(75.0)),
        row(P::Leaf62, 59.0, Nmc, Some(410.0), by_age(80.0)),
        // Measured: a survey of owners beyond 120,000 miles.
        row(P::Tesla3Long, 74.0, NcaOrNmc, Some(480.0), measured(84.0)),
        row(P::Tesla3Short, 52.5, Lfp, None, by_age(85.0)),
        row(P::TeslaS85, 76.0, Nca, Some(544.0), by_age(80.0)),
        row(P::Bolt, 58.0, Nmc, Some(436.0), by_age(81.0)),
        row(P::Zoe41, 41.0, Nmc, None, by_age(80.0)),
        row(P::BmwI3, 27.2, Nmc, None, by_age(82.0)),
        row(P::Meb58, 58.0, Nmc, Some(375.0), by_age(82.0)),
        row(P::Meb77, 77.0, Nmc, Some(493.0), by_age(82.0)),
        row(P::Kona64, 64.0, Nmc, None, by_age(82.0)),
        row(P::Ioniq5, 72.6, Nmc, Some(477.0), by_age(82.0)),
        row(P::IPace, 84.7, Nmc, None, by_age(82.0)),
        row(P::Atto3, 60.5, Lfp, Some(420.0), by_age(85.0)),
    ]
};
