//! A person's own load: dropped, chosen, pasted, refused.

use crate::harness::{Page, browse, in_every_engine};
use std::fmt::Write;

#[path = "../meter/workbook.rs"]
#[allow(dead_code, reason = "the reader's tests need more of it")]
mod workbook;

/// Two days of quarter hours with an evening peak of 500 kW.
pub(crate) fn two_days(stamp: impl Fn(usize, usize, usize) -> String) -> String {
    let mut text = "time;Power (kW)\n".to_owned();
    for step in 0..192 {
        let (day, hour) = (1 + step / 96, step % 96 / 4);
        let kw = if (18..20).contains(&hour) { 500 } else { 300 };
        let _ = writeln!(text, "{};{kw}", stamp(day, hour, step % 4 * 15));
    }
    text
}

pub(crate) fn iso(day: usize, hour: usize, minute: usize) -> String {
    format!("2025-03-{day:02} {hour:02}:{minute:02}")
}

pub(crate) fn read_back_says(page: &Page, part: &str) {
    page.wait_for(
        &format!("“{part}” in the read-back"),
        &format!("return document.querySelector('.read-back')?.innerText.includes('{part}')"),
    );
}

#[test]
fn a_dropped_file_is_read_back_and_used() {
    in_every_engine(|page| {
        page.open("");
        page.drop_file("main", "hall.csv", &two_days(iso));
        read_back_says(page, "192 rows");
        let text = page.text(".read-back");
        for part in ["hall.csv", "15 min", "300", "address does not carry"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        // Nothing is replaced before the person says so.
        assert!(text.contains("still those of the generated load"), "{text}");
        assert!(page.text("#finding").contains("640 used EV packs"));
        page.click("#use-load");
        read_back_says(page, "packs were set to");
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
        page.click("#use-load");
        read_back_says(page, "Undo: back to the generated load");
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

#[test]
fn undo_goes_back_to_the_file_before() {
    browse(|page| {
        page.open("");
        page.drop_file("body", "first.csv", &two_days(iso));
        read_back_says(page, "first.csv");
        read_back_says(page, "192 rows");
        page.click("#use-load");
        let doubled = two_days(iso).replace(";500", ";1000");
        page.drop_file("body", "second.csv", &doubled);
        read_back_says(page, "second.csv");
        read_back_says(page, "1000.0 kW");
        let text = page.text(".read-back");
        assert!(text.contains("still those of first.csv"), "{text}");
        page.click("#use-load");
        read_back_says(page, "Undo: back to first.csv");
        page.wait_for(
            "its figures",
            "return document.querySelector('#finding').innerText.includes('from 1,000.0 to') ||
                    document.querySelector('#finding').innerText.includes('from 1.00 to')",
        );
        page.click("#use-load");
        page.wait_for(
            "the figures of the first file",
            "return document.querySelector('#finding').innerText.includes('from 500.0 to')",
        );
        page.assert_quiet();
    });
}

#[test]
fn a_file_can_be_discarded() {
    browse(|page| {
        page.open("");
        page.drop_file("body", "hall.csv", &two_days(iso));
        read_back_says(page, "192 rows");
        page.click("#discard-load");
        page.wait_for(
            "no read-back",
            "return !document.querySelector('.read-back')",
        );
        assert!(page.text("#finding").contains("640 used EV packs"));
    });
}

#[test]
fn a_part_of_the_file_can_be_taken() {
    browse(|page| {
        page.open("");
        // Two months of hours; the peak is in February.
        page.drop_made(
            "halls.csv",
            "let text = 'time,kW\\n';
             for (let h = 0; h < 59 * 24; h++) {
                 const at = new Date(Date.UTC(2025, 0, 1, h)).toISOString().slice(0, 16);
                 text += `${at},${h == 40 * 24 + 12 ? 900 : 400 + h % 24}\\n`;
             }
             return text;",
        );
        read_back_says(page, "1,416 rows");
        read_back_says(page, "900.0 kW");
        let periods =
            page.js("return [...document.querySelectorAll('#period option')].map(o => o.text)");
        assert_eq!(
            periods,
            serde_json::json!([
                "all of it",
                "January 2025",
                "February 2025",
                "the week of its peak"
            ])
        );
        page.js("const list = document.querySelector('#period');
             list.value = '1';
             list.dispatchEvent(new Event('change', { bubbles: true }));");
        read_back_says(page, "744 rows");
        read_back_says(page, "423.0 kW");
        page.click("#use-load");
        page.wait_for(
            "the figures of January",
            "return document.querySelector('#finding').innerText.includes('from 423.0 to')",
        );
        page.assert_quiet();
    });
}

#[test]
fn a_workbook_is_unpacked_by_the_browser() {
    let mut rows = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Time</t></is></c>\
         <c r=\"B1\" t=\"inlineStr\"><is><t>Power (kW)</t></is></c></row>"
        .to_owned();
    for k in 0..192 {
        let (row, day) = (k + 2, 45_700.0 + f64::from(k) / 96.0);
        let _ = write!(
            rows,
            "<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"><v>{day}</v></c><c r=\"B{row}\"><v>{}</v></c></row>",
            300 + k % 96
        );
    }
    let book = workbook::Workbook::of(&rows).styles(&["yyyy-mm-dd hh:mm"], &[0, 164]);
    in_every_engine(|page| {
        page.open("");
        page.drop_bytes("hall.xlsx", &book.bytes());
        read_back_says(page, "192 rows");
        read_back_says(page, "15 min");
        read_back_says(page, "300.0–395.0 kW");
        // A flipped bit inside is found by the checksum.
        let mut damaged = book.bytes();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 4;
        page.drop_bytes("damaged.xlsx", &damaged);
        read_back_says(page, "damaged");
        page.assert_quiet();
    });
}

#[test]
fn gaps_and_spikes_are_marked() {
    browse(|page| {
        page.open("");
        let holed = two_days(iso)
            .replace("2025-03-01 10:15;300", "2025-03-01 10:15;")
            .replace("2025-03-02 03:00;300", "2025-03-02 03:00;9999");
        page.drop_file("body", "holed.csv", &holed);
        read_back_says(page, "1 gap filled (longest 15 min)");
        read_back_says(
            page,
            "1 value is far from all others: 9999.0 kW at 2025-03-02 03:00:00",
        );
        assert_eq!(
            page.text(".sketched .key").replace('\n', " ").trim(),
            "gap, filled far above all others"
        );
        page.click("#use-load");
        page.wait_for(
            "the legend of the chart",
            "return document.querySelector('.hero .key').innerText.includes('gap, filled')",
        );
        page.assert_quiet();
    });
}
