//! Physical quantities whose type carries the unit.
//!
//! Only the operators that make physical sense exist: power times time is
//! energy, energy over power is time, and nothing else compiles. Hot loops take
//! the plain `f64` out once, under a name that ends in its unit.
//!
//! ```
//! use peakpack::units::{Hours, KilowattHours, Kilowatts};
//! assert_eq!(Kilowatts(2_000.0) * Hours(0.25), KilowattHours(500.0));
//! assert_eq!(KilowattHours(500.0) / Kilowatts(250.0), Hours(2.0));
//! ```

use std::ops::{Add, Div, Mul, Neg, Sub};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub f64);

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }
        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }
        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }
        impl Mul<Fraction> for $name {
            type Output = Self;
            fn mul(self, share: Fraction) -> Self {
                Self(self.0 * share.get())
            }
        }
        /// How many of `other` fit: a plain ratio.
        impl Div for $name {
            type Output = f64;
            fn div(self, other: Self) -> f64 {
                self.0 / other.0
            }
        }
    };
}

quantity! {
    /// Power in kW. For a battery, positive discharges.
    Kilowatts
}
quantity! {
    /// Energy in kWh.
    KilowattHours
}
quantity! {
    /// Time in hours.
    Hours
}

impl Mul<Hours> for Kilowatts {
    type Output = KilowattHours;
    fn mul(self, time: Hours) -> KilowattHours {
        KilowattHours(self.0 * time.0)
    }
}
impl Div<Kilowatts> for KilowattHours {
    type Output = Hours;
    fn div(self, power: Kilowatts) -> Hours {
        Hours(self.0 / power.0)
    }
}
impl Div<Hours> for KilowattHours {
    type Output = Kilowatts;
    fn div(self, time: Hours) -> Kilowatts {
        Kilowatts(self.0 / time.0)
    }
}

/// A share between 0 and 1: a state of charge, a state of health, an efficiency.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Fraction(f64);

impl Fraction {
    /// The whole.
    pub const ONE: Self = Self(1.0);

    /// A share between 0 and 1, or `None` for anything else, NaN included.
    ///
    /// ```
    /// use peakpack::units::Fraction;
    /// assert!(Fraction::new(0.78).is_some());
    /// assert!(Fraction::new(78.0).is_none());
    /// ```
    pub fn new(share: f64) -> Option<Self> {
        (0.0..=1.0).contains(&share).then_some(Self(share))
    }

    /// A percentage brought into 0 … 100 %; NaN becomes 0.
    pub fn from_percent_clamped(percent: f64) -> Self {
        Self((percent / 100.0).clamp(0.0, 1.0).max(0.0))
    }

    /// The share, 0 to 1.
    pub fn get(self) -> f64 {
        self.0
    }
}
