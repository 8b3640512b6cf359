//! The report in `examples/` as its reader sees it: from another site and from a file.

use crate::harness::{Elsewhere, Host, Page, in_every_engine};

const REPORT: &str = include_str!("../../examples/report/index.html");

#[test]
fn the_example_report_drives_its_figure() {
    in_every_engine(|page| {
        let host = Host::start(&[]);
        let elsewhere = Elsewhere::start(&[("index.html", REPORT)], "");
        for address in [
            elsewhere.address("index.html"),
            elsewhere.file("index.html"),
        ] {
            page.visit(&format!("{address}?calculator={}", host.address()));
            says(page, "640 used EV packs");
            page.click("#buttons button:nth-child(4)");
            says(page, "1,280 used EV packs at 60 % health");
            // The words in the report and those in the figure are the same.
            let said = page.text("#finding");
            let figures = page.text("#figures");
            assert!(
                figures.contains("Peak before") && figures.contains("100.0 MW"),
                "{figures}"
            );
            page.enter_frame("#first");
            page.wait_for(
                "the figure to follow",
                "return document.querySelector('#finding').innerText.includes('1,280')",
            );
            assert_eq!(page.text("#finding"), said);
            page.leave_frame();
            page.wait_for_height("#first", "the driven figure");
            page.show_frame("#second");
            page.enter_frame("#second");
            page.wait_until_started();
            assert!(page.text("#finding").contains("140 used"));
            page.leave_frame();
            page.wait_for_height("#second", "the other figure");
        }
    });
}

fn says(page: &Page, part: &str) {
    page.wait_for(
        part,
        &format!("return document.querySelector('#finding').innerText.includes('{part}')"),
    );
}
