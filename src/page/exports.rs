//! What leaves the page: pictures, tables and records, each with what must go with it. How it
//! leaves is the matter of `exports.js`.

use super::address::{link_of, query};
use super::dom::{Node, given};
use super::js;
use super::state::State;
use super::warnings;
use super::years::Years;
use js_sys::{Array, Float64Array};
use peakpack::chart::{Chart, LifeChart, Shown, Theme, Told, View, columns, sheet};
use peakpack::outcome::{brief, record};
use peakpack::text::Joined;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// What is made of the results.
#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    /// A record.
    Record,
    /// Its first part.
    Brief,
    /// The columns behind a chart.
    Table,
    /// A chart as a sheet.
    Sheet,
}

/// Makes something of the results; undefined where the years are not known yet.
pub fn made(state: State, kind: Kind, shown: Shown) -> JsValue {
    // A load is not in what is exported, nor is its receipt.
    let is_generated = state.meter.used_file().is_none();
    let [link, whole] = [false, is_generated].map(|with_receipt| query(state, None, with_receipt));
    let remarks = warnings::all(state);
    let whole = match link_of(&whole, "") {
        // Where a file lies on a disk is nobody else's business.
        link if link.starts_with("file:") => ["?", &whole].joined(""),
        link => link,
    };
    let years = [state.future.years, state.future.beside].map(|years| years.get_untracked());
    let mut prospects = Vec::new();
    for years in &years {
        if let Years::Known(prospect) = years {
            prospects.push(&**prospect);
        }
    }
    if prospects.is_empty() && matches!(shown, Shown::Years(_)) {
        return JsValue::UNDEFINED;
    }
    state.with_outcomes(|outcomes| {
        let told = Told {
            outcomes,
            prospects: &prospects,
            link: &whole,
            remarks: &remarks,
        };
        let record = match kind {
            Kind::Table => return table(shown, &told),
            Kind::Sheet => return sheet(shown, &told, Theme::light()).into(),
            Kind::Brief => brief(outcomes[0], &link),
            Kind::Record => record(outcomes, &link, remarks.clone()),
        };
        let serializer = Serializer::json_compatible();
        record.serialize(&serializer).unwrap_or_default()
    })
}

/// Notes and times, a line each; then each column's name and numbers.
fn table(shown: Shown, told: &Told<'_>) -> JsValue {
    let made = columns(shown, told);
    let list = Array::new();
    list.push(&made.notes.joined("\n").into());
    list.push(&made.times.joined("\n").into());
    for (name, numbers) in &made.columns {
        list.push(&name.as_str().into());
        list.push(&Float64Array::from(&numbers[..]));
    }
    list.into()
}

/// What a script asks for: the place of a chart in its list (`exports.js`), and that of a view.
pub fn shown(chart: usize, view: usize) -> Option<Shown> {
    let view = *View::ALL.get(view)?;
    Some(match chart {
        0 => Shown::Load(Chart::Grid, view),
        1 => Shown::Load(Chart::Charge, view),
        2 => Shown::Load(Chart::Duration, view),
        _ => Shown::Years(*LifeChart::ALL.get(chart - 3)?),
    })
}

/// The row below a chart with which it can be taken away; `chart` is its name in `exports.js`.
pub fn menu(chart: &str) -> Node {
    given(js::call("menu", &[chart.into()]).unwrap_or_default())
}
