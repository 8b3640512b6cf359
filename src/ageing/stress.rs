//! What a day does to a cell: the stressors that ageing models ask for.
//!
//! From the state of charge `s_0 … s_n` at equal steps of `h` hours, for a cell
//! whose capacity is `q` of what it was at the start:
//!
//! ```text
//! Δt   = n·h/24                       days
//! ΔEFC = q·½·Σ|s_i − s_{i−1}|         equivalent full cycles
//! DOD  = max s − min s
//! r_i  = |s_i − s_{i−1}|/h            per hour; below 0.01 it counts as rest
//! C    = q·(Σ r_i − r_n/2)/n          the trapezoid through r_i at the end of each step, from 0
//! k    = (Σ k(s_i) − (k(s_0) + k(s_n))/2)/n      any rate k(s), averaged by trapezoid
//! ```
//!
//! The potential of a graphite anode against lithium: [`ANODE`].

use super::about::About;
use super::refused::Refused;

/// The coldest cell that can be asked about, °C.
pub const COLDEST_C: f64 = -30.0;
/// The hottest cell that can be asked about, °C.
pub const HOTTEST_C: f64 = 60.0;
/// Hours from one sample of [`repeated_day`] to the next.
pub const REPEATED_STEP_H: f64 = 1.0;

/// The potential of a graphite anode against lithium, as [`anode_potential_v`] has it.
pub const ANODE: About = About {
    equations: &[
        "x = 0.0085 + 0.7715·s",
        "U_a = 0.6379 + 0.5416·e^(−305.5309x) + 0.044·tanh(−(x − 0.1958)/0.1088) − 0.1978·tanh((x − 1.0571)/0.0854) − 0.6875·tanh((x + 0.0117)/0.0529) − 0.0175·tanh((x − 0.5692)/0.0875)",
    ],
    source: "Safari and Delacourt, Journal of the Electrochemical Society 2011, doi:10.1149/1.3567007",
};

/// A stretch of time, a day as a rule, whose numbers have been checked.
///
/// ```
/// use peakpack::ageing::Day;
/// let soc = [0.9, 0.9, 0.3, 0.9];
/// let day = Day::new(&soc, 8.0, 25.0)?;
/// assert_eq!(day.days(), 1.0);
/// assert!((day.full_cycles() - 0.6).abs() < 1e-12);
/// assert!((day.depth() - 0.6).abs() < 1e-12);
/// assert!(Day::new(&[90.0, 30.0], 12.0, 25.0).is_err());
/// # Ok::<(), peakpack::ageing::Refused>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day<'a> {
    soc: &'a [f64],
    days: f64,
    temperature_c: f64,
    full_cycles: f64,
    depth: f64,
    mean_soc: f64,
    c_rate: f64,
    fastest_charge_c: f64,
    fastest_discharge_c: f64,
}

impl<'a> Day<'a> {
    /// Checks the samples of the state of charge, `step_h` hours apart, and the
    /// temperature of the cells, and takes the stressors from them.
    ///
    /// # Errors
    /// Fewer than two samples, a state of charge outside 0 to 1, a step outside
    /// 0 to 24 h, a temperature outside −30 to 60 °C, or more than 20 C.
    pub fn new(soc: &'a [f64], step_h: f64, temperature_c: f64) -> Result<Self, Refused> {
        /// What rounding may add to a full or an empty store.
        const SLACK: f64 = 1e-9;
        /// No cell does this, and beyond it exponentials of the rate overflow.
        const FASTEST_C: f64 = 20.0;
        Refused::unless(
            soc.len() >= 2,
            "number of samples",
            soc.len() as f64,
            "at least 2",
        )?;
        Refused::unless(
            step_h > 0.0 && step_h <= 24.0,
            "step in hours",
            step_h,
            "above 0 and at most 24",
        )?;
        Refused::unless(
            (COLDEST_C..=HOTTEST_C).contains(&temperature_c),
            "temperature in °C",
            temperature_c,
            "from -30 to 60",
        )?;
        for &share in soc {
            Refused::unless(
                (-SLACK..=1.0 + SLACK).contains(&share),
                "state of charge",
                share,
                "a share from 0 to 1 (0.9, not 90)",
            )?;
        }
        let day = Self::measured(soc, step_h, temperature_c);
        let fastest = day.fastest_charge_c.max(day.fastest_discharge_c);
        Refused::unless(
            fastest <= FASTEST_C,
            "fastest charge or discharge in C",
            fastest,
            "at most 20",
        )?;
        Ok(day)
    }

