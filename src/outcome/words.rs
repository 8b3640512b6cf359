//! The sentences: what the packs do, why not more, and what to be careful about.
//!
//! Generated from the outcome alone, so that headline, alternative text, shared
//! text and screen reader say the same. The plain word comes first, the term second.

use super::advice::Advice;
use super::quantity::{PowerScale, duration, group, plain};
use super::run::Outcome;
use super::sentence::Sentence;
use crate::dispatch::Binding;
use crate::load::{LoadSource, LocalTime, Step};
use crate::scenario::{Id, Shape};
use crate::text::Joined;

/// Said wherever a result is shown.
pub const DISCLAIMER: &str = "Simulation, not a quotation or investment advice.";

impl Outcome {
    /// The unit and decimals of all powers of this outcome.
    pub fn scale(&self) -> PowerScale {
        PowerScale::shown_in(self.units, self.peak_before_kw)
    }

    /// The headline.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::{Id, Scenario};
    /// use std::sync::Arc;
    /// let scenario = Scenario::default().with(Id::Packs, 0.0);
    /// let site = Arc::new(Site::of(&scenario).unwrap());
    /// assert_eq!(
    ///     peakpack::run(&scenario, &site).finding().to_string(),
    ///     "Without packs this campus’s highest 15-minute grid draw stays 100.0 MW."
    /// );
    /// ```
    pub fn finding(&self) -> Sentence {
        let scale = self.scale();
        let whose = self.whose();
        let window = self.window_word();
        let before = scale.number(self.peak_before_kw);
        let after = scale.with_unit(self.peak_after_kw);
        let start = Sentence::default();
        if self.scenario.packs() == 0 {
            return start
                .plain(format!(
                    "Without packs {whose} highest {window} grid draw stays "
                ))
                .strong(format!("{}.", scale.with_unit(self.peak_before_kw)));
        }
        let packs = self.packs_phrase();
        let health = self.health_phrase();
        if self.infeasible.is_some() {
            return start
                .strong(packs)
                .plain(format!(" {health} cannot keep their charge with these inputs: {whose} highest {window} grid draw stays {before} {}.", scale.unit()));
        }
        if self.is_flat() {
            return start
                .plain(format!(
                    "{} {window} grid draw is flat: its peak is {} times its mean, so ",
                    capitalised(whose),
                    plain(self.peak_over_mean(), 3)
                ))
                .strong(packs)
                .plain(format!(" {health} "))
                .plain(self.change_phrase(&scale));
        }
        if scale.looks_equal(self.peak_before_kw, self.peak_after_kw) || self.cut_kw() < 0.0 {
            return start
                .strong(packs)
                .plain(format!(" {health} "))
                .plain(self.change_phrase(&scale));
        }
        start
            .plain("With ")
            .strong(packs)
            .plain(format!(
                " {health}, {whose} highest {window} grid draw falls from {before} to "
            ))
            .after(after)
            .plain(".")
    }

    /// What happens to the peak, where it is too little for a headline of its own.
    fn change_phrase(&self, scale: &PowerScale) -> String {
        let before = scale.with_unit(self.peak_before_kw);
        if self.cut_kw() < 0.0 && !scale.looks_equal(self.peak_before_kw, self.peak_after_kw) {
            let after = scale.with_unit(self.peak_after_kw);
            return format!(
                "raise the highest draw from {before} to {after}: their own auxiliaries draw more than they shave."
            );
        }
        if scale.looks_equal(self.peak_before_kw, self.peak_after_kw) {
            return format!(
                "take less than {} off the highest draw of {before}.",
                scale.smallest()
            );
        }
        format!(
            "take {} {} off the highest draw of {before}.",
            scale.difference(self.peak_before_kw, self.peak_after_kw),
            scale.unit()
        )
    }

    /// The title of the page: the finding in a few words.
    pub fn title(&self) -> String {
        let scale = self.scale();
        let packs = packs_count(self.scenario.packs());
        format!(
            "{} → {} with {packs}",
            scale.number(self.peak_before_kw),
            scale.with_unit(self.peak_after_kw)
        )
    }

