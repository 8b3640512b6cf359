//! What leaves the page: pictures, tables and records, each with what must go with it. How it
//! leaves is the matter of `exports.js`.

use super::address::{link_of, query};
use super::dom::{Node, given};
use super::js;
use super::state::State;
use super::years::Years;
use js_sys::{Array, Float64Array};
use peakpack::chart::{Chart, LifeChart, Shown, Theme, Told, View, columns, sheet};
use peakpack::outcome::{Record, brief, record};
use peakpack::text::Joined;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// What is made of the results: `get`, a record; `state`, the same in short; `csv`, columns; for
/// any other kind a sheet. Undefined where there is nothing yet.
pub fn made(state: State, kind: &str, shown: Shown) -> JsValue {
    let [link, whole] = [false, true].map(|with_receipt| query(state, None, with_receipt));
    let whole = link_of(&whole, None);
    let warnings = state.address.warnings.get_untracked();
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
        };
        match kind {
            "get" => object(&record(outcomes, &link, warnings)),
            "state" => object(&brief(outcomes[0], &link, warnings)),
            "csv" => table(shown, &told),
            _ => sheet(shown, &told, Theme::light()).into(),
        }
    })
}

/// A record as JavaScript's own objects.
fn object(record: &Record) -> JsValue {
    let serializer = Serializer::json_compatible();
    record.serialize(&serializer).unwrap_or_default()
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

/// The chart of that name, and how much of the load it shows.
pub fn shown(chart: &str, span: &str) -> Option<Shown> {
    let view = match span {
        "day" => View::PeakDay,
        "week" => View::Week,
        "year" => View::Year,
        _ => return None,
    };
    Some(match chart {
        "grid" => Shown::Load(Chart::Grid, view),
        "soc" => Shown::Load(Chart::Charge, view),
        "duration" => Shown::Load(Chart::Duration, view),
        "health" => Shown::Years(LifeChart::Health),
        "cut" => Shown::Years(LifeChart::Cut),
        _ => return None,
    })
}

/// The row below a chart with which it can be taken away; `chart` as in [`shown`].
pub fn menu(chart: &str) -> Node {
    given(js::call("menu", &[chart.into()]).unwrap_or_default())
}
