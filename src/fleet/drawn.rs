//! The packs of a scenario: of one car or two, alike or drawn from a spread, behind converters
//! of their own or in strings.

use super::fleet::{Fleet, PackGroup, pack_at};
use super::spread::{Spread, in_strings, kinds};
use crate::scenario::{PackModel, Scenario};
use crate::units::Fraction;

/// The most kinds of one car that are told apart; neighbours in health are put together.
pub const KINDS: usize = 14;

/// Packs that are alike.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind {
    /// The car they come from.
    pub model: PackModel,
    /// Whether that is the scenario's second car.
    pub second: bool,
    /// State of health; in a string that of its weakest pack.
    pub health: Fraction,
    /// How many.
    pub count: u32,
}

/// So many packs as a scenario describes them, the worst of each car first; at most about
/// `most` kinds of each. Strings hold packs of one car only.
///
/// ```
/// use peakpack::fleet::{KINDS, drawn};
/// use peakpack::scenario::{Id, Scenario};
/// let alike = drawn(&Scenario::default(), 640, KINDS);
/// assert_eq!((alike.len(), alike[0].count), (1, 640));
/// let scenario = Scenario::default().with(Id::Spread, 5.0).with(Id::SecondShare, 25.0);
/// let all = drawn(&scenario, 640, KINDS);
/// assert_eq!(all.iter().map(|kind| kind.count).sum::<u32>(), 640);
/// assert_eq!(all.iter().filter(|kind| kind.second).map(|kind| kind.count).sum::<u32>(), 160);
/// ```
pub fn drawn(scenario: &Scenario, packs: u32, most: usize) -> Vec<Kind> {
    let of_second = (f64::from(packs) * scenario.second_share().get()).round() as u32;
    let mut all = Vec::new();
    let cars = [
        (scenario.pack_model(), packs.saturating_sub(of_second)),
        (scenario.second_model(), of_second),
    ];
    for (place, (model, count)) in cars.into_iter().enumerate() {
        let seed = scenario.pack_seed() ^ ((place as u32) << 24);
        let kind = |(health, count)| Kind {
            model,
            second: place == 1,
            health,
            count,
        };
        match spread_of(scenario, seed) {
            _ if count == 0 => {}
            None => all.push(kind((scenario.health(), count))),
            Some(spread) => {
                let healths = in_strings(&spread.healths(count), scenario.string_length(), seed);
                all.extend(kinds(&healths, most).into_iter().map(kind));
            }
        }
    }
    all
}

/// How a scenario's healths are spread; `None` for packs that are all alike.
fn spread_of(scenario: &Scenario, seed: u32) -> Option<Spread> {
    /// Deviations from the mean beyond which no pack lies.
    const WIDEST: f64 = 3.0;
    let (mean, deviation) = (scenario.health(), scenario.spread());
    // Packs at the end of their life are not bought.
    let least = scenario.end_health().get() + 0.01;
    let lowest = (mean.get() - WIDEST * deviation).max(least);
    let lowest = Fraction::new(lowest.min(mean.get())).unwrap_or(mean);
    let highest = Fraction::new((mean.get() + WIDEST * deviation).min(1.0));
    (deviation > 0.0).then(|| Spread {
        mean,
        deviation,
        lowest,
        highest: highest.unwrap_or(Fraction::ONE),
        seed,
    })
}

impl Fleet {
    /// The fleet of a scenario with these packs.
    ///
    /// ```
    /// use peakpack::fleet::{Fleet, KINDS, drawn};
    /// use peakpack::scenario::{Id, Scenario};
    /// let scenario = Scenario::default().with(Id::Spread, 5.0);
    /// let fleet = Fleet::of_kinds(&scenario, &drawn(&scenario, 640, KINDS));
    /// assert_eq!(fleet, Fleet::from_scenario(&scenario));
    /// assert!(fleet.groups().len() > 12);
    /// ```
    pub fn of_kinds(scenario: &Scenario, kinds: &[Kind]) -> Self {
        let group = |kind: &Kind| {
            let pack = pack_at(scenario, kind)?;
            Some(PackGroup {
                pack,
                count: kind.count,
            })
        };
        Self::empty(scenario).with_groups(kinds.iter().filter_map(group).collect())
    }
}
