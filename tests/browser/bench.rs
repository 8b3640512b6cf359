//! What a drag costs, printed and never judged here: `cargo xtask bench --browser`.

use crate::harness::browse;

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
