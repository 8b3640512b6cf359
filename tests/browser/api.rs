//! The functions and messages of docs/api.md.

use crate::harness::{Elsewhere, Host, Page, browse, in_every_engine};
use peakpack::load::Site;
use peakpack::scenario::decode;
use serde_json::{Value, json};
use std::sync::Arc;

fn peak_after_kw(link: &str) -> f64 {
    let scenario = decode(link).scenario;
    peakpack::run(&scenario, &Arc::new(Site::of(&scenario).unwrap())).peak_after_kw
}

#[test]
fn a_script_beside_it_calls_functions() {
    in_every_engine(|page| {
        page.open("?v=1&packs=800");
        let got = page.js("return peakpack.get()");
        assert_eq!(got["link"], "v=1&packs=800");
        assert_eq!(
            got["peak_after_kw"].as_f64(),
            Some(peak_after_kw("packs=800"))
        );
        assert_eq!(got["inputs"]["packs"], 800);
        let set = page.js("return peakpack.set('?s=colo&packs=20&soh=740&colour=red')");
        assert_eq!(set["link"], "v=1&s=colo&packs=20&soh=100");
        assert_eq!(
            set["peak_after_kw"].as_f64(),
            Some(peak_after_kw("s=colo&packs=20&soh=100"))
        );
        assert_eq!(
            set["warnings"],
            json!(["colour=red ignored (unknown)", "soh=740 → 100 (maximum)"])
        );
        // The page shows what was set, and what was wrong with it.
        page.wait_for(
            "20 packs on the screen",
            "return document.querySelector('#finding').innerText.includes('20 used')",
        );
        assert!(page.text(".link-warnings").contains("colour=red"));
        let kinds = page.js("const { series } = peakpack.get({ series: true });
             return [series.after_kw.constructor.name, series.after_kw.length,
                 Math.max(...series.after_kw) === peakpack.get().peak_after_kw,
                 series.time.length]");
        assert_eq!(kinds, json!(["Float64Array", 35_040, true, 35_040]));
        let reset = page.js("return peakpack.reset()");
        assert_eq!(reset["link"], "v=1&s=colo");
        assert_eq!(reset["warnings"], json!([]));
        // What a link said is among the warnings, as on the command line.
        let drifted = page.js("return peakpack.set('packs=800&r=5')");
        let said = drifted["warnings"][0].as_str().unwrap_or_default();
        assert!(said.starts_with("This link was made when"), "{said}");
        assert_eq!(page.js("return peakpack.reset().warnings"), json!([]));
        let files = page.js(
            "return Promise.all(['svg', 'csv', 'json', 'png'].map((kind) =>
                 peakpack.export(kind, { chart: 'soc', span: 'week' })))
                 .then((all) => all.map((file) => file.type ?? file.slice(0, 4)))",
        );
        assert_eq!(files, json!(["<svg", "\u{feff}# W", "{\n \"", "image/png"]));
        let refused = page.js("return Promise.allSettled([
                 peakpack.export('gif'),
                 peakpack.export(['csv']),
                 peakpack.export('svg', { chart: 'pie' }),
                 peakpack.export('svg', { span: 'decade' }),
                 new Promise((done) => done(peakpack.set(7))),
                 new Promise((done) => done(peakpack.set('a'.repeat(9000)))),
             ]).then((all) => all.map(({ status }) => status))");
        assert_eq!(refused, json!(vec!["rejected"; 6]));
        page.js(
            "window.told = []; window.end = peakpack.on('result', ({ link }) => told.push(link));
             peakpack.set('packs=1'); peakpack.set('packs=2')",
        );
        page.wait_for(
            "the result",
            "return told.length === 1 && told[0] === 'v=1&packs=2'",
        );
        page.assert_quiet();
    });
}

/// What one listener throws is reported, and the others hear all the same.
#[test]
fn a_listener_that_throws_stops_no_other() {
    browse(|page| {
        page.open("");
        page.js("window.thrown = 0; window.told = 0;
             addEventListener('error', (event) => { window.thrown++; event.preventDefault() });
             peakpack.on('result', () => { throw new Error('theirs') });
             peakpack.on('result', () => { window.told++ });
             peakpack.set('packs=1')");
        page.wait_for("both", "return thrown === 1 && told === 1");
    });
}

/// Every member that is documented is there, and nothing else.
#[test]
fn the_types_name_what_is_there() {
    let types = include_str!("../../types/peakpack.d.ts");
    let members = |of: &str| -> Vec<String> {
        let (_, rest) = types
            .split_once(&format!("export interface {of} "))
            .unwrap();
        let (_, body) = rest.split_once("{\n").unwrap();
        let (body, _) = body.split_once("\n}").unwrap();
        let lines = body
            .lines()
            .filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let names = lines.filter_map(|line| {
            let name: String = line
                .trim()
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
                .collect();
            (!name.is_empty()).then_some(name)
        });
        names.collect()
    };
    browse(|page| {
        page.open("?v=1&packs=800&b.packs=100");
        let keys = |script: &str| -> Vec<String> {
            let keys = page.js(&format!("return Object.keys({script})"));
            let mut keys: Vec<String> = serde_json::from_value(keys).unwrap();
            keys.sort();
            keys
        };
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names
        };
        assert_eq!(keys("peakpack"), sorted(members("Peakpack")));
        let result = [members("State"), members("Result")].concat();
        assert_eq!(keys("peakpack.get({ series: true })"), sorted(result));
        assert_eq!(keys("peakpackFiles.ask('state')"), sorted(members("State")));
        let series = keys("peakpack.get({ series: true }).series");
        for name in members("Series") {
            assert!(series.contains(&name), "{name}: {series:?}");
        }
    });
}

