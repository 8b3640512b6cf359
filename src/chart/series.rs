//! The numbers behind a chart, exact, to be read by spreadsheets, by programs and by this one.

use super::life::{LIFE_HEADINGS, life_rows};
use super::sheet::{Shown, Told};
use super::table::time_label;
use super::view::Chart;
use crate::outcome::Outcome;
use crate::text::Joined;
use std::fmt::Write;

/// Columns of numbers with what goes with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// What stands above: the finding, the assumptions, version and link.
    pub notes: Vec<String>,
    /// When each row begins, as [`time_label`] writes it; empty where rows are no times.
    pub times: Vec<String>,
    /// The columns, all of one length; what is not known is no number.
    pub columns: Vec<(String, Vec<f64>)>,
}

/// All numbers behind a chart, of the whole load whatever part of it is shown.
///
/// Loads without dates have a column `t_min`, minutes since their beginning: what a reader of
/// meter files can take, and a label of a day is not. Further outcomes have columns of their
/// own with `_2`, `_3` … at their names.
pub fn columns(shown: Shown, told: &Told<'_>) -> Columns {
    let mut notes = vec![told.finding(shown)];
    notes.extend(told.notes());
    let mut made = Columns {
        notes,
        ..Columns::default()
    };
    match shown {
        Shown::Load(Chart::Duration, _) => made.ranks(told.outcomes),
        Shown::Load(..) => made.windows(told.outcomes),
        Shown::Years(_) => made.years(told),
    }
    made
}

impl Columns {
    fn windows(&mut self, outcomes: &[&Outcome]) {
        let Some(main) = outcomes.first() else {
            return;
        };
        let (site, demand) = (&main.site, &main.site.demand);
        let count = demand.len();
        let times = (0..count).map(|k| time_label(site, demand.time(k)));
        self.times = times.collect();
        if !demand.dated() {
            let minutes = (0..count).map(|k| demand.elapsed_ms(k) as f64 / 60_000.0);
            self.add("t_min", 0, minutes.collect());
        }
        for (place, outcome) in outcomes.iter().enumerate() {
            let of = |kw: &[f64]| cut(kw, count);
            let charge = |k| match k < outcome.site.demand.len() {
                true => 100.0 * outcome.state_of_charge(k),
                false => f64::NAN,
            };
            self.add("before_kw", place, of(outcome.site.demand.kw()));
            self.add("after_kw", place, of(&outcome.schedule.grid_kw));
            self.add("battery_kw", place, of(&outcome.schedule.battery_kw));
            self.add("charge_percent", place, (0..count).map(charge).collect());
        }
    }

    fn ranks(&mut self, outcomes: &[&Outcome]) {
        let count = outcomes.first().map_or(0, |main| main.site.demand.len());
        self.add("rank", 0, (1..=count).map(|rank| rank as f64).collect());
        for (place, outcome) in outcomes.iter().enumerate() {
            let (before, after) = outcome.load_duration();
            self.add("before_kw", place, cut(&before, count));
            self.add("after_kw", place, cut(&after, count));
        }
    }

    fn years(&mut self, told: &Told<'_>) {
        for (place, prospect) in told.prospects.iter().enumerate() {
            let mut columns = [const { Vec::new() }; LIFE_HEADINGS.len()];
            for row in life_rows(prospect) {
                for (column, value) in columns.iter_mut().zip(row) {
                    column.push(value.unwrap_or(f64::NAN));
                }
            }
            let years = self
                .columns
                .first()
                .map_or(columns[0].len(), |(_, years)| years.len());
            for (name, column) in LIFE_HEADINGS.into_iter().zip(columns) {
                self.add(name, place, cut(&column, years));
            }
        }
    }

    fn add(&mut self, name: &str, place: usize, column: Vec<f64>) {
        let mut name = name.to_owned();
        if place > 0 {
            name.push('_');
            name += &(place + 1).to_string();
        }
        self.columns.push((name, column));
    }

    /// The names of all columns, that of the times among them.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        if !self.times.is_empty() {
            names.insert(0, "time");
        }
        names
    }

    /// As CSV: notes as lines that begin with `#`, a line of names, then the rows.
    ///
    /// Every number is the shortest that reads back as the same bits. Lines end as RFC 4180
    /// wants it. A byte order mark stands first: without it Excel takes UTF-8 for something
    /// else, and what reads CSV by the rules knows it. The page writes the same with a script,
    /// because a browser can already write numbers.
    ///
    /// ```
    /// use peakpack::chart::Columns;
    /// let columns = Columns {
    ///     notes: vec!["A note.".to_owned()],
    ///     times: Vec::new(),
    ///     columns: vec![("a".to_owned(), vec![0.1, f64::NAN]), ("b".to_owned(), vec![-0.0, 1e-7])],
    /// };
    /// assert_eq!(columns.csv(), "\u{feff}# A note.\r\na,b\r\n0.1,0\r\n,1e-7\r\n");
    /// ```
    pub fn csv(&self) -> String {
        let mut out = "\u{feff}".to_owned();
        for note in &self.notes {
            // A quotation mark would open a field that never closes.
            out += &["# ", &note.replace('"', "’"), "\r\n"].joined("");
        }
        out += &self.names().joined(",");
        out += "\r\n";
        let rows = self.columns.first().map_or(0, |(_, column)| column.len());
        for k in 0..rows {
            let mut between = "";
            if let Some(time) = self.times.get(k) {
                out += time;
                between = ",";
            }
            for (_, column) in &self.columns {
                out += between;
                between = ",";
                push_exact(&mut out, column[k]);
            }
            out += "\r\n";
        }
        out
    }
}

/// The first `count` values, with what is missing made no number.
fn cut(values: &[f64], count: usize) -> Vec<f64> {
    let value = |k| values.get(k).copied().unwrap_or(f64::NAN);
    (0..count).map(value).collect()
}

/// A number as JavaScript writes it; nothing for what is none.
fn push_exact(out: &mut String, value: f64) {
    let size = value.abs();
    // Writing to a string cannot fail.
    let _ = if value.is_nan() {
        Ok(())
    } else if size != 0.0 && size < 1e-6 {
        write!(out, "{value:e}")
    } else {
        // Adding 0 turns −0 into 0.
        write!(out, "{}", value + 0.0)
    };
}
