//! One used pack behind its converter.

use super::battery::BatteryError;
use crate::units::{Fraction, KilowattHours, Kilowatts};

/// What a pack is made from; [`Pack::new`] checks it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PackSpec {
    /// Usable energy when new.
    pub usable_when_new: KilowattHours,
    /// Energy now over energy when new.
    pub health: Fraction,
    /// Lowest state of charge.
    pub lowest: Fraction,
    /// Highest state of charge.
    pub highest: Fraction,
    /// Most it gives, at the meter.
    pub discharge: Kilowatts,
    /// Most it takes, at the meter.
    pub charge: Kilowatts,
    /// Round-trip efficiency at the meter.
    pub round_trip: Fraction,
    /// Share of the stored energy lost in an hour of rest, at most 0.5.
    pub self_discharge_per_h: f64,
    /// What cooling and controls draw all the time, at the meter.
    pub auxiliary: Kilowatts,
}

/// One pack whose numbers have been checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pack(PackSpec);

impl Pack {
    /// Checks the numbers.
    ///
    /// # Errors
    /// Names the first field that is not finite or out of its range.
    ///
    /// ```
    /// use peakpack::fleet::{Pack, PackSpec, round_trip_at};
    /// use peakpack::units::{Fraction, KilowattHours, Kilowatts};
    /// let percent = Fraction::from_percent_clamped;
    /// let pack = Pack::new(PackSpec {
    ///     usable_when_new: KilowattHours(100.0),
    ///     health: percent(80.0),
    ///     lowest: percent(5.0),
    ///     highest: percent(95.0),
    ///     discharge: Kilowatts(20.0),
    ///     charge: Kilowatts(20.0),
    ///     round_trip: round_trip_at(percent(80.0)),
    ///     self_discharge_per_h: 0.0,
    ///     auxiliary: Kilowatts(0.0),
    /// }).unwrap();
    /// assert_eq!(pack.energy(), KilowattHours(80.0));
    /// assert!((pack.usable().0 - 72.0).abs() < 1e-9);
    /// ```
    pub fn new(spec: PackSpec) -> Result<Self, BatteryError> {
        const LARGEST: f64 = 100_000.0;
        let check = |field, value: f64, lowest: f64, highest: f64, must| {
            if (lowest..=highest).contains(&value) {
                Ok(())
            } else {
                Err(BatteryError { field, value, must })
            }
        };
        let amount = |field, value| check(field, value, 0.0, LARGEST, "a number from 0 to 100,000");
        amount("usable_when_new", spec.usable_when_new.0)?;
        amount("discharge", spec.discharge.0)?;
        amount("charge", spec.charge.0)?;
        amount("auxiliary", spec.auxiliary.0)?;
        let round_trip = spec.round_trip.get();
        check(
            "round_trip",
            round_trip,
            0.01,
            1.0,
            "a share from 0.01 to 1",
        )?;
        check(
            "self_discharge_per_h",
            spec.self_discharge_per_h,
            0.0,
            0.5,
            "a share of the stored energy per hour, from 0 to 0.5",
        )?;
        check(
            "lowest",
            spec.lowest.get(),
            0.0,
            spec.highest.get(),
            "at most the highest state of charge",
        )?;
        Ok(Self(spec))
    }

    /// The checked numbers.
    pub fn spec(&self) -> &PackSpec {
        &self.0
    }

    /// Energy it still holds from empty to full.
    pub fn energy(&self) -> KilowattHours {
        self.0.usable_when_new * self.0.health
    }

    /// Energy in it at a state of charge.
    pub fn energy_at(&self, charge: Fraction) -> KilowattHours {
        self.energy() * charge
    }

    /// Energy between the lowest and the highest state of charge, in the store.
    pub fn usable(&self) -> KilowattHours {
        self.energy_at(self.0.highest) - self.energy_at(self.0.lowest)
    }

    /// Whether it and another take part alike in everything: the same time to
    /// empty and to fill, the same losses. Their sizes may differ.
    pub(super) fn keeps_step_with(&self, other: &Self) -> bool {
        let (a, b) = (&self.0, &other.0);
        let ratio = |p: Kilowatts, e: KilowattHours| p.0 / e.0;
        let alike = |x: f64, y: f64| x == y || (x - y).abs() <= 1e-12 * x.abs().max(y.abs());
        a.round_trip == b.round_trip
            && a.self_discharge_per_h == b.self_discharge_per_h
            && a.lowest == b.lowest
            && a.highest == b.highest
            && alike(
                ratio(a.discharge, self.energy()),
                ratio(b.discharge, other.energy()),
            )
            && alike(
                ratio(a.charge, self.energy()),
                ratio(b.charge, other.energy()),
            )
    }
}

/// Round-trip efficiency at the meter by state of health: 0.87, 0.86 and 0.85 at
/// 0.9, 0.8 and 0.7, linear between and on below, and no better above.
///
/// Measured: a 2.5 MW plant gave 0.867 to 0.891 in four years (its auxiliaries
/// included), a small battery 0.835. How it falls with health is our estimate.
///
/// ```
/// use peakpack::fleet::round_trip_at;
/// use peakpack::units::Fraction;
/// let share = round_trip_at(Fraction::from_percent_clamped(78.0));
/// assert!((share.get() - 0.858).abs() < 1e-12);
/// ```
pub fn round_trip_at(health: Fraction) -> Fraction {
    let below = (0.9 - health.get()).max(0.0);
    Fraction::from_percent_clamped(87.0 - 10.0 * below)
}

/// The share lost per hour that adds up to a share lost per month of 730 hours.
///
/// ```
/// use peakpack::fleet::self_discharge_per_hour;
/// use peakpack::units::Fraction;
/// let per_hour = self_discharge_per_hour(Fraction::from_percent_clamped(5.0));
/// assert!((per_hour - 7.026e-5).abs() < 1e-8);
/// ```
pub fn self_discharge_per_hour(per_month: Fraction) -> f64 {
    const HOURS_PER_MONTH: f64 = 730.0;
    // A battery may lose at most half of its energy in an hour, however much it loses in a month.
    -libm::expm1((libm::log1p(-per_month.get()) / HOURS_PER_MONTH).max(-0.69))
}
