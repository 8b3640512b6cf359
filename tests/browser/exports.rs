//! What leaves the page: files, pictures and paper, each with what must go with it.

use crate::harness::{Page, Scheme, browse, in_every_engine};
use peakpack::VERSION;
use peakpack::chart::{Chart, Shown, Theme, Told, View, columns, sheet};
use peakpack::load::Site;
use peakpack::outcome::{DISCLAIMER, Outcome, record};
use peakpack::scenario::decode;
use serde_json::{Value, json};
use std::sync::Arc;

const LINK: &str = "v=1&packs=800&soh=74";

/// Keeps what is handed to the browser as a download, and lets none begin.
const CATCH: &str = "window.caught = [];
    window.made = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        const url = make.call(URL, blob);
        made.set(url, blob);
        return url;
    };
    HTMLAnchorElement.prototype.click = function () {
        caught.push({ name: this.download, blob: made.get(this.href) });
    };";

fn outcome() -> Outcome {
    let scenario = decode(LINK).scenario;
    peakpack::run(&scenario, &Arc::new(Site::of(&scenario).unwrap()))
}

/// Presses the button of that name below a chart and waits for the file.
fn press(page: &Page, menu: &str, words: &str) -> String {
    page.js_with(
        "const [css, words] = arguments;
         caught.length = 0;
         const menu = document.querySelector(css);
         menu.open = true;
         [...menu.querySelectorAll('button')].find((button) => button.innerText === words).click();",
        &json!([menu, words]),
    );
    page.wait_for(words, "return caught.length === 1");
    let name = page.js("return caught[0].name");
    name.as_str().unwrap_or_default().to_owned()
}

fn text(page: &Page) -> String {
    // `text()` would take the byte order mark away.
    let text = page.js("return caught[0].blob.arrayBuffer().then((bytes) =>
             new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))");
    text.as_str().unwrap_or_default().to_owned()
}

#[test]
fn files_are_those_of_the_library_letter_for_letter() {
    in_every_engine(|page| {
        page.open(&format!("?{LINK}"));
        page.years();
        page.js(CATCH);
        let outcome = outcome();
        let receipt = format!("{LINK}&r=");
        let charts = [
            (
                ".saves > :first-child",
                "grid",
                Shown::Load(Chart::Grid, View::PeakDay),
            ),
            (
                ".saves > :last-child",
                "soc",
                Shown::Load(Chart::Charge, View::PeakDay),
            ),
        ];
        for (menu, name, shown) in charts {
            assert_eq!(press(page, menu, "CSV"), format!("peakpack-{name}.csv"));
            let csv = text(page);
            let link = csv
                .lines()
                .rfind(|line| line.starts_with("# http"))
                .unwrap();
            let link = link.trim_start_matches("# ");
            assert!(
                link.starts_with(&page.address("?")) && link.contains(&receipt),
                "{link}"
            );
            let told = Told {
                outcomes: &[&outcome],
                prospects: &[],
                link,
                remarks: &[],
            };
            let expected = columns(shown, &told).csv();
            // Where they part, rather than two megabytes.
            let parting = csv.lines().zip(expected.lines()).find(|(a, b)| a != b);
            assert_eq!(parting, None, "{name}");
            assert_eq!(csv.len(), expected.len(), "{name}");
            assert_eq!(press(page, menu, "SVG"), format!("peakpack-{name}.svg"));
            assert_eq!(text(page), sheet(shown, &told, Theme::light()), "{name}");
        }
        page.assert_quiet();
    });
}

#[test]
fn a_picture_has_twice_the_pixels() {
    in_every_engine(|page| {
        page.open(&format!("?{LINK}"));
        page.js(CATCH);
        assert_eq!(
            press(page, ".saves > :first-child", "PNG"),
            "peakpack-grid.png"
        );
        let size = page.js(
            "return createImageBitmap(caught[0].blob).then(({ width, height }) =>
                 [caught[0].blob.type, width, height > 900])",
        );
        assert_eq!(size, json!(["image/png", 1600, true]));
        // Not one colour: the chart is in it.
        let colours = page.js("return createImageBitmap(caught[0].blob).then((bitmap) => {
                 const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
                 const context = canvas.getContext('2d');
                 context.drawImage(bitmap, 0, 0);
                 const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
                 return new Set(new Uint32Array(data.buffer)).size;
             })");
        assert!(colours.as_u64() > Some(20), "{colours}");
    });
}

#[test]
fn the_tab_that_is_shown_is_what_is_saved() {
    browse(|page| {
        page.open("");
        page.js(CATCH);
        page.click(".tabs button:nth-child(4)");
        assert_eq!(
            press(page, ".saves > :first-child", "CSV"),
            "peakpack-duration.csv"
        );
        assert!(text(page).contains("\r\nrank,before_kw,after_kw\r\n1,100000,"));
        page.click(".tabs button:nth-child(2)");
        press(page, ".saves > :first-child", "SVG");
        assert!(text(page).contains("Sat "), "a week has seven days");
    });
}

