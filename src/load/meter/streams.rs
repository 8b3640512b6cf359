//! Several meters or channels in one file: which of them is the load.

use super::error::{ReadError, shown};
use super::flow::Flow;
use super::options::{Answer, Choice, MeterChoice, Question, ReadOptions};
use super::rows::Rows;
use super::words::count;

/// The readings of one register of one meter.
pub(crate) struct Stream {
    /// The meter's number; empty where the file names none.
    pub meter: String,
    /// The register's or channel's name; may be empty.
    pub register: String,
    pub flow: Flow,
    pub rows: Rows,
}

/// The load among the streams of a file: of one meter, unless the sum of all is asked for;
/// what is imported, unless export or the difference is asked for.
pub(crate) fn load_of(streams: Vec<Stream>, options: &ReadOptions) -> Result<Rows, ReadError> {
    let mut meters: Vec<String> = Vec::new();
    for stream in &streams {
        if !meters.contains(&stream.meter) {
            meters.push(stream.meter.clone());
        }
    }
    let meter = chosen_meter(&meters, options)?;
    let (kept, left): (Vec<Stream>, Vec<Stream>) = streams
        .into_iter()
        .partition(|stream| meter.is_none_or(|meter| *meter == stream.meter));
    let flows: Vec<Flow> = Flow::ALL
        .into_iter()
        .filter(|flow| kept.iter().any(|stream| stream.flow == *flow))
        .collect();
    let both = flows.contains(&Flow::Import) && flows.contains(&Flow::Export);
    let wanted = options.channel.or(flows.first().copied());
    let wanted = wanted.ok_or(ReadError::NoValues)?;
    let can_subtract = wanted == Flow::Net && both;
    if !can_subtract && !flows.contains(&wanted) {
        let has: Vec<&str> = flows.iter().map(|flow| flow.word()).collect();
        return Err(ReadError::NoSuchColumn {
            asked: wanted.word().to_owned(),
            columns: has.join(", "),
        });
    }
    // A net register is the difference already.
    let subtract = wanted == Flow::Net && !flows.contains(&Flow::Net);
    let (used, unused): (Vec<Stream>, Vec<Stream>) = kept
        .into_iter()
        .partition(|stream| stream.flow == wanted || (subtract && stream.flow != Flow::Net));
    let mut rows = sum(used)?;
    rows.flows = flows;
    if subtract {
        rows.flows.push(Flow::Net);
    } else if both {
        rows.flows = Flow::ALL.to_vec();
    }
    for stream in unused.iter().filter(|stream| stream.flow != Flow::Net) {
        rows.warnings.push(format!(
            "The file also holds {}{}, which was left out.",
            stream.flow,
            in_brackets(&stream.register)
        ));
    }
    if !left.is_empty() {
        let others = meters.len() - 1;
        rows.warnings.push(format!(
            "{} in the file left out.",
            count(others, "other meter", "other meters")
        ));
    }
    Ok(rows)
}

/// The meter to read; none for the sum of all.
fn chosen_meter<'m>(
    meters: &'m [String],
    options: &ReadOptions,
) -> Result<Option<&'m String>, ReadError> {
    let several = meters.len() > 1;
    match &options.meter {
        Some(MeterChoice::Sum) => Ok(None),
        Some(MeterChoice::One(asked)) if several => {
            let asked = asked.trim();
            let by_name = meters
                .iter()
                .position(|meter| meter.eq_ignore_ascii_case(asked));
            let by_number = || asked.parse::<usize>().ok()?.checked_sub(1);
            let found = by_name.or_else(by_number).and_then(|i| meters.get(i));
            found.map(Some).ok_or_else(|| ReadError::NoSuchColumn {
                asked: shown(asked),
                columns: format!("{}, sum", meters.join(", ")),
            })
        }
        None if several => {
            let one = |meter: &String| {
                let answer = Answer::Meter(MeterChoice::One(meter.clone()));
                Choice::new(format!("“{}”", shown(meter)), answer)
            };
            let sum = Choice::new("the sum of all", Answer::Meter(MeterChoice::Sum));
            Err(ReadError::NeedsChoice(Question::new(
                format!(
                    "The file holds {}. Which is the load:",
                    count(meters.len(), "meter", "meters")
                ),
                meters.iter().map(one).chain([sum]).collect(),
            )))
        }
        _ => Ok(None),
    }
}

fn in_brackets(register: &str) -> String {
    match register {
        "" => String::new(),
        name => format!(" ({})", shown(name)),
    }
}

/// The streams added up, export counting negative beside import.
fn sum(streams: Vec<Stream>) -> Result<Rows, ReadError> {
    let names: Vec<String> = streams
        .iter()
        .map(|stream| stream.register.clone())
        .filter(|name| !name.is_empty())
        .collect();
    let mixed = streams.iter().any(|s| s.flow == Flow::Import);
    let mut all = streams.into_iter();
    let first = all.next().ok_or(ReadError::NoValues)?;
    let sign = |flow: Flow| {
        if mixed && flow == Flow::Export {
            -1.0
        } else {
            1.0
        }
    };
    let mut rows = first.rows;
    let scale = sign(first.flow);
    rows.values.iter_mut().for_each(|value| *value *= scale);
    let mut several = false;
    for stream in all {
        several = true;
        add(&mut rows, stream.rows, sign(stream.flow))?;
    }
    if several {
        let names = names.join(", ");
        let what = if names.is_empty() {
            "meters".to_owned()
        } else {
            shown(&names)
        };
        rows.warnings.push(format!(
            "The load is the sum of several registers: {what}; export counts negative."
        ));
    }
    rows.column = names.first().cloned().unwrap_or_default();
    Ok(rows)
}

/// Adds the values of other rows at the same times. Times that only one of them has become gaps.
fn add(rows: &mut Rows, other: Rows, scale: f64) -> Result<(), ReadError> {
    if rows.unit.is_energy() != other.unit.is_energy()
        || (rows.step_ms.is_some() && other.step_ms.is_some() && rows.step_ms != other.step_ms)
    {
        return Err(ReadError::NotALoad {
            found: "a file whose meters have different steps or units".to_owned(),
            mend: "Choose one of them.",
        });
    }
    rows.warnings.extend(other.warnings);
    if rows.stamps == other.stamps {
        let pairs = rows.values.iter_mut().zip(&other.values);
        pairs.for_each(|(value, other)| *value += scale * other);
        return Ok(());
    }
    let here = rows.stamps.len();
    rows.stamps.extend(other.stamps);
    rows.at.extend(other.at);
    rows.values
        .extend(other.values.iter().map(|value| scale * value));
    rows.offsets.extend(other.offsets);
    // Where both have a time, the second row joins the first.
    let mut from: Vec<bool> = (0..rows.stamps.len()).map(|i| i < here).collect();
    rows.sort_with(&mut from);
    let mut keep = vec![true; rows.stamps.len()];
    let mut i = 0;
    while i < rows.stamps.len() {
        let paired = rows.stamps.get(i + 1) == Some(&rows.stamps[i]) && from[i] != from[i + 1];
        if paired {
            rows.values[i] += rows.values[i + 1];
            keep[i + 1] = false;
            i += 2;
        } else {
            rows.values[i] = f64::NAN;
            i += 1;
        }
    }
    rows.retain(&keep);
    Ok(())
}
