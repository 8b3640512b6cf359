//! A fleet: how many packs of which kind, and the battery they make together.

use super::battery::BatteryError;
use super::catalogue::CataloguePack;
use super::drawn::{KINDS, Kind, drawn};
use super::pack::{Pack, PackSpec, round_trip_at, self_discharge_per_hour};
use crate::scenario::{EndCondition, Scenario};
use crate::units::{Fraction, KilowattHours, Kilowatts};

/// Packs that are all alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PackGroup {
    /// One of them.
    pub pack: Pack,
    /// How many are installed.
    pub count: u32,
}

/// The packs of a site.
///
/// Availability scales energy and power: of `N` packs, `N · availability` take
/// part. The auxiliaries of the others run on.
#[derive(Clone, Debug, PartialEq)]
pub struct Fleet {
    groups: Vec<PackGroup>,
    availability: Fraction,
    /// Where the packs begin, as a state of charge.
    start: Fraction,
}

impl Fleet {
    /// The most packs a fleet may have.
    pub const MAX_PACKS: u32 = 1_000_000;

    /// A fleet of groups. `start` is the state of charge it begins with, brought into each pack's window.
    ///
    /// # Errors
    /// When there are more than [`MAX_PACKS`](Self::MAX_PACKS).
    ///
    /// ```
    /// use peakpack::fleet::Fleet;
    /// use peakpack::units::Fraction;
    /// let none = Fleet::new(Vec::new(), Fraction::ONE, Fraction::ONE).unwrap();
    /// assert_eq!(none.power_kw(), 0.0);
    /// ```
    pub fn new(
        groups: Vec<PackGroup>,
        availability: Fraction,
        start: Fraction,
    ) -> Result<Self, BatteryError> {
        let packs = groups
            .iter()
            .fold(0_u32, |sum, group| sum.saturating_add(group.count));
        if packs > Self::MAX_PACKS {
            return Err(BatteryError {
                field: "count",
                value: f64::from(packs),
                must: "at most 1,000,000 packs",
            });
        }
        Ok(Self {
            groups,
            availability,
            start,
        })
    }

    /// The fleet of a scenario.
    ///
    /// With a free end they start full; where they must end as they began, at the
    /// resting charge; a period that repeats chooses its own start.
    ///
    /// ```
    /// use peakpack::fleet::Fleet;
    /// use peakpack::scenario::Scenario;
    /// let fleet = Fleet::from_scenario(&Scenario::default());
    /// assert_eq!(fleet.packs(), 640);
    /// assert!((fleet.power_kw() - 9_143.0).abs() < 1.0); // 640 · 0.99 · 74 kWh · 0.78 · 0.25 C
    /// ```
    pub fn from_scenario(scenario: &Scenario) -> Self {
        Self::of_kinds(scenario, &drawn(scenario, scenario.packs(), KINDS))
    }

    /// A scenario's fleet without its packs.
    pub(super) fn empty(scenario: &Scenario) -> Self {
        Self {
            groups: Vec::new(),
            availability: scenario.availability(),
            start: match scenario.end() {
                EndCondition::SameAsStart => scenario.parking(),
                EndCondition::Free | EndCondition::Steady => Fraction::ONE,
            },
        }
    }

    /// The same fleet of other packs.
    pub(super) fn with_groups(self, groups: Vec<PackGroup>) -> Self {
        Self { groups, ..self }
    }

    /// One group of it.
    pub(super) fn alone(&self, group: PackGroup) -> Self {
        Self {
            groups: vec![group],
            ..*self
        }
    }

    /// The groups.
    pub fn groups(&self) -> &[PackGroup] {
        &self.groups
    }

    /// Share of the packs that take part.
    pub fn availability(&self) -> Fraction {
        self.availability
    }

    /// Installed packs.
    pub fn packs(&self) -> u32 {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// Energy between the lowest and the highest state of charge that the dispatch may use, kWh in the store.
    pub fn usable_kwh(&self) -> f64 {
        self.working(|pack| pack.usable().0)
    }

    /// Discharging power that the dispatch may use, kW at the meter.
    pub fn power_kw(&self) -> f64 {
        self.working(|pack| pack.spec().discharge.0)
    }

    /// Usable energy of all installed packs when they were new.
    pub fn energy_when_new(&self) -> KilowattHours {
        KilowattHours(self.installed(|pack| pack.spec().usable_when_new.0))
    }

    /// Energy they still hold from empty to full.
    pub fn energy_now(&self) -> KilowattHours {
        KilowattHours(self.installed(|pack| pack.energy().0))
    }

    /// The share of the energy when new that is left; all of it for no packs.
    ///
    /// ```
    /// use peakpack::fleet::Fleet;
    /// use peakpack::scenario::Scenario;
    /// let fleet = Fleet::from_scenario(&Scenario::default());
    /// assert!((fleet.share_left().get() - 0.78).abs() < 1e-12);
    /// ```
    pub fn share_left(&self) -> Fraction {
        let left = self.energy_now().0 / self.energy_when_new().0;
        Fraction::new(left).unwrap_or(Fraction::ONE)
    }

    /// Where the packs begin, as a state of charge.
    pub(super) fn start(&self) -> Fraction {
        self.start
    }

    /// Whether one battery stands for all packs without any error: they have
    /// the same time to empty, time to fill and losses.
    ///
    /// ```
    /// use peakpack::fleet::Fleet;
    /// use peakpack::scenario::Scenario;
    /// assert!(Fleet::from_scenario(&Scenario::default()).lumps_exactly());
    /// ```
    pub fn lumps_exactly(&self) -> bool {
        let mut packs = self
            .groups
            .iter()
            .filter(|group| group.count > 0)
            .map(|group| group.pack);
        let first = packs.next();
        first.is_none_or(|first| packs.all(|pack| first.keeps_step_with(&pack)))
    }

    /// A sum over all installed packs.
    pub(super) fn installed(&self, of: impl Fn(&Pack) -> f64) -> f64 {
        let sums = self
            .groups
            .iter()
            .map(|group| f64::from(group.count) * of(&group.pack));
        sums.sum()
    }

    /// A sum over the packs that take part.
    pub(super) fn working(&self, of: impl Fn(&Pack) -> f64) -> f64 {
        self.installed(of) * self.availability.get()
    }
}

/// One of the packs of a kind. `None` cannot be: every admissible scenario makes valid packs.
pub(super) fn pack_at(scenario: &Scenario, kind: &Kind) -> Option<Pack> {
    let health = kind.health;
    let catalogue = CataloguePack::of(kind.model);
    // The energy that is given is that of the first car.
    let usable_when_new = scenario
        .pack_energy()
        .filter(|_| !kind.second)
        .unwrap_or_else(|| catalogue.usable_when_new());
    let discharge = scenario
        .pack_power()
        .unwrap_or_else(|| Kilowatts(scenario.c_rate() * (usable_when_new * health).0));
    let pack = Pack::new(PackSpec {
        usable_when_new,
        health,
        lowest: scenario.lowest(),
        highest: scenario.highest(),
        discharge,
        charge: scenario.charge_power().unwrap_or(discharge),
        round_trip: scenario
            .round_trip()
            .unwrap_or_else(|| round_trip_at(health)),
        self_discharge_per_h: self_discharge_per_hour(scenario.self_discharge_per_month()),
        auxiliary: scenario.auxiliary(),
    });
    pack.ok()
}
