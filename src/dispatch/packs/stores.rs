//! Packs as the rule sees them, those that are alike as one.
//!
//! Energy is counted as what reaches the meter, `(E − E_min)·η_d`: discharging is then free of
//! loss, and a kWh drawn to charge adds `η_c·η_d`. Packs whose energy and powers stand in one
//! ratio, with the same losses and as full as each other, stay so under any rule that looks at
//! times to go; together they are exactly one larger pack.

use crate::dispatch::steps::Steps;
use crate::fleet::{Battery, BatterySpec};
use crate::sort::{ascending, key_of};

/// One pack, or several that are alike. Energy as what reaches the meter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Store {
    /// kWh in a full one.
    pub full_kwh: f64,
    /// kWh at the start.
    pub start_kwh: f64,
    /// Highest power, kW.
    pub discharge_kw: f64,
    /// Highest power, kW.
    pub charge_kw: f64,
    /// Round trip: kWh gained per kWh drawn.
    pub gain: f64,
    /// Share of all it holds that is lost in an hour.
    pub self_discharge_per_h: f64,
    /// kWh that it holds below the lowest level, from which it also loses.
    pub below_kwh: f64,
}

impl Store {
    fn of(battery: &BatterySpec) -> Self {
        Self {
            full_kwh: (battery.e_max_kwh - battery.e_min_kwh) * battery.eta_d,
            start_kwh: (battery.e0_kwh - battery.e_min_kwh) * battery.eta_d,
            discharge_kw: battery.p_discharge_kw,
            charge_kw: battery.p_charge_kw,
            gain: battery.eta_c * battery.eta_d,
            self_discharge_per_h: battery.self_discharge_per_h,
            below_kwh: battery.e_min_kwh * battery.eta_d,
        }
    }

    /// The time to go at full power, hours.
    pub fn hours_at(&self, kwh: f64) -> f64 {
        if self.discharge_kw > 0.0 {
            kwh / self.discharge_kw
        } else {
            0.0
        }
    }

    /// Hours of charging at full power that add so many kWh.
    pub fn hours_to_add(&self, kwh: f64) -> f64 {
        if self.charge_kw > 0.0 {
            kwh / (self.charge_kw * self.gain)
        } else {
            0.0
        }
    }

    /// Whether the rule can never tell the two apart but for their size.
    fn is_alike(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(b.abs());
        let sized =
            |of: fn(&Self) -> f64| near(of(self) * other.full_kwh, of(other) * self.full_kwh);
        near(self.gain, other.gain)
            && near(self.self_discharge_per_h, other.self_discharge_per_h)
            && sized(|store| store.discharge_kw)
            && sized(|store| store.charge_kw)
            && sized(|store| store.start_kwh)
            && (self.self_discharge_per_h == 0.0 || sized(|store| store.below_kwh))
    }

    fn add(&mut self, other: &Self) {
        self.full_kwh += other.full_kwh;
        self.start_kwh += other.start_kwh;
        self.discharge_kw += other.discharge_kw;
        self.charge_kw += other.charge_kw;
        self.below_kwh += other.below_kwh;
    }
}

/// A fleet of packs.
#[derive(Clone, Debug)]
pub(super) struct Stores {
    /// The packs, those that are alike as one.
    pub each: Vec<Store>,
    /// Their numbers, those with the best round trip first.
    pub best_first: Vec<usize>,
    /// Own use of all packs together, kW.
    pub aux_kw: f64,
    /// Charging power of all packs together, kW.
    pub charge_kw: f64,
    /// Energy of all full packs together, kWh.
    pub full_kwh: f64,
    /// Whether any loses energy by itself.
    pub leaks: bool,
}

impl Stores {
    pub fn new(packs: &[Battery]) -> Self {
        let all: Vec<Store> = packs.iter().map(|pack| Store::of(pack.spec())).collect();
        let hours = all
            .iter()
            .map(|store| key_of(store.hours_at(store.full_kwh)));
        let mut order: Vec<(i64, u32)> = hours.zip(0..).collect();
        ascending(&mut order);
        let mut each: Vec<Store> = Vec::new();
        for &(_, number) in &order {
            let store = &all[number as usize];
            if store.full_kwh <= 0.0 && store.self_discharge_per_h == 0.0 {
                continue; // it can do nothing
            }
            let hours = store.hours_at(store.full_kwh) * (1.0 - 1e-11);
            let near = each
                .iter_mut()
                .rev()
                .take_while(|earlier| earlier.hours_at(earlier.full_kwh) >= hours);
            match { near }.find(|earlier| earlier.is_alike(store)) {
                Some(alike) => alike.add(store),
                None => each.push(*store),
            }
        }
        let gains = each.iter().map(|store| key_of(-store.gain));
        let mut best_first: Vec<(i64, u32)> = gains.zip(0..).collect();
        ascending(&mut best_first);
        Self {
            best_first: best_first.iter().map(|&(_, i)| i as usize).collect(),
            aux_kw: packs.iter().map(|pack| pack.spec().aux_kw).sum(),
            charge_kw: each.iter().map(|store| store.charge_kw).sum(),
            full_kwh: each.iter().map(|store| store.full_kwh).sum(),
            leaks: each.iter().any(|store| store.self_discharge_per_h > 0.0),
            each,
        }
    }

    /// What a shortfall of the whole fleet may come to by rounding, kWh.
    pub fn tolerance_kwh(&self, steps: &Steps) -> f64 {
        1e-10 * self.full_kwh + 1e-13 * steps.peak_kw().abs() * steps.dt_h()
    }

    /// What all packs hold when full, kWh each.
    pub fn full(&self) -> Vec<f64> {
        self.each.iter().map(|store| store.full_kwh).collect()
    }

    /// What all packs hold at the start, kWh each.
    pub fn start(&self) -> Vec<f64> {
        self.each.iter().map(|store| store.start_kwh).collect()
    }
}
