//! The outcome as one tree of named values, for everything that writes it down: the command
//! line's JSON, the page's JSON file, and what the page tells the page around it.
//!
//! serde's derive would compile each struct once for each format; a small tree has one
//! [`Serialize`] for all of them.

use super::run::{MonthPeak, Outcome};
use super::words::DISCLAIMER;
use crate::VERSION;
use crate::dispatch::Critical;
use crate::load::Demand;
use crate::scenario::{Kind, PARAMETERS, Scenario};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// A value that knows its own shape.
///
/// ```
/// use peakpack::outcome::Record;
/// let record = Record::Map(vec![("packs", Record::Whole(640)), ("why", Record::Nothing)]);
/// assert_eq!(record.get("packs"), Some(&Record::Whole(640)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// There is none: JSON's null.
    Nothing,
    /// A number.
    Number(f64),
    /// A whole number.
    Whole(i32),
    /// A text.
    Text(String),
    /// Values in a row.
    List(Vec<Self>),
    /// Values by name, in this order.
    Map(Vec<(&'static str, Self)>),
}

impl Record {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A list of texts.
    pub fn texts(texts: Vec<String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }

    /// The value of that name in a map.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Map(entries) = self else {
            return None;
        };
        let found = entries.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value)
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Whole(number) => serializer.serialize_i32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(value)?;
                }
                list.end()
            }
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// Scenario and outcome as a tree; the keys stand in `docs/api.md` with their units.
///
/// The first outcome is the main one; of further ones there is a list `others` of the same
/// shape. `link` is the main scenario's own, `warnings` what of link and file was not taken as
/// it stood: those of the outcome are added. `Nothing` when there is no outcome.
///
/// ```
/// use peakpack::load::Site;
/// use peakpack::outcome::{Record, record};
/// use peakpack::scenario::Scenario;
/// use std::sync::Arc;
/// let scenario = Scenario::default();
/// let site = Arc::new(Site::of(&scenario).unwrap());
/// let outcome = peakpack::run(&scenario, &site);
/// let record = record(&[&outcome], &scenario.to_query(), Vec::new());
/// assert_eq!(record.get("peak_before_kw"), Some(&Record::Number(100_000.0)));
/// ```
pub fn record(outcomes: &[&Outcome], link: &str, warnings: Vec<String>) -> Record {
    let Some((main, others)) = outcomes.split_first() else {
        return Record::Nothing;
    };
    let mut entries = entries(main, link, warnings);
    if !others.is_empty() {
        let other = |outcome: &&Outcome| {
            let link = outcome.scenario.to_query();
            Record::Map(self::entries(outcome, &link, Vec::new()))
        };
        entries.push(("others", Record::List(others.iter().map(other).collect())));
    }
    Record::Map(entries)
}

fn entries(
    outcome: &Outcome,
    link: &str,
    mut warnings: Vec<String>,
) -> Vec<(&'static str, Record)> {
    use Record::{Number, Text, Whole};
    let demand = &outcome.site.demand;
    let advice = outcome.advice();
    warnings.extend(outcome.warnings());
    warnings.extend(outcome.gap_phrase());
    let reason = outcome.reason_with(advice.as_ref()).to_string();
    vec![
        ("link", Record::text(link)),
        ("sentence", Text(outcome.finding().to_string())),
        ("reason", Text(reason)),
        ("peak_before_kw", Number(outcome.peak_before_kw)),
        ("peak_after_kw", Number(outcome.peak_after_kw)),
        ("limited_by", Record::text(outcome.limited_by.id())),
        ("usable_kwh", Number(outcome.battery.usable_kwh())),
        ("power_kw", Number(outcome.battery.spec().p_discharge_kw)),
        (
            "equivalent_full_cycles",
            Number(outcome.equivalent_full_cycles),
        ),
        (
            "equivalent_full_cycles_per_year",
            Number(outcome.cycles_per_year()),
        ),
        ("losses_kwh", Number(outcome.losses_kwh())),
        ("gap_kw", Number(outcome.gap_kw())),
        ("kw_per_kwh", Number(outcome.kw_per_kwh)),
        ("window_s", Number(demand.window().seconds())),
        ("hours", Number(demand.total_hours())),
        ("passes", Whole(outcome.passes as i32)),
        ("critical", critical_record(outcome.critical, demand)),
        (
            "advice",
            advice.map_or(Record::Nothing, |advice| {
                let more = advice.more_packs;
                Record::Map(vec![
                    ("target_kw", Number(advice.target_kw)),
                    (
                        "more_packs",
                        more.map_or(Record::Nothing, |more| Whole(more as i32)),
                    ),
                ])
            }),
        ),
        (
            "infeasible",
            outcome
                .infeasible
                .map_or(Record::Nothing, |why| Text(why.to_string())),
        ),
        ("monthly", months_record(&outcome.months, demand.dated())),
        ("warnings", Record::texts(warnings)),
        ("inputs", inputs(&outcome.scenario)),
        ("assumptions", Record::texts(outcome.assumptions())),
        ("version", Record::text(VERSION)),
        ("disclaimer", Record::text(DISCLAIMER)),
    ]
}

/// Every input by its key in links: numbers in the unit of the table, choices by their name.
fn inputs(scenario: &Scenario) -> Record {
    let mut entries = Vec::new();
    for parameter in &PARAMETERS {
        let value = scenario.get(parameter.id);
        let value = match parameter.kind {
            Kind::Number { .. } => Record::Number(value),
            Kind::Choice { .. } => Record::Text(parameter.text(value)),
        };
        entries.push((parameter.key, value));
    }
    Record::Map(entries)
}

/// The windows that decide: `start_min` and `end_min` count minutes from the start of the load,
/// `start` and `end` are local times, nothing without dates.
///
/// Windows that run past the end of a steady period end before they start.
pub fn critical_record(critical: Option<Critical>, demand: &Demand) -> Record {
    let Some(critical) = critical else {
        return Record::Nothing;
    };
    let (first, end) = (critical.first, critical.end(demand.len()));
    let minutes = |k: usize| Record::Number(demand.elapsed_ms(k) as f64 / 60_000.0);
    let time = |k: usize| match demand.dated() {
        true => Record::Text(demand.time(k).to_string()),
        false => Record::Nothing,
    };
    Record::Map(vec![
        ("start_min", minutes(first)),
        ("end_min", minutes(end)),
        ("hours", Record::Number(critical_hours(critical, demand))),
        ("start", time(first)),
        ("end", time(end)),
    ])
}

/// The time that decides, in hours.
pub fn critical_hours(critical: Critical, demand: &Demand) -> f64 {
    let ranges = critical.ranges(demand.len());
    let hours = ranges.into_iter().flatten().map(|k| demand.hours_of(k));
    hours.sum()
}

/// Peaks by month: `year` (of loads with dates), `month`, `before_kw`, `after_kw`.
pub fn months_record(months: &[MonthPeak], dated: bool) -> Record {
    let month = |peak: &MonthPeak| {
        let mut entry = Vec::new();
        if dated {
            entry.push(("year", Record::Whole(peak.year)));
        }
        entry.push(("month", Record::Whole(i32::from(peak.month))));
        entry.push(("before_kw", Record::Number(peak.before_kw)));
        entry.push(("after_kw", Record::Number(peak.after_kw)));
        Record::Map(entry)
    };
    Record::List(months.iter().map(month).collect())
}
