//! Several meters or channels in one file: which of them is the load.

use super::error::{Fault, ReadError, shown};
use super::flow::Flow;
use super::list::listed;
use super::options::{Answer, Choice, MeterChoice, ReadOptions};
use super::refuse;
use super::rows::Rows;
use super::words::{count, note, note_count};
use crate::text::Joined;

/// The readings of one register of one meter.
pub(crate) struct Stream {
    /// The meter's number; empty where the file names none.
    pub meter: String,
    /// The register's or channel's name; may be empty.
    pub register: String,
    pub flow: Flow,
    pub rows: Box<Rows>,
    /// Why its rows could not be read: of no account unless they are wanted.
    pub fault: Option<Fault>,
}

impl Stream {
    /// The readings of a register that could be read.
    pub fn of(meter: &str, register: &str, flow: Flow, rows: Box<Rows>) -> Self {
        Self {
            meter: meter.to_owned(),
            register: register.to_owned(),
            flow,
            rows,
            fault: None,
        }
    }
}

/// More meters and channels than a site has.
const MOST: usize = 200;

/// The place of a meter's register among the streams; a new one is made with `rows`.
pub(crate) fn place_of(
    streams: &mut Vec<Stream>,
    meter: &str,
    register: &str,
    flow: Flow,
    rows: &dyn Fn() -> Rows,
) -> Result<usize, Fault> {
    let known = streams
        .iter()
        .position(|stream| stream.meter == meter && stream.register == register);
    if let Some(known) = known {
        return Ok(known);
    }
    if streams.len() == MOST {
        return Err(refuse::not_such_a_load(
            format!("a file of more than {MOST} meters and channels"),
            "Keep the rows of the site’s own.",
        ));
    }
    streams.push(Stream::of(meter, register, flow, Box::new(rows())));
    Ok(streams.len() - 1)
}

/// The load among the streams of a file: of one meter, unless the sum of all is asked for;
/// what is imported, unless export or the difference is asked for.
pub(crate) fn load_of(mut streams: Vec<Stream>, options: &ReadOptions) -> Result<Box<Rows>, Fault> {
    let mut meters: Vec<String> = Vec::new();
    for stream in &streams {
        if !meters.contains(&stream.meter) {
            meters.push(stream.meter.clone());
        }
    }
    let others = match chosen_meter(&meters, options)? {
        Some(meter) => {
            streams.retain(|stream| stream.meter == *meter);
            meters.len() - 1
        }
        None => 0,
    };
    let has = |flow: Flow| streams.iter().any(|stream| stream.flow == flow);
    let both = has(Flow::Import) && has(Flow::Export);
    let mut flows = Flow::ALL.to_vec();
    flows.retain(|&flow| has(flow) || (flow == Flow::Net && both));
    let wanted = options.channel.or(flows.first().copied());
    let Some(wanted) = wanted.filter(|wanted| flows.contains(wanted)) else {
        return Err(Box::new(match options.channel {
            Some(asked) => ReadError::NoSuchColumn {
                asked: asked.word().to_owned(),
                columns: listed(flows.iter().map(|flow| flow.word().to_owned())).joined(", "),
            },
            None => ReadError::NoValues,
        }));
    };
    // A net register is the difference already.
    let subtract = wanted == Flow::Net && !has(Flow::Net);
    let mut load: Option<Box<Rows>> = None;
    let (mut names, mut parts) = (Vec::new(), 0);
    let mut notes = Vec::new();
    for stream in streams {
        let Stream {
            register,
            flow,
            mut rows,
            fault,
            ..
        } = stream;
        if flow != wanted && !(subtract && flow != Flow::Net) {
            if flow != Flow::Net {
                let name = match register.as_str() {
                    "" => String::new(),
                    name => format!(" ({})", shown(name)),
                };
                notes.push(format!(
                    "The file also holds {flow}{name}, which was left out."
                ));
            }
            continue;
        }
        if let Some(fault) = fault {
            return Err(fault);
        }
        if subtract && flow == Flow::Export {
            rows.values.iter_mut().for_each(|value| *value = -*value);
        }
        if !register.is_empty() {
            names.push(register);
        }
        parts += 1;
        match &mut load {
            None => load = Some(rows),
            Some(load) => add(load, rows)?,
        }
    }
    let mut rows = load.ok_or(ReadError::NoValues)?;
    if parts > 1 {
        let what = match names.joined(", ").as_str() {
            "" => String::new(),
            names => format!(" ({})", shown(names)),
        };
        let export = if subtract {
            "; export counts negative"
        } else {
            ""
        };
        notes.push(format!(
            "The load is the sum of {parts} registers{what}{export}."
        ));
    }
    if options.channel.is_none() && wanted == Flow::Export {
        let said = "The file holds only what flows back to the grid: that was read.";
        note(&mut notes, said);
    }
    let said = " in the file left out.";
    note_count(&mut notes, others, "other meter", "other meters", said);
    if !names.is_empty() {
        rows.column = names.swap_remove(0);
    }
    rows.flows = flows;
    rows.warnings.append(&mut notes);
    Ok(rows)
}