    /// Two or three words: what limits the packs.
    pub fn limit_title(&self) -> &'static str {
        if self.infeasible.is_some() {
            return "The packs cannot keep their charge";
        }
        match self.limited_by {
            Binding::Nothing if self.scenario.packs() == 0 => "No packs",
            Binding::Nothing if self.is_flat() || self.draws_nothing() => "Nothing to shave",
            Binding::Nothing => "Limited by nothing",
            Binding::Power => "Limited by power",
            Binding::Energy => "Limited by energy",
            Binding::Recharge => "Limited by recharge time",
            Binding::Floor => "Limited by the contract minimum",
        }
    }

    /// Why the peak is not lower, in a sentence or two.
    pub fn reason(&self) -> Sentence {
        self.reason_with(None)
    }

    /// The same, with what a lower peak would need.
    pub fn reason_with(&self, advice: Option<&Advice>) -> Sentence {
        let scale = self.scale();
        let after = scale.with_unit(self.peak_after_kw);
        let power = scale.with_unit(self.battery.spec().p_discharge_kw);
        let sentence = Sentence::default();
        if let Some(why) = self.infeasible {
            return sentence.plain(capitalised(&format!("{why}.")));
        }
        let text = match self.limited_by {
            Binding::Nothing if self.scenario.packs() == 0 => {
                "Add packs to see what they take off the peak.".to_owned()
            }
            Binding::Nothing if self.battery.usable_kwh() == 0.0 => {
                "These packs hold no usable energy: widen the charge window or raise the health."
                    .to_owned()
            }
            Binding::Nothing if self.is_flat() => format!(
                "This load is flat at {}: its peak is {} × its mean. Packs can only move energy from low draw to high.",
                self.window_length(),
                plain(self.peak_over_mean(), 3)
            ),
            Binding::Nothing if self.draws_nothing() => {
                "This site never draws from the grid in the time covered.".to_owned()
            }
            Binding::Nothing => "The packs carry all that the site draws at its peak.".to_owned(),
            Binding::Power => {
                format!("The packs give {power} at most; they would have energy for more.")
            }
            Binding::Energy if self.critical_hours() > 30.0 => format!(
                "In the {} from {} the peaks above {after} take all that the packs hold and win back between them.",
                duration(self.critical_hours()),
                self.critical_start().map_or(String::new(), day_of)
            ),
            Binding::Energy => {
                let usable = self.battery.usable_kwh() * self.battery.spec().eta_d;
                let covers = duration(usable / self.battery.spec().p_discharge_kw);
                format!(
                    "The load stays above {after} for {}; full packs last {covers} at full power.",
                    duration(self.hours_above())
                )
            }
            Binding::Recharge if self.critical_is_everything() => format!(
                "At {after} the packs can just refill what the peaks take: the mean draw is {}, and packs cannot go below it.",
                scale.with_unit(self.site.mean_kw)
            ),
            Binding::Recharge => match self.empty_at() {
                Some(when) => format!(
                    "The packs do not refill in time: they are empty at {}.",
                    clock_and_day(when)
                ),
                None => "The packs do not refill in time.".to_owned(),
            },
            Binding::Floor => {
                "A lower grid draw would save nothing under the contract minimum.".to_owned()
            }
        };
        let sentence = sentence.plain(text);
        match advice {
            Some(advice) => sentence.plain(advice_phrase(advice)),
            None => sentence,
        }
    }

    /// What to be careful about when reading the figures.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        let demand = &self.site.demand;
        if demand.coarser_than_window() {
            warnings.push(format!(
                "The load has steps of {}: a {}-minute meter sees higher peaks than these.",
                length(demand.window()),
                self.scenario.window_minutes()
            ));
        }
        if !self.site.is_one_year() {
            warnings.push(format!(
                "The load covers {}: figures a year are scaled from it.",
                duration(demand.total_hours())
            ));
        }
        if let Some(why) = self.infeasible {
            warnings.push(capitalised(&format!("{why}.")));
        }
        warnings
    }

    /// The title of the picture of the grid draw: what is to be seen in it.
    pub fn picture_title(&self) -> String {
        let scale = self.scale();
        if self.cut_kw() <= 0.0 || scale.looks_equal(self.peak_before_kw, self.peak_after_kw) {
            return "The packs take nothing off the peak".to_owned();
        }
        let hour = self
            .site
            .demand
            .time(self.site.demand.peak_index())
            .civil()
            .hour;
        let part_of_day = match hour {
            5..=11 => "morning",
            12..=17 => "afternoon",
            18..=22 => "evening",
            _ => "night",
        };
        format!(
            "The packs take {} {} off the {part_of_day} peak",
            scale.difference(self.peak_before_kw, self.peak_after_kw),
            scale.unit()
        )
    }

    /// Peak over mean of the load over the metering window.
    pub fn peak_over_mean(&self) -> f64 {
        self.peak_before_kw / self.site.mean_kw
    }

    /// `15-minute`, `hourly`, `2-second`: the window the peaks are averaged over.
    pub fn window_word(&self) -> String {
        match self.site.demand.window().ms() {
            3_600_000 => "hourly".to_owned(),
            ms if ms % 60_000 == 0 => format!("{}-minute", ms / 60_000),
            ms => format!("{}-second", plain_seconds(ms)),
        }
    }

    fn window_length(&self) -> String {
        length(self.site.demand.window())
    }

    fn packs_phrase(&self) -> String {
        let n = self.scenario.packs();
        let word = if n == 1 { "pack" } else { "packs" };
        format!("{} used EV {word}", group(&n.to_string()))
    }

    fn health_phrase(&self) -> String {
        let health = crate::scenario::Id::Health;
        let parameter = health.parameter();
        format!("at {} health", parameter.format(self.scenario.get(health)))
    }

    fn whose(&self) -> &'static str {
        match self.site.source {
            LoadSource::Profile(Shape::Campus) => "this campus’s",
            LoadSource::Profile(Shape::Training | Shape::TrainingHarsh) => "this cluster’s",
            LoadSource::Profile(_) | LoadSource::Meter | LoadSource::Link => "this site’s",
        }
    }

    /// Hours in the critical windows in which the load lies above the peak reached.
    fn hours_above(&self) -> f64 {
        let Some(critical) = self.critical else {
            return 0.0;
        };
        let demand = &self.site.demand;
        let aux = self.battery.spec().aux_kw;
        let ranges = critical.ranges(demand.len());
        let steps = ranges.into_iter().flatten();
        steps
            .filter(|&k| demand.kw()[k] + aux > self.peak_after_kw)
            .map(|k| demand.hours_of(k))
            .sum()
    }

    fn critical_hours(&self) -> f64 {
        let critical = self.critical.map_or(0, |critical| critical.steps);
        critical as f64 * self.site.demand.dt_h()
    }

    fn critical_start(&self) -> Option<LocalTime> {
        self.critical
            .map(|critical| self.site.demand.time(critical.first))
    }

    fn critical_is_everything(&self) -> bool {
        self.critical
            .is_some_and(|critical| critical.steps >= self.site.demand.len())
    }

    /// When the packs are empty: the end of the critical windows.
    fn empty_at(&self) -> Option<LocalTime> {
        let n = self.site.demand.len();
        self.critical
            .map(|critical| self.site.demand.time((critical.first + critical.steps) % n))
    }
}

