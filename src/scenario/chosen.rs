//! The scenario: one admissible value for every input.

use super::end::EndCondition;
use super::id::Id;
use super::model::PackModel;
use super::parameters::{PARAMETERS, WINDOW_MINUTES};
use super::preset::{PRESETS, Preset};
use super::shape::Shape;
use crate::units::{Fraction, KilowattHours, Kilowatts};

/// The most steps a generated profile may have: a day at 0.1 s, a year at 1 minute.
pub const MAX_PROFILE_STEPS: u32 = 1_000_000;

/// What a person chooses. Every value lies within its limits and on its step.
///
/// [`get`](Self::get) and [`set`](Self::set) speak the units of the table; the
/// named functions give what the model reckons with.
///
/// ```
/// use peakpack::scenario::{Id, Scenario};
/// use peakpack::units::Kilowatts;
/// let scenario = Scenario::default().with(Id::SitePeak, 250.0);
/// assert_eq!(scenario.site_peak(), Kilowatts(250_000.0));
/// assert_eq!(scenario.health().get(), 0.78);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scenario {
    /// One for each input, in the order of the table.
    values: [f64; Id::COUNT],
}

impl Default for Scenario {
    /// The first preset.
    fn default() -> Self {
        let mut values = [0.0; Id::COUNT];
        for (value, parameter) in values.iter_mut().zip(&PARAMETERS) {
            *value = parameter.default;
        }
        Self { values }
    }
}

impl Scenario {
    /// A preset as it stands.
    ///
    /// ```
    /// use peakpack::scenario::{PRESETS, Scenario};
    /// let scenario = Scenario::of(&PRESETS[1]);
    /// assert_eq!(scenario.preset().id, "inference");
    /// assert_eq!(scenario.changed().count(), 0);
    /// ```
    pub fn of(preset: &Preset) -> Self {
        let place = PRESETS.iter().position(|known| known.id == preset.id);
        let mut scenario = Self::default();
        scenario.values[Id::Preset as usize] = place.unwrap_or(0) as f64;
        for &(id, value) in preset.changes {
            scenario.set(id, value);
        }
        scenario
    }

    /// The value of an input in the table's unit; for a choice its place in the list.
    pub fn get(&self, id: Id) -> f64 {
        self.values[id as usize]
    }

    /// Sets an input, with the value made admissible ([`Parameter::admit`](super::Parameter::admit)).
    ///
    /// Choosing a preset sets everything. Where step and days would make more
    /// than [`MAX_PROFILE_STEPS`], the days become fewer.
    ///
    /// ```
    /// use peakpack::scenario::{Id, Scenario};
    /// let mut scenario = Scenario::default();
    /// scenario.set(Id::Step, 1.0);
    /// assert_eq!(scenario.days(), 11);
    /// ```
    pub fn set(&mut self, id: Id, value: f64) {
        let value = id.parameter().admit(value).value;
        if id == Id::Preset {
            *self = Self::of(&PRESETS[value as usize]);
            return;
        }
        self.values[id as usize] = value;
        if matches!(id, Id::Step | Id::Days) {
            let most = most_days(self.get(Id::Step));
            self.values[Id::Days as usize] = self.get(Id::Days).min(most);
        }
    }

    /// The same with one input changed, as by [`set`](Self::set).
    #[must_use]
    pub fn with(mut self, id: Id, value: f64) -> Self {
        self.set(id, value);
        self
    }

    /// The value an input has in this scenario's preset: the tick of a slider.
    pub fn preset_value(&self, id: Id) -> f64 {
        if id == Id::Preset {
            return self.get(id);
        }
        let changes = self.preset().changes;
        let change = changes.iter().find(|(changed, _)| *changed == id);
        change.map_or(id.parameter().default, |&(_, value)| value)
    }

    /// Puts one input back to the preset's value.
    pub fn reset(&mut self, id: Id) {
        self.set(id, self.preset_value(id));
    }

    /// The inputs that differ from the preset, in the order of the table.
    ///
    /// ```
    /// use peakpack::scenario::{Id, Scenario};
    /// let scenario = Scenario::default().with(Id::Packs, 800.0);
    /// assert_eq!(scenario.changed().collect::<Vec<_>>(), [Id::Packs]);
    /// ```
    pub fn changed(&self) -> impl Iterator<Item = Id> {
        PARAMETERS
            .iter()
            .map(|parameter| parameter.id)
            .filter(|&id| self.get(id) != self.preset_value(id))
    }

