//! What a drag costs, printed and never judged here: `cargo xtask bench --browser`.

use crate::harness::{Host, browse};

/// The work of one input event: the handler, then the frame callback with all
/// that follows it until the browser goes on, for 120 events.
const DRAG: &str = "const [id, view] = arguments;
    const slider = document.getElementById(id);
    document.querySelectorAll('.tabs button')[view].click();
    const frame = () => new Promise(done => requestAnimationFrame(done));
    for (let k = 0; k < 5; k++) await frame();
    const work = [];
    const [from, to] = [+slider.min, +slider.max];
    for (let k = 0; k < 130; k++) {
        await frame();
        const value = from + (to - from) * (0.1 + 0.8 * (0.5 + 0.5 * Math.sin(k / 7)));
        let begin;
        requestAnimationFrame(() => { begin = performance.now(); });
        const start = performance.now();
        slider.value = value;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        await Promise.resolve();
        await Promise.resolve();
        const handled = performance.now() - start;
        // Runs behind the app's callback, and behind the microtasks it leaves.
        await new Promise(done => requestAnimationFrame(done));
        if (k >= 10) work.push(handled + performance.now() - begin);
    }
    work.sort((a, b) => a - b);
    const at = share => work[Math.min(work.length - 1, Math.floor(share * work.length))].toFixed(1);
    return `median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, highest ${at(1)} ms`";

#[test]
#[ignore = "a measurement: cargo xtask bench --browser"]
fn drag() {
    browse(|page| {
        page.open("");
        for (place, view) in ["Peak day", "Week", "Year", "Duration"]
            .into_iter()
            .enumerate()
        {
            for id in ["packs", "soh"] {
                let body = format!("return (async (...arguments) => {{ {DRAG} }})(...arguments)");
                let work = page.js_with(&body, &serde_json::json!([id, place]));
                println!(
                    "drag {id}, {view}, 35,040 steps: {}",
                    work.as_str().unwrap_or("?")
                );
            }
        }
    });
}

/// From the drop of a file to its read-back on the page, and the tasks above 50 ms on the way.
const READ: &str = "const [name] = arguments;
    const data = new DataTransfer();
    data.items.add(new File([window.rows], name));
    const tasks = [];
    const observer = new PerformanceObserver(list =>
        tasks.push(...list.getEntries().map(entry => entry.duration)));
    observer.observe({ type: 'longtask' });
    const place = document.querySelector('.last');
    const shown = new Promise(done => new MutationObserver((_, observer) => {
        if (place.querySelector('#use-load')) { observer.disconnect(); done(performance.now()); }
    }).observe(place, { childList: true, subtree: true }));
    const start = performance.now();
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
    const time = (await shown) - start;
    await new Promise(done => setTimeout(done, 300));
    return `${time.toFixed(0)} ms, tasks above 50 ms: ${tasks.join(' + ') || 'none'}`";

#[test]
#[ignore = "a measurement: cargo xtask bench --browser"]
fn read() {
    // A year of quarter hours from 1 January 2025, UTC.
    let at = |step: i64| 1_735_689_600 + step * 900;
    let value = |step: i64| 500 + step * 37 % 211;
    let csv: String = (0..35_040)
        .map(|step| format!("{},{}\n", at(step), value(step)))
        .collect();
    let stamped: String = (0..35_040_i64)
        .map(|step| {
            let time = peakpack::load::LocalTime(at(step) * 1000);
            format!("{time},{}.{}\n", value(step), step % 10)
        })
        .collect();
    let xml: String = (0..35_040)
        .map(|step| {
            format!(
                "<IntervalReading><timePeriod><duration>900</duration><start>{}</start></timePeriod><value>{}</value></IntervalReading>\n",
                at(step),
                value(step)
            )
        })
        .collect();
    let files = [
        ("year.csv", format!("time,kW\n{csv}")),
        ("stamps.csv", format!("time,kW\n{stamped}")),
        (
            "year.xml",
            format!(
                "<feed><entry><content><ReadingType><uom>72</uom></ReadingType></content></entry><entry><content><IntervalBlock>{xml}</IntervalBlock></content></entry></feed>"
            ),
        ),
    ];
    browse(|page| {
        page.open("");
        for (name, text) in &files {
            page.js_with("window.rows = arguments[0]", &serde_json::json!([text]));
            for _ in 0..4 {
                let body = format!("return (async (...arguments) => {{ {READ} }})(...arguments)");
                let time = page.js_with(&body, &serde_json::json!([name]));
                println!(
                    "reading {name}, 35,040 rows: {}",
                    time.as_str().unwrap_or("?")
                );
            }
        }
    });
}

