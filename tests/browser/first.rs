//! The first look, which is there before the app: the same words in the same places, and never
//! those of another scenario.

use crate::harness::{Page, browse, browse_with};
use serde_json::{Value, json};

/// Notes what is seen of the first look from frame to frame, and what moves.
const WATCH: &str = "
    window.moved = 0;
    new PerformanceObserver(list => {
        for (const { value } of list.getEntries()) window.moved += value;
    }).observe({ type: 'layout-shift', buffered: true });
    window.places = {};
    window.read = [];
    const watch = () => {
        const first = document.getElementById('first');
        if (first) for (const css of ['.head', '.mark', '.presets', 'h1', '.figures', '.figure:nth-child(4)',
            '.sliders', '.control:nth-child(2) .slider', '.control:nth-child(2) .stepper', '.reason', '.hero',
            '.hero h2', '.hero .key', '.plot.grid']) {
            const box = first.querySelector(css)?.getBoundingClientRect();
            if (box?.width) window.places[css] = [box.left, box.top, box.width, box.height].map(Math.round);
        }
        if (first) for (const part of first.querySelectorAll('h1, h2, .value, .detail, .reason p, .still b'))
            if (part.checkVisibility({ visibilityProperty: true })) window.read.push(part.textContent);
        requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);";

/// The places in sight that are others now, in the app.
const ELSEWHERE: &str = "return Object.entries(window.places).filter(([, was]) => was[1] < innerHeight).map(([css, was]) => {
        const box = document.querySelector('#app ' + css)?.getBoundingClientRect();
        const now = box ? [box.left, box.top, box.width, box.height].map(Math.round) : null;
        return [css, was, now];
    }).filter(([, was, now]) => !now || was.some((length, k) => Math.abs(length - now[k]) > 1))";

/// Texts of the first look in the document that differ from those of the app.
const OTHER_WORDS: &str = "
    const text = await (await fetch(location.pathname)).text();
    const first = new DOMParser().parseFromString(text, 'text/html').getElementById('first');
    const app = document.getElementById('app');
    const words = (root, css) => [...root.querySelectorAll(css)].map(part => part.textContent.replace(/\\s+/g, ' ').trim());
    return ['h1', '.figure .label', '.figure .value', '.figure .detail', '.reason > b', '.reason > p',
        '.hero h2', '.sliders label', '.sliders .meaning', '.sliders .help > summary'].map(css =>
        [css, words(first, css), words(app, css)])
        .filter(([, was, now]) => !was.length || JSON.stringify(was) !== JSON.stringify(now))";

fn other_words(page: &Page) -> Value {
    page.js(&format!("return (async () => {{ {OTHER_WORDS} }})()"))
}

#[test]
fn it_says_what_the_app_says() {
    browse(|page| {
        for folder in [
            "",
            "s/campus/",
            "s/inference/",
            "s/training/",
            "s/redwood/",
            "s/colo/",
        ] {
            page.open(folder);
            page.years();
            page.wait_for(
                "the advice",
                "return document.querySelector('.reason p').innerText.length > 0",
            );
            page.wait_for(
                "the same words",
                &format!("return (async () => {{ {OTHER_WORDS} }})().then(other => !other.length)"),
            );
            assert_eq!(other_words(page), json!([]), "{folder}");
        }
        page.assert_quiet();
    });
}

#[test]
fn the_app_takes_its_place_and_nothing_moves() {
    browse(|page| {
        page.before_documents(WATCH);
        for (width, height) in [(1280, 900), (390, 844), (320, 568), (600, 400)] {
            page.resize(width, height);
            page.open("");
            assert!(
                page.js("return Object.keys(window.places).length") == 14,
                "the first look was not seen"
            );
            assert_eq!(page.js(ELSEWHERE), json!([]), "{width} px");
            page.years();
            page.settle();
            let moved = page.js("return window.moved").as_f64().unwrap();
            println!("layout shift at {width} by {height}: {moved:.4}");
            assert!(moved <= 0.02, "{width} px: {moved}");
        }
    });
}

#[test]
fn another_scenario_is_never_shown_as_this_one() {
    browse(|page| {
        page.before_documents(WATCH);
        let read = "return [...new Set(window.read)]";
        page.open("?utm_source=mail&theme=dark&v=1");
        let seen = page.js(read);
        assert!(seen.to_string().contains("640 used EV packs"), "{seen}");
        for link in [
            "?v=1&packs=800",
            "?packs=800&utm_source=mail",
            "?amp;packs=800",
            "?whatever",
            "#data=d1.x",
            "s/colo/?packs=10",
        ] {
            page.go("nowhere.html");
            page.open(link);
            assert_eq!(page.js(read), json!([]), "{link}");
        }
    });
}

#[test]
fn without_scripts_it_stands_and_says_which_scenario() {
    browse(|page| {
        page.devtools(
            "Emulation.setScriptExecutionDisabled",
            &json!({ "value": true }),
        );
        page.go("");
        let text = page.text("body");
        for words in [
            "Peakpack needs JavaScript",
            "Default scenario: Mixed AI campus, 100 MW.",
            "640 used EV packs",
            "90.9",
            "not a quotation",
        ] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
        page.go("s/colo/");
        assert!(
            page.text("body")
                .contains("Scenario: Enterprise colocation, 20 MW.")
        );
    });
}

#[test]
fn where_the_app_does_not_come_it_stays_under_the_card() {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/index.html");
    let index = std::fs::read_to_string(dist).expect("a built page");
    let broken = index.replace("src=\"./page-", "src=\"./gone-");
    browse_with(&[("broken.html", &broken)], |page| {
        for (link, is_there) in [("broken.html", true), ("broken.html?packs=800", false)] {
            page.go(link);
            page.wait_for(
                "the card",
                "return !document.querySelector('#failure').hidden",
            );
            let text = page.text("body");
            assert!(text.contains("could not start"), "{text}");
            assert_eq!(text.contains("640 used EV packs"), is_there, "{text}");
            assert_eq!(text.contains("Default scenario"), is_there, "{text}");
            if is_there {
                assert_eq!(page.axe(), Vec::<String>::new(), "{link}");
            }
        }
    });
}

#[test]
fn in_a_frame_it_is_marked_as_one() {
    browse(|page| {
        page.open("?embed=1");
        assert_eq!(page.js("return document.documentElement.dataset.embed"), "");
        page.open("?embed=0");
        assert_eq!(
            page.js("return document.documentElement.dataset.embed ?? null"),
            json!(null)
        );
    });
}
