//! Which column holds the load, and in what unit.

use super::columns::TimeSource;
use super::error::{Fault, ReadError};
use super::flow::Flow;
use super::keys::Keys;
use super::layout::{Kind, Sample, Table};
use super::list::listed;
use super::number;
use super::options::{Answer, Choice, DecimalMark, ReadOptions};
use super::refuse;
use super::text::says;
use super::unit::Unit;
use crate::text::Joined;

/// What is read of a table.
pub(crate) struct Columns {
    /// The columns with their flows: one, or two whose difference is asked for.
    pub read: Vec<(usize, Flow)>,
    /// The flows that could be read instead; empty where the table has but one.
    pub flows: Vec<Flow>,
    /// A sentence when others could have been meant.
    pub note: Option<String>,
}

/// The columns to read.
pub(crate) fn columns(
    sample: &Sample,
    table: &Table,
    source: TimeSource,
    keys: Keys,
    options: &ReadOptions,
) -> Result<Columns, Fault> {
    let mut candidates = candidates(sample, table, source);
    candidates.retain(|&(c, _)| Some(c) != keys.meter && Some(c) != keys.channel);
    let single = |column, note| Columns {
        read: vec![(column, Flow::Import)],
        flows: Vec::new(),
        note,
    };
    if let Some(asked) = &options.column {
        return Ok(single(named(asked, table, &candidates)?, None));
    }
    // Columns for both ways of one meter: none is the likelier load, they are told apart.
    let flow = |c: usize| Flow::named(table.title(c));
    let loads = listed(
        candidates
            .iter()
            .filter(|&&(_, rank)| rank > 0)
            .map(|&(c, _)| c),
    );
    let first = |wanted: Flow| loads.iter().copied().find(|&c| flow(c) == wanted);
    let is_import = |c: usize| flow(c) == Flow::Import && names_import(table.title(c));
    let imports = listed(loads.iter().copied().filter(|&c| is_import(c)));
    if let (&[import], Some(export)) = (&imports[..], first(Flow::Export)) {
        let read = match options.channel.unwrap_or(Flow::Import) {
            Flow::Import => vec![(import, Flow::Import)],
            Flow::Export => vec![(export, Flow::Export)],
            Flow::Net => match first(Flow::Net) {
                Some(net) => vec![(net, Flow::Net)],
                None => vec![(import, Flow::Import), (export, Flow::Export)],
            },
        };
        let note = (read == [(import, Flow::Import)]).then(|| {
            format!(
                "Column {} was read; {} holds what flows back to the grid and was left out.",
                table.name(import),
                table.name(export)
            )
        });
        return Ok(Columns {
            read,
            flows: Flow::ALL.to_vec(),
            note,
        });
    }
    let several = !imports.is_empty() && first(Flow::Export).is_some();
    let wanted = options.channel.or(several.then_some(Flow::Import));
    if let Some(wanted) = wanted.filter(|_| !keys.tell_channels()) {
        candidates.retain(|&(c, _)| flow(c) == wanted);
        if candidates.is_empty() {
            return Err(refuse::no_such_column(
                wanted.word(),
                listed(loads.iter().map(|&c| table.name(c))).joined(", "),
            ));
        }
    }
    let column = likeliest(table, &candidates)?;
    let others = listed(
        candidates
            .iter()
            .filter(|&&(c, rank)| c != column && rank > 0)
            .map(|&(c, _)| table.name(c)),
    );
    let is_export = flow(column) == Flow::Export && options.channel.is_none();
    let note = is_export.then(|| {
        format!(
            "Column {} holds what flows back to the grid: it was read as the load.",
            table.name(column)
        )
    });
    let note = note.or((!others.is_empty()).then(|| {
        format!(
            "Column {} was read; there are also {}.",
            table.name(column),
            others.joined(", ")
        )
    }));
    Ok(single(column, note))
}

/// Whether a title says that its values are taken from the grid.
fn names_import(title: &str) -> bool {
    const IMPORTS: &str =
        "import|consumption|delivered|usage|bezug|verbrauch|entnahme|soutir|from grid";
    says(title, IMPORTS)
}

/// The one candidate that looks most like a load; a question when several do.
fn likeliest(table: &Table, candidates: &[(usize, u8)]) -> Result<usize, Fault> {
    let best = candidates.iter().map(|&(_, rank)| rank).max();
    let equals = listed(
        candidates
            .iter()
            .filter(|&&(_, rank)| Some(rank) == best)
            .map(|&(c, _)| c),
    );
    if let [only] = equals[..] {
        return Ok(only);
    }
    if equals.is_empty() {
        return Err(Box::new(ReadError::NoValues));
    }
    let totals = equals.iter().filter(|&&c| is_total(table.title(c)));
    let others = equals.iter().filter(|&&c| !is_total(table.title(c)));
    let choices = listed(
        totals
            .chain(others)
            .map(|&c| Choice::new(table.name(c), Answer::Column(answer(table, c)))),
    );
    Err(refuse::ask(
        "Several columns could be the load. Which one is it:".to_owned(),
        choices,
    ))
}

/// A column as an answer: its title, or its number where that is not enough.
fn answer(table: &Table, column: usize) -> String {
    let title = table.title(column);
    let alike = table.titles.iter().filter(|other| *other == title).count();
    if title.is_empty() || alike > 1 {
        (column + 1).to_string()
    } else {
        title.to_owned()
    }
}