/// What the years of the packs cost after one change: the base life, all of it, and the longest
/// task on the way. Every callback of timers and frames is a task or less.
const YEARS: &str = "const slider = document.getElementById('soh');
    const section = document.querySelector('.years');
    const times = [];
    const timed = run => (...given) => {
        const start = performance.now();
        run(...given);
        times.push(performance.now() - start);
    };
    const { setTimeout: later, requestAnimationFrame: frame } = window;
    window.setTimeout = (run, ...rest) => later.call(window, timed(run), ...rest);
    window.requestAnimationFrame = run => frame.call(window, timed(run));
    const changed = what => new Promise(done => {
        const observer = new MutationObserver(() => {
            if (what()) { observer.disconnect(); done(performance.now()); }
        });
        observer.observe(section, { attributes: true, subtree: true, characterData: true, childList: true });
    });
    const start = performance.now();
    slider.value = +slider.value - 1;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const base = await changed(() => section.ariaBusy);
    const all = await changed(() => !section.ariaBusy);
    await new Promise(done => later.call(window, done, 300));
    window.setTimeout = later;
    window.requestAnimationFrame = frame;
    times.sort((a, b) => b - a);
    return `base after ${(base - start).toFixed(0)} ms, all after ${(all - start).toFixed(0)} ms, longest tasks ${times.slice(0, 4).map(time => time.toFixed(1)).join(', ')} ms of ${times.length}`";

#[test]
#[ignore = "a measurement: cargo xtask bench --browser"]
fn years() {
    browse(|page| {
        for link in [
            "",
            "?v=1&spread=5",
            "?v=1&pack=leaf40",
            "?v=1&keep=topup&hold=100",
            "?v=1&packs=2000&spread=5&mix=30&wire=string",
        ] {
            page.open(link);
            page.years();
            for _ in 0..3 {
                let body = format!("return (async () => {{ {YEARS} }})()");
                let time = page.js(&body);
                println!("years {link}: {}", time.as_str().unwrap_or("?"));
            }
        }
    });
}

/// What a visitor with a slow line and a slow machine waits for: 1.6 Mbit/s, 150 ms, a quarter of
/// this machine's speed.
#[test]
#[ignore = "a measurement: cargo xtask bench --browser"]
fn open() {
    let host = Host::start(&[]);
    browse(|page| {
        page.before_documents(
            "document.addEventListener('readystatechange', () => {
                 new MutationObserver(() => {
                     if (document.documentElement.dataset.app === 'ready') window.usable ??= performance.now();
                 }).observe(document.documentElement, { attributes: true });
             }, { once: true });",
        );
        page.devtools("Network.enable", &serde_json::json!({}));
        page.devtools(
            "Network.setCacheDisabled",
            &serde_json::json!({ "cacheDisabled": true }),
        );
        page.devtools(
            "Network.emulateNetworkConditions",
            &serde_json::json!({ "offline": false, "latency": 150,
                "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8 }),
        );
        page.devtools(
            "Emulation.setCPUThrottlingRate",
            &serde_json::json!({ "rate": 4 }),
        );
        for link in ["", "", "", "?v=1&packs=800", "?v=1&packs=800", "s/colo/"] {
            page.visit(&format!("{}{link}", host.address()));
            page.wait_until_started();
            let times = page.js(
                "const [paint] = performance.getEntriesByName('first-contentful-paint');
                 return `seen after ${(paint.startTime / 1000).toFixed(2)} s, usable after ${(window.usable / 1000).toFixed(2)} s`",
            );
            println!("opening {link}: {}", times.as_str().unwrap_or("?"));
        }
    });
}
