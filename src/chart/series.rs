//! The numbers behind a chart, exact, to be read by spreadsheets, by programs and by this one.

use super::life::{LIFE_HEADINGS, life_value};
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
    /// How many rows there are.
    pub rows: usize,
    /// The columns; what is not known is no number.
    pub columns: Vec<(String, Vec<f64>)>,
}

/// All numbers behind a chart, of the whole load whatever part of it is shown.
///
/// Loads without dates have a column `t_min`, minutes since their beginning: what a reader of
/// meter files can take, and a label of a day is not. Further outcomes have columns of their
/// own with `_2`, `_3` … at their names.
pub fn columns(shown: Shown, told: &Told<'_>) -> Columns {
    let mut made = Columns {
        notes: told.notes(),
        ..Columns::default()
    };
    made.notes.insert(0, told.finding(shown));
    match (shown, told.outcomes, told.prospects) {
        (Shown::Years(_), _, [main, ..]) => {
            made.rows = main.base.years.len();
            for (place, years) in told.prospects.iter().enumerate() {
                for (column, name) in LIFE_HEADINGS.iter().enumerate() {
                    let value = |k| life_value(years, k, column).unwrap_or(f64::NAN);
                    made.add(name, place, &value);
                }
            }
        }
        (Shown::Load(chart, _), [main, ..], _) => {
            made.rows = main.site.demand.len();
            if chart == Chart::Duration {
                made.ranks(told.outcomes);
            } else {
                made.windows(main, told.outcomes);
            }
        }
        _ => {}
    }
    made
}

impl Columns {
    fn windows(&mut self, main: &Outcome, outcomes: &[&Outcome]) {
        let demand = &main.site.demand;
        for k in 0..self.rows {
            self.times.push(time_label(&main.site, demand.time(k)));
        }
        if !demand.dated() {
            self.add("t_min", 0, &|k| demand.elapsed_ms(k) as f64 / 60_000.0);
        }
        for (place, outcome) in outcomes.iter().enumerate() {
            let count = outcome.site.demand.len();
            self.add_all("before_kw", place, outcome.site.demand.kw());
            self.add_all("after_kw", place, &outcome.schedule.grid_kw);
            self.add_all("battery_kw", place, &outcome.schedule.battery_kw);
            self.add("charge_percent", place, &|k| match k < count {
                true => 100.0 * outcome.state_of_charge(k),
                false => f64::NAN,
            });
        }
    }

    fn ranks(&mut self, outcomes: &[&Outcome]) {
        self.add("rank", 0, &|k| (k + 1) as f64);
        for (place, outcome) in outcomes.iter().enumerate() {
            let (before, after) = outcome.load_duration();
            self.add_all("before_kw", place, &before);
            self.add_all("after_kw", place, &after);
        }
    }

    /// Adds a column of values; what is missing is no number.
    fn add_all(&mut self, name: &str, place: usize, values: &[f64]) {
        self.add(name, place, &|k| values.get(k).copied().unwrap_or(f64::NAN));
    }

    #[inline(never)]
    fn add(&mut self, name: &str, place: usize, value: &dyn Fn(usize) -> f64) {
        let mut name = name.to_owned();
        if place > 0 {
            name.push('_');
            name += &(place + 1).to_string();
        }
        let mut column = Vec::with_capacity(self.rows);
        for k in 0..self.rows {
            column.push(value(k));
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
    ///     rows: 2,
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
        for k in 0..self.rows {
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
