//! The one store that the dispatch may use, whatever packs stand behind it.

use std::fmt;

/// The plain numbers of a battery, before they are checked.
///
/// Power is measured at the meter (AC side), energy in the store.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatterySpec {
    /// Least energy the store may hold, kWh.
    pub e_min_kwh: f64,
    /// Most energy the store may hold, kWh.
    pub e_max_kwh: f64,
    /// Highest charging power, kW.
    pub p_charge_kw: f64,
    /// Highest discharging power, kW.
    pub p_discharge_kw: f64,
    /// Share of the charging energy that reaches the store, above 0 to 1.
    pub eta_c: f64,
    /// Share of the energy taken from the store that reaches the meter, above 0 to 1.
    pub eta_d: f64,
    /// Energy in the store at the start, kWh; unused where the start is chosen by the model.
    pub e0_kwh: f64,
    /// Share of the stored energy lost in an hour, 0 to below 1.
    pub self_discharge_per_h: f64,
    /// Constant draw of the battery's own auxiliaries, kW.
    pub aux_kw: f64,
}

/// A battery that can exist: every number finite and inside its range, `e_min ≤ e0 ≤ e_max`.
///
/// ```
/// use peakpack::fleet::{Battery, BatterySpec};
/// let spec = BatterySpec {
///     e_min_kwh: 0.0, e_max_kwh: 4_000.0, p_charge_kw: 1_000.0, p_discharge_kw: 1_000.0,
///     eta_c: 0.93, eta_d: 0.93, e0_kwh: 4_000.0, self_discharge_per_h: 0.0, aux_kw: 0.0,
/// };
/// assert_eq!(Battery::new(spec).unwrap().usable_kwh(), 4_000.0);
/// let wrong = Battery::new(BatterySpec { eta_c: 93.0, ..spec });
/// assert!(wrong.unwrap_err().to_string().contains("eta_c"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Battery(BatterySpec);

/// Which number of a [`BatterySpec`] cannot be, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct BatteryError {
    /// The field's name, as in [`BatterySpec`].
    pub field: &'static str,
    /// What it was.
    pub value: f64,
    /// What it must be.
    pub must: &'static str,
}

impl fmt::Display for BatteryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the battery's {} is {}; it must be {}",
            self.field, self.value, self.must
        )
    }
}

impl std::error::Error for BatteryError {}

impl Battery {
    /// No battery at all: nothing stored, no power, no losses.
    pub const NONE: Self = Self(BatterySpec {
        e_min_kwh: 0.0,
        e_max_kwh: 0.0,
        p_charge_kw: 0.0,
        p_discharge_kw: 0.0,
        eta_c: 1.0,
        eta_d: 1.0,
        e0_kwh: 0.0,
        self_discharge_per_h: 0.0,
        aux_kw: 0.0,
    });

    /// Checks the numbers.
    ///
    /// # Errors
    /// Names the first field that is not finite or outside its range.
    pub fn new(spec: BatterySpec) -> Result<Self, BatteryError> {
        const LARGEST: f64 = 1e12;
        let check = |ok: bool, field, value, must| {
            if ok {
                Ok(())
            } else {
                Err(BatteryError { field, value, must })
            }
        };
        let amount = |field, value: f64| {
            check(
                (0.0..=LARGEST).contains(&value),
                field,
                value,
                "a number from 0 to 1e12",
            )
        };
        amount("e_min_kwh", spec.e_min_kwh)?;
        amount("e_max_kwh", spec.e_max_kwh)?;
        amount("p_charge_kw", spec.p_charge_kw)?;
        amount("p_discharge_kw", spec.p_discharge_kw)?;
        amount("aux_kw", spec.aux_kw)?;
        for (field, value) in [("eta_c", spec.eta_c), ("eta_d", spec.eta_d)] {
            check(
                (0.01..=1.0).contains(&value),
                field,
                value,
                "a share from 0.01 to 1 (0.93, not 93)",
            )?;
        }
        check(
            (0.0..=0.5).contains(&spec.self_discharge_per_h),
            "self_discharge_per_h",
            spec.self_discharge_per_h,
            "a share of the stored energy per hour, from 0 to 0.5",
        )?;
        check(
            spec.e_min_kwh <= spec.e_max_kwh,
            "e_min_kwh",
            spec.e_min_kwh,
            "at most e_max_kwh",
        )?;
        check(
            (spec.e_min_kwh..=spec.e_max_kwh).contains(&spec.e0_kwh),
            "e0_kwh",
            spec.e0_kwh,
            "between e_min_kwh and e_max_kwh",
        )?;
        Ok(Self(spec))
    }

