//! Tables with a row a day.

use super::load::{FRANCE, Interval, Load, PACIFIC, SYDNEY, UTC, Zone, is_put_back, whole_days};
use super::{Written, iso_date, number};
use peakpack::load::LocalTime;
use peakpack::load::meter::{DateOrder, ReadOptions, Unit};
use proptest::prelude::*;
use proptest::sample::select;

/// How such a table is written.
#[derive(Clone, Copy, Debug)]
struct Style {
    titles: Titles,
    date: DateOrder,
    iso: bool,
    unit: Unit,
    meter: bool,
}

#[derive(Clone, Copy, Debug)]
enum Titles {
    Clock,
    AmPm,
    Numbers,
}

fn styles() -> impl Strategy<Value = Style> {
    (
        select(vec![Titles::Clock, Titles::AmPm, Titles::Numbers]),
        select(vec![DateOrder::DayMonth, DateOrder::MonthDay]),
        select(&Unit::ALL[..]),
        any::<[bool; 2]>(),
    )
        .prop_map(|(titles, date, unit, [iso, meter])| Style {
            titles,
            date,
            iso,
            unit,
            meter,
        })
}

impl Style {
    fn title(self, minute: i64, k: usize) -> String {
        let (h, m, unit) = (minute / 60, minute % 60, self.unit);
        match self.titles {
            Titles::Clock => format!("{h:02}:{m:02} {unit}"),
            Titles::AmPm => format!(
                "{}:{m:02} {} {unit}",
                (h + 11) % 12 + 1,
                if h % 24 < 12 { "AM" } else { "PM" }
            ),
            Titles::Numbers => format!("{} [{unit}]", k + 1),
        }
    }

    fn date(self, day: LocalTime) -> String {
        let c = day.civil();
        match self.date {
            _ if self.iso => iso_date(day),
            DateOrder::DayMonth => format!("{:02}/{:02}/{}", c.day, c.month, c.year),
            DateOrder::MonthDay => format!("{}/{}/{}", c.month, c.day, c.year),
        }
    }

    /// The table; `place` is the column of an interval.
    fn table(
        self,
        load: &Load,
        columns: usize,
        place: impl Fn(usize, &Interval) -> usize,
    ) -> String {
        let meter = |cell: &str| {
            if self.meter {
                format!("{cell},")
            } else {
                String::new()
            }
        };
        let mut text = meter("MPAN") + "Date";
        for k in 0..columns {
            text += &format!(",{}", self.title(k as i64 * load.minutes(), k));
        }
        for day in load.days() {
            text += &format!("\n{}{}", meter("1000123456"), self.date(day[0].start));
            let mut cells = vec![None; columns];
            for (k, i) in day.iter().enumerate() {
                cells[place(k, i)] = Some(i);
            }
            for cell in cells {
                text.push(',');
                if let Some(i) = cell {
                    let kilo = if self.unit.is_energy() { i.kwh } else { i.kw };
                    text += &number(kilo / self.unit.kilo(1.0));
                }
            }
        }
        text + "\n"
    }

    fn written(
        self,
        load: Load,
        columns: usize,
        place: impl Fn(usize, &Interval) -> usize,
    ) -> Written {
        let text = self.table(&load, columns, place);
        let options = ReadOptions {
            date_order: (!self.iso).then_some(self.date),
            ..ReadOptions::default()
        };
        Written::new(load, text).answered(options)
    }
}

/// 24, 48, 96 or 288 columns.
pub fn a_row_a_day() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[UTC], &[5, 15, 30, 60]);
    (loads, styles()).prop_map(|(load, style)| {
        let columns = 1440 / load.minutes();
        style.written(load, columns as usize, |k, _| k)
    })
}

/// An hour of columns more, for the day on which the clock is put back.
pub fn an_hour_more() -> impl Strategy<Value = Written> {
    const ZONES: [Zone; 3] = [FRANCE, PACIFIC, SYDNEY];
    let loads = whole_days(&ZONES, &[5, 15, 30, 60]);
    (loads, styles()).prop_map(|(mut load, mut style)| {
        style.iso |= load.days().len() == 1;
        // Nothing tells an hour of zeros from an hour that was not.
        for tenths in &mut load.tenths {
            *tenths = (*tenths).max(1);
        }
        let columns = 1500 / load.minutes();
        style.written(load, columns as usize, |k, _| k)
    })
}

/// The hour left out in spring stands blank at its place.
pub fn spring_left_blank() -> impl Strategy<Value = Written> {
    let loads = whole_days(&[FRANCE, PACIFIC, SYDNEY], &[15, 30, 60]);
    let loads = loads.prop_filter("no hour twice", |load| !is_put_back(load));
    (loads, styles()).prop_map(|(load, style)| {
        let step_ms = load.step_ms;
        let place = |_: usize, i: &Interval| (i.start.ms_of_day() / step_ms) as usize;
        style.written(load, (86_400_000 / step_ms) as usize, place)
    })
}
