//! The models of pack to pick from; their figures are in the fleet's catalogue.

use super::choice::ChoiceOption;

macro_rules! pack_models {
    ($($variant:ident $id:literal $label:literal)*) => {
        /// A model of electric-vehicle pack.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum PackModel {
            $(#[doc = $label] $variant,)*
        }

        impl PackModel {
            /// All of them, in the order in which to offer them.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$variant),*];

            /// Their names in links and on the page, in the same order.
            pub const OPTIONS: [ChoiceOption; [$($id),*].len()] =
                [$(ChoiceOption::new($id, $label)),*];
        }
    };
}

pack_models! {
    Leaf24 "leaf24" "Nissan Leaf 24 kWh"
    Leaf30 "leaf30" "Nissan Leaf 30 kWh"
    Leaf40 "leaf40" "Nissan Leaf 40 kWh"
    Leaf62 "leaf62" "Nissan Leaf e+ 62 kWh"
    Tesla3Long "model3lr" "Tesla Model 3/Y Long Range"
    Tesla3Short "model3sr" "Tesla Model 3 Standard Range, LFP"
    TeslaS85 "models85" "Tesla Model S 85"
    Bolt "bolt60" "Chevrolet Bolt 60/66 kWh"
    Zoe41 "zoe41" "Renault Zoe 41 kWh"
    BmwI3 "i3-94" "BMW i3 94 Ah"
    Meb58 "meb58" "Volkswagen MEB 58 kWh (ID.3)"
    Meb77 "meb77" "Volkswagen MEB 77 kWh (ID.4)"
    Kona64 "kona64" "Hyundai Kona / Kia Niro 64 kWh"
    Ioniq5 "ioniq5" "Hyundai Ioniq 5 / Kia EV6 77 kWh"
    IPace "ipace" "Jaguar I-Pace"
    Atto3 "atto3" "BYD Atto 3 Blade"
}

impl PackModel {
    /// A short name for links; never changes.
    ///
    /// ```
    /// use peakpack::scenario::PackModel;
    /// assert_eq!(PackModel::Tesla3Long.id(), "model3lr");
    /// ```
    pub fn id(self) -> &'static str {
        Self::OPTIONS[self as usize].id
    }

    /// What to call it on the page.
    pub fn label(self) -> &'static str {
        Self::OPTIONS[self as usize].label
    }
}