/// A page around the calculator that keeps what it hears.
const PARENT: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>A host</title>
    <link rel=icon href='data:,'>
    <iframe id=frame title=figure width=900 height=700 src='CHILD'></iframe>
    <script>
        window.told = [];
        addEventListener('message', ({ source, data }) => {
            if (source === frame.contentWindow && data?.source === 'peakpack') told.push(data);
        });
        window.send = (type, data, id) =>
            frame.contentWindow.postMessage({ target: 'peakpack', type, data, id }, '*');
    </script>";

/// Opens the page in a frame of another site and waits for the first word of it.
fn framed(page: &Page, host: &Host, rest: &str, test: impl Fn()) {
    let child = format!("{}{rest}", host.address());
    let elsewhere = Elsewhere::start(&[("parent.html", PARENT)], &child);
    page.visit(&elsewhere.address("parent.html"));
    page.enter_frame("#frame");
    page.wait_until_started();
    page.leave_frame();
    test();
}

/// Sends a message and waits for what answers it.
fn ask(page: &Page, type_: &str, data: &Value, id: &str) -> Value {
    page.js_with("send(...arguments)", &json!([type_, data, id]));
    page.wait_for(
        type_,
        &format!("return told.some((message) => message.id === '{id}')"),
    );
    page.js_with(
        "return told.find(({ id }) => id === arguments[0])",
        &json!([id]),
    )
}