    fn measured(soc: &'a [f64], step_h: f64, temperature_c: f64) -> Self {
        /// Slower changes are rest to the fitted rates, per hour.
        const REST_PER_H: f64 = 0.01;
        let steps = (soc.len() - 1) as f64;
        let (mut moved, mut rates, mut last) = (0.0, 0.0, 0.0);
        let (mut up, mut down) = (0.0_f64, 0.0_f64);
        for pair in soc.windows(2) {
            let change = pair[1] - pair[0];
            moved += change.abs();
            let per_h = change.abs() / step_h;
            last = if per_h < REST_PER_H { 0.0 } else { per_h };
            rates += last;
            up = up.max(change / step_h);
            down = down.max(-change / step_h);
        }
        let highest = soc.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lowest = soc.iter().copied().fold(f64::INFINITY, f64::min);
        Self {
            soc,
            days: steps * step_h / 24.0,
            temperature_c,
            full_cycles: 0.5 * moved,
            depth: (highest - lowest).min(1.0),
            mean_soc: soc.iter().sum::<f64>() / soc.len() as f64,
            c_rate: (rates - 0.5 * last) / steps,
            fastest_charge_c: up,
            fastest_discharge_c: down,
        }
    }

    /// How long it is, in days.
    pub fn days(&self) -> f64 {
        self.days
    }

    /// Temperature of the cells, °C.
    pub fn temperature_c(&self) -> f64 {
        self.temperature_c
    }

    /// Temperature of the cells, K.
    pub fn temperature_k(&self) -> f64 {
        self.temperature_c + 273.15
    }

    /// Equivalent full cycles of a cell of full capacity.
    pub fn full_cycles(&self) -> f64 {
        self.full_cycles
    }

    /// Depth of discharge: highest less lowest state of charge.
    pub fn depth(&self) -> f64 {
        self.depth
    }

    /// The plain mean of the samples of the state of charge.
    pub fn mean_soc(&self) -> f64 {
        self.mean_soc
    }

    /// The mean rate of charge and discharge of a cell of full capacity, per hour.
    pub fn c_rate(&self) -> f64 {
        self.c_rate
    }

    /// The fastest charge of a cell of full capacity, per hour.
    pub fn fastest_charge_c(&self) -> f64 {
        self.fastest_charge_c
    }

    /// The fastest discharge of a cell of full capacity, per hour.
    pub fn fastest_discharge_c(&self) -> f64 {
        self.fastest_discharge_c
    }

    /// A rate that depends on the state of charge, averaged over the time by trapezoid.
    pub(super) fn mean_of(&self, rate: impl Fn(f64) -> f64) -> f64 {
        let Some(&first) = self.soc.first() else {
            return 0.0;
        };
        // Packs rest most of the time: what has been computed for a charge holds while it stays.
        let at_first = rate(first);
        let (mut known, mut at_known) = (first, at_first);
        let mut total = 0.0;
        for &soc in self.soc {
            if soc != known {
                (known, at_known) = (soc, rate(soc));
            }
            total += at_known;
        }
        (total - 0.5 * (at_first + at_known)) / (self.soc.len() - 1) as f64
    }
}

/// A day of 25 hourly samples that can be repeated: at `high` until 16:00, straight
/// down to `low` at 20:00, there until 22:00, and straight up to `high` at 24:00.
///
/// ```
/// let soc = peakpack::ageing::repeated_day(0.9, 0.3);
/// assert_eq!((soc[16], soc[20], soc[22], soc[24]), (0.9, 0.3, 0.3, 0.9));
/// assert!((soc[23] - 0.6).abs() < 1e-12);
/// ```
pub fn repeated_day(high: f64, low: f64) -> [f64; 25] {
    std::array::from_fn(|hour| match hour {
        0..=16 => high,
        17..=19 => high + (low - high) * (hour - 16) as f64 / 4.0,
        20..=22 => low,
        23 => low + (high - low) / 2.0,
        _ => high,
    })
}

/// The potential of a graphite anode against lithium at a state of charge of the cell, V.
///
/// ```
/// let half = peakpack::ageing::anode_potential_v(0.5);
/// assert!((half - 0.123).abs() < 0.002);
/// ```
pub fn anode_potential_v(soc: f64) -> f64 {
    let x = 0.0085 + 0.7715 * soc;
    let tanh = libm::tanh;
    0.6379 + 0.5416 * libm::exp(-305.5309 * x) + 0.044 * tanh(-(x - 0.1958) / 0.1088)
        - 0.1978 * tanh((x - 1.0571) / 0.0854)
        - 0.6875 * tanh((x + 0.0117) / 0.0529)
        - 0.0175 * tanh((x - 0.5692) / 0.0875)
}