#[test]
fn the_years_are_saved_once_they_are_known() {
    browse(|page| {
        page.open("?v=1&yr=5");
        page.years();
        page.js(CATCH);
        for (place, name) in [(1, "health"), (2, "cut")] {
            let menu = format!(".pair figure:nth-child({place}) .save");
            assert_eq!(press(page, &menu, "CSV"), format!("peakpack-{name}.csv"));
            let csv = text(page);
            let rows: Vec<&str> = csv.lines().filter(|line| !line.contains('#')).collect();
            assert_eq!(rows.len(), 1 + 6, "{csv}");
            assert!(rows[0].starts_with("year,health_percent,"));
            assert!(rows[1..].iter().all(|row| row.split(',').count() == 14));
            assert_eq!(press(page, &menu, "SVG"), format!("peakpack-{name}.svg"));
            let svg = text(page);
            assert!(svg.contains(DISCLAIMER) && svg.contains(VERSION));
        }
        // Every chart has its data table as well.
        assert_eq!(
            page.count(".years .data") + page.count(".charts > .data"),
            2
        );
    });
}

#[test]
fn the_record_is_the_command_lines() {
    browse(|page| {
        page.open(&format!("?{LINK}"));
        page.js(CATCH);
        press(page, ".saves > :first-child", "JSON");
        let mut saved: Value = serde_json::from_str(&text(page)).unwrap();
        let outcome = outcome();
        let series = saved.as_object_mut().unwrap().remove("series").unwrap();
        let expected = json!(record(&[&outcome], LINK, Vec::new()));
        assert_eq!(alike(saved), alike(expected));
        let after: Vec<f64> = serde_json::from_value(series["after_kw"].clone()).unwrap();
        assert_eq!(after, outcome.schedule.grid_kw);
        assert_eq!(series["time"].as_array().map(Vec::len), Some(35_040));
    });
}

/// JavaScript has one kind of number and writes 1.0 as 1.
fn alike(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(values) => values.into_iter().map(alike).collect(),
        Value::Object(entries) => {
            let entries = entries.into_iter();
            Value::Object(entries.map(|(key, value)| (key, alike(value))).collect())
        }
        other => other,
    }
}

/// Pages of a PDF, by the objects that Chromium writes unpacked.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count() + text.matches("/Type /Page\r").count()
}

#[test]
fn paper_is_one_sheet() {
    browse(|page| {
        for link in [
            "",
            "?v=1&s=redwood&packs=12&soh=61&temp=31&yr=20&win=30",
            "?v=1&s=training&packs=800&b.packs=100&theme=dark",
        ] {
            page.open(link);
            page.years();
            for (width, height) in [(8.27, 11.69), (8.5, 11.0), (11.69, 8.27), (11.0, 8.5)] {
                let asked = json!({ "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false });
                let pdf = page.devtools("Page.printToPDF", &asked);
                let pdf = page.js_with("return atob(arguments[0])", &json!([pdf["data"]]));
                assert_eq!(pages(pdf.as_str().unwrap().as_bytes()), 1, "{link} {width}");
            }
            page.emulate(Scheme::Dark, "print", false);
            let ground = page.js("return getComputedStyle(document.body).backgroundColor");
            assert_eq!(ground, "rgb(255, 255, 255)", "paper is light: {link}");
            page.emulate(Scheme::Light, "", false);
            // Afterwards the page is as it was.
            assert_eq!(page.count("#sheet"), 0);
        }
        page.assert_quiet();
    });
}

#[test]
fn paper_says_what_must_go_with_it() {
    in_every_engine(|page| {
        page.open(&format!("?{LINK}"));
        page.years();
        page.js("dispatchEvent(new Event('beforeprint'))");
        let said = page.js("const sheet = document.querySelector('#sheet');
             return [...sheet.querySelectorAll('text')].map((line) => line.textContent).join(' ')
                 + ' ' + sheet.querySelector('.figures').textContent");
        let said = said.as_str().unwrap().to_owned();
        let outcome = outcome();
        for part in [
            &outcome.finding().to_string(),
            DISCLAIMER,
            VERSION,
            "Battery needed",
            "Packs last",
        ] {
            assert!(said.contains(part), "{part} not in {said}");
        }
        for assumption in outcome.assumptions() {
            assert!(said.contains(&assumption), "{assumption} not in {said}");
        }
        // A long link is broken where it must be.
        assert!(
            said.replace(' ', "").contains(&format!("?{LINK}&r=")),
            "{said}"
        );
        page.js("dispatchEvent(new Event('afterprint'))");
        assert_eq!(page.count("#sheet"), 0);
        page.assert_quiet();
    });
}