#[test]
fn a_frame_answers_the_page_around_it() {
    in_every_engine(|page| {
        let host = Host::start(&[]);
        framed(page, &host, "?v=1&packs=800&soh=740&embed=1", || {
            page.wait_for("ready", "return told.some(({ type }) => type === 'ready')");
            page.wait_for(
                "a warning",
                "return told.some(({ type }) => type === 'warning')",
            );
            let warning = page.js("return told.find(({ type }) => type === 'warning').data");
            assert_eq!(warning, json!(["soh=740 → 100 (maximum)"]));
            let got = ask(page, "get", &json!(null), "one");
            assert_eq!((&got["type"], &got["v"]), (&json!("reply"), &json!(1)));
            let now = peak_after_kw("packs=800&soh=100");
            assert_eq!(got["data"]["peak_after_kw"].as_f64(), Some(now));
            let set = ask(page, "set", &json!("packs=20&dod=7"), "two");
            assert_eq!(
                set["data"]["peak_after_kw"].as_f64(),
                Some(peak_after_kw("packs=20"))
            );
            assert_eq!(set["data"]["warnings"], json!(["dod=7 ignored (unknown)"]));
            page.wait_for(
                "the result when it rests",
                "return told.some(({ type, data }) => type === 'result' && data.inputs.packs === 20)",
            );
            let svg = ask(page, "export", &json!("svg"), "three");
            let text = svg["data"]["file"].as_str().unwrap();
            assert!(text.starts_with("<svg") && text.contains("20 used EV packs"));
            let series = page.js("send('get', { series: true }, 'four');
                return new Promise((done) => addEventListener('message', ({ data }) =>
                    data.id === 'four' && done(data.data.series.before_kw.constructor.name === 'Float64Array')))");
            assert_eq!(series, true);
            let reset = ask(page, "reset", &json!(null), "five");
            assert_eq!(reset["data"]["link"], "");
        });
    });
}

#[test]
fn what_makes_no_sense_is_an_error_or_nothing() {
    browse(|page| {
        let host = Host::start(&[]);
        framed(page, &host, "?v=1&packs=800&embed=1", || {
            let wrong = [
                ("get out", json!(null)),
                ("set", json!(7)),
                ("set", json!({ "query": "packs=1" })),
                ("set", json!("x".repeat(9_000))),
                ("export", json!(null)),
                ("export", json!("__proto__")),
                ("export", json!({ "kind": "svg", "chart": "constructor" })),
                ("export", json!({ "kind": "csv", "span": ["day"] })),
            ];
            for (place, (type_, data)) in wrong.iter().enumerate() {
                let id = format!("wrong {place}");
                let answer = ask(page, type_, data, &id);
                assert_eq!(answer["type"], "error", "{type_} {data}");
                assert!(answer["data"]["message"].is_string());
            }
            // Messages of others are none of its business.
            page.js("told.length = 0;
                for (const message of [null, 0, 'peakpack', [], {}, { target: 'other', type: 'set' },
                    { target: { peakpack: 1 } }, new Map([['target', 'peakpack']]),
                    '[iFrameSizer]x:y:z', 'pymxPYMx1xPYMxwidthxPYMx300'])
                    frame.contentWindow.postMessage(message, '*')");
            let after = ask(page, "get", &json!(null), "after");
            assert_eq!(after["data"]["inputs"]["packs"], 800);
            let answers = page
                .js("return told.filter(({ type }) => ['reply', 'error'].includes(type)).length");
            assert_eq!(answers, 1);
        });
    });
}

#[test]
fn more_than_ten_messages_a_second_are_too_many() {
    browse(|page| {
        let host = Host::start(&[]);
        framed(page, &host, "?v=1&embed=1", || {
            page.js("for (let k = 1; k <= 60; k++) send('set', 'packs=' + k, k)");
            page.wait_for(
                "all answers",
                "return told.filter(({ id }) => id > 0).length === 60",
            );
            let count = |what: &str| {
                let script = format!(
                    "return told.filter(({{ type, id }}) => id && type === '{what}').length"
                );
                page.js(&script).as_u64().unwrap()
            };
            // All were sent at once; a slow browser may have taken more than one second for them.
            assert!(count("reply") >= 10, "{} replies", count("reply"));
            assert!(count("error") > 0, "none was refused");
            let states = page.js("return told.filter(({ type }) => type === 'state').length");
            assert!(
                states.as_u64() < Some(20),
                "{states} times told of its state"
            );
        });
    });
}

#[test]
fn nothing_is_said_where_the_link_forbids_it() {
    browse(|page| {
        let host = Host::start(&[]);
        framed(page, &host, "?v=1&packs=800&embed=1&api=0", || {
            page.js("send('set', 'packs=1', 'set'); send('get', null, 'get')");
            page.enter_frame("#frame");
            page.settle();
            page.settle();
            assert!(page.text("#finding").contains("800 used"));
            assert_eq!(page.js("return typeof peakpack"), "undefined");
            page.leave_frame();
            let types = page.js("return [...new Set(told.map(({ type }) => type))]");
            assert_eq!(types, json!(["height"]));
        });
    });
}

#[test]
fn only_the_page_around_it_is_heard() {
    browse(|page| {
        let host = Host::start(&[]);
        framed(page, &host, "?v=1&packs=800&embed=1", || {
            // From inside the frame itself, as another frame of the page would.
            page.enter_frame("#frame");
            page.js(
                "postMessage({ target: 'peakpack', type: 'set', data: 'packs=1', id: 'x' }, '*')",
            );
            page.settle();
            page.settle();
            assert!(page.text("#finding").contains("800 used"));
        });
    });
}

#[test]
fn a_load_of_ones_own_stays_in_the_frame() {
    browse(|page| {
        let host = Host::start(&[]);
        framed(page, &host, "?v=1&embed=1", || {
            page.enter_frame("#frame");
            page.drop_file(
                "body",
                "secret.csv",
                &crate::files::two_days(crate::files::iso),
            );
            crate::files::read_back_says(page, "192 rows");
            page.click("#use-load");
            page.settle();
            page.leave_frame();
            let got = ask(page, "get", &json!(null), "figures");
            assert_eq!(got["data"]["load"], "file");
            assert!(got["data"]["peak_before_kw"].as_f64() < Some(10_000.0));
            assert_eq!(got["data"].get("series"), None);
            for (place, (type_, data)) in [
                ("get", json!({ "series": true })),
                ("export", json!("csv")),
                ("export", json!({ "kind": "svg", "chart": "duration" })),
                ("export", json!("png")),
            ]
            .into_iter()
            .enumerate()
            {
                let answer = ask(page, type_, &data, &format!("no {place}"));
                assert_eq!(answer["type"], "error", "{type_} {data}");
                let why = answer["data"]["message"].as_str().unwrap();
                assert!(why.contains("leaves the frame only by their hand"), "{why}");
            }
            let record = ask(page, "export", &json!("json"), "record");
            let text = record["data"]["file"].as_str().unwrap();
            assert!(text.contains("peak_after_kw") && !text.contains("\"series\""));
        });
    });
}
