//! Files of millions of rows: the page stays alive, says how far it is, and can be stopped.

use crate::files::{iso, read_back_says, two_days};
use crate::harness::browse;

/// A row a second; short enough for `rows` of them to be below 50 MB.
fn seconds(rows: u32) -> String {
    format!(
        "const parts = ['t_s,kW\\n'];
         for (let s = 0; s < {rows}; s++) parts.push(s + ',' + (s % 97 + 3) + '\\n');
         return parts.join('');"
    )
}

#[test]
fn a_large_file_is_read_in_slices_and_can_be_cancelled() {
    browse(|page| {
        page.open("");
        page.drop_made("seconds.csv", &seconds(3_000_000));
        page.wait_for(
            "some progress",
            "return document.querySelector('.read-back progress')?.value > 0.05",
        );
        // Meanwhile the page answers.
        page.js("const list = document.querySelectorAll('.tabs button')[1]; list.click()");
        page.settle();
        page.click("#cancel-reading");
        page.wait_for(
            "no read-back",
            "return !document.querySelector('.read-back')",
        );
        page.drop_file("body", "hall.csv", &two_days(iso));
        read_back_says(page, "192 rows");
        assert!(page.text(".read-back").contains("hall.csv"));
        page.assert_quiet();
    });
}

#[test]
fn five_million_rows_are_read() {
    browse(|page| {
        page.open("");
        page.js("window.tasks = [];
             new PerformanceObserver(list => tasks.push(...list.getEntries().map(e => e.duration)))
                 .observe({ type: 'longtask' });");
        page.drop_made("seconds.csv", &seconds(4_600_000));
        page.wait_for(
            "the end of the reading",
            "return document.querySelector('.read-back #use-load')",
        );
        read_back_says(page, "4,600,000 rows");
        println!(
            "long tasks: {}",
            page.js("return tasks.map(t => Math.round(t))")
        );
        page.assert_quiet();
    });
}