fn advice_phrase(advice: &Advice) -> String {
    let target = round_power(advice.target_kw);
    match advice.more_packs {
        Some(more) => format!(
            " {target} would need about {} more packs.",
            group(&more.to_string())
        ),
        None => {
            let most = Id::Packs.parameter().admit(f64::INFINITY).value;
            format!(
                " {target} would need more than {} packs.",
                group(&plain(most, 0))
            )
        }
    }
}

/// A round power without needless decimals: `90 MW`, `1.5 MW`, `400 kW`.
fn round_power(kw: f64) -> String {
    let (value, unit) = if kw >= 999.5 {
        (kw / 1_000.0, "MW")
    } else {
        (kw, "kW")
    };
    let text = plain(value, 2);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text} {unit}")
}

fn packs_count(packs: u32) -> String {
    let word = if packs == 1 { "pack" } else { "packs" };
    format!("{} {word}", group(&packs.to_string()))
}

fn length(step: Step) -> String {
    match step.ms() {
        60_000 => "1 minute".to_owned(),
        3_600_000 => "1 hour".to_owned(),
        ms if ms % 60_000 == 0 => format!("{} minutes", ms / 60_000),
        ms => format!("{} seconds", plain_seconds(ms)),
    }
}

/// Seconds without needless decimals: `2`, `0.1`.
fn plain_seconds(ms: i64) -> String {
    let text = plain(ms as f64 / 1_000.0, 3);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12; empty for anything else.
pub fn month_name(month: u8) -> &'static str {
    let place = usize::from(month).checked_sub(1);
    place.and_then(|m| MONTHS.get(m)).copied().unwrap_or("")
}

/// `06:20 on 3 July`.
pub fn clock_and_day(time: LocalTime) -> String {
    [clock(time, false).as_str(), " on ", &day_of(time)].joined("")
}

/// `06:20`, or `06:20:05` with seconds.
pub(crate) fn clock(time: LocalTime, with_seconds: bool) -> String {
    let c = time.civil();
    let text = format!("{:02}:{:02}", c.hour, c.minute);
    if with_seconds {
        format!("{text}:{:02}", c.second)
    } else {
        text
    }
}

/// `3 July`.
fn day_of(time: LocalTime) -> String {
    let c = time.civil();
    format!("{} {}", c.day, month_name(c.month))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + letters.as_str(),
        None => String::new(),
    }
}
