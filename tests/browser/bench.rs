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

#[test]
#[ignore = "a measurement: cargo xtask bench --browser"]
fn read() {
    browse(|page| {
        page.open("");
        let mut csv = "time,kW\n".to_owned();
        let start = 20_089_i64; // days since 1970
        for step in 0..35_040_i64 {
            let (day, minute) = (start + step / 96, step % 96 * 15);
            let stamp = day * 86_400 + minute * 60;
            csv.push_str(&format!("{stamp},{}\n", 500 + step * 37 % 211));
        }
        page.js_with("window.rows = arguments[0]", &serde_json::json!([csv]));
        for _ in 0..3 {
            let time = page.js(
                "const data = new DataTransfer();
                 data.items.add(new File([rows], 'year.csv'));
                 const tasks = [];
                 const observer = new PerformanceObserver(list =>
                     tasks.push(...list.getEntries().map(entry => entry.duration)));
                 observer.observe({ type: 'longtask' });
                 document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }));
                 return new Promise(done => setTimeout(() => done(tasks.join(' + ') || 'below 50'), 1500))",
            );
            println!(
                "reading 35,040 rows: tasks of {} ms",
                time.as_str().unwrap_or("?")
            );
        }
    });
}
