//! What reads a file is loaded once there is one.

use crate::files::{iso, read_back_says, two_days};
use crate::harness::{Page, browse};
use serde_json::json;

/// How often the host was asked for the later module.
fn loads(page: &Page) -> usize {
    let requests = page.requests();
    let of_later = requests.iter().filter(|line| line.contains("_later.wasm"));
    of_later.count()
}

#[test]
fn a_visit_loads_no_reader_and_a_file_does_once() {
    browse(|page| {
        let before = loads(page);
        page.open("");
        page.years();
        assert_eq!(loads(page), before);
        page.drop_file("body", "hall.csv", &two_days(iso));
        read_back_says(page, "192 rows");
        page.drop_file("body", "other.csv", &two_days(iso).replace(";500", ";1000"));
        read_back_says(page, "1000.0 kW");
        assert_eq!(loads(page), before + 1);
        page.assert_quiet();
    });
}

#[test]
fn a_reader_that_cannot_be_loaded_is_said_and_asked_for_again() {
    browse(|page| {
        page.open("");
        page.devtools("Network.enable", &json!({}));
        let block = |urls: &[&str]| {
            page.devtools("Network.setBlockedURLs", &json!({ "urls": urls }));
        };
        block(&["*_later.wasm"]);
        page.drop_file("body", "hall.csv", &two_days(iso));
        read_back_says(page, "could not be loaded");
        assert!(page.text(".read-back").contains("Your file is fine"));
        assert!(page.text("#finding").contains("640 used EV packs"));
        block(&[]);
        page.drop_file("body", "hall.csv", &two_days(iso));
        read_back_says(page, "192 rows");
    });
}
