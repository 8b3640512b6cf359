//! The key figures, each with the equation behind it, the values put in, and the source.

use super::quantity::{PowerScale, energy, group, plain};
use super::run::Outcome;
use crate::scenario::Id;

/// Which key figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureId {
    /// The highest grid draw.
    Peak,
    /// The packs and what they hold.
    Battery,
    /// Cycles a year.
    Cycles,
    /// What limits the packs.
    Limit,
    /// How long the packs last.
    Lasts,
}

/// A number for people, and how it comes about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which one.
    pub id: FigureId,
    /// What it is.
    pub label: &'static str,
    /// The number, or a word.
    pub value: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// A second line: context, plain.
    pub detail: String,
    /// A part of the second line to stress; may be empty.
    pub stressed: String,
    /// The equation, then the same with the values put in.
    pub equation: Vec<String>,
    /// Where the method or the figure comes from.
    pub source: &'static str,
}

impl Figure {
    /// A figure that has none, and why.
    pub fn without_number(label: &'static str, why: &str) -> Self {
        Self {
            id: FigureId::Lasts,
            label,
            value: "–".to_owned(),
            unit: String::new(),
            detail: why.to_owned(),
            stressed: String::new(),
            equation: Vec::new(),
            source: "",
        }
    }
}

impl Outcome {
    /// The four key figures, in the order of the page.
    pub fn figures(&self) -> [Figure; 4] {
        [
            self.peak_figure(),
            self.battery_figure(),
            self.cycles_figure(),
            self.limit_figure(),
        ]
    }

    /// The cut and its share, as shown: `−10.0 MW (10.0 %)`.
    pub fn cut_phrase(&self) -> String {
        let scale = self.scale();
        if self.cut_kw() == 0.0 {
            return "unchanged".to_owned();
        }
        if scale.looks_equal(self.peak_before_kw, self.peak_after_kw) {
            return format!("less than {}", scale.smallest());
        }
        // A share of nothing is no number.
        let share = if self.draws_nothing() {
            String::new()
        } else {
            let share = 100.0 * self.cut_kw().abs() / self.peak_before_kw;
            format!(" ({} %)", plain(share, 1))
        };
        let (sign, size) = if self.cut_kw() < 0.0 {
            (
                '+',
                scale.difference(self.peak_after_kw, self.peak_before_kw),
            )
        } else {
            (
                '−',
                scale.difference(self.peak_before_kw, self.peak_after_kw),
            )
        };
        format!("{sign}{size} {}{share}", scale.unit())
    }

    fn peak_figure(&self) -> Figure {
        let scale = self.scale();
        let demand = &self.site.demand;
        Figure {
            id: FigureId::Peak,
            label: "Peak grid draw",
            value: scale.number(self.peak_after_kw),
            unit: scale.unit().to_owned(),
            detail: format!("was {} · ", scale.number(self.peak_before_kw)),
            stressed: self.cut_phrase(),
            equation: vec![
                "peak = max over windows of (load + auxiliaries + charging − discharging), the least that any dispatch with perfect foresight reaches".to_owned(),
                format!(
                    "{} = {} − {}; {} windows of {} min, {} walks over the load, exact to rounding",
                    scale.with_unit(self.peak_after_kw),
                    scale.number(self.peak_before_kw),
                    scale.difference(self.peak_before_kw, self.peak_after_kw),
                    group(&demand.len().to_string()),
                    plain(demand.dt_h() * 60.0, 0),
                    self.passes
                ),
            ],
            source: "Threshold dispatch, solved by Newton's method and checked against a linear program. A real controller knows less of the future and reaches less.",
        }
    }