/// The meter to read; none for the sum of all.
fn chosen_meter<'m>(
    meters: &'m [String],
    options: &ReadOptions,
) -> Result<Option<&'m String>, Fault> {
    let several = meters.len() > 1;
    match &options.meter {
        Some(MeterChoice::Sum) => Ok(None),
        Some(MeterChoice::One(asked)) if several || meters.iter().any(|m| !m.is_empty()) => {
            let asked = asked.trim();
            let by_name = meters
                .iter()
                .position(|meter| meter.eq_ignore_ascii_case(asked));
            let by_number = || asked.parse::<usize>().ok()?.checked_sub(1);
            let found = by_name.or_else(by_number).and_then(|i| meters.get(i));
            found.map(Some).ok_or_else(|| {
                refuse::no_such_column(asked, format!("{}, sum", meters.joined(", ")))
            })
        }
        None if several => {
            let one = |meter: &String| {
                let answer = Answer::Meter(MeterChoice::One(meter.clone()));
                Choice::new(format!("“{}”", shown(meter)), answer)
            };
            let sum = Choice::new("the sum of all", Answer::Meter(MeterChoice::Sum));
            let mut choices = listed(meters.iter().map(one));
            choices.push(sum);
            Err(refuse::ask(
                format!(
                    "The file holds {}. Which is the load:",
                    count(meters.len(), "meter", "meters")
                ),
                choices,
            ))
        }
        _ => Ok(None),
    }
}

/// Adds the values of other rows at the same times. Times that only one of them has become gaps.
fn add(rows: &mut Rows, mut other: Box<Rows>) -> Result<(), Fault> {
    if rows.unit.is_energy() != other.unit.is_energy()
        || (rows.step_ms.is_some() && other.step_ms.is_some() && rows.step_ms != other.step_ms)
        || rows.lengths != other.lengths
    {
        return Err(refuse::not_a_load(
            "a file whose meters have different steps or units",
            "Choose one of them.",
        ));
    }
    rows.warnings.append(&mut other.warnings);
    if rows.stamps == other.stamps {
        let pairs = rows.values.iter_mut().zip(&other.values);
        pairs.for_each(|(value, other)| *value += other);
        return Ok(());
    }
    let said =
        "The registers do not cover the same time: their sum is that of the time that all cover.";
    if !rows.warnings.iter().any(|known| known == said) {
        note(&mut rows.warnings, said);
    }
    // A repeated hour has its stamps twice: in rising order their pairs stand at the same place.
    rows.sort();
    other.sort();
    let mut sum = rows.emptied();
    let (mut i, mut j) = (0, 0);
    loop {
        let (here, there) = (rows.stamps.get(i).copied(), other.stamps.get(j).copied());
        let Some(first) = here.into_iter().chain(there).min() else {
            break;
        };
        let both = here == there;
        if here == Some(first) {
            sum.push_from(rows, i);
            i += 1;
        } else {
            sum.push_from(&other, j);
        }
        if let Some(value) = sum.values.last_mut() {
            *value = if both {
                *value + other.values[j]
            } else {
                f64::NAN
            };
        }
        j += usize::from(there == Some(first));
    }
    sum.warnings = std::mem::take(&mut rows.warnings);
    *rows = sum;
    Ok(())
}
