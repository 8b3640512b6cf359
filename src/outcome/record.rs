//! The outcome as one tree of named values, for everything that writes it down: the command
//! line's JSON, the page's JSON file, and what the page tells the page around it.
//!
//! serde's derive would compile each struct once for each format; a small tree has one
//! [`Serialize`] for all of them.

use super::run::{MonthPeak, Outcome};
use super::words::DISCLAIMER;
use crate::VERSION;
use crate::dispatch::Critical;
use crate::load::{Demand, LoadSource};
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
    let mut map = Map(Vec::new());
    map.outcome(main, link, Some(warnings));
    if !others.is_empty() {
        let mut list = Vec::new();
        for outcome in others {
            let mut map = Map(Vec::new());
            map.outcome(outcome, &outcome.scenario.to_query(), Some(Vec::new()));
            list.push(Record::Map(map.0));
        }
        map.put("others", Record::List(list));
    }
    Record::Map(map.0)
}

/// The first entries of the same for one outcome: what costs nothing, to be told while inputs
/// still move.
pub fn brief(outcome: &Outcome, link: &str) -> Record {
    let mut map = Map(Vec::new());
    map.outcome(outcome, link, None);
    Record::Map(map.0)
}

/// Where the load comes from.
fn load(outcome: &Outcome) -> &'static str {
    match outcome.site.source {
        LoadSource::Meter => "file",
        LoadSource::Link => "link",
        LoadSource::Profile(_) => "generated",
    }
}

/// A map that grows; functions of their own, because an entry is large and there are many.
struct Map(Vec<(&'static str, Record)>);

impl Map {
    #[inline(never)]
    fn put(&mut self, name: &'static str, value: Record) {
        self.0.push((name, value));
    }

    #[inline(never)]
    fn number(&mut self, name: &'static str, number: f64) {
        self.put(name, Record::Number(number));
    }

    #[inline(never)]
    fn whole(&mut self, name: &'static str, number: i32) {
        self.put(name, Record::Whole(number));
    }

    #[inline(never)]
    fn text(&mut self, name: &'static str, text: &str) {
        self.put(name, Record::text(text));
    }

    /// All entries of an outcome; without warnings only the first ones.
    fn outcome(&mut self, outcome: &Outcome, link: &str, warnings: Option<Vec<String>>) {
        let demand = &outcome.site.demand;
        self.text("link", link);
        self.text("sentence", &outcome.finding().to_string());
        self.number("peak_before_kw", outcome.peak_before_kw);
        self.number("peak_after_kw", outcome.peak_after_kw);
        self.text("limited_by", outcome.limited_by.id());
        self.number("usable_kwh", outcome.battery.usable_kwh());
        self.number("power_kw", outcome.battery.spec().p_discharge_kw);
        self.number("equivalent_full_cycles", outcome.equivalent_full_cycles);
        self.number("equivalent_full_cycles_per_year", outcome.cycles_per_year());
        self.text("load", load(outcome));
        self.text("version", VERSION);
        let Some(mut warnings) = warnings else {
            return;
        };
        let advice = outcome.advice();
        warnings.extend(outcome.warnings());
        warnings.extend(outcome.gap_phrase());
        self.text("reason", &outcome.reason_with(advice.as_ref()).to_string());
        self.number("losses_kwh", outcome.losses_kwh());
        self.number("gap_kw", outcome.gap_kw());
        self.number("kw_per_kwh", outcome.kw_per_kwh);
        self.number("window_s", demand.window().seconds());
        self.number("hours", demand.total_hours());
        self.whole("passes", outcome.passes as i32);
        self.put("critical", critical_record(outcome.critical, demand));
        let advice = advice.map(|advice| {
            let mut map = Self(Vec::new());
            map.number("target_kw", advice.target_kw);
            match advice.more_packs {
                Some(more) => map.whole("more_packs", more as i32),
                None => map.put("more_packs", Record::Nothing),
            }
            Record::Map(map.0)
        });
        self.put("advice", advice.unwrap_or(Record::Nothing));
        match outcome.infeasible {
            Some(why) => self.text("infeasible", &why.to_string()),
            None => self.put("infeasible", Record::Nothing),
        }
        self.put("monthly", months_record(&outcome.months, demand.dated()));
        self.put("warnings", Record::texts(warnings));
        self.put("inputs", inputs(&outcome.scenario));
        self.put("assumptions", Record::texts(outcome.assumptions()));
        self.text("disclaimer", DISCLAIMER);
    }
}

/// Every input by its key in links: numbers in the unit of the table, choices by their name.
fn inputs(scenario: &Scenario) -> Record {
    let mut map = Map(Vec::new());
    for parameter in &PARAMETERS {
        let value = scenario.get(parameter.id);
        match parameter.kind {
            Kind::Number { .. } => map.number(parameter.key, value),
            Kind::Choice { .. } => map.text(parameter.key, &parameter.text(value)),
        }
    }
    Record::Map(map.0)
}

/// The windows that decide: `start_min` and `end_min` count minutes from the start of the load,
/// `start` and `end` are local times, nothing without dates.
///
/// Windows that run past the end of a steady period end before they start.
pub fn critical_record(critical: Option<Critical>, demand: &Demand) -> Record {
    let Some(critical) = critical else {
        return Record::Nothing;
    };
    let ends = [critical.first, critical.end(demand.len())];
    let mut map = Map(Vec::new());
    for (name, k) in ["start_min", "end_min"].into_iter().zip(ends) {
        map.number(name, demand.elapsed_ms(k) as f64 / 60_000.0);
    }
    map.number("hours", critical_hours(critical, demand));
    for (name, k) in ["start", "end"].into_iter().zip(ends) {
        match demand.dated() {
            true => map.text(name, &demand.time(k).to_string()),
            false => map.put(name, Record::Nothing),
        }
    }
    Record::Map(map.0)
}

/// The time that decides, in hours.
pub fn critical_hours(critical: Critical, demand: &Demand) -> f64 {
    let ranges = critical.ranges(demand.len());
    let hours = ranges.into_iter().flatten().map(|k| demand.hours_of(k));
    hours.sum()
}

/// Peaks by month: `year` (of loads with dates), `month`, `before_kw`, `after_kw`.
pub fn months_record(months: &[MonthPeak], dated: bool) -> Record {
    let mut list = Vec::new();
    for peak in months {
        let mut map = Map(Vec::new());
        if dated {
            map.whole("year", peak.year);
        }
        map.whole("month", i32::from(peak.month));
        map.number("before_kw", peak.before_kw);
        map.number("after_kw", peak.after_kw);
        list.push(Record::Map(map.0));
    }
    Record::List(list)
}
