//! The units meter files are written in.

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
        const WORDS: [(&str, Unit); 32] = [
            ("w", Unit::Watts),
            ("kw", Unit::Kilowatts),
            ("mw", Unit::Megawatts),
            ("wh", Unit::WattHours),
            ("kwh", Unit::KilowattHours),
            ("mwh", Unit::MegawattHours),
            ("kwhr", Unit::KilowattHours),
            ("kwhrs", Unit::KilowattHours),
            ("kwhs", Unit::KilowattHours),
            ("kw-hr", Unit::KilowattHours),
            ("kw·h", Unit::KilowattHours),
            ("kva", Unit::KilovoltAmperes),
            ("mva", Unit::MegavoltAmperes),
            ("wh/h", Unit::Watts),
            ("kwh/h", Unit::Kilowatts),
            ("mwh/h", Unit::Megawatts),
            ("watt", Unit::Watts),
            ("watts", Unit::Watts),
            ("kilowatt", Unit::Kilowatts),
            ("kilowatts", Unit::Kilowatts),
            ("megawatt", Unit::Megawatts),
            ("megawatts", Unit::Megawatts),
            ("watt-hours", Unit::WattHours),
            ("kilowatt-hour", Unit::KilowattHours),
            ("kilowatt-hours", Unit::KilowattHours),
            ("megawatt-hours", Unit::MegawattHours),
            ("watthours", Unit::WattHours),
            ("kilowatthours", Unit::KilowattHours),
            ("megawatthours", Unit::MegawattHours),
            ("kilowattstunden", Unit::KilowattHours),
            ("wattstunden", Unit::WattHours),
            ("megawattstunden", Unit::MegawattHours),
        ];
        WORDS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(word))
            .map(|&(_, unit)| unit)
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
        let lower = super::text::lower(title);
        let hours = super::text::says(&lower, &["watt hour", "kw h)", "kw h]", "kw.h"])
            || lower.trim_end().ends_with("kw h");
        Some(match found {
            Self::Watts if hours => Self::WattHours,
            Self::Kilowatts if hours => Self::KilowattHours,
            Self::Megawatts if hours => Self::MegawattHours,
            unit => unit,
        })
    }

    /// Whether a title names something for each kWh or kW, such as a price, and not the amount.
    pub(crate) fn is_rate(title: &str) -> bool {
        const RATES: [&str; 9] = [
            "/kwh", "/mwh", "/kw)", "/kw]", "per kw", "per mw", "/m2", "/m²", "€/",
        ];
        super::text::says(title, &RATES)
    }

    /// What a title says it counts, where that is no unit of electric power or energy that can
    /// be read.
    pub(crate) fn foreign(title: &str) -> Option<&'static str> {
        const WORDS: [&str; 20] = [
            "kVAh", "MVAh", "GW", "GWh", "TWh", "kvar", "kvarh", "Mvar", "Mvarh", "varh", "therm",
            "therms", "ccf", "MJ", "GJ", "BTU", "kBTU", "MMBTU", "Nm3", "m3",
        ];
        let mut named = title
            .split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
            .filter_map(|word| {
                let is = |known: &&&str| known.eq_ignore_ascii_case(word);
                WORDS.iter().find(is)
            });
        named.next_back().copied()
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}
