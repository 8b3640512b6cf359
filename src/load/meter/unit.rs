//! The units meter files are written in.

use super::text::{is_one_of, lower, says};
use std::fmt;

/// What a value in a meter file means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Mean power in watts.
    Watts,
    /// Mean power in kilowatts.
    Kilowatts,
    /// Mean power in megawatts.
    Megawatts,
    /// Energy of the interval in watt-hours.
    WattHours,
    /// Energy of the interval in kilowatt-hours.
    KilowattHours,
    /// Energy of the interval in megawatt-hours.
    MegawattHours,
    /// Mean apparent power in kilovolt-amperes, taken as it is: real power is lower by the
    /// power factor, which the file does not say.
    KilovoltAmperes,
    /// Mean apparent power in megavolt-amperes, taken as it is.
    MegavoltAmperes,
}

impl Unit {
    /// Every unit, the likeliest first.
    pub const ALL: [Self; 8] = [
        Self::Kilowatts,
        Self::KilowattHours,
        Self::Watts,
        Self::WattHours,
        Self::Megawatts,
        Self::MegawattHours,
        Self::KilovoltAmperes,
        Self::MegavoltAmperes,
    ];

    /// The unit's symbol.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Watts => "W",
            Self::Kilowatts => "kW",
            Self::Megawatts => "MW",
            Self::WattHours => "Wh",
            Self::KilowattHours => "kWh",
            Self::MegawattHours => "MWh",
            Self::KilovoltAmperes => "kVA",
            Self::MegavoltAmperes => "MVA",
        }
    }

    /// Whether the value is the energy of its interval and not its mean power.
    pub fn is_energy(self) -> bool {
        matches!(
            self,
            Self::WattHours | Self::KilowattHours | Self::MegawattHours
        )
    }

    /// Whether the value is apparent power, which is taken for real power unconverted.
    pub fn is_apparent(self) -> bool {
        matches!(self, Self::KilovoltAmperes | Self::MegavoltAmperes)
    }

    /// A value in this unit as kW, or as kWh when the unit is one of energy.
    ///
    /// ```
    /// use peakpack::load::meter::Unit;
    /// assert_eq!(Unit::Watts.kilo(72.36), 0.07236);
    /// assert_eq!(Unit::MegawattHours.kilo(1.5), 1500.0);
    /// ```
    pub fn kilo(self, value: f64) -> f64 {
        match self {
            // A division by 1000 is exactly rounded, a product with 0.001 is not.
            Self::Watts | Self::WattHours => value / 1000.0,
            Self::Kilowatts | Self::KilowattHours | Self::KilovoltAmperes => value,
            Self::Megawatts | Self::MegawattHours | Self::MegavoltAmperes => value * 1000.0,
        }
    }

    /// The unit a word names, in any capitals: `kW`, `KWH`, `kilowatt-hours`.
    ///
    /// ```
    /// use peakpack::load::meter::Unit;
    /// assert_eq!(Unit::named("KWH"), Some(Unit::KilowattHours));
    /// assert_eq!(Unit::named("kWh/h"), Some(Unit::Kilowatts));
    /// assert_eq!(Unit::named("kvar"), None);
    /// ```
    pub fn named(word: &str) -> Option<Self> {
        const WORDS: [(Unit, &str); 8] = [
            (Unit::Watts, "w|wh/h|watt|watts"),
            (Unit::Kilowatts, "kw|kwh/h|kilowatt|kilowatts"),
            (Unit::Megawatts, "mw|mwh/h|megawatt|megawatts"),
            (Unit::WattHours, "wh|watt-hours|watthours|wattstunden"),
            (
                Unit::KilowattHours,
                "kwh|kwhr|kwhrs|kwhs|kw-hr|kw·h|kilowatt-hour|kilowatt-hours|kilowatthours|kilowattstunden",
            ),
            (
                Unit::MegawattHours,
                "mwh|megawatt-hours|megawatthours|megawattstunden",
            ),
            (Unit::KilovoltAmperes, "kva"),
            (Unit::MegavoltAmperes, "mva"),
        ];
        let known = WORDS.iter().find(|(_, words)| is_one_of(word, words));
        known.map(|&(unit, _)| unit)
    }

    /// The unit named inside a column's title: `Leistung [kW]`, `USAGE_KWH`, `load_kw`.
    ///
    /// ```
    /// use peakpack::load::meter::Unit;
    /// assert_eq!(Unit::in_title("Total Data Center (kW)"), Some(Unit::Kilowatts));
    /// assert_eq!(Unit::in_title("Outside air [°C]"), None);
    /// ```
    pub fn in_title(title: &str) -> Option<Self> {
        // The last one counts: "W building [kWh]". Hyphens stay inside a word, and the
        // stroke of "kWh/h" does.
        let words = |but: char| {
            title
                .split(move |c: char| {
                    c.is_ascii() && !c.is_ascii_alphanumeric() && c != '-' && c != but
                })
                .filter_map(Self::named)
                .next_back()
        };
        let (whole, part) = (words('/'), words('-'));
        let found = whole.filter(|unit| !unit.is_energy()).or(part)?;
        // "Kilowatt hours", "kW h".
        let lower = lower(title);
        let hours =
            says(&lower, "watt hour|kw h)|kw h]|kw.h") || lower.trim_end().ends_with("kw h");
        Some(match found {
            Self::Watts if hours => Self::WattHours,
            Self::Kilowatts if hours => Self::KilowattHours,
            Self::Megawatts if hours => Self::MegawattHours,
            unit => unit,
        })
    }

    /// Whether a title names something for each kWh or kW, such as a price, and not the amount.
    pub(crate) fn is_rate(title: &str) -> bool {
        const RATES: &str = "/kwh|/mwh|/kw)|/kw]|per kw|per mw|/m2|/m²|€/";
        says(title, RATES)
    }

    /// What a title says it counts, where that is no unit of electric power or energy that can
    /// be read.
    pub(crate) fn foreign(title: &str) -> Option<&'static str> {
        const WORDS: &str = "kVAh|MVAh|GW|GWh|TWh|kvar|kvarh|Mvar|Mvarh|varh|therm|therms|ccf|MJ|\
            GJ|BTU|kBTU|MMBTU|Nm3|m3";
        let mut named = title
            .split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
            .filter_map(|word| {
                let is = |known: &&str| known.eq_ignore_ascii_case(word);
                WORDS.split('|').find(is)
            });
        named.next_back()
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}