    /// The preset the rest is relative to.
    pub fn preset(&self) -> &'static Preset {
        &PRESETS[self.place(Id::Preset)]
    }

    /// The site's highest draw over one step of the profile.
    pub fn site_peak(&self) -> Kilowatts {
        Kilowatts(self.get(Id::SitePeak) * 1_000.0)
    }

    /// The kind of site.
    pub fn shape(&self) -> Shape {
        Shape::ALL[self.place(Id::Shape)]
    }

    /// Mean over peak; `None` leaves the profile its own.
    pub fn load_factor(&self) -> Option<Fraction> {
        self.percent_unless_zero(Id::LoadFactor)
    }

    /// Power usage effectiveness: the one given, or what such sites have.
    pub fn pue(&self) -> f64 {
        match self.get(Id::Pue) {
            0.0 => self.shape().usual_pue(),
            pue => pue,
        }
    }

    /// Picks the world the profile is drawn from.
    pub fn seed(&self) -> u32 {
        self.get(Id::Seed) as u32
    }

    /// Length of a step of the profile, ms: a whole number of tenths of a second.
    pub fn step_ms(&self) -> i64 {
        (self.get(Id::Step) * 1_000.0).round() as i64
    }

    /// Length of the profile, days.
    pub fn days(&self) -> u16 {
        self.get(Id::Days) as u16
    }

    /// How many whole steps the profile has; at most [`MAX_PROFILE_STEPS`], at least 24.
    pub fn profile_steps(&self) -> u32 {
        (i64::from(self.days()) * 86_400_000 / self.step_ms()) as u32
    }

    /// The meter's window, minutes.
    pub fn window_minutes(&self) -> u32 {
        WINDOW_MINUTES[self.place(Id::Window)]
    }

    /// Installed packs.
    pub fn packs(&self) -> u32 {
        self.get(Id::Packs) as u32
    }

    /// The pack's model.
    pub fn pack_model(&self) -> PackModel {
        PackModel::ALL[self.place(Id::PackModel)]
    }

    /// Usable energy of a pack when new; `None` takes the catalogue's.
    pub fn pack_energy(&self) -> Option<KilowattHours> {
        self.unless_zero(Id::PackEnergy).map(KilowattHours)
    }

    /// State of health: energy now over energy when new.
    pub fn health(&self) -> Fraction {
        self.percent(Id::Health)
    }

    /// Lowest state of charge.
    pub fn lowest(&self) -> Fraction {
        self.percent(Id::Lowest)
    }

    /// Highest state of charge; always above the lowest.
    pub fn highest(&self) -> Fraction {
        self.percent(Id::Highest)
    }

    /// Power per energy left, 1/h.
    pub fn c_rate(&self) -> f64 {
        self.get(Id::CRate)
    }

    /// Discharging power of a pack, at the meter; `None` goes by the C-rate.
    pub fn pack_power(&self) -> Option<Kilowatts> {
        self.unless_zero(Id::PackPower).map(Kilowatts)
    }

    /// Charging power of a pack, at the meter; `None` is the same as discharging.
    pub fn charge_power(&self) -> Option<Kilowatts> {
        self.unless_zero(Id::ChargePower).map(Kilowatts)
    }

    /// Round-trip efficiency at the meter; `None` goes by the health.
    pub fn round_trip(&self) -> Option<Fraction> {
        self.percent_unless_zero(Id::RoundTrip)
    }

    /// Share of the stored energy lost in a month of rest.
    pub fn self_discharge_per_month(&self) -> Fraction {
        self.percent(Id::SelfDischarge)
    }

    /// Steady own use of a pack, at the meter.
    pub fn auxiliary(&self) -> Kilowatts {
        Kilowatts(self.get(Id::Auxiliary))
    }

    /// Share of the packs that work.
    pub fn availability(&self) -> Fraction {
        self.percent(Id::Availability)
    }

    /// The state of charge the packs rest at; it may lie outside the window.
    pub fn parking(&self) -> Fraction {
        self.percent(Id::Parking)
    }

    /// What must be in the packs at the end.
    pub fn end(&self) -> EndCondition {
        EndCondition::ALL[self.place(Id::End)]
    }

    pub(super) fn place(&self, id: Id) -> usize {
        self.get(id) as usize
    }

    pub(super) fn percent(&self, id: Id) -> Fraction {
        Fraction::from_percent_clamped(self.get(id))
    }

    fn unless_zero(&self, id: Id) -> Option<f64> {
        Some(self.get(id)).filter(|&value| value != 0.0)
    }

    fn percent_unless_zero(&self, id: Id) -> Option<Fraction> {
        self.unless_zero(id).map(Fraction::from_percent_clamped)
    }
}

/// The most whole days that a profile with this step, in seconds, may have; at least one.
pub(super) fn most_days(step_s: f64) -> f64 {
    (f64::from(MAX_PROFILE_STEPS) * step_s / 86_400.0).floor()
}
