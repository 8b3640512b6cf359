//! Made-up loads: numbers in steps on a clock that may be moved for summer time.

use peakpack::load::LocalTime;
use proptest::prelude::*;
use proptest::sample::select;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// By which rules a clock is put forward and back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Summer {
    Never,
    /// At 2 o'clock local time, on the second Sunday of March and the first of November.
    American,
    /// At 1 o'clock UTC, on the last Sundays of March and October.
    European,
    /// At 2 o'clock in winter, on the first Sundays of October and April.
    Australian,
}

/// A clock on the wall.
#[derive(Clone, Copy, Debug)]
pub struct Zone {
    /// Minutes east of UTC in winter.
    pub standard: i64,
    pub summer: Summer,
}

pub const UTC: Zone = Zone {
    standard: 0,
    summer: Summer::Never,
};
/// Kathmandu: no whole hour from UTC.
pub const NEPAL: Zone = Zone {
    standard: 345,
    summer: Summer::Never,
};
pub const BRISBANE: Zone = Zone {
    standard: 600,
    summer: Summer::Never,
};
pub const PACIFIC: Zone = Zone {
    standard: -480,
    summer: Summer::American,
};
pub const CENTRAL: Zone = Zone {
    standard: -360,
    summer: Summer::American,
};
pub const IRELAND: Zone = Zone {
    standard: 0,
    summer: Summer::European,
};
pub const SYDNEY: Zone = Zone {
    standard: 600,
    summer: Summer::Australian,
};
pub const FRANCE: Zone = Zone {
    standard: 60,
    summer: Summer::European,
};

/// Midnight of the `nth` Sunday of a month, or of the last.
fn sunday(year: i32, month: u8, nth: Option<i64>) -> LocalTime {
    let first = LocalTime::new(year, month, 1, 0, 0, 0, 0).unwrap();
    let first = first.plus_ms((6 - i64::from(first.weekday())) * DAY);
    let mut sundays = (0..5).map(|week| first.plus_ms(week * 7 * DAY));
    match nth {
        Some(nth) => sundays.nth(nth as usize - 1).unwrap(),
        None => sundays.rfind(|day| day.civil().month == month).unwrap(),
    }
}

impl Zone {
    /// When summer time begins and ends in a year, UTC; in the south it ends first.
    fn changes(self, year: i32) -> Option<[i64; 2]> {
        match self.summer {
            Summer::Never => None,
            Summer::American => {
                let at = |day: LocalTime, hour: i64| day.0 + hour * HOUR - self.standard * MINUTE;
                Some([
                    at(sunday(year, 3, Some(2)), 2),
                    // 2 o'clock in summer is 1 o'clock in winter.
                    at(sunday(year, 11, Some(1)), 1),
                ])
            }
            Summer::Australian => Some([10, 4].map(|month| {
                let day = sunday(year, month, Some(1));
                day.0 + 2 * HOUR - self.standard * MINUTE
            })),
            Summer::European => Some([(3, None), (10, None)].map(|(month, nth)| {
                let day = sunday(year, month, nth);
                day.0 + HOUR
            })),
        }
    }

    /// Minutes east of UTC at a moment.
    pub fn offset(self, utc: i64) -> i64 {
        let summer = self
            .changes(LocalTime(utc).civil().year)
            .is_some_and(|[begin, end]| {
                if begin < end {
                    (begin..end).contains(&utc)
                } else {
                    !(end..begin).contains(&utc)
                }
            });
        self.standard + if summer { 60 } else { 0 }
    }

    pub fn local(self, utc: i64) -> LocalTime {
        LocalTime(utc + self.offset(utc) * MINUTE)
    }

    /// The moment of a midnight, at which no clock here is moved.
    fn midnight(self, day: LocalTime) -> i64 {
        let winter = day.0 - self.standard * MINUTE;
        [winter, winter - HOUR]
            .into_iter()
            .find(|&utc| self.local(utc) == day)
            .unwrap()
    }
}

/// A made-up load.
#[derive(Clone, Debug)]
pub struct Load {
    pub zone: Zone,
    pub step_ms: i64,
    /// The moment of the first step, UTC.
    pub begin: i64,
    /// Tenths of kW, so that text is exact.
    pub tenths: Vec<i64>,
}

