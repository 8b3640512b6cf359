//! A person's own load: dropped, chosen, pasted, refused.

use crate::harness::{Page, browse};
use std::fmt::Write;

/// Two days of quarter hours with an evening peak of 500 kW.
fn two_days(stamp: impl Fn(usize, usize, usize) -> String) -> String {
    let mut text = "time;Power (kW)\n".to_owned();
    for step in 0..192 {
        let (day, hour) = (1 + step / 96, step % 96 / 4);
        let kw = if (18..20).contains(&hour) { 500 } else { 300 };
        let _ = writeln!(text, "{};{kw}", stamp(day, hour, step % 4 * 15));
    }
    text
}

fn iso(day: usize, hour: usize, minute: usize) -> String {
    format!("2025-03-{day:02} {hour:02}:{minute:02}")
}

fn read_back_says(page: &Page, part: &str) {
    page.wait_for(
        &format!("“{part}” in the read-back"),
        &format!("return document.querySelector('.read-back')?.innerText.includes('{part}')"),
    );
}

#[test]
fn a_dropped_file_is_read_back_and_used() {
    browse(|page| {
        page.open("");
        page.drop_file("main", "hall.csv", &two_days(iso));
        read_back_says(page, "192 rows");
        let text = page.text(".read-back");
        for part in [
            "hall.csv",
            "15 min",
            "300",
            "packs were set to",
            "link does not carry",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        page.wait_for(
            "its figures",
            "return document.querySelector('#finding').innerText.includes('from 500.0 to')",
        );
        // A handful of packs can be chosen one by one.
        let [slider, field] = ["#packs", "#packs-field"]
            .map(|css| page.js(&format!("return document.querySelector('{css}').value")));
        assert_eq!(slider, field);
        page.click("#use-load");
        page.wait_for(
            "the generated load",
            "return document.querySelector('#finding').innerText.includes('640 used EV packs')",
        );
        page.click("#use-load");
        page.wait_for(
            "the file again",
            "return document.querySelector('#finding').innerText.includes('from 500.0 to')",
        );
        page.assert_quiet();
    });
}

#[test]
fn what_cannot_be_read_says_why_and_the_last_result_stays() {
    browse(|page| {
        page.open("");
        page.drop_file("body", "hall.csv", &two_days(iso));
        read_back_says(page, "192 rows");
        let broken = two_days(iso).replacen(";500", ";about 500", 1);
        page.drop_file("body", "broken.csv", &broken);
        read_back_says(page, "Row ");
        let text = page.text(".read-back");
        assert!(text.contains("about 500"), "{text}");
        assert!(text.contains("still those of hall.csv"), "{text}");
        assert!(page.text("#finding").contains("500.0"));
        page.assert_quiet();
    });
}

#[test]
fn what_the_file_leaves_open_is_asked() {
    browse(|page| {
        page.open("");
        // 3 April or March 4?
        let mut ambiguous = "time;kW\n".to_owned();
        for hour in 0..24 {
            let _ = writeln!(ambiguous, "03/04/2025 {hour:02}:00;{}", 100 + hour);
        }
        page.drop_file("body", "dates.csv", &ambiguous);
        page.wait_for(
            "the question",
            "return document.querySelector('#question-0')",
        );
        page.js("const list = document.querySelector('#question-0');
             list.value = '0';
             list.dispatchEvent(new Event('change', { bubbles: true }));");
        read_back_says(page, "24 rows");
        assert!(page.text(".read-back").contains("3 Apr"));
        page.assert_quiet();
    });
}

#[test]
fn rows_can_be_pasted() {
    browse(|page| {
        page.open("");
        page.js_with(
            "const data = new DataTransfer();
             data.setData('text/plain', arguments[0]);
             document.body.dispatchEvent(new ClipboardEvent('paste',
                 { clipboardData: data, bubbles: true, cancelable: true }));",
            &serde_json::json!([two_days(iso)]),
        );
        read_back_says(page, "192 rows");
        assert!(page.text(".read-back").contains("Pasted rows"));
    });
}