    /// The battery that is at least as good as any use of these packs: their energies and powers
    /// together, with the best efficiencies and the least self-discharge among them.
    ///
    /// Energy is added up as what reaches the meter, so packs that differ in nothing but size
    /// are exactly this battery.
    ///
    /// ```
    /// use peakpack::fleet::{Battery, BatterySpec};
    /// let large = BatterySpec {
    ///     e_min_kwh: 0.0, e_max_kwh: 60.0, p_charge_kw: 15.0, p_discharge_kw: 15.0,
    ///     eta_c: 0.93, eta_d: 0.93, e0_kwh: 60.0, self_discharge_per_h: 0.0, aux_kw: 0.0,
    /// };
    /// let small = BatterySpec { e_max_kwh: 20.0, e0_kwh: 20.0, ..large };
    /// let packs = [large, small].map(|spec| Battery::new(spec).unwrap());
    /// assert_eq!(Battery::together(&packs).usable_kwh(), 80.0);
    /// ```
    #[must_use]
    pub fn together(packs: &[Self]) -> Self {
        let specs = || packs.iter().map(|pack| &pack.0);
        let best = |of: fn(&BatterySpec) -> f64| specs().map(of).fold(0.0, f64::max);
        let sum = |of: fn(&BatterySpec) -> f64| specs().map(of).sum::<f64>();
        if packs.is_empty() {
            return Self::NONE;
        }
        let eta_d = best(|spec| spec.eta_d);
        // A ratio of 1 leaves the energy of equal packs as it is.
        let stored = |of: fn(&BatterySpec) -> f64| {
            specs()
                .map(|spec| of(spec) * (spec.eta_d / eta_d))
                .sum::<f64>()
        };
        let leaks = specs().map(|spec| spec.self_discharge_per_h);
        Self(BatterySpec {
            e_min_kwh: stored(|spec| spec.e_min_kwh),
            e_max_kwh: stored(|spec| spec.e_max_kwh),
            p_charge_kw: sum(|spec| spec.p_charge_kw),
            p_discharge_kw: sum(|spec| spec.p_discharge_kw),
            eta_c: (best(|spec| spec.eta_c * spec.eta_d) / eta_d).min(1.0),
            eta_d,
            e0_kwh: stored(|spec| spec.e0_kwh),
            self_discharge_per_h: leaks.fold(1.0, f64::min),
            aux_kw: sum(|spec| spec.aux_kw),
        })
    }

    /// The checked numbers.
    pub fn spec(&self) -> &BatterySpec {
        &self.0
    }

    /// Energy between the lowest and the highest permitted level, kWh in the store.
    pub fn usable_kwh(&self) -> f64 {
        self.0.e_max_kwh - self.0.e_min_kwh
    }

    /// Round-trip efficiency at the meter, without auxiliaries and self-discharge.
    pub fn round_trip(&self) -> f64 {
        self.0.eta_c * self.0.eta_d
    }

    /// The same battery with another start energy, brought into its limits.
    #[must_use]
    pub fn starting_at(self, e0_kwh: f64) -> Self {
        let e0_kwh = e0_kwh.max(self.0.e_min_kwh).min(self.0.e_max_kwh);
        Self(BatterySpec { e0_kwh, ..self.0 })
    }
}