/// One step of a load, with what the clock shows.
#[derive(Clone, Copy, Debug)]
pub struct Interval {
    pub utc: i64,
    pub start: LocalTime,
    /// What the clock shows when the interval has passed.
    pub end: LocalTime,
    /// Start and step, without regard to a clock that is moved at the end.
    pub end_unmoved: LocalTime,
    pub kw: f64,
    pub kwh: f64,
    /// What flows back at the same time, in kWh.
    pub export_kwh: f64,
}

impl Load {
    /// What flows back at a step where a format has both ways, in kW.
    pub fn export_kw(k: usize) -> f64 {
        (k * 7 % 13) as f64 * 0.5
    }

    pub fn hours(&self) -> f64 {
        self.step_ms as f64 / HOUR as f64
    }

    pub fn minutes(&self) -> i64 {
        self.step_ms / MINUTE
    }

    pub fn intervals(&self) -> Vec<Interval> {
        let interval = |(k, &tenths): (usize, &i64)| {
            let utc = self.begin + k as i64 * self.step_ms;
            let start = self.zone.local(utc);
            Interval {
                utc,
                start,
                end: self.zone.local(utc + self.step_ms),
                end_unmoved: start.plus_ms(self.step_ms),
                kw: tenths as f64 / 10.0,
                kwh: (tenths * self.step_ms) as f64 / (10 * HOUR) as f64,
                export_kwh: Self::export_kw(k) * self.hours(),
            }
        };
        self.tenths.iter().enumerate().map(interval).collect()
    }

    /// The intervals day by day.
    pub fn days(&self) -> Vec<Vec<Interval>> {
        let all = self.intervals();
        let days = all.chunk_by(|a, b| a.start.midnight() == b.start.midnight());
        days.map(<[Interval]>::to_vec).collect()
    }

    /// The same load with every number a multiple of 40 tenths, so that its energy is whole
    /// in every unit and step.
    pub fn coarse(mut self) -> Self {
        for tenths in &mut self.tenths {
            *tenths *= 40;
        }
        self
    }
}

/// One to five whole days, two of three around a day on which the clock is moved.
pub fn whole_days(zones: &'static [Zone], minutes: &'static [i64]) -> impl Strategy<Value = Load> {
    let values = prop::collection::vec(0_i64..100_000, 60..400);
    (
        select(zones),
        select(minutes),
        2008_i32..2038,
        0..3_usize,
        0_i64..365,
        (0_i64..3, 1_i64..3),
        values,
    )
        .prop_map(
            |(zone, minutes, year, change, day, (before, after), values)| {
                let day = match zone.changes(year) {
                    Some(changes) if change < 2 => zone.local(changes[change]).midnight(),
                    _ => LocalTime::new(year, 1, 1, 0, 0, 0, 0)
                        .unwrap()
                        .plus_ms(day * DAY),
                };
                let begin = zone.midnight(day.plus_ms(-before * DAY));
                let end = zone.midnight(day.plus_ms(after * DAY));
                let steps = (end - begin) / (minutes * MINUTE);
                Load {
                    zone,
                    step_ms: minutes * MINUTE,
                    begin,
                    tenths: values
                        .iter()
                        .copied()
                        .cycle()
                        .take(steps as usize)
                        .collect(),
                }
            },
        )
}

/// Whether the clock is put back within a load.
pub fn is_put_back(load: &Load) -> bool {
    let rows = load.intervals();
    rows.windows(2).any(|pair| pair[1].start <= pair[0].start)
}

/// Any number of steps from any minute on.
pub fn pieces(zones: &'static [Zone], steps_ms: &'static [i64]) -> impl Strategy<Value = Load> {
    let values = prop::collection::vec(0_i64..100_000, 4..200);
    let days = whole_days(zones, &[60]);
    (days, select(steps_ms), 0_i64..1440, values).prop_map(|(days, step_ms, minute, tenths)| Load {
        zone: days.zone,
        step_ms,
        begin: days.begin + minute * MINUTE,
        tenths,
    })
}
