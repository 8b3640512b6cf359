//! The name of every input.

use super::parameter::Parameter;
use super::parameters::PARAMETERS;

/// An input, in the order of [`PARAMETERS`], which is the order of links too.
///
/// ```
/// use peakpack::scenario::Id;
/// assert_eq!(Id::Health.parameter().key, "soh");
/// assert_eq!(Id::from_key("soh"), Some(Id::Health));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Id {
    /// The preset the rest is relative to.
    Preset,
    /// The site's highest draw, MW.
    SitePeak,
    /// The kind of site.
    Shape,
    /// Mean over peak, %; 0 leaves the profile its own.
    LoadFactor,
    /// Power usage effectiveness; 0 takes what such sites have.
    Pue,
    /// Picks the world the profile is drawn from.
    Seed,
    /// Length of a step of the profile, s.
    Step,
    /// Length of the profile, days.
    Days,
    /// The meter's window.
    Window,
    /// Installed packs.
    Packs,
    /// The pack's model.
    PackModel,
    /// Usable energy of a pack when new, kWh; 0 takes the catalogue's.
    PackEnergy,
    /// State of health, %.
    Health,
    /// Lowest state of charge, %.
    Lowest,
    /// Highest state of charge, %.
    Highest,
    /// Power per energy left, 1/h.
    CRate,
    /// Discharging power of a pack, kW; 0 goes by the C-rate.
    PackPower,
    /// Charging power of a pack, kW; 0 is the same as discharging.
    ChargePower,
    /// Round-trip efficiency at the meter, %; 0 goes by the health.
    RoundTrip,
    /// Self-discharge, % a month.
    SelfDischarge,
    /// Steady own use of a pack, kW.
    Auxiliary,
    /// Share of packs that work, %.
    Availability,
    /// The level the packs rest at, %.
    Parking,
    /// What must be in the packs at the end.
    End,
    /// The model of a second kind of pack.
    SecondModel,
    /// Share of the packs that are of the second kind, %.
    SecondShare,
    /// Standard deviation of the packs' states of health, points.
    Spread,
    /// Which packs are drawn from the spread.
    PackSeed,
    /// How packs are wired.
    Wiring,
    /// Packs in series in a string.
    StringLength,
    /// Packs that pass their test, of those bought, %.
    Acceptance,
    /// How cells age.
    Cell,
    /// Temperature of the cells, °C.
    Temperature,
    /// How much faster packs age than cells.
    PackFactor,
    /// The state in which cells begin their second life.
    Begin,
    /// State of health at which a second life ends, %.
    EndHealth,
    /// What is done as packs fade.
    Upkeep,
    /// The cut to hold, % of today's.
    HeldCut,
    /// How many years are looked at.
    Years,
    /// What a year costs in the simple model, %.
    Fade,
    /// What 100 full cycles cost in the simple model, %.
    CycleFade,
    /// Capacity below which the simple model fades faster, %; 0 for nowhere.
    Knee,
    /// How many times as fast.
    KneeFactor,
}

impl Id {
    /// How many inputs there are.
    pub const COUNT: usize = Self::KneeFactor as usize + 1;

    /// Its row in the table.
    pub fn parameter(self) -> &'static Parameter {
        &PARAMETERS[self as usize]
    }

    /// The input with this key in links, upper or lower case.
    pub fn from_key(key: &str) -> Option<Self> {
        PARAMETERS
            .iter()
            .find(|parameter| parameter.key.eq_ignore_ascii_case(key))
            .map(|parameter| parameter.id)
    }
}
