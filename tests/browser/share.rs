//! Undo, compare and share: what is given away shows the same to whoever opens it.

use crate::harness::{Page, browse};
use serde_json::{Value, json};

/// Keeps what the page copies where the test can read it.
const KEEP_COPIES: &str = "Object.defineProperty(navigator, 'clipboard', { value: {
    writeText: async (text) => { window.copied = text; } } })";

/// The finding and all key figures, as they are read.
fn shown(page: &Page) -> Vec<String> {
    page.settle();
    page.years();
    let figures = page.js(
        "return [...document.querySelectorAll('#finding, .figure summary')].map(part => part.innerText)",
    );
    let texts = figures.as_array().unwrap().iter();
    texts
        .map(|text| text.as_str().unwrap().to_owned())
        .collect()
}

/// What the button of these words copies.
fn copied(page: &Page, words: &str) -> String {
    page.js("window.copied = ''");
    page.js_with(
        "[...document.querySelectorAll('#share button')].find(button => button.innerText === arguments[0]).click()",
        &json!([words]),
    );
    page.wait_for("the copy", "return window.copied");
    page.js("return window.copied").as_str().unwrap().to_owned()
}

fn search(page: &Page) -> String {
    page.js("return location.search")
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn a_drag_is_undone_in_one_step() {
    browse(|page| {
        page.open("");
        let begun = shown(page);
        page.drag("#packs", &[(4, 0), (8, 0), (12, 0), (16, 0)]);
        page.settle();
        let dragged = shown(page);
        assert_ne!(begun, dragged);
        page.click("#soh");
        page.press("ArrowLeft");
        page.settle();
        page.js("document.activeElement.blur()");
        let undo = "dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }))";
        for before in [&dragged, &begun] {
            // Pressing on a slider may be a step of its own.
            for _ in 0..3 {
                if shown(page) == *before {
                    break;
                }
                page.js(undo);
            }
            assert_eq!(shown(page), *before);
        }
        assert!(
            page.js("return document.querySelector('[aria-label=Undo]').disabled")
                .as_bool()
                .unwrap()
        );
        page.click("[aria-label=Redo]");
        assert_eq!(shown(page), dragged);
        page.assert_quiet();
    });
}

#[test]
fn a_comparison_is_on_every_figure_and_in_the_link() {
    browse(|page| {
        page.open("?v=1&packs=900");
        page.click("#compare");
        page.replace("#packs-field", "1200");
        page.press("Enter");
        page.wait_for(
            "both in the address",
            "return /packs=1200&b\\.packs=900&r=\\d+$/.test(location.search)",
        );
        page.wait_for(
            "the years of both",
            "return [...document.querySelectorAll('.beside')].every(part => /^B: .*\\d/.test(part.innerText))",
        );
        assert!(page.text(".compared").contains("With 900 used EV packs"));
        let (both, address) = (shown(page), search(page));
        page.open(&address);
        page.wait_for(
            "the years of both again",
            "return [...document.querySelectorAll('.beside')].every(part => /^B: .*\\d/.test(part.innerText))",
        );
        assert_eq!(shown(page), both);
        page.click(".data summary");
        page.wait_for(
            "both in the table",
            "return [...document.querySelectorAll('.data th')].some(cell => cell.innerText.startsWith('B: After'))",
        );
        page.click(".years .data summary");
        page.wait_for(
            "the years of both in the table",
            "const table = document.querySelector('.years table');
             return table && [...table.rows].every(row => row.cells.length === 27)
                 && table.rows[1].cells[14].innerText !== ''",
        );
        page.click("#compare");
        page.wait_for(
            "one in the address",
            "return !location.search.includes('b.packs')",
        );
        assert_eq!(page.axe(), [""; 0]);
        page.assert_quiet();
    });
}

#[test]
fn a_link_of_an_older_model_says_so() {
    browse(|page| {
        page.open("?v=1&packs=900&r=60000");
        let said = page.text(".drift");
        assert!(
            said.contains("the model said 60.0 MW; today’s says 87.1 MW"),
            "{said}"
        );
        page.click("#packs");
        page.press("ArrowRight");
        page.wait_for(
            "it to go",
            "return !document.querySelector('.drift').checkVisibility()",
        );
        page.wait_for(
            "today's receipt",
            "return /r=8\\d{4}$/.test(location.search)",
        );
        let address = search(page);
        page.open(&address);
        page.settle();
        assert!(
            !page
                .js("return document.querySelector('.drift').checkVisibility()")
                .as_bool()
                .unwrap()
        );
        page.assert_quiet();
    });
}

#[test]
fn a_copied_link_shows_the_same() {
    browse(|page| {
        page.before_documents(KEEP_COPIES);
        page.open("?s=colo&packs=77&soh=71");
        let seen = shown(page);
        page.click("#share summary");
        page.wait_for(
            "the offers",
            "return document.querySelector('.offers button')",
        );
        let link = copied(page, "Copy link");
        assert!(link.contains("/?v=1&s=colo&packs=77&soh=71&r="), "{link}");
        let beyond_the_host = link.split_once('?').unwrap().1.len();
        assert!(beyond_the_host <= 120, "{link}");
        let both = copied(page, "Copy sentence and link");
        assert!(
            both.starts_with("With 77 used EV packs") && both.ends_with(&link),
            "{both}"
        );
        page.visit(&link);
        assert_eq!(shown(page), seen);
        page.assert_quiet();
    });
}

/// Two weeks of hours with a peak in the second.
fn meter_file() -> String {
    let mut text = "time,kW\n".to_owned();
    for hour in 0..336 {
        let kw = match hour {
            260..=262 => 905.3,
            _ if hour % 24 > 8 => 700.0 + f64::from(hour % 7) * 3.1,
            _ => 412.7,
        };
        text.push_str(&format!(
            "2025-03-{:02} {:02}:00,{kw}\n",
            1 + hour / 24,
            hour % 24
        ));
    }
    text
}

#[test]
fn a_load_arrives_with_its_link() {
    browse(|page| {
        page.before_documents(KEEP_COPIES);
        page.open("?v=1&packs=12");
        page.drop_file("body", "meter.csv", &meter_file());
        page.wait_for("the file", "return document.querySelector('#use-load')");
        page.click("#use-load");
        page.wait_for(
            "its figures",
            "return document.querySelector('#finding').innerText.includes('905')",
        );
        page.click("#share summary");
        page.wait_for(
            "the offers",
            "return document.querySelectorAll('.offers .offer').length > 2",
        );
        let offer = page.text(".offers .offer");
        assert!(
            offer.contains("A link with this load") && offer.contains("rounded to 1/200"),
            "{offer}"
        );
        let link = copied(page, "Copy link");
        assert!(link.contains("#data=d1."), "{link}");
        page.visit(&link);
        let seen = shown(page);
        assert!(seen[0].contains("905"), "{seen:?}");
        let digits = |page: &Page| -> Value {
            page.js(
                "const { peak_before_kw, peak_after_kw } = window.peakpack.get();
                return [peak_before_kw, peak_after_kw]",
            )
        };
        let exact = digits(page);
        assert_eq!(
            page.text(".assumptions")
                .matches("came with the link")
                .count(),
            1
        );
        assert!(
            !page
                .js("return document.querySelector('.drift').checkVisibility()")
                .as_bool()
                .unwrap()
        );
        // The same after a change and its undoing, and after a reload.
        page.reload();
        assert_eq!(shown(page), seen);
        assert_eq!(digits(page), exact);
        assert!(search(page).ends_with("_data"), "{}", search(page));
        // What is exported has no load in it: no receipt of one either.
        let csv = page.js("return peakpack.export('csv')");
        let notes = csv
            .as_str()
            .unwrap()
            .lines()
            .take_while(|line| line.contains('#'));
        let notes = notes.collect::<Vec<_>>().join("\n");
        assert!(
            notes.contains("not this load") && !notes.contains("&r="),
            "{notes}"
        );
        // A preset puts it away, and undo brings it back into the address too.
        page.js("const list = document.querySelector('.presets');
             list.value = 1;
             list.dispatchEvent(new Event('change'))");
        page.wait_for(
            "no load",
            "return location.search.includes('s=') && !location.hash",
        );
        page.click("[aria-label=Undo]");
        page.wait_for("the load again", "return location.hash.includes('data=')");
        page.reload();
        assert_eq!(digits(page), exact);
        // An address that loses it within the open page loses it on the screen.
        page.js("history.replaceState(null, '', location.href); location.hash = ''");
        page.wait_for(
            "the generated load",
            "return document.querySelector('.drift').innerText.includes('did not arrive')",
        );
        assert_eq!(page.js("return peakpack.get().load"), "generated");
        page.visit("about:blank");
        page.visit(&link.replace("#data=d1.", "#x=1&DATA%3Dd1."));
        assert_eq!(digits(page), exact);
        // Another load of the same size takes its place, and the address lets go of the first.
        page.drop_file("body", "other.csv", &meter_file().replace("412.7", "433"));
        page.wait_for(
            "the other file",
            "return document.querySelector('#use-load')",
        );
        page.click("#use-load");
        page.wait_for("the address", "return !location.hash");
        assert!(!search(page).contains("r="), "a receipt without its load");
        // All of it lost on the way, as many programs do.
        page.visit("about:blank");
        page.visit(link.split('#').next().unwrap());
        page.settle();
        let said = page.text(".drift");
        assert!(
            said.contains("did not arrive") && !said.contains("model said"),
            "{said}"
        );
        // A few characters of the load lost on the way.
        let cut = &link[..link.len() - 6];
        page.visit("about:blank");
        page.visit(cut);
        page.settle();
        let said = page.text(".drift");
        assert!(said.contains("not the sender’s data"), "{said}");
        assert!(page.text("#finding").contains("12 used EV packs"));
        let csv = page.js("return peakpack.export('csv')");
        assert!(csv.as_str().unwrap().contains("not the sender’s data"));
        assert!(
            page.js("return peakpack.get().warnings[0]")
                .as_str()
                .unwrap()
                .contains("cannot be used")
        );
        // A file takes its place, and the word about it ends.
        page.drop_file("body", "other.csv", &meter_file());
        page.wait_for(
            "the file again",
            "return document.querySelector('#use-load')",
        );
        page.click("#use-load");
        page.wait_for(
            "no word about the damage",
            "return !document.querySelector('.drift').checkVisibility()",
        );
        page.visit("about:blank");
        page.visit(cut);
        page.settle();
        assert_eq!(page.js("return peakpack.reset().warnings"), json!([]));
        page.visit("about:blank");
        page.visit(cut);
        page.settle();
        page.click(".drift button");
        page.wait_for(
            "a whole address",
            "return !location.hash && !location.search.includes('_data')",
        );
        page.assert_quiet();
    });
}
