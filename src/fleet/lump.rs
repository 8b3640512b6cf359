//! Many packs as one battery.
//!
//! Packs that share one state of charge are one battery, exactly. With `E` what a pack holds,
//! it gives `d = r·E·η_d` and takes `c = r·E/η_c` while that state changes at the rate `r`:
//!
//! ```text
//! η_d = Σ E·η_d / ΣE        1/η_c = Σ (E/η_c) / ΣE
//! P_d = min(P_d/(E·η_d))·Σ E·η_d        P_c = min(P_c·η_c/E)·Σ E/η_c
//! ```
//!
//! Any fleet can be used so, hence its peak can be reached. Packs of one time to go lose nothing
//! by it; others could be used apart ([`packs_peak`](crate::dispatch::packs_peak)), and
//! [`Fleet::at_best`] bounds what that may bring.

use super::battery::{Battery, BatterySpec};
use super::fleet::Fleet;
use super::pack::Pack;

impl Fleet {
    /// The fleet as one battery: all packs share one state of charge.
    ///
    /// It can be reached with any packs. Nothing is lost by it where the fleet
    /// [`lumps_exactly`](Self::lumps_exactly).
    ///
    /// ```
    /// use peakpack::fleet::Fleet;
    /// use peakpack::scenario::{Id, Scenario};
    /// let scenario = Scenario::default();
    /// let battery = Fleet::from_scenario(&scenario).battery();
    /// assert!((battery.round_trip() - 0.858).abs() < 1e-12);
    /// let none = Fleet::from_scenario(&scenario.with(Id::Packs, 0.0));
    /// assert_eq!(none.battery().usable_kwh(), 0.0);
    /// ```
    pub fn battery(&self) -> Battery {
        if self.packs() == 0 {
            return Battery::NONE;
        }
        let e_min_kwh = self.working(|pack| pack.energy_at(pack.spec().lowest).0);
        let e_max_kwh = self.working(|pack| pack.energy_at(pack.spec().highest).0);
        let e0_kwh = self.working(|pack| pack.energy_at(self.start()).0);
        let step = self.in_step();
        let battery = Battery::new(BatterySpec {
            e_min_kwh,
            e_max_kwh,
            p_charge_kw: step.p_charge_kw,
            p_discharge_kw: step.p_discharge_kw,
            eta_c: step.eta_c,
            eta_d: step.eta_d,
            e0_kwh: e0_kwh.max(e_min_kwh).min(e_max_kwh),
            self_discharge_per_h: self
                .groups()
                .iter()
                .map(|group| group.pack.spec().self_discharge_per_h)
                .fold(0.0, f64::max),
            aux_kw: self.installed(|pack| pack.spec().auxiliary.0),
        });
        // Checked packs, at most MAX_PACKS of them, cannot make an invalid battery.
        battery.unwrap_or(Battery::NONE)
    }

    /// The fleet as one battery with a share of the power that using the packs in step leaves
    /// idle; `None` where it leaves nothing worth while. With the losses of the worst, so that none ends up with less than planned.
    /// Whether the packs can do what such a battery does is for
    /// [`can_follow`](crate::dispatch::can_follow) to say.
    ///
    /// ```
    /// use peakpack::fleet::Fleet;
    /// use peakpack::scenario::{Id, Scenario};
    /// let alike = Scenario::default().with(Id::PackPower, 14.0);
    /// assert!(Fleet::from_scenario(&alike).apart(1.0).is_none());
    /// let fleet = Fleet::from_scenario(&alike.with(Id::Spread, 5.0));
    /// assert!(fleet.apart(1.0).unwrap().spec().p_discharge_kw > 1.1 * fleet.battery().spec().p_discharge_kw);
    /// ```
    pub fn apart(&self, share: f64) -> Option<Battery> {
        let step = *self.battery().spec();
        let p_discharge_kw = self.power_kw();
        let p_charge_kw = self.working(|pack| pack.spec().charge.0);
        // Losses that differ a little cost a little power, and nothing is won there.
        let idle = |used_kw: f64, kw: f64| used_kw < 0.98 * kw;
        if !idle(step.p_discharge_kw, p_discharge_kw) && !idle(step.p_charge_kw, p_charge_kw) {
            return None;
        }
        let groups = self.groups().iter().filter(|group| group.count > 0);
        let worst = groups.map(|group| group.pack.spec().round_trip.get());
        let eta = worst.fold(1.0, f64::min).sqrt();
        let more = |used_kw: f64, kw: f64| used_kw + share * (kw - used_kw);
        let spec = BatterySpec {
            p_charge_kw: more(step.p_charge_kw, p_charge_kw),
            p_discharge_kw: more(step.p_discharge_kw, p_discharge_kw),
            eta_c: eta,
            eta_d: eta,
            ..step
        };
        Battery::new(spec).ok()
    }

    /// A battery that is at least as good as any use of the packs.
    ///
    /// ```
    /// use peakpack::fleet::Fleet;
    /// use peakpack::scenario::{Id, Scenario};
    /// let fleet = Fleet::from_scenario(&Scenario::default().with(Id::Spread, 5.0));
    /// let (used, best) = (fleet.battery(), fleet.at_best());
    /// assert!(best.spec().p_discharge_kw > used.spec().p_discharge_kw);
    /// assert!(best.round_trip() > used.round_trip());
    /// ```
    pub fn at_best(&self) -> Battery {
        Battery::together(&self.kinds())
    }

    /// Each kind of packs as one battery: those of a kind are all alike.
    pub fn kinds(&self) -> Vec<Battery> {
        let groups = self.groups().iter().filter(|group| group.count > 0);
        groups.map(|group| self.alone(*group).battery()).collect()
    }

    fn in_step(&self) -> Step {
        let mut step = Step {
            p_charge_kw: self.working(|pack| pack.spec().charge.0),
            p_discharge_kw: self.power_kw(),
            eta_c: 1.0,
            eta_d: 1.0,
        };
        let energy = self.working(|pack| pack.energy().0);
        let one_way = |pack: &Pack| pack.spec().round_trip.get().sqrt();
        let mut packs = self.groups().iter().filter(|group| group.count > 0);
        // What is alike stays what it is, to the last bit.
        if self.lumps_exactly() || energy <= 0.0 {
            step.eta_d = packs.next().map_or(1.0, |group| one_way(&group.pack));
            step.eta_c = step.eta_d;
            return step;
        }
        let given = self.working(|pack| pack.energy().0 * one_way(pack));
        let taken = self.working(|pack| pack.energy().0 / one_way(pack));
        for group in packs {
            let pack = &group.pack;
            let (spec, eta) = (pack.spec(), one_way(pack));
            // A pack that holds nothing keeps no other back: its ratios are infinite.
            let (giving, taking) = (pack.energy().0 * eta, pack.energy().0 / eta);
            step.p_discharge_kw = step.p_discharge_kw.min(spec.discharge.0 / giving * given);
            step.p_charge_kw = step.p_charge_kw.min(spec.charge.0 / taking * taken);
        }
        step.eta_c = energy / taken;
        step.eta_d = given / energy;
        step
    }
}

/// Powers and efficiencies of packs that share one state of charge.
struct Step {
    p_charge_kw: f64,
    p_discharge_kw: f64,
    eta_c: f64,
    eta_d: f64,
}