fn named(asked: &str, table: &Table, candidates: &[(usize, u8)]) -> Result<usize, Fault> {
    let by_title = table
        .titles
        .iter()
        .position(|title| title.eq_ignore_ascii_case(asked.trim()));
    let by_number = || asked.trim().parse::<usize>().ok()?.checked_sub(1);
    let found = by_title.or_else(by_number);
    match found.filter(|c| candidates.iter().any(|(known, _)| known == c)) {
        Some(c) => Ok(c),
        None => Err(refuse::no_such_column(
            asked,
            listed(candidates.iter().map(|&(c, _)| table.name(c))).joined(", "),
        )),
    }
}

/// The columns of numbers and how much they look like a load.
fn candidates(sample: &Sample, table: &Table, source: TimeSource) -> Vec<(usize, u8)> {
    let own = source.columns();
    let rows = table.data..sample.rows.len();
    let mut found = Vec::new();
    for c in (0..sample.width()).filter(|&c| !own.contains(&Some(c))) {
        let count = |kind| rows.clone().filter(|&r| sample.kind(r, c) == kind).count();
        let numbers = count(Kind::Number);
        if numbers == 0 || numbers <= count(Kind::Text) {
            continue;
        }
        let number = rows.clone().find(|&r| sample.kind(r, c) == Kind::Number);
        let first = sample.cell(number.unwrap_or(table.data), c);
        let constant = numbers > 1 && rows.clone().all(|r| sample.cell(r, c) == first);
        let in_cells = number::parse(first, DecimalMark::Point).is_some_and(|n| n.unit.is_some());
        found.push((c, rank(table.title(c), constant, in_cells)));
    }
    found
}

/// How much a title looks like that of a load; 0 for what is certainly something else.
fn rank(title: &str, constant: bool, unit_in_cells: bool) -> u8 {
    if Unit::is_rate(title) {
        return 0;
    }
    match Unit::in_title(title) {
        Some(unit) if unit.is_apparent() => return 15,
        // The highest of an interval is not its mean.
        Some(unit) if !unit.is_energy() && says(title, EXTREMES) => return 25,
        Some(unit) if !unit.is_energy() => return 40,
        Some(_) => return 30,
        None if unit_in_cells => return 35,
        None => {}
    }
    if constant || Unit::foreign(title).is_some() || says(title, OTHERS) {
        0
    } else if says(title, LOADS) {
        20
    } else {
        10
    }
}

/// Parts of titles of columns with the highest or lowest of each interval.
const EXTREMES: &str = "max|peak|höchst";
/// Parts of titles of columns that are no load.
const OTHERS: &str = "eur|€|$|(a)|[a]|hz|factor|humidity|price|cost|preis|kosten|temp|°|req|count|\
        anzahl|quality|status|duration|co2|%|kvar|volt|ampere|weather|wind|number|\
        meter id|serial|mprn";
/// Parts of titles of columns that are a load.
const LOADS: &str = "power|load|demand|leistung|last|puissance|consumption|usage|verbrauch|import|\
        bezug|conso|energ|value|wert|valeur";
/// Parts of titles that name an amount of energy rather than power.
const ENERGIES: &str = "consumption|usage|verbrauch|import|export|bezug|conso|energ|arbeit";

fn is_total(title: &str) -> bool {
    const TOTALS: &str =
        "total building|net|gesamt|total load|total power|site|main|consumption|import";
    says(title, TOTALS)
}

/// The unit of the column, and a sentence when it did not stand in its title or cells.
pub(crate) fn unit(
    sample: &Sample,
    table: &Table,
    column: usize,
    options: &ReadOptions,
) -> Result<(Unit, Option<String>), Fault> {
    if let Some(unit) = options.unit {
        return Ok((unit, None));
    }
    let title = table.title(column);
    if let Some(unit) = Unit::in_title(title).filter(|_| !Unit::is_rate(title)) {
        return Ok((unit, None));
    }
    let cells = (table.data..sample.rows.len()).find_map(|r| {
        let cell = sample.cell(r, column);
        number::parse(cell, DecimalMark::Point)
            .or_else(|| number::parse(cell, DecimalMark::Comma))?
            .unit
    });
    if let Some(unit) = cells {
        return Ok((unit, None));
    }
    let beyond = (says(title, OTHERS) || Unit::is_rate(title)) && !says(title, LOADS);
    if beyond {
        return Err(refuse::not_such_a_load(
            format!("a table whose numbers are those of {}", table.name(column)),
            "The load must be electric power or energy, in W, kW, MW, Wh, kWh or MWh.",
        ));
    }
    if let Some(foreign) = Unit::foreign(title) {
        return Err(refuse::not_such_a_load(
            format!("a table whose values are in {foreign}"),
            "The load must be electric power or energy, in W, kW, MW, Wh, kWh or MWh.",
        ));
    }
    // A line above the table that is a unit alone, or a text beside the value with one in brackets.
    let mut elsewhere = None;
    for cell in sample.rows.iter().take(table.data + 1).flatten() {
        elsewhere = elsewhere.or_else(|| Unit::named(cell));
    }
    for cell in sample.rows.get(table.data).into_iter().flatten() {
        if cell.contains(['(', '[']) {
            elsewhere = elsewhere.or_else(|| Unit::in_title(cell));
        }
    }
    if let Some(unit) = elsewhere {
        return Ok((
            unit,
            Some(format!(
                "The unit, {unit}, stands beside the values and not in their title."
            )),
        ));
    }
    if says(title, ENERGIES) {
        let what = format!("The column {}", table.name(column));
        return Err(refuse::ask_unit(&what));
    }
    Ok((
        Unit::Kilowatts,
        Some("The file names no unit: its values were taken as kW.".to_owned()),
    ))
}