    fn battery_figure(&self) -> Figure {
        let scale = self.scale();
        let spec = self.battery.spec();
        let fleet = &self.fleet;
        let s = &self.scenario;
        let when_new = fleet.energy_when_new().0;
        let value = |id: Id| id.parameter().format(s.get(id));
        Figure {
            id: FigureId::Battery,
            label: "Battery needed",
            value: group(&s.packs().to_string()),
            unit: if s.packs() == 1 { "pack" } else { "packs" }.to_owned(),
            detail: format!(
                "{} usable · {}",
                energy(self.battery.usable_kwh()),
                scale.with_unit(spec.p_discharge_kw)
            ),
            stressed: String::new(),
            equation: vec![
                "usable energy = packs × availability × energy when new × health × (highest − lowest charge)".to_owned(),
                format!(
                    "{} = {} of catalogue energy × {} health × {} available × ({} − {})",
                    energy(self.battery.usable_kwh()),
                    energy(when_new),
                    value(Id::Health),
                    value(Id::Availability),
                    value(Id::Highest),
                    value(Id::Lowest)
                ),
                format!(
                    "power {}; round trip {} %; {} packs to buy where {} pass their test",
                    scale.with_unit(spec.p_discharge_kw),
                    plain(100.0 * self.battery.round_trip(), 1),
                    group(&s.packs_to_buy().to_string()),
                    value(Id::Acceptance)
                ),
            ],
            source: "Catalogue energy: open-ev-data. Health at retirement 64–85 %: fleet surveys. Power 0.25 C: plants as built run at 0.19–0.42 C.",
        }
    }

    fn cycles_figure(&self) -> Figure {
        let cycles = self.cycles_per_year();
        let decimals = if cycles < 10.0 { 1 } else { 0 };
        let (scaled, years) = if self.site.is_one_year() {
            ("", 1.0)
        } else {
            (" · scaled to a year", self.site.years())
        };
        let lost = energy(self.losses_kwh().max(0.0) / years);
        let counted = "equivalent full cycles = energy taken from the store ÷ usable energy";
        let equation = if self.battery.usable_kwh() > 0.0 {
            vec![
                counted.to_owned(),
                format!(
                    "{} = {} ÷ {}",
                    plain(self.equivalent_full_cycles, 1),
                    energy(self.schedule.discharged_kwh),
                    energy(self.battery.usable_kwh())
                ),
            ]
        } else {
            vec![counted.to_owned()]
        };
        Figure {
            id: FigureId::Cycles,
            label: "Cycles a year",
            value: plain(cycles, decimals),
            unit: "full cycles".to_owned(),
            detail: format!("{lost} lost{scaled}"),
            stressed: String::new(),
            equation,
            source: "Counted by throughput. A measured peak-shaving battery did 19 a year (Germany); the packs rest at the parking charge because a full store ages faster.",
        }
    }

    /// What limits the packs.
    pub fn limit_figure(&self) -> Figure {
        let spec = self.battery.spec();
        let scale = self.scale();
        let title = self.limit_title();
        let value = title.strip_prefix("Limited by ").unwrap_or(title);
        let marginal = if self.kw_per_kwh > 0.0 {
            format!(
                "one more usable MWh would take off {} more",
                PowerScale::for_peak(1_000.0 * self.kw_per_kwh)
                    .with_unit(1_000.0 * self.kw_per_kwh)
            )
        } else {
            String::new()
        };
        Figure {
            id: FigureId::Limit,
            label: "Limited by",
            value: value.to_owned(),
            unit: String::new(),
            detail: self.limit_detail(),
            stressed: String::new(),
            equation: vec![
                "power: peak − discharging power; energy: what a full store can cover; recharge: what can be refilled before the next peak".to_owned(),
                format!(
                    "by power alone {}{}{marginal}",
                    scale.with_unit((self.peak_before_kw + spec.aux_kw - spec.p_discharge_kw).max(0.0)),
                    if marginal.is_empty() { "" } else { "; " }
                ),
            ],
            source: "The constraint that is tight in the critical window of the exact optimum.",
        }
    }

    fn limit_detail(&self) -> String {
        use crate::dispatch::Binding;
        if self.infeasible.is_some() {
            return "charging is too weak for the losses".to_owned();
        }
        match (self.limited_by, self.critical) {
            (Binding::Energy | Binding::Recharge, Some(critical))
                if critical.steps < self.site.demand.len() =>
            {
                let time = self.site.demand.time(critical.first).civil();
                format!(
                    "from {:02}:{:02} on {} {}",
                    time.hour,
                    time.minute,
                    time.day,
                    super::words::month_name(time.month)
                )
            }
            (Binding::Power, _) => "not by energy".to_owned(),
            (Binding::Nothing, _) if self.is_flat() => {
                format!("peak {} × mean", plain(self.peak_over_mean(), 3))
            }
            (Binding::Nothing, _) => String::new(),
            _ => "not by power".to_owned(),
        }
    }
}
