//! A report with two live figures, from another site and from a file, shows what the page shows.

use crate::harness::{Elsewhere, Host, Page, in_every_engine};
use serde_json::Value;

const REPORT: &str = include_str!("parents/report.html");

/// Each frame, and the link whose figures it must show.
const FRAMES: [(&str, &str); 2] = [("#first", "?v=1&packs=800"), ("#second", "?v=1&s=colo")];

/// The key figures, but for the years that the packs last, which come later.
const FIGURES: &str = "return [...document.querySelectorAll('.figure .value')]
    .slice(0, 3).map((value) => value.textContent)";

#[test]
fn a_report_shows_the_right_figures_at_the_right_height() {
    in_every_engine(|page| {
        let host = Host::start(&[]);
        let expected: Vec<Value> = FRAMES
            .iter()
            .map(|(_, link)| {
                page.open(link);
                page.js(FIGURES)
            })
            .collect();
        let elsewhere = Elsewhere::start(&[("report.html", REPORT)], &host.address());
        for address in [
            elsewhere.address("report.html"),
            elsewhere.file("report.html"),
        ] {
            page.visit(&address);
            for ((frame, _), figures) in FRAMES.iter().zip(&expected) {
                shows(page, frame, figures);
            }
        }
    });
}

fn shows(page: &Page, frame: &str, figures: &Value) {
    page.show_frame(frame);
    page.enter_frame(frame);
    page.wait_until_started();
    page.settle();
    assert_eq!(&page.js(FIGURES), figures, "{frame}");
    page.leave_frame();
    page.wait_for_height(frame, frame);
    page.enter_frame(frame);
    let beyond = page.js("const root = document.documentElement;
        return root.scrollHeight - root.clientHeight");
    assert!(
        beyond.as_f64().is_some_and(|by| by <= 1.0),
        "{frame}: {beyond}"
    );
    page.assert_started();
    page.leave_frame();
}
