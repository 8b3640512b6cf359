//! What a person should know of a load that was read.

use super::grid::Grid;
use super::options::Stamps;
use super::report::{Figures, of};
use super::rows::Rows;
use super::text::says;
use super::words::{note, note_count};

/// Energies in front of a gap that may be those of the gap too: as if a longer interval stood
/// in a file of short ones.
fn heaps(grid: &Grid, rows: &Rows) -> usize {
    if !rows.unit.is_energy() || rows.is_power {
        return 0;
    }
    let at = |i: usize| (grid.index[i], grid.values[i]);
    let is_heap = |i: usize| {
        let ((_, before), (k, value), (next, after)) = (at(i - 1), at(i), at(i + 1));
        let steps = (next - k) as f64;
        (2.0..=12.0).contains(&steps) && value > (steps - 0.5) * before.max(after) && before > 0.0
    };
    (1..grid.index.len().saturating_sub(1))
        .filter(|&i| is_heap(i))
        .count()
}

pub(crate) fn warn(
    rows: &mut Rows,
    grid: &Grid,
    figures: &Figures,
    rows_read: usize,
    stamps: Stamps,
) {
    if stamps == Stamps::End {
        let said = "Stamps were read as the end of their interval.";
        note(&mut rows.warnings, said);
    }
    note_count(
        &mut rows.warnings,
        grid.different,
        "repeated row",
        "repeated rows",
        " had another value than the first row of that time; the first was kept.",
    );
    if grid.moved > 0 {
        rows.warnings.push(format!(
            "{} rows stood slightly off the step and were moved onto it.",
            of(grid.moved, rows_read)
        ));
    }
    if rows.unit.is_apparent() {
        rows.warnings.push(format!(
            "The values are apparent power, {}, and were not converted: real power is lower by the power factor.",
            rows.unit
        ));
    }
    if figures.min_kw == 0.0 && figures.max_kw == 0.0 {
        let said = "All values are 0: the meter measured nothing, or formulas have no values.";
        note(&mut rows.warnings, said);
    }
    let heaps = heaps(grid, rows);
    note_count(
        &mut rows.warnings,
        heaps,
        "row is",
        "rows are",
        " before a gap as many times above the rows beside it as the gap has steps: it may hold the gap’s energy.",
    );
    if figures.min_kw < 0.0 {
        let said = "Some values are negative: the site exports there. They were kept.";
        note(&mut rows.warnings, said);
    }
    // A counter runs over now and then; a title may say that it is one.
    let falls = grid
        .values
        .windows(2)
        .filter(|pair| pair[0] > pair[1])
        .count();
    let named = says(&rows.column, "reading|zählerstand|register|index");
    let most = if named { 20 } else { 200 };
    let counter = rows.unit.is_energy()
        && grid.values.len() >= 48
        && figures.max_kw > figures.min_kw
        && falls <= grid.values.len() / most;
    if counter {
        note(
            &mut rows.warnings,
            "The energy hardly ever falls from row to row: if these are a counter's readings and not the energy of each interval, export the intervals.",
        );
    }
}
